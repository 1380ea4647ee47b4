"""All listings' times: made once for a fortnight, and again only of what changed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import LOOK_AHEAD, LOOK_BACK, moment, moment_of
from assetmap.domain.times.schedule import LONDON
from assetmap.search_index import timetable as module
from assetmap.search_index.edits import Edit, Rows
from assetmap.search_index.occurrence_index import OccurrenceIndex
from assetmap.search_index.timetable import (
    DAYS_SERVED,
    KeptTimes,
    Timetable,
    venues_changed,
)
from tests.factories import a_listing
from tests.properties import few
from tests.search_index.timed_listings import (
    DIRECTORIES,
    TODAY,
    calendar_of,
    changed_venues,
    histories,
)

CALENDAR = BoroughCalendar(bank_holidays=BankHolidays("england"))


def listings() -> list[Listing]:
    club = a_listing("club", when=["Tue 10:00-12:00", "Fri 22:00-02:00"])
    cancelled = (parse_change("2026-03-17 cancelled"),)
    off = a_listing("off", when=["Tue 10:00-12:00"])
    return [
        club,
        replace(off, schedule=replace(off.schedule, changes=cancelled)),
        a_listing("paused", when=["Tue 10:00-12:00"], status=Status.PAUSED),
        a_listing("hub", when=["Mon 09:00-17:00"], kind=Kind.HUB),
        a_listing("words", when=["Ring us"]),
    ]


def told(index: OccurrenceIndex, first: date, last: date) -> list[tuple[int, int]]:
    table = index.between(first, last)
    return list(zip(table.owner.tolist(), table.start.tolist(), strict=True))


def test_a_week_is_in_the_order_of_its_starts() -> None:
    sessions, doors = KeptTimes(listings(), CALENDAR).on(TODAY)
    assert told(sessions, TODAY, date(2026, 3, 22)) == [
        (3, moment(date(2026, 3, 16), 540)),
        (0, moment(date(2026, 3, 17), 600)),
        (1, moment(date(2026, 3, 17), 600)),
        (0, moment(date(2026, 3, 20), 1320)),
    ]
    assert told(doors, TODAY, date(2026, 3, 22)) == [(3, moment(date(2026, 3, 16), 540))]


def test_what_is_on_at_a_moment_is_neither_cancelled_nor_over() -> None:
    sessions, _ = KeptTimes(listings(), CALENDAR).on(TODAY)

    def at(text: str) -> list[int]:
        now = datetime.fromisoformat(text).replace(tzinfo=LONDON)
        owners: list[int] = sessions.during(moment_of(now)).owner.tolist()
        return owners

    assert at("2026-03-17T10:00") == [0]
    assert at("2026-03-17T12:00") == []
    assert at("2026-03-21T01:59") == [0]
    assert at("2026-03-21T02:00") == []


def test_a_hub_that_closes_takes_along_what_meets_there() -> None:
    closed = replace(a_listing(when=["Mon 09:00-17:00"]).schedule, closed=frozenset([TODAY]))
    club = a_listing("club", when=["Mon 10:00-12:00", "Mon 14:00-15:00 at Old Hub"])
    club = replace(club, where=replace(club.where, venue="Hub", postcode=""))
    days = []
    for venues in ({}, {"hub": Venue(closed)}, {"old hub": Venue(closed)}):
        calendar = BoroughCalendar(venues=venues)
        sessions, _ = KeptTimes([club], calendar).on(TODAY)
        days.append([start % 1440 // 60 for _, start in told(sessions, TODAY, TODAY)])
    assert days == [[10, 14], [14], [10]]


def test_of_nothing_there_is_nothing() -> None:
    sessions, doors = KeptTimes([], CALENDAR).on(TODAY)
    assert told(sessions, TODAY, TODAY) == told(doors, TODAY, TODAY) == []
    assert len(sessions.during(moment(TODAY))) == 0


History = Sequence[Mapping[str, Listing]]


def after(history: History) -> tuple[Timetable, list[Timetable]]:
    """The timetable of the first directory, and what became of it with each of the others."""
    found = [Timetable.of(list(history[0].values()), calendar_of(history[0]), TODAY)]
    for before, now in pairwise(history):
        ids = list(now)
        written = [each for each in {**before, **now} if before.get(each) is not now.get(each)]
        edit = Edit.between(list(before), ids, written)
        calendar = calendar_of(now)
        found.append(
            found[-1].with_changed(
                edit,
                [now[ids[n]] for n in edit.changed],
                calendar,
                changed_venues(calendar_of(before), calendar),
                lambda n, ids=ids, now=now: now[ids[n]],
            )
        )
    return found[0], found[1:]


def answers(timetable: Timetable, today: date) -> list[Any]:
    """What is asked of a timetable, on a day that it serves."""
    found: list[Any] = []
    every = (date.min, date.max)
    near = (today - timedelta(days=1), today + timedelta(days=6))
    for index in timetable.around(today):
        tables = [index.between(*days) for days in (every, near)]
        tables += [index.during(moment(today, minute)) for minute in (0, 605, 1439)]
        odd = np.arange(12) % 2 == 1
        tables += [index.between(*every, odd), index.merged()]
        found += [plain(table.arrays()) for table in tables]
    return found


def plain(arrays: Mapping[str, NDArray[Any]]) -> dict[str, list[Any]]:
    return {name: each.tolist() for name, each in arrays.items()}


def opened(folder: Path, arrays: Mapping[str, NDArray[Any]]) -> dict[str, NDArray[Any]]:
    """Arrays as another process has them, which cannot write into them."""
    for name, each in arrays.items():
        np.save(folder / f"{name}.npy", each)
    return {name: np.load(folder / f"{name}.npy", mmap_mode="r") for name in arrays}


def read_again(timetable: Timetable) -> Timetable:
    """A timetable that was written and opened again."""
    with TemporaryDirectory() as folder:
        return Timetable.of_arrays(opened(Path(folder), timetable.arrays()))


@given(histories(), st.booleans())
@few
def test_changed_timetable_answers_as_one_made_anew(history: History, is_compacted: bool) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if is_compacted:
            patch.setattr(module, "_OVERLAY_MOST", 0)
        _, changed = after(history)
    for timetable, now in zip(changed, history[1:], strict=True):
        anew = Timetable.of(list(now.values()), calendar_of(now), TODAY)
        for each in (timetable, read_again(timetable)):
            assert answers(each, TODAY) == answers(anew, TODAY)
            later = TODAY + timedelta(days=9)
            assert answers(each, later) == answers(anew, later)
        assert plain(timetable.arrays()) == plain(anew.arrays())


@given(DIRECTORIES, st.integers(0, DAYS_SERVED))
@few
def test_made_on_a_day_it_serves_the_fortnight_after(
    directory: dict[str, Listing], days: int
) -> None:
    listings, calendar = list(directory.values()), calendar_of(directory)
    made, later = Timetable.of(listings, calendar, TODAY), TODAY + timedelta(days=days)
    assert made.serves(later, calendar)
    for index, anew in zip(
        made.around(later), Timetable.of(listings, calendar, later).around(later), strict=True
    ):
        first, last = later - timedelta(days=LOOK_BACK), later + timedelta(days=LOOK_AHEAD)
        found = index.between(date.min, date.max)
        assert plain(found.arrays()) == plain(anew.between(first, last).arrays())


def test_which_days_and_calendars_it_serves() -> None:
    made = Timetable.of(listings(), CALENDAR, TODAY)
    days = (-1, 0, DAYS_SERVED, DAYS_SERVED + 1)
    served = [made.serves(TODAY + timedelta(days=each), CALENDAR) for each in days]
    assert served == [False, True, True, False]
    holiday = BankHolidays("england", {TODAY: "Founders’ Day"})
    assert not made.serves(TODAY, replace(CALENDAR, bank_holidays=holiday))
    assert not made.serves(TODAY, replace(CALENDAR, terms=calendar_of().terms))
    assert made.serves(TODAY, replace(CALENDAR, venues={"hub": Venue(listings()[3].schedule)}))


def test_change_of_one_listing_copies_nothing_of_the_base() -> None:
    every = {each.id: each for each in sorted(listings(), key=lambda each: each.id)}
    moved = {**every, "club": replace(every["club"], status=Status.PAUSED)}
    made, (changed,) = after([every, moved])
    assert changed.base is made.base
    assert [len(each) for each in changed.overlay] == [0, 0]
    week = made.around(TODAY).sessions.between(TODAY, date(2026, 3, 22))
    assert np.shares_memory(week.start, made.base.sessions.start)


def test_only_the_guests_of_a_venue_are_asked_for() -> None:
    hub = a_listing("hub", kind=Kind.HUB, name="The Annexe", when=["Mon 09:00-17:00"])
    guest = a_listing("guest", when=["Mon 10:00-12:00 at The Annexe"], name="Guest")
    guest = replace(guest, where=replace(guest.where, venue="Elsewhere"))
    before = {"club": replace(guest, id="club", schedule=listings()[0].schedule)}
    before |= {"guest": guest, "hub": hub}
    closed = replace(hub, schedule=replace(hub.schedule, closed=frozenset([TODAY])))
    asked: list[int] = []

    def read(position: int) -> Listing:
        asked.append(position)
        return guest

    made = Timetable.of(list(before.values()), calendar_of(before), TODAY)
    now = calendar_of({**before, "hub": closed})
    edit = Edit.between(list(before), list(before), ["hub"])
    names = changed_venues(calendar_of(before), now)
    changed = made.with_changed(edit, [closed], now, names, read)
    assert (names, asked) == ({"the annexe", "dock road hall"}, [1])
    assert told(changed.around(TODAY).sessions, TODAY, TODAY) == []
    assert told(made.around(TODAY).sessions, TODAY, TODAY) == [
        (2, moment(TODAY, 540)),
        (1, moment(TODAY, 600)),
    ]


def test_venues_of_what_was_written_or_is_gone() -> None:
    def hubs(*pairs: tuple[int, str]) -> Rows:
        return Rows(
            np.array([n for n, _ in pairs]), {"text": np.array([name for _, name in pairs])}
        )

    edit = Edit.between(["a", "b", "c"], ["a", "c", "d"], ["b", "c", "d"])
    before = hubs((0, "stays"), (1, "gone"), (2, "was"))
    now = hubs((0, "stays"), (1, "is"), (2, "new"), (2, "the new house"))
    assert venues_changed(edit, before, now) == {"gone", "was", "is", "new", "the new house"}


def test_kept_times_go_with_the_days_and_back() -> None:
    every = listings()
    times = KeptTimes(every, CALENDAR)
    for day in (TODAY, date(2026, 4, 14), date(2026, 3, 1), TODAY):
        sessions, _ = times.on(day)
        fresh, _ = KeptTimes(every, CALENDAR).on(day)
        assert told(sessions, date.min, date.max) == told(fresh, date.min, date.max)
