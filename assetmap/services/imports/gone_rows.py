"""Public listings that their source's file has no more: somebody should ask whether they go on."""

from collections.abc import Collection, Mapping
from contextlib import nullcontext
from dataclasses import replace

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.source_row import SourceRow, first_row
from assetmap.domain.text import fold
from assetmap.services.context import Context
from assetmap.services.every_listing import EveryListing
from assetmap.services.listing_repository import load_for_update
from assetmap.storage.tables import SOURCE_ROWS
from assetmap.storage.unit_of_work import UnitOfWork


def note_gone(
    context: Context,
    source: str,
    seen: Collection[str],
    refused_names: Collection[str] = (),
    *,
    dry_run: bool = False,
    uow: UnitOfWork | None = None,
) -> list[Listing]:
    """The public listings of a source that its files have no more, by name; they are to be rung.

    `seen` are the ids of those that the files had, all files of the source together. A row that
    was refused is there all the same: nothing of its name counts as gone. A dry run notes nothing.
    It is noted in a transaction of the caller's, if one is given.
    """
    refused = {fold(name) for name in refused_names}
    rows = {row.listing_id: row for row in context.store.find(SOURCE_ROWS, source=source)}
    gone = []
    for key, listing_id in context.store.source_ids(source).items():
        if listing_id in seen:
            continue
        listing = context.store.get_listing(listing_id).listing
        if listing.status.is_public and fold(listing.name) not in refused:
            gone.append(listing)
            rows.setdefault(listing_id, _first_row(context, key, listing))
    if not dry_run:
        _mark(context, [rows[listing.id] for listing in gone], uow)
    return sorted(gone, key=lambda listing: (fold(listing.name), listing.id))


def gone_from_source(context: Context) -> dict[str, SourceRow]:
    """Of each listing that its source has no more, the source's last row of it."""
    return {row.listing_id: row for row in context.store.find(SOURCE_ROWS, is_gone=1)}


def is_to_be_asked(listing: Listing, row: SourceRow | None) -> bool:
    """Whether nobody has checked a listing since it was gone from its source."""
    if row is None or row.gone_on is None:
        return False
    return listing.checked.on is None or listing.checked.on < row.gone_on


def all_to_be_asked(every: EveryListing, rows: Mapping[str, SourceRow]) -> dict[str, str]:
    """The source of each listing that is to be asked about, by its id; as `is_to_be_asked`."""
    checked = every.arrays.kept.flat["checked_on"]
    found = {}
    for listing_id, row in rows.items():
        at = every.place_of(listing_id)
        # Nobody's check is a day before all others.
        if at is not None and row.gone_on and checked[at] < row.gone_on.toordinal():
            found[listing_id] = row.source
    return found


def _first_row(context: Context, key: str, listing: Listing) -> SourceRow:
    """A row of a listing that came in before rows were remembered."""
    whole = load_for_update(context, listing.id).listing
    at = listing.changed_at or listing.created_at or context.clock.now()
    return first_row(listing.source, key, whole, at)


def _mark(context: Context, rows: list[SourceRow], uow: UnitOfWork | None) -> None:
    new = [row for row in rows if row.gone_on is None]
    if not new:
        return
    with nullcontext(uow) if uow else context.unit_of_work() as writing:
        for row in new:
            writing.save(SOURCE_ROWS, replace(row, gone_on=context.clock.today()))
