"""One listing by its address: itself, where it moved to, or that it is gone."""

from dataclasses import replace
from functools import partial

import numpy as np

from assetmap.domain.checks.freshness import freshness_of
from assetmap.domain.listings.ending import is_finished
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.listings.merging import end_of_merges
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.place import Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Hit
from assetmap.domain.times.school_terms import is_on_holiday
from assetmap.search_index.distances import distances_m
from assetmap.services.context import Context
from assetmap.services.search.finding import hits
from assetmap.services.search.selection import select
from assetmap.storage.store import NotFound
from assetmap.storage.tables import REVISIONS


class Gone(Exception):
    """The listing was removed; `categories` and `kind` say what it was, `because` why it went.

    `since` is the day, where it is known; `point` where it was, if everybody could see that.
    """

    def __init__(self, listing: Listing) -> None:
        super().__init__(f"{listing.id} is no longer listed")
        self.categories, self.because = listing.categories, listing.archived_because
        self.kind = listing.kind
        self.since = listing.changed_at.date() if listing.changed_at else None
        is_open = listing.where.precision is Precision.VENUE
        self.point = listing.where.point if is_open else None


class MovedTo(Exception):
    """The listing was merged into another, whose id is `listing_id`."""

    def __init__(self, listing_id: str) -> None:
        super().__init__(f"moved to {listing_id}")
        self.listing_id = listing_id


def read_listing(context: Context, listing_id: str) -> PublicListing:
    """The public side of a listing. Raises NotFound, MovedTo or Gone."""
    try:
        listing = context.store.get_listing(listing_id).listing
    except NotFound:
        if known := _once_called(context, listing_id):
            raise MovedTo(known) from None
        raise
    if listing.merged_into:
        if end_of_merges(listing_id, partial(_merged_into, context)):
            raise MovedTo(listing.merged_into)
        raise Gone(listing)
    if listing.status is Status.ARCHIVED and _was_public(context, listing_id):
        raise Gone(listing)
    if not listing.status.is_public:
        raise NotFound(f"{listing_id} is not public")
    return public_view(listing)


def _once_called(context: Context, listing_id: str) -> str:
    """The id of the one public listing of which a former name makes this id; blank without one."""
    snapshot = context.directory_cache.current().snapshot
    former = snapshot.kept.row.lists["former_id"]
    found = former.owner[former.columns["text"] == listing_id].tolist()
    return snapshot.ids[found[0]] if len(found) == 1 else ""


def _merged_into(context: Context, listing_id: str) -> str | None:
    try:
        return context.store.get_listing(listing_id).listing.merged_into
    except NotFound:
        return None


def _was_public(context: Context, listing_id: str) -> bool:
    """Whether people may have seen it: one that came in archived had a life before it came."""
    revisions = context.store.find(REVISIONS, listing_id=listing_id)
    shown = (revision.listing.status.is_public for revision in revisions)
    return not revisions or any(shown) or revisions[0].listing.status is Status.ARCHIVED


def hit_of(context: Context, listing: PublicListing) -> Hit:
    """A single listing as an answer's hit: its next session, and whether it is outside."""
    record = context.store.get_listing(listing.id).listing
    calendar, now = context.calendar(), context.clock.now()
    return Hit(
        listing=listing,
        next=listing.next_session(now, calendar),
        opening=listing.opening(now, calendar),
        is_on_holiday=is_on_holiday(listing.shown.schedule.terms, calendar.terms, now.date()),
        outside_borough=listing.is_outside(context.borough.authority_code),
        freshness=freshness_of(record, context.borough.upkeep, context.clock.today()),
    )


def alike(context: Context, gone: Gone, most: int = 3) -> tuple[Hit, ...]:
    """A few listings about the same thing as one that is gone, the nearest first if that is known.

    Their distance from it is left out: it is of no use to anybody who reads the page.
    """
    return _alike(context, gone.categories, gone.kind, gone.point, most)


def instead_of(context: Context, listing: PublicListing, most: int = 3) -> tuple[Hit, ...]:
    """The same of one that has finished; nothing of one that has not."""
    if not is_finished(listing.shown, context.clock.today()):
        return ()
    is_open = listing.where.precision is Precision.VENUE
    point = listing.point if is_open else None
    shown = listing.shown
    return _alike(context, shown.categories, shown.kind, point, most)


def _alike(
    context: Context, categories: tuple[str, ...], kind: Kind, point: Point | None, most: int
) -> tuple[Hit, ...]:
    """What is about the same; of a role other roles, for who wants to give is served by no club."""
    known = [slug for slug in categories if slug in context.borough.words.category]
    if not known:
        return ()
    search = Search(category=(tuple(known),))
    if kind.rules.only_gives:
        search = replace(search, kind=((str(kind),),))
    selection = select(context, search)
    if point is not None:
        away = distances_m(selection.snapshot.lat, selection.snapshot.lon, point)
        # Those without a point come last, as they stood.
        nearest = np.argsort(away[selection.order], kind="stable")
        selection = replace(selection, order=selection.order[nearest])
    return hits(context, selection, 0, most)
