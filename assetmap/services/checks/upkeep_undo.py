"""What the day's work archived on a day, taken back in one go."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

from assetmap.clock import LONDON
from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import PROGRAM
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, revisions_of, save_change
from assetmap.storage.store import NotFound

_BY = Actor(PROGRAM, "upkeep")
_REASONS = frozenset((ArchiveReason.NOT_CONFIRMED, ArchiveReason.CLOSED, ArchiveReason.FINISHED))


def archived_by_upkeep(context: Context, on: date) -> tuple[Listing, ...]:
    """The listings that the day's work archived on a day and nobody has touched since, by name."""
    start = datetime.combine(on, time(), LONDON)
    events = context.store.audited(
        what="archived", by=PROGRAM.id, since=start, until=start + timedelta(days=1)
    )
    ids = dict.fromkeys(
        each.entry.happening.subject.removeprefix("listing:")
        for each in events
        if each.entry.happening.origin == _BY.origin
    )
    found = filter(None, (_untouched(context, listing_id) for listing_id in ids))
    return tuple(sorted(found, key=lambda listing: (listing.name.casefold(), listing.id)))


def take_back(context: Context, on: date) -> tuple[Listing, ...]:
    """Give those listings the status that they had; gives them as they are then."""
    with context.unit_of_work() as uow:
        restored = []
        for listing in archived_by_upkeep(context, on):
            before = load_for_update(context, listing.id)
            earlier = revisions_of(context, listing.id)[-2].listing
            after = replace(
                before.listing,
                status=earlier.status,
                archived_because="",
                paused_until=earlier.paused_until,
                published_on=earlier.published_on,
            )
            restored.append(save_change(context, uow, _BY, before, after, "restored", "taken back"))
    return tuple(restored)


def _untouched(context: Context, listing_id: str) -> Listing | None:
    try:
        listing = context.store.get_listing(listing_id).listing
    except NotFound:
        return None
    if listing.status is not Status.ARCHIVED or listing.archived_because not in _REASONS:
        return None
    revisions = revisions_of(context, listing_id)
    is_last = len(revisions) > 1 and (revisions[-1].what, revisions[-1].by) == (
        "archived",
        PROGRAM.id,
    )
    return listing if is_last else None
