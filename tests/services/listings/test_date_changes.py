"""One date cancelled, moved and put back: who may, what is kept, and what the public sees."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Kind, Listing, Precision, Status, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.people.people import NotAllowed, Person, Role, organiser_of
from assetmap.domain.times.changing_dates import BadChange
from assetmap.domain.times.dated_changes import change_notation
from assetmap.domain.times.rules import Hours
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.services.context import Context
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.date_changes import (
    NewTime,
    cancel_date,
    dates_to_change,
    meeting_at_own_hub,
    move_date,
    put_back,
    series_to_change,
)
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import COORDINATOR, EDITOR, MANAGER, VOLUNTEER, a_whole_listing, by

TUESDAY, NOON = date(2026, 3, 17), 12 * 60
TEAM = Person("hugh", "Hugh", roles=(Role.HUB_TEAM,), own=("hub",))
OTHER_TEAM = Person("ida", "Ida", roles=(Role.HUB_TEAM,), own=("other-hub",))
ORGANISER = organiser_of(("lunch",))
HOUSE = Where(Precision.VENUE, venue="Riverside Hub", postcode="RM18 7TB", place="Tilbury")
ELSEWHERE = replace(HOUSE, venue="Other Hub", postcode="RM17 6SL")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing(
            "hub", name="Riverside Hub", kind=Kind.HUB, where=HOUSE, when=["Mon 09:00-17:00"]
        ),
        a_whole_listing("other-hub", name="Other Hub", kind=Kind.HUB, where=ELSEWHERE),
        a_whole_listing("lunch", name="Lunch Club", where=HOUSE, when=["Tue 12:00-14:00"]),
        a_whole_listing("chess", name="Chess", where=ELSEWHERE, when=["Tue 12:00-14:00"]),
        a_whole_listing(
            "advice",
            name="Advice",
            when=["Tue 12:00-14:00", "Wed 10:00-12:00 at Riverside Hub"],
        ),
    )


def kept(context: Context, listing_id: str = "lunch") -> Listing:
    return context.store.get_listing(listing_id).listing


def lines(context: Context, listing_id: str = "lunch") -> list[str]:
    return [change_notation(each) for each in kept(context, listing_id).schedule.changes]


@pytest.mark.parametrize("person", [ORGANISER, TEAM, VOLUNTEER, EDITOR], ids=lambda one: one.id)
def test_organiser_hub_team_and_staff_cancel_at_once(context: Context, person: Person) -> None:
    cancel_date(context, by(person, "link"), "lunch", TUESDAY, NOON, "no hall")
    assert lines(context) == ["2026-03-17 12:00 cancelled: no hall"]
    now = context.clock.now()
    upcoming = public_view(kept(context)).next_session(now, context.calendar())
    assert upcoming is not None
    assert upcoming.start.date() == date(2026, 3, 24)
    newest = revisions_of(context, "lunch")[-1]
    assert (newest.by, newest.what) == (person.id, "cancelled a date")
    [event] = [each.entry.happening for each in context.store.audited(what="cancelled a date")]
    assert (event.by, event.origin, event.subject) == (person.id, "link", "listing:lunch")


@pytest.mark.parametrize(
    "person", [OTHER_TEAM, COORDINATOR, MANAGER, organiser_of(("chess",))], ids=lambda one: one.id
)
def test_nobody_else_may(context: Context, person: Person) -> None:
    for change in (
        lambda: cancel_date(context, by(person), "lunch", TUESDAY, NOON),
        lambda: put_back(context, by(person), "lunch", TUESDAY, NOON),
        lambda: dates_to_change(context, person, kept(context)),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert lines(context) == []


def test_hub_team_changes_only_the_series_that_meet_at_their_hub(context: Context) -> None:
    advice = kept(context, "advice")
    assert series_to_change(context, TEAM, advice) == {1}
    assert series_to_change(context, VOLUNTEER, advice) == {0, 1}
    with pytest.raises(NotFound):
        cancel_date(context, by(TEAM), "advice", TUESDAY, NOON)
    assert [each.id for each in meeting_at_own_hub(context, TEAM)] == ["advice", "lunch"]
    assert [each.id for each in meeting_at_own_hub(context, OTHER_TEAM)] == ["chess"]
    assert meeting_at_own_hub(context, VOLUNTEER) == ()


def test_who_left_and_who_is_only_called_so_may_not(context: Context) -> None:
    for person in (replace(TEAM, active=False), replace(TEAM, roles=(Role.MANAGER,))):
        assert series_to_change(context, person, kept(context)) == frozenset()


def test_hours_of_a_door_are_no_dates_to_cancel(context: Context) -> None:
    assert dates_to_change(context, TEAM, kept(context, "hub")) == ()


def test_moved_seen_moved_again_and_put_back(context: Context) -> None:
    to = NewTime(date(2026, 3, 18), Hours(840, 960), "The Annexe")
    move_date(context, by(ORGANISER), "lunch", TUESDAY, NOON, to)
    assert lines(context) == ["2026-03-17 12:00 moved to 2026-03-18 14:00-16:00 at The Annexe"]
    move_date(context, by(TEAM), "lunch", TUESDAY, NOON, replace(to, at="riverside hub"))
    assert lines(context) == ["2026-03-17 12:00 moved to 2026-03-18 14:00-16:00"]
    usual = NewTime(TUESDAY, Hours(720, 840), "")
    move_date(context, by(TEAM), "lunch", TUESDAY, NOON, usual)
    assert lines(context) == []
    with pytest.raises(BadChange, match="Change the day"):
        move_date(context, by(TEAM), "lunch", TUESDAY, NOON, usual)
    cancel_date(context, by(ORGANISER), "lunch", TUESDAY, NOON)
    put_back(context, by(ORGANISER), "lunch", TUESDAY, NOON)
    assert lines(context) == []
    whats = [each.what for each in revisions_of(context, "lunch")]
    assert whats == [
        *("taken in", "moved a date", "moved a date", "moved a date"),
        *("cancelled a date", "put a date back"),
    ]


def test_dates_that_are_none_or_past_and_listings_that_are_not_public(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("lunch", when=["Tue 12:00-14:00"]), a_listing("draft", status=Status.DRAFT)
    )
    for on, start in ((date(2026, 3, 18), NOON), (date(2026, 3, 10), NOON), (TUESDAY, 0)):
        with pytest.raises(NotFound):
            cancel_date(context, by(EDITOR), "lunch", on, start)
    with pytest.raises(NotPossible):
        cancel_date(context, by(EDITOR), "draft", TUESDAY, 600)


def test_a_hidden_place_is_not_told_by_a_move(make_context: ContextMaker) -> None:
    where = Where(Precision.AREA, area_served="Grays")
    listing = a_listing("home", where=where, schedule=parse_schedule(["Tue 12:00-14:00"]))
    context = make_context(listing)
    to = NewTime(date(2026, 3, 18), Hours(720, 840), "7 Secret Street")
    with pytest.raises(BadChange, match="not shown"):
        move_date(context, by(EDITOR), "home", TUESDAY, NOON, to)
    assert kept(context, "home").schedule.changes == ()
