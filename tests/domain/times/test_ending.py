"""What has an end, and which was its last date."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.ending import ends_on, last_date
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule


def made(*entries: str, changes: tuple[str, ...] = (), closed: tuple[date, ...] = ()) -> Schedule:
    schedule = parse_schedule(list(entries), closed=closed)
    return replace(schedule, changes=tuple(map(parse_change, changes)))


@pytest.mark.parametrize(
    "schedule",
    [
        made(),
        made("Tue 10:00-12:00"),
        made("Tue 10:00-12:00 until 2026-03-03", "Wed 10:00-12:00"),
        made("2026-03-03 10:00-12:00", "Ring for the next dates"),
        replace(made("2026-03-03 10:00-12:00"), opening=parse_rules(["Mon 09:00-17:00"])),
        replace(made("2026-03-03 10:00-12:00"), phone=parse_rules(["Mon 09:00-17:00"])),
        made("RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15"),
    ],
)
def test_what_goes_on_has_no_end(schedule: Schedule) -> None:
    assert (ends_on(schedule), last_date(schedule)) == (None, None)


@pytest.mark.parametrize(
    ("schedule", "end", "last"),
    [
        (made("2026-03-03 10:00-12:00", "2026-02-03 10:00-12:00"), "2026-03-03", "2026-03-03"),
        (made("Tue 10:00-12:00 until 2026-03-06"), "2026-03-03", "2026-03-03"),
        (made("1st Tue 10:00-12:00 until 2026-03-30"), "2026-03-03", "2026-03-03"),
        (
            made("Every 2 weeks Tue 10:00-12:00 from 2026-02-17 until 2026-03-16"),
            "2026-03-03",
            "2026-03-03",
        ),
        (
            made("RRULE:FREQ=WEEKLY;COUNT=3;BYDAY=TU 10:00-12:00 from 2026-02-17"),
            "2026-03-03",
            "2026-03-03",
        ),
        (made("Tue 10:00-12:00 until 2026-03-03", "2026-03-05 9:00-10:00"), *["2026-03-05"] * 2),
        (made("Tue 22:00-02:00 until 2026-03-03"), "2026-03-04", "2026-03-03"),
        (
            made("Tue 10:00-12:00 until 2026-03-03", changes=("2026-03-03 10:00 cancelled",)),
            "2026-03-03",
            "2026-02-24",
        ),
        (
            made("Tue 10:00-12:00 until 2026-03-03", closed=(date(2026, 3, 3),)),
            "2026-03-03",
            "2026-02-24",
        ),
        (
            made("2026-03-03 10:00-12:00", changes=("2026-03-03 moved to 2026-03-20",)),
            "2026-03-20",
            "2026-03-20",
        ),
        (
            made("2026-03-03 10:00-12:00", changes=("2026-03-03 cancelled",)),
            "2026-03-03",
            "2026-03-03",
        ),
    ],
)
def test_end_and_last_date(schedule: Schedule, end: str, last: str) -> None:
    day = date.fromisoformat(end)
    assert (ends_on(schedule), last_date(schedule)) == (day, date.fromisoformat(last))
