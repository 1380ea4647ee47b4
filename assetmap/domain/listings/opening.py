"""Which of a listing's times are the hours of its door, and in whose house it meets.

Some kinds are open for hours, others meet. A hub that was written down with nothing but `Mon to Fri
9 to 5` among its days and times is open then: that is no session of eight hours.
"""

from functools import lru_cache

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.text import fold
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import Schedule

SESSION_MOST = 180  # minutes: of what lasts longer, people come when they like
DAYS_OF_HOURS = 3  # a week: a long session on fewer days is a thing that happens, but at a hub


def opening_rules(listing: Listing) -> tuple[Rule, ...]:
    """The hours of its door; of a kind that keeps hours, its long times where none are given."""
    return listing.schedule.opening or _hours_among_times(listing)


def is_session(listing: Listing, rule: Rule) -> bool:
    """Whether one of its rules is a thing that happens, and not the hours of its door."""
    return bool(listing.schedule.opening) or rule not in _hours_among_times(listing)


def _hours_among_times(listing: Listing) -> tuple[Rule, ...]:
    rules = listing.kind.rules
    if not rules.keeps_hours:
        return ()
    found = tuple(rule for rule in listing.schedule.rules if is_long(rule))
    days = {day for rule in found for day in rule.weekdays}
    return found if rules.hosts_others or len(days) >= DAYS_OF_HOURS else ()


def is_long(rule: Rule) -> bool:
    """Whether people come at any time of it that suits them."""
    return rule.hours.minutes > SESSION_MOST


_folded = lru_cache(8192)(fold)  # the same names for every hit of every answer


def session_venue(listing: Listing, calendar: BoroughCalendar) -> Schedule | None:
    """The schedule of the hub that a listing meets in, whose closing closes it; None without."""
    where = listing.where
    if where.precision is not Precision.VENUE or _folded(where.venue) == _folded(listing.name):
        return None
    hub = calendar.hub_of(where.venue, where.postcode)
    # By its id: the hub itself may have been read again since the calendar was made.
    if hub is None or hub.schedule is listing.schedule or (hub.listing_id == listing.id != ""):
        return None
    return hub.schedule


def series_in(listing: Listing, hub: Listing) -> frozenset[int]:
    """The numbers of a listing's series that meet in a hub's house; all of them at the hub itself.

    A series with a place of its own meets there; any other where its listing does.
    """
    every = frozenset(range(len(listing.schedule.rules)))
    if listing.id == hub.id:
        return every
    if not hub.kind.rules.hosts_others or hub.where.precision is not Precision.VENUE:
        return frozenset()
    names = {fold(name) for name in (hub.name, hub.where.venue) if name}
    meets = _meets_in(listing.where, hub.where, names)
    rules = listing.schedule.rules
    return frozenset(
        n for n in every if (fold(at) in names if (at := rules[n].details.at) else meets)
    )


def is_at(listing: Listing, hub: Listing) -> bool:
    """Whether a listing meets in the house of another, or some of its series do."""
    if hub.where.precision is not Precision.VENUE:
        return False
    names = {fold(name) for name in (hub.name, hub.where.venue) if name}
    return _meets_in(listing.where, hub.where, names) or bool(series_in(listing, hub))


def _meets_in(where: Where, house: Where, names: set[str]) -> bool:
    """Whether a place is a house of one of some names, and at no other postcode."""
    is_elsewhere = bool(where.postcode and house.postcode and where.postcode != house.postcode)
    is_shown = where.precision is Precision.VENUE
    return is_shown and not is_elsewhere and fold(where.venue) in names


def session_venues(listing: Listing, calendar: BoroughCalendar) -> tuple[Schedule | None, ...]:
    """Every schedule that its sessions depend on beside its own: that of the hub it meets in, then
    those of the hubs that its series are at, in their order.
    """
    at = (rule.details.at for rule in listing.schedule.rules if rule.details.at)
    return session_venue(listing, calendar), *(calendar.venue_of(name) for name in at)


def venue_names(listing: Listing) -> frozenset[str]:
    """The folded names of all venues on whose schedules any of its times may depend, whether there
    is a hub of that name or not.
    """
    where, schedule = listing.where, listing.schedule
    names = {fold(rule.details.at) for rule in (*schedule.rules, *schedule.opening)}
    if where.precision is Precision.VENUE and fold(where.venue) != fold(listing.name):
        names.add(fold(where.venue))
    return frozenset(names - {""})
