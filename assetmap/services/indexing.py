"""The index kept in step with the store through the store's queue.

The queue's rows are written in the record's own transaction and struck off only after the index
has committed, so a crash at any point loses nothing: whatever is still queued is taken again.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from assetmap.domain.public_listing import public_view
from assetmap.index.schema import Document
from assetmap.services.desk import Desk
from assetmap.services.documents import document_of
from assetmap.storage.store import NotFound

_WHOLE = 500  # from so many changes on, and half of the directory, a rebuild is the quicker way


@dataclass(frozen=True)
class Comparison:
    """Where index and store differ: listing ids."""

    missing: tuple[str, ...]
    superfluous: tuple[str, ...]
    outdated: tuple[str, ...]
    queued: int

    @property
    def agrees(self) -> bool:
        """Whether the index holds just what the store does."""
        return not (self.missing or self.superfluous or self.outdated or self.queued)


def drain(desk: Desk, done: Callable[[], None] = lambda: None) -> int:
    """Take everything queued into the index; gives the number of listings taken.

    Raises IndexBusy when another process does not finish its own writing, or IndexUnwritable.
    """
    with desk.draining:
        queued = desk.store.queued()
        if not queued:
            return 0
        ids = dict.fromkeys(row.listing_id for row in queued)
        if len(ids) > _WHOLE and len(ids) * 2 > sum(desk.store.sources().values()):
            desk.index.rebuild(documents(desk), done)
        else:
            # Read while the index is ours alone: another process may have taken newer changes.
            found = (_document(desk, listing_id) for listing_id in ids)
            desk.index.apply((document for document in found if document), removed=ids)
        desk.store.strike(queued[-1].number)
    if desk.filling:
        desk.filling.wake()
    return len(ids)


def rebuild(desk: Desk, done: Callable[[], None] = lambda: None) -> int:
    """Make the index anew from the store; gives the number of documents. Raises IndexBusy."""
    with desk.draining:
        queued = desk.store.queued()
        count = desk.index.rebuild(documents(desk), done)
        if queued:
            desk.store.strike(queued[-1].number)
        return count


def compare(desk: Desk) -> Comparison:
    """What the index has against what it should have."""
    wanted = {document.id: document.fingerprint for document in documents(desk)}
    held = desk.index.fingerprints()
    return Comparison(
        missing=tuple(sorted(wanted.keys() - held.keys())),
        superfluous=tuple(sorted(held.keys() - wanted.keys())),
        outdated=tuple(
            sorted(id_ for id_ in wanted.keys() & held.keys() if wanted[id_] != held[id_])
        ),
        queued=len(desk.store.queued()),
    )


def documents(desk: Desk) -> Iterator[Document]:
    """The document of every public listing."""
    for record in desk.store.all():
        if record.listing.status.is_public:
            yield document_of(public_view(record.listing), desk.borough.words)


def _document(desk: Desk, listing_id: str) -> Document | None:
    try:
        listing = desk.store.get(listing_id).listing
    except NotFound:
        return None
    if not listing.status.is_public:
        return None
    return document_of(public_view(listing), desk.borough.words)
