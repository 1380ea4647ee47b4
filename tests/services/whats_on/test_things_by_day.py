"""Sessions by day and thing: as a plain loop over them puts them together."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assetmap.domain.borough.borough import Borough
from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.days_asked import DaysAsked, week_of
from assetmap.domain.times.occurrences import moment
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.search_index.occurrence_table import NOTHING, OccurrenceTable
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.whats_on.things_by_day import Rows, ThingsByDay, things_by_day
from tests.factories import a_listing
from tests.properties import few
from tests.search_index.listings import snapshot_of

TODAY = date(2026, 3, 18)  # a Wednesday
NOON = moment(TODAY, 720)
DAILY = [f"{day} 09:00-10:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")]
Told = tuple[str, str, tuple[int, ...]]
Days = list[tuple[list[Told], list[Told]]]  # of each: what comes, and what is over

WHENS = st.lists(
    st.sampled_from(
        [
            *("Mon 10:00-11:00", "Tue 23:00-02:00", "Wed 08:00-09:00", "Wed 18:00-19:00"),
            *('Wed 10:00-11:00 called "Surgery"', 'Wed 13:00-14:00 called "Surgery"'),
            *('Fri 10:00-11:00 called "Choir"', "Sun 10:00-11:00"),
        ]
    ),
    max_size=5,
    unique=True,
)
CHANGES = st.sampled_from([(), ("2026-03-18 cancelled",), ("2026-03-16 cancelled",)])


def listing(name: str, when: Iterable[str], changes: tuple[str, ...] = ()) -> Listing:
    schedule = replace(parse_schedule(list(when)), changes=tuple(map(parse_change, changes)))
    return a_listing(name.casefold(), name=name, schedule=schedule)


LISTINGS = st.lists(
    st.builds(
        lambda when, daily, changes: (when + (DAILY if daily else []), changes),
        WHENS,
        st.booleans(),
        CHANGES,
    ),
    max_size=4,
).map(lambda found: [listing("ABCD"[n], *each) for n, each in enumerate(found)])


def sessions_of(snapshot: Snapshot, days: DaysAsked) -> OccurrenceTable:
    first = days.first - timedelta(days=1)
    return snapshot.times(days.today).sessions.between(first, days.last)


def told(snapshot: Snapshot, sessions: OccurrenceTable, rows: Iterable[int]) -> Told:
    numbers = list(rows)
    shown = snapshot.rows[int(sessions.owner[numbers[0]])].listing.shown
    name = shown.schedule.rules[int(sessions.rule[numbers[0]])].details.name
    return shown.id, name, tuple(int(sessions.start[n]) for n in numbers)


def by_hand(
    snapshot: Snapshot, found: OccurrenceTable, days: DaysAsked
) -> tuple[Days, list[list[Told]]]:
    """What is on each day, and what is on every day, one session at a time."""
    on: dict[int, dict[tuple[int, str], list[int]]] = {}
    ranks = snapshot.name_order
    for row in sorted(range(len(found)), key=lambda n: (found.start[n], ranks[found.owner[n]])):
        owner = int(found.owner[row])
        name = snapshot.rows[owner].listing.shown.schedule.rules[found.rule[row]].details.name
        day = max(int(found.start[row]) // 1440, days.first.toordinal())
        on.setdefault(day, {}).setdefault((owner, name), []).append(row)
    dates = [each.toordinal() for each in days.dates]
    daily = [
        key
        for key in (on.get(dates[0], {}) if days.is_week else ())
        if all(key in on.get(day, {}) for day in dates)
        and all(found.state[row] == 0 for day in dates for row in on[day][key])
    ]
    every: Days = [([], []) for _ in dates]
    for (coming, over), day in zip(every, dates, strict=True):
        for key, rows in on.get(day, {}).items():
            gone = (
                found.end[n] <= NOON if found.is_on[n] else day < TODAY.toordinal() for n in rows
            )
            if key not in daily:
                (over if all(gone) else coming).append(told(snapshot, found, rows))
    return every, [[told(snapshot, found, on[day][key]) for day in dates] for key in daily]


def all_told(snapshot: Snapshot, made: ThingsByDay) -> tuple[Days, list[list[Told]]]:
    def each_of(rows: Iterable[Rows]) -> list[Told]:
        return [told(snapshot, made.sessions, each.tolist()) for each in rows]

    parts = [each.shown(slice(None)) for each in made.by_day.values()]
    days = [(each_of(coming), each_of(over)) for coming, over in parts]
    return days, [each_of(by_day) for by_day in made.daily]


@pytest.mark.parametrize(
    "days", [week_of(TODAY, TODAY), DaysAsked(TODAY, TODAY, TODAY, "today")], ids=["week", "day"]
)
@given(listings=LISTINGS)
@settings(few, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_things_are_those_of_a_loop_over_the_sessions(
    borough: Borough, days: DaysAsked, listings: list[Listing]
) -> None:
    snapshot = snapshot_of(borough.words, *listings)
    found = sessions_of(snapshot, days)
    made, (entries, daily) = (
        things_by_day(snapshot, found, days, NOON),
        by_hand(snapshot, found, days),
    )
    assert all_told(snapshot, made) == (entries, daily)
    assert made.total == sum(len(a) + len(b) for a, b in entries) + len(daily)


def test_page_of_a_day_is_cut_across_what_is_over(borough: Borough) -> None:
    hours = ("08:00-09:00", "09:00-10:00", "18:00-19:00", "19:00-20:00")
    listings = [listing("ABCD"[n], [f"Wed {each}"]) for n, each in enumerate(hours)]
    snapshot, days = snapshot_of(borough.words, *listings), DaysAsked(TODAY, TODAY, TODAY)
    made = things_by_day(snapshot, sessions_of(snapshot, days), days, NOON)
    (of_day,) = made.by_day.values()
    pages = [of_day.shown(slice(first, first + 3)) for first in (0, 3, 6)]
    names = [
        [[told(snapshot, made.sessions, rows.tolist())[0] for rows in part] for part in page]
        for page in pages
    ]
    assert names == [[["c", "d"], ["a"]], [[], ["b"]], [[], []]]
    assert (len(of_day), made.total) == (4, 4)


def test_of_no_sessions_there_is_no_thing(borough: Borough) -> None:
    snapshot, days = snapshot_of(borough.words), week_of(TODAY, TODAY)
    made = things_by_day(snapshot, NOTHING, days, NOON)
    assert (list(made.by_day), made.total) == (list(days.dates), 0)
