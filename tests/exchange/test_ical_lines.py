from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Event

from assetmap.domain.text import clean
from assetmap.domain.times.occurrences import moment
from assetmap.domain.times.schedule import LONDON
from assetmap.exchange import ical_lines


@given(st.text(max_size=300))
def test_any_text_is_read_back_as_it_was_cleaned(words: str) -> None:
    lines = ("BEGIN:VEVENT", f"SUMMARY:{ical_lines.text(words)}", "END:VEVENT")
    file = ical_lines.file_of(lines)
    assert max(map(len, file.split(b"\r\n"))) <= ical_lines.FOLD
    assert str(Event.from_ical(file)["SUMMARY"]) == clean(words)


@pytest.mark.parametrize(
    "words",
    ["a, b; c", "back\\slash \\n and \\N", "two\nlines", "Ünïcode – 中文 🎉" * 12, "x" * 900],
)
def test_text_with_signs_of_the_format_stays_text(words: str) -> None:
    file = ical_lines.file_of(("BEGIN:VEVENT", f"SUMMARY:{ical_lines.text(words)}", "END:VEVENT"))
    assert str(Event.from_ical(file)["SUMMARY"]) == words
    for line in file.split(b"\r\n"):
        line.decode()  # no letter is torn


def test_a_line_end_that_nobody_escaped_begins_no_line_of_its_own() -> None:
    assert ical_lines.file_of(("URL:x\r\nATTACH:y",)) == b"URL:x ATTACH:y\r\n"


def test_times_are_those_on_the_wall_and_in_utc() -> None:
    assert ical_lines.local(moment(date(2026, 3, 29), 90)) == "20260329T013000"
    assert ical_lines.utc(datetime(2026, 7, 1, 10, tzinfo=LONDON)) == "20260701T090000Z"
    assert ical_lines.utc(datetime(2026, 1, 1, 10, tzinfo=UTC)) == "20260101T100000Z"
