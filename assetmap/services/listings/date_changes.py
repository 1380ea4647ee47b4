"""One date of a series cancelled, moved or put back: by its organiser, the team of the hub where it
meets, or staff; for everyone to see at once.

Source of who may: the product's table, "edit low-risk fields live (event date)".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.opening import is_session, series_in, session_venue
from assetmap.domain.people.people import Action, NotAllowed, Person, may
from assetmap.domain.text import fold
from assetmap.domain.times.changing_dates import (
    BadChange,
    ComingDate,
    check_cancelling,
    check_moving,
    coming_dates,
    with_change,
    without_change,
)
from assetmap.domain.times.dated_changes import ChangeKind, DatedChange
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule import Schedule
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.listings.hub_drafts import hubs_of
from assetmap.storage.store import NotFound
from assetmap.storage.unit_of_work import UnitOfWork

Along = Callable[[UnitOfWork], None]
CANCELLED, MOVED, PUT_BACK = "cancelled a date", "moved a date", "put a date back"


@dataclass(frozen=True)
class NewTime:
    """When and where a date is moved to; at its usual place when `at` is blank, or names that."""

    on: date
    hours: Hours
    at: str = ""


def series_to_change(context: Context, person: Person, listing: Listing) -> frozenset[int]:
    """The numbers of the series of which a person may change dates; no hours of a door among them.

    A hub's team may for what meets in their house, though the listing is not theirs.
    """
    if not listing.status.is_public:
        return frozenset()
    rules = listing.schedule.rules
    sessions = frozenset(n for n, rule in enumerate(rules) if is_session(listing, rule))
    if may(person, Action.CHANGE_LIVE, listing.id):
        return sessions
    return sessions & frozenset(
        number for hub in hubs_of(context, person) for number in series_in(listing, hub)
    )


def meeting_at_own_hub(context: Context, person: Person) -> tuple[Listing, ...]:
    """The public listings of others of which a hub's team may change dates, by name."""
    hubs = hubs_of(context, person)
    if not hubs:
        return ()
    every = context.directory_cache.current().every
    may_be = every.arrays.is_public
    if not may(person, Action.CHANGE_LIVE, ""):
        names = {fold(name) for hub in hubs for name in (hub.name, hub.where.venue) if name}
        may_be = may_be & every.arrays.holds("house", names)
    found = [
        each
        for each in every.where(may_be)
        if each.id not in person.own and series_to_change(context, person, each)
    ]
    return tuple(sorted(found, key=lambda each: (each.name.casefold(), each.id)))


def dates_to_change(context: Context, person: Person, listing: Listing) -> tuple[ComingDate, ...]:
    """The coming dates that a person may change, in order. Raises NotAllowed when it is
    none of theirs, and NotPossible for one that is not public.
    """
    _require(context, person, listing)
    allowed = series_to_change(context, person, listing)
    now, calendar = context.clock.now(), context.calendar()
    found = coming_dates(listing.schedule, now, calendar, session_venue(listing, calendar))
    return tuple(each for each in found if each.rule in allowed)


def date_to_change(
    context: Context, person: Person, listing: Listing, on: date, start: int
) -> ComingDate:
    """The date of a day and minute, as its series has it.

    Raises NotFound when there is none to come, and as dates_to_change.
    """
    for each in dates_to_change(context, person, listing):
        if (each.on, each.start) == (on, start):
            return each
    raise NotFound(f"{listing.id} {on}")


def cancel_date(
    context: Context,
    actor: Actor,
    listing_id: str,
    on: date,
    start: int,
    why: str = "",
    along: Along = lambda _: None,
) -> Listing:
    """Cancel one date; gives the listing as kept. `along` is done in the same transaction.

    Raises BadChange, and as date_to_change.
    """

    def change(listing: Listing, coming: ComingDate) -> Schedule:
        check_cancelling(coming, context.clock.now())
        cancelled = DatedChange(on, ChangeKind.CANCELLED, start=start, why=why)
        return with_change(listing.schedule, cancelled)

    return _change(context, actor, listing_id, (on, start), change, CANCELLED, along)


def move_date(
    context: Context,
    actor: Actor,
    listing_id: str,
    on: date,
    start: int,
    to: NewTime,
    along: Along = lambda _: None,
) -> Listing:
    """Move one date to another day, other times or another place, as cancel_date does.

    Moved to when and where it always is, it is no longer moved.
    """

    def change(listing: Listing, coming: ComingDate) -> Schedule:
        schedule, calendar = listing.schedule, context.calendar()
        rule = schedule.rules[coming.rule]
        at = "" if fold(to.at) == fold(usual_place(listing, coming)) else to.at
        if at and not shows_place(listing):
            raise BadChange("at", "Its place is not shown, so it cannot be moved to another.")
        if (to.on, to.hours, at) == (on, rule.hours, ""):
            if not coming.is_cancelled and not coming.is_moved:
                raise BadChange("on", "Change the day, the times or the place.")
            return without_change(schedule, on, start)
        moved = DatedChange(on, ChangeKind.MOVED, start=start, to=to.on, hours=to.hours, at=at)
        own = rule.details.at
        venue = calendar.venue_of(own) if own else session_venue(listing, calendar)
        check_moving(schedule, coming, moved, context.clock.now(), calendar, venue)
        return with_change(schedule, moved)

    return _change(context, actor, listing_id, (on, start), change, MOVED, along)


def usual_place(listing: Listing, coming: ComingDate) -> str:
    """Where a series always meets, as far as the public may know."""
    own = listing.schedule.rules[coming.rule].details.at
    return own or (listing.where.venue if shows_place(listing) else "")


def shows_place(listing: Listing) -> bool:
    """Whether the public may know the door: only then can a date be moved to another one."""
    return listing.where.precision is Precision.VENUE


def put_back(
    context: Context,
    actor: Actor,
    listing_id: str,
    on: date,
    start: int,
    along: Along = lambda _: None,
) -> Listing:
    """Have a date that was cancelled or moved be on as always, as cancel_date does.

    Raises BadChange for a date that has passed meanwhile.
    """

    def change(listing: Listing, coming: ComingDate) -> Schedule:
        now = context.clock.now()
        if on < now.date():
            raise BadChange("", "The day on which it would have been has passed.")
        return without_change(listing.schedule, on, coming.start)

    return _change(context, actor, listing_id, (on, start), change, PUT_BACK, along)


def _change(
    context: Context,
    actor: Actor,
    listing_id: str,
    when: tuple[date, int],
    change: Callable[[Listing, ComingDate], Schedule],
    what: str,
    along: Along,
) -> Listing:
    with context.unit_of_work() as uow:
        before = load_for_update(context, listing_id)
        coming = date_to_change(context, actor.person, before.listing, *when)
        schedule = change(before.listing, coming)
        after = replace(before.listing, schedule=schedule)
        kept = save_change(context, uow, actor, before, after, what)
        along(uow)
    return kept


def _require(context: Context, person: Person, listing: Listing) -> None:
    if not listing.status.is_public:
        raise NotPossible("Only a published listing can be changed this way.")
    if may(person, Action.CHANGE_LIVE, listing.id):
        return
    if not series_to_change(context, person, listing):
        raise NotAllowed(person, Action.CHANGE_LIVE, listing.id)
