from datetime import date

from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import State, moment, occurrences
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.schedule_text import parse_rules

TEN = 10 * 60


def test_of_two_changes_about_one_session_only_the_nearer_holds() -> None:
    changes = tuple(
        map(
            parse_change,
            ("2026-03-17 moved to 2026-03-18", "2026-03-17 10:00 cancelled: no hall"),
        )
    )
    schedule = Schedule(parse_rules(["Tue 10:00-12:00"]), changes=changes)
    found = occurrences(schedule, date(2026, 3, 16), date(2026, 3, 22), BoroughCalendar())
    assert [(each.start, each.state) for each in found] == [
        (moment(date(2026, 3, 17), TEN), State.CANCELLED)
    ]
