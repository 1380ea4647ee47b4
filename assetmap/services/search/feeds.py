"""What calendar programs and feed readers subscribe to: a listing, a hub, or any question.

Listings whose confirmation is too long ago are found as in a search: not unless asked for.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from assetmap.domain.handouts.sheet import KEPT_DAYS
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.opening import is_session, session_venue
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import Hit
from assetmap.domain.text import fold
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import slots_of
from assetmap.exchange.atom import updated
from assetmap.search_index.filters import wanted_slots
from assetmap.services.context import Context
from assetmap.services.feed_cache import WrittenSeries, series_calendar, written
from assetmap.services.search.finding import hits
from assetmap.services.search.on_days import fits_it_all, fitting
from assetmap.services.search.reading import read_listing
from assetmap.services.search.same_place import at_same_place
from assetmap.services.search.selection import Selection, select
from assetmap.storage.store import NotFound

NEWEST_MOST = 100  # listings of an Atom feed: who looks each day misses none


def has_series(listing: PublicListing) -> bool:
    """Whether a listing has anything to subscribe to, and not only the hours of a door."""
    shown = listing.shown
    return any(is_session(shown, rule) for rule in shown.schedule.rules)


@dataclass(frozen=True)
class Feed:
    """What one address gives: the listings it is about, and the events of their series."""

    listings: tuple[PublicListing, ...]
    events: tuple[bytes, ...]


def feed_of_listing(context: Context, listing_id: str) -> Feed:
    """The series of one listing. Raises NotFound, also for one without any, MovedTo or Gone."""
    listing = _of_now(context, read_listing(context, listing_id))
    if not has_series(listing):
        raise NotFound(f"{listing_id} has no dates")
    return _feed(context, listing)


def feed_of_hub(context: Context, hub_id: str) -> Feed:
    """What is on at a hub: its own series, and those of the listings that meet there.

    Raises NotFound, also for what is no hub or whose place is not known to all, MovedTo or Gone.
    """
    hub = _of_now(context, read_listing(context, hub_id))
    if not is_hub(hub):
        raise NotFound(f"{hub_id} is no hub")
    return _hub_feed(context, hub)


def has_dates(context: Context, listing: PublicListing) -> bool:
    """Whether there is anything now in the feed of a listing, or of a hub."""
    listing = _of_now(context, listing)
    feed = _hub_feed(context, listing) if is_hub(listing) else _feed(context, listing)
    return bool(feed.events)


def _feed(context: Context, listing: PublicListing) -> Feed:
    (series,) = _series(context, (listing,))
    return Feed((listing,), tuple(each.events for each in series))


def _hub_feed(context: Context, hub: PublicListing) -> Feed:
    here = {hub.id, *(each.id for each in at_same_place(context, hub))}
    cached = context.directory_cache.current()
    snapshot, unconfirmed = cached.snapshot, cached.snapshot.unconfirmed(context.clock.today())
    there = {snapshot.position[each] for each in here if each in snapshot.position}
    there |= {n for at, those in cached.own_places.items() if _is_name_of(at, hub) for n in those}
    others = (n for n in sorted(there) if not unconfirmed[n] and snapshot.ids[n] != hub.id)
    listings = (hub, *(snapshot.rows[n].listing for n in others))
    events = tuple(
        each.events
        for listing, series in zip(listings, _series(context, listings), strict=True)
        for each in series
        if _is_at(listing, each.rule, hub, here)
    )
    return Feed(listings, events)


def is_hub(listing: PublicListing) -> bool:
    """Whether a listing is a house that others meet in, at a place that everybody may know."""
    rules = listing.shown.kind.rules
    return rules.hosts_others and listing.where.precision is Precision.VENUE


def feed_of_question(context: Context, search: Search) -> tuple[Selection, Feed]:
    """The series of the listings that answer a question, best first, and how they were found: the
    things that are on, as the page of what is on has them.

    With days or times of day among its filters, or its words, those series alone that fit them.
    """
    selection = select(context, search)
    positions = selection.order[fitting(selection)[selection.order]].tolist()
    listings = tuple(selection.snapshot.rows[n].listing for n in positions)
    all_series = _series(context, listings)
    fit: Iterable[Sequence[WrittenSeries]] = all_series
    if search.day or search.time or selection.signals.timing is not None:
        fit = (_at_times(selection, *pair) for pair in zip(positions, all_series, strict=True))
    return selection, Feed(listings, tuple(each.events for series in fit for each in series))


def _at_times(
    selection: Selection, position: int, series: Sequence[WrittenSeries]
) -> Sequence[WrittenSeries]:
    """Those of a listing's series that are on when the filters ask, and the words."""
    slots, timing = wanted_slots(selection.search), selection.signals.timing
    fits = [each for each in series if slots_of(each.rule) & slots]
    if timing is None or not fits_it_all(selection):
        return fits
    schedule = selection.snapshot.rows[position].listing.shown.schedule
    meant = selection.snapshot.sessions.rules_of(position, schedule, timing.rows)
    return [each for each in fits if each.rule in meant]


def newest_of_question(context: Context, search: Search) -> tuple[Selection, tuple[Hit, ...]]:
    """The listings that answer a question with their next session, the newest change first, at most
    NEWEST_MOST of them; and how they were found.
    """
    selection = select(context, search)
    rows = selection.snapshot.rows

    def age(position: int) -> tuple[float, str]:
        shown = rows[position].listing.shown
        return -updated(shown).timestamp(), shown.id

    newest = sorted(selection.order.tolist(), key=age)[:NEWEST_MOST]
    order = np.array(newest, selection.order.dtype)
    return selection, hits(context, replace(selection, order=order))


def dates_to_take(context: Context, listings: Sequence[PublicListing]) -> tuple[bytes, ...]:
    """The events of some listings for a file that is taken away once: it ends with the sheet that
    it belongs to, since nobody corrects it.
    """
    calendar, today = context.calendar(), context.clock.today()
    dates = series_calendar(calendar, today, today + timedelta(days=KEPT_DAYS))
    site = context.config.public_url
    return tuple(
        each.events
        for listing in listings
        for each in written(
            listing, session_venue(listing.shown, calendar), dates, site, not_before=today
        )
    )


def _series(context: Context, listings: Sequence[PublicListing]) -> list[tuple[WrittenSeries, ...]]:
    return context.feeds.series_of(listings, context.calendar(), context.clock.today())


def _of_now(context: Context, listing: PublicListing) -> PublicListing:
    """A listing as the memory of now has it: what is written of it is found again by that."""
    snapshot = context.directory_cache.current().snapshot
    position = snapshot.position.get(listing.id)
    return listing if position is None else snapshot.rows[position].listing


def _is_at(listing: PublicListing, rule: Rule, hub: PublicListing, here: Collection[str]) -> bool:
    """Whether a series is in a hub; one that is at a place of its own is there alone."""
    return _is_name_of(fold(rule.details.at), hub) if rule.details.at else listing.id in here


def _is_name_of(at: str, hub: PublicListing) -> bool:
    """Whether a folded place is in a hub: `Riverside Hub, room 2` is."""
    names = (fold(hub.where.venue), fold(hub.shown.name))
    return any(f"{at} ".startswith(f"{name} ") for name in names if name)
