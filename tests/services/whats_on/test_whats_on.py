"""What is on by day, over listings of the tests' own."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.listing import Kind, Listing, Precision, Status, Where
from assetmap.domain.search.agenda import Agenda, AgendaEntry
from assetmap.domain.search.query import Search
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.days_asked import read_days
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.services.context import Context
from assetmap.services.whats_on import whats_on as module
from assetmap.services.whats_on.hubs import find_hub
from assetmap.services.whats_on.whats_on import whats_on
from tests.conftest import ContextMaker
from tests.factories import a_listing


def agenda(context: Context, hub: str = "", search: Search | None = None, **days: str) -> Agenda:
    given = {name.replace("_", "-"): value for name, value in days.items()}
    asked, problems = read_days(given, context.clock.today())
    assert problems == []
    venue = find_hub(context, hub) if hub else None
    return whats_on(context, search or Search(), asked, venue)


def told(entry: AgendaEntry) -> str:
    hours = (f"{each.start % 1440 // 60}{'' if each.is_on else 'x'}" for each in entry.times)
    times = ",".join(hours)
    return f"{entry.listing.id}{f'/{entry.name}' if entry.name else ''} {times}"


def by_day(found: Agenda) -> list[list[str]]:
    return [[told(each) for each in day.entries] for day in found.days]


def scheduled(listing_id: str, *when: str, changes: tuple[str, ...] = (), **more: Any) -> Listing:
    schedule = parse_schedule(when)
    schedule = replace(schedule, changes=tuple(map(parse_change, changes)))
    return a_listing(listing_id, name=listing_id.title(), schedule=schedule, **more)


def test_seven_days_in_order_with_what_is_on_each(make_context: ContextMaker) -> None:
    context = make_context(
        scheduled("knit", "Tue 10:00-12:00", "Sun 14:00-15:00"),
        scheduled("old", "Every 2 weeks Wed 10:00-11:00 from 2024-03-20"),
        scheduled("twice", "Tue 09:00-10:00", "Tue 15:00-16:00"),
    )
    found = agenda(context)
    assert by_day(found) == [
        *([], ["twice 9,15", "knit 10"], ["old 10"], [], [], [], ["knit 14"]),
    ]
    assert (found.total, found.every_day, found.fits_it_all) == (4, (), True)


def test_bank_holiday_is_named_and_unsure_where_nobody_said(make_context: ContextMaker) -> None:
    closed = replace(parse_schedule(["Fri 10:00-11:00"]), bank_holidays="closed")
    context = make_context(scheduled("fri", "Fri 10:00-11:00"), a_listing("shut", schedule=closed))
    found = agenda(context, week_of="2026-03-30")
    assert [day.holiday for day in found.days][4] == "Good Friday"
    assert [told(each) for each in found.days[4].entries] == ["fri 10"]
    assert found.days[4].entries[0].times[0].state.name == "UNSURE"


def test_what_is_on_every_day_is_folded_once_unless_a_day_differs(
    make_context: ContextMaker,
) -> None:
    daily = [f"{day} 09:00-10:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
    context = make_context(
        scheduled("swim", *daily), scheduled("gym", *daily, changes=("2026-03-18 cancelled",))
    )
    found = agenda(context)
    assert [each.hit.listing.id for each in found.every_day] == ["swim"]
    assert [told(day) for day in found.every_day[0].by_day] == ["swim 9"] * 7
    assert by_day(found)[2] == ["gym 9x"]
    assert found.total == 8
    assert by_day(agenda(context, when="today")) == [["gym 9", "swim 9"]]


def test_cancelled_and_moved_stay_until_their_day_is_over(make_context: ContextMaker) -> None:
    listing = scheduled(
        "knit",
        "Tue 10:00-12:00",
        changes=("2026-03-17 moved to 2026-03-19 14:00-15:00 at The Annexe: no hall",),
    )
    context = make_context(listing, today="2026-03-17T13:00")
    assert by_day(agenda(context)) == [[], ["knit 10x"], [], ["knit 14"], [], [], []]
    later = make_context(listing, today="2026-03-18", home=context.config.home.parent / "later")
    assert by_day(agenda(later)) == [[], [], [], ["knit 14"], [], [], []]


def test_over_today_stands_apart_and_what_runs_past_midnight_is_still_on(
    make_context: ContextMaker,
) -> None:
    listings = (scheduled("night", "Fri 22:00-02:00"), scheduled("early", "Sat 00:10-00:30"))
    context = make_context(*listings, today="2026-03-21T01:00")
    week, today = agenda(context), agenda(context, when="today")
    assert (by_day(week)[4], by_day(today)) == (["night 22"], [["night 22"]])
    for day in (week.days[5], today.days[0]):
        assert [told(each) for each in day.over] == ["early 0"]


def test_hours_of_doors_planned_things_and_helpers_are_no_sessions(
    make_context: ContextMaker,
) -> None:
    hours = Schedule(
        opening=parse_schedule(["Mon 09:00-16:00"]).rules,
        rules=parse_schedule(['Mon 10:00-11:00 called "Surgery"']).rules,
    )
    nowhere = Where(Precision.AREA, area_served="Grays")
    context = make_context(
        a_listing("hub", kind=Kind.HUB, schedule=hours),
        scheduled("old-hub", "Mon 09:00-16:00", kind=Kind.HUB),
        scheduled("planned", "Mon 10:00-11:00", status=Status.PLANNED),
        scheduled("paused", "Mon 10:00-11:00", status=Status.PAUSED),
        scheduled("role", "Mon 10:00-11:00", kind=Kind.VOLUNTEERING_ROLE),
        scheduled("visits", "Mon 10:00-11:00", kind=Kind.TIME_BANK_OFFER, where=nowhere),
    )
    assert by_day(agenda(context, when="today")) == [["hub/Surgery 10"]]


def test_question_filters_listings_and_their_times(make_context: ContextMaker) -> None:
    context = make_context(
        scheduled("lunch", "Tue 12:00-14:00", "Thu 18:00-19:00", categories=("meet/lunch-clubs",)),
        scheduled("yoga", "Tue 12:00-13:00", categories=("active",)),
    )
    asked = Search(category=(("meet",),))
    assert by_day(agenda(context, search=asked)) == [[], ["lunch 12"], [], ["lunch 18"], [], [], []]
    asked = Search(day=(("tue",),), words="lunch")
    assert by_day(agenda(context, search=asked)) == [[], ["lunch 12"], [], [], [], [], []]
    asked = Search(words="lunch on thursday evening")
    assert by_day(agenda(context, search=asked)) == [[], [], [], ["lunch 18"], [], [], []]
    counts = agenda(context, search=Search(), when="today").answer.facets["category"]
    assert sum(value.count for value in counts) == 0  # of what is on then


def test_days_past_and_beyond_what_is_known_have_nothing(make_context: ContextMaker) -> None:
    context = make_context(scheduled("knit", "Tue 10:00-12:00"))
    assert agenda(context, week_of="2026-03-10").total == 0
    assert agenda(context, week_of="2027-06-01").total == 0
    edge = agenda(context, week_of="2027-04-20")
    assert [day.is_known for day in edge.days] == [True, True] + [False] * 5


def test_long_weeks_show_the_first_of_each_day_and_a_day_has_pages(
    make_context: ContextMaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MOST", 5)
    monkeypatch.setattr(module, "EACH_DAY", 2)
    monkeypatch.setattr(module, "ONE_DAY", 4)
    context = make_context(*(scheduled(f"n{n}", "Tue 10:00-12:00") for n in range(6)))
    week = agenda(context)
    assert (by_day(week)[1], week.days[1].left_out) == (["n0 10", "n1 10"], 4)
    day = agenda(context, on="2026-03-17", search=Search(page=2))
    assert (by_day(day), day.page, day.pages) == ([["n4 10", "n5 10"]], 2, 2)
    assert day.days[0].left_out == 0
    assert agenda(context, on="2026-03-17", search=Search(page=9)).page == 2


def test_week_of_a_hub_is_what_meets_there(make_context: ContextMaker) -> None:
    hall = a_listing().where
    elsewhere = Where(**{**_parts(hall), "venue": "Other Hall"})
    hub = replace(
        Schedule(opening=parse_schedule(["Mon 09:00-16:00"]).rules),
        bank_holidays="closed",
    )
    context = make_context(
        a_listing("dock-hub", kind=Kind.HUB, name="Dock Hub", schedule=hub),
        scheduled("here", "Tue 10:00-12:00"),
        scheduled("there", "Tue 10:00-12:00", where=elsewhere),
        scheduled("guest", "Wed 10:00-12:00 at Dock Road Hall", where=elsewhere),
        scheduled("away", "Wed 10:00-12:00 at Other Hall"),
    )
    found = agenda(context, hub="dock-hub", week_of="2026-03-30")
    assert by_day(found)[:3] == [[], ["here 10"], ["guest 10"]]
    assert [day.closed_for for day in found.days][4] == "Good Friday"
    assert found.venue is not None
    assert found.days[1].on == date(2026, 3, 31)


def _parts(where: Where) -> dict[str, Any]:
    return {name: getattr(where, name) for name in where.__dataclass_fields__}
