"""Ids of series: kept while the series is the same, counted up when something of it changes."""

from datetime import UTC, date, datetime

import pytest

from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.times.series_records import LONG_AGO, records_of, with_records

FIRST, LATER = datetime(2026, 3, 16, 9, tzinfo=UTC), datetime(2026, 3, 17, 9, tzinfo=UTC)


def kept(*entries: str) -> Schedule:
    return with_records(None, parse_schedule(entries), date(2026, 3, 16), FIRST)


def ids(schedule: Schedule) -> list[str]:
    return [record.id for record in schedule.records]


def test_a_new_series_has_an_id_that_nothing_tells() -> None:
    schedule = kept("Tue 10:00-12:00", "Wed 10:00-12:00")
    assert len(set(ids(schedule))) == 2
    assert {(r.since, r.revision, r.changed) for r in schedule.records} == {
        (date(2026, 3, 16), 0, FIRST)
    }


@pytest.mark.parametrize(
    ("before", "after", "order", "revisions"),
    [
        # The same, and in another order.
        (
            ["Tue 10:00-12:00", "Wed 9:00-10:00"],
            ["Wed 9:00-10:00", "Tue 10:00-12:00"],
            [1, 0],
            [0, 0],
        ),
        # Another time, another place, an end: the same series, changed.
        (["Tue 10:00-12:00"], ["Tue 11:00-13:00"], [0], [1]),
        (["Tue 10:00-12:00"], ["Tue 10:00-12:00 until 2026-07-21 at Library"], [0], [1]),
        (["Tue 10:00-12:00"], ["Thu 10:00-12:00"], [0], [1]),
        (["Tue 10:00-12:00"], ["1st Tue 10:00-12:00"], [0], [1]),
        # One more is a new one, one less takes no other's place.
        (["Tue 10:00-12:00"], ["Mon 10:00-12:00", "Tue 10:00-12:00"], [None, 0], [0, 0]),
        (["Tue 10:00-12:00", "Wed 9:00-10:00"], ["Wed 9:00-11:00"], [1], [1]),
        # A single date never becomes a series.
        (["2026-03-20 10:00-12:00"], ["Fri 10:00-12:00"], [None], [0]),
    ],
)
def test_a_series_stays_itself(
    before: list[str], after: list[str], order: list[int | None], revisions: list[int]
) -> None:
    old = kept(*before)
    new = with_records(old, parse_schedule(after), date(2026, 3, 17), LATER)
    known = [ids(old).index(each) if each in ids(old) else None for each in ids(new)]
    assert known == order
    assert [record.revision for record in new.records] == revisions


def test_dates_that_differ_count_every_series_up() -> None:
    old = kept("Tue 10:00-12:00", "Wed 10:00-12:00")
    changed = Schedule(old.rules, changes=(parse_change("2026-03-24 cancelled"),))
    new = with_records(old, changed, date(2026, 3, 17), LATER)
    assert ids(new) == ids(old)
    assert [(r.revision, r.changed) for r in new.records] == [(1, LATER)] * 2


def test_series_of_before_there_were_ids_keep_those_of_their_places() -> None:
    old = parse_schedule(["Tue 10:00-12:00", "Wed 10:00-12:00"])
    assert [(each.id, each.since) for each in records_of(old)] == [
        ("s1", LONG_AGO),
        ("s2", LONG_AGO),
    ]
    new = with_records(old, parse_schedule(["Wed 10:00-12:00"]), date(2026, 3, 17), LATER)
    assert ids(new) == ["s2"]
