"""What status a file's row gives its listing: nothing goes public unasked, and closed is closed."""

from dataclasses import dataclass, replace

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.source_row import SourceRow
from assetmap.domain.text import fold
from assetmap.exchange.incoming import Incoming
from assetmap.exchange.status_words import read_status

_CLOSED_HERE = frozenset((Status.ARCHIVED, Status.CLOSED))


@dataclass(frozen=True)
class RowStatus:
    """The listing with its status, and what to say of it.

    `asks_to_archive`: the file says that it has closed, and people here have made sure of it, so
    one of them decides.
    """

    listing: Listing
    notes: tuple[str, ...] = ()
    asks_to_archive: bool = False


def status_of_new(listing: Listing, incoming: Incoming, *, publish: bool) -> RowStatus:
    """A row that was not here before. Raises nothing: what is not understood is a draft."""
    word, given = incoming.status_word, incoming.listing.status
    if given is Status.ARCHIVED:
        because = str(ArchiveReason.CLOSED)
        closed = replace(listing, status=given, archived_because=because)
        return RowStatus(closed, (f"It says “{word}”, so it is not listed.",))
    if word and read_status(word) is None:
        draft = replace(listing, status=Status.DRAFT)
        return RowStatus(draft, (f"We do not know the status “{word}”, so it is a draft.",))
    if incoming.kept_as_draft:
        return RowStatus(replace(listing, status=Status.DRAFT), incoming.kept_as_draft)
    if word and not given.is_public:
        draft = replace(listing, status=Status.DRAFT)
        return RowStatus(draft, (f"It says “{word}”, so it is a draft.",))
    public = Status.PUBLISHED if not word else given
    return RowStatus(replace(listing, status=public if publish else Status.DRAFT))


def status_after(
    after: Listing,
    incoming: Incoming,
    row: SourceRow,
    *,
    publish: bool,
    is_confirmed: bool,
    has_people: bool,
) -> RowStatus:
    """A listing on record after its source's row; `after` has the status on record.

    `is_confirmed` says whether people here have made sure of it since the source said otherwise,
    `has_people` whether anybody here has ever worked on it.
    """
    word, given, now = incoming.status_word, incoming.listing.status, after.status
    is_ours = now == row.status and not is_confirmed  # as the source's last file left it
    if now is Status.DRAFT:
        return _of_draft(after, incoming, publish=publish and not has_people)
    if word and fold(word) != fold(row.status_word):
        if read_status(word) is None:
            return RowStatus(after, (f"We do not know the status “{word}”: it stays {now}.",))
        if given is Status.ARCHIVED:
            return _closing(after, word, is_ours=is_ours)
        if is_ours and given.is_public and given is not now:
            return _coming_back(after, given, publish=publish)
        if now.is_public and given is not now:
            return RowStatus(after, (f"It says “{word}”, and here it is {now}: it stays so.",))
    if now in _CLOSED_HERE and not after.merged_into and _says_it_runs(incoming):
        return RowStatus(after, ("It is archived here, and the file says that it runs.",))
    return RowStatus(after)


def _of_draft(after: Listing, incoming: Incoming, *, publish: bool) -> RowStatus:
    """A draft that nobody has looked at yet goes public as a new row does."""
    if not publish and incoming.listing.status is not Status.ARCHIVED:
        return RowStatus(after)
    return status_of_new(after, incoming, publish=publish)


def _closing(after: Listing, word: str, *, is_ours: bool) -> RowStatus:
    if not after.status.is_public:
        return RowStatus(after)
    if not is_ours:
        return RowStatus(after, (f"It says “{word}”, and it is still public here.",), True)
    because = str(ArchiveReason.CLOSED)
    closed = replace(after, status=Status.ARCHIVED, archived_because=because)
    return RowStatus(closed, (f"It says “{word}”, so it is no longer listed.",))


def _coming_back(after: Listing, given: Status, *, publish: bool) -> RowStatus:
    """It was the source that ended or paused it, so the source may say that it goes on."""
    was_public = after.status.is_public or after.published_on is not None
    status = given if was_public or publish else Status.DRAFT
    back = replace(after, status=status, archived_because="")
    return RowStatus(
        back, (f"It says “{given}” again, so it is listed again.",) if was_public else ()
    )


def _says_it_runs(incoming: Incoming) -> bool:
    return not incoming.status_word or incoming.listing.status.is_public
