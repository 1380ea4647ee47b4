from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.times.schedule_words import schedule_lines
from assetmap.exchange.conversions import converted
from assetmap.exchange.schedule_reading import read_schedule
from assetmap.exchange.time_headings import DAYS, ENDS, OPENING_HOURS, SESSION, STARTS, WEEK
from tests.properties import quick

_TEXT = (
    "Mo Tuesday Fri 1st last 9am 10:00 24:00 26:00 12:00-14:00 24/7 hours midnight noon - to , ; : "
    "( ) | || [1] [-1] PH SH off closed open except bank holidays Dec 25 Jan-Mar 2026 week easter "
    'sunset "x" " every other term time only FREQ=WEEKLY;INTERVAL=2 FREQ= ring 0 ٣ ß yes x in '
    "month 2019-10-14 9999-12-31T23:59:00-12:00 0001-01-01T00:00:00+12:00 17/03/2026 evenings"
)
_WORDS = st.sampled_from(_TEXT.split())
_CELLS = st.lists(_WORDS, min_size=1, max_size=7).map(" ".join)
_COLUMNS = (
    *("when", "terms", OPENING_HOURS, *SESSION),
    *(
        f"{WEEK}{heading}"
        for heading in ("Monday", "Mon open", "Tue AM", "Sat-Sun", "Bank holidays")
    ),
)


def test_a_rows_times_become_when_whichever_columns_say_them() -> None:
    notes: list[str] = []
    for texts in (
        {OPENING_HOURS: "Mon 10:00-12:00"},
        {f"{WEEK}Monday": "10-12"},
        {DAYS: "Monday", STARTS[0]: "10am", ENDS[0]: "12 noon"},
        {DAYS: "Monday", OPENING_HOURS: "10:00-12:00"},
        {f"{WEEK}Monday": "x", OPENING_HOURS: "10:00-12:00"},
    ):
        found = converted({"name": "Quay Hall", **texts}, notes)
        assert found == {"name": "Quay Hall", "when": "Mon 10:00-12:00"}
    assert notes == []


@quick
@given(st.dictionaries(st.sampled_from(_COLUMNS), _CELLS, min_size=1))
def test_no_times_stop_a_row_nor_leave_columns_that_are_not_ours(texts: dict[str, str]) -> None:
    found = converted({"name": "Quay Hall", **texts}, [])
    assert found.keys() <= {"name", "when", "terms", "closed_dates"}
    assert all(schedule_lines(read_schedule(found.get("when", ""))))


def test_a_recurrence_rule_among_the_times_is_read_too() -> None:
    for text, when in (
        ("RRULE:FREQ=WEEKLY;BYDAY=MO", "Monday"),
        (
            "DTSTART:20260106T100000\nDTEND:20260106T120000\nRRULE:FREQ=WEEKLY",
            "Tue 10:00-12:00 from 2026-01-06",
        ),
        ("FREQ=SOMETIMES", "Ask which weeks"),
    ):
        found = converted({OPENING_HOURS: text}, [])
        assert found["when"].split("; ")[0] == when
