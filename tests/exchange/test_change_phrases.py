from datetime import date

import pytest

from assetmap.domain.times.dated_changes import change_notation
from assetmap.domain.times.schedule_words import change_words
from assetmap.exchange.change_phrases import read_change_phrase

TODAY = date(2026, 3, 16)

READ = {
    "25 December closed": "2026-12-25 closed",
    "closed on 25 December": "2026-12-25 closed",
    "25 and 26 December closed": "2026-12-25 to 2026-12-26 closed",
    "24-26 December closed": "2026-12-24 to 2026-12-26 closed",
    "Closed 24 December to 2 January (Christmas)": "2026-12-24 to 2027-01-02 closed: Christmas",
    "24 December to 2 January: closed: Christmas": "2026-12-24 to 2027-01-02 closed: Christmas",
    "24 December 10-1": "2026-12-24 open 10:00-13:00",
    "24 December: open 10am to 1pm": "2026-12-24 open 10:00-13:00",
    "Christmas Eve 2026-12-24": "",
    "7 April cancelled: no hall": "2026-04-07 cancelled: no hall",
    "Tuesday 7 April is cancelled because of the election": "2026-04-07 cancelled: the election",
    "7 April, no session": "2026-04-07 cancelled",
    "No meeting on 7 April - hall in use": "2026-04-07 cancelled: hall in use",
    "7 April, 10am: cancelled": "2026-04-07 10:00 cancelled",
    "14 April moved to 15 April 2-4pm": "2026-04-14 moved to 2026-04-15 14:00-16:00",
    "moved from 14 April to 15 April": "2026-04-14 moved to 2026-04-15",
    "14 April moved to 2-4pm": "2026-04-14 moved 14:00-16:00",
    "14 April moved to 15 April, 2pm to 4pm, at The Annexe (hall in use)": (
        "2026-04-14 moved to 2026-04-15 14:00-16:00 at The Annexe: hall in use"
    ),
    "14 April moved, at the Library": "2026-04-14 moved at the Library",
    "2026-04-07 cancelled: no hall": "2026-04-07 cancelled: no hall",
    "28 December moved to 4 January": "2026-12-28 moved to 2027-01-04",
    "Tuesday 8 April closed": "",
    "7 April": "",
    "7 April maybe": "",
    "31 April closed": "",
    "25 and 28 December closed": "",
    "24 December 7-9": "",
    "14 April moved": "",
    "every Tuesday cancelled": "",
}


@pytest.mark.parametrize(("text", "expected"), READ.items())
def test_a_line_is_read_as_what_it_says_or_not_at_all(text: str, expected: str) -> None:
    if expected:
        assert change_notation(read_change_phrase(text, TODAY, has_door=True)) == expected
        return
    with pytest.raises(ValueError, match=r"^[A-Z0-9].*\.$"):
        read_change_phrase(text, TODAY, has_door=True)


def test_where_there_is_no_door_other_hours_are_those_of_the_session() -> None:
    change = read_change_phrase("24 December 10-1", TODAY, has_door=False)
    assert change_notation(change) == "2026-12-24 moved 10:00-13:00"


@pytest.mark.parametrize("text", [text for text, expected in READ.items() if expected])
def test_what_was_read_is_read_again_from_its_own_words(text: str) -> None:
    change = read_change_phrase(text, TODAY, has_door=True)
    assert read_change_phrase(change_words(change), TODAY, has_door=True) == change
