from datetime import datetime

import pytest

from assetmap.domain.times.opening_hours import Opening
from assetmap.domain.times.opening_words import opening_words
from assetmap.domain.times.schedule import LONDON

NOW = datetime(2026, 4, 6, 10, tzinfo=LONDON)


def at(day: int, hour: int, month: int = 4, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, tzinfo=LONDON)


@pytest.mark.parametrize(
    ("opening", "words"),
    [
        (Opening(is_open=True, until=at(6, 16)), "Open now until 4pm"),
        (Opening(is_open=True, until=at(7, 2)), "Open now until 2am"),
        (Opening(is_open=True, until=at(14, 2)), "Open now, day and night"),
        (Opening(is_open=True), "Open now"),
        (
            Opening(opens=at(7, 9), closed_for="Easter Monday"),
            "Closed today: Easter Monday. Opens Tuesday 7 April at 9am",
        ),
        (
            Opening(opens=at(8, 9), closed_for="Closed"),
            "Closed today. Opens Wednesday 8 April at 9am",
        ),
        (Opening(opens=at(7, 9)), "Closed now. Opens tomorrow at 9am"),
        (Opening(opens=at(6, 12)), "Closed now. Opens today at 12 noon"),
        (Opening(opens=at(9, 9)), "Closed now. Opens Thursday 9 April at 9am"),
        (Opening(opens=at(4, 9, 1, 2027)), "Closed now. Opens Monday 4 January 2027 at 9am"),
        (Opening(), "Closed now"),
        (
            Opening(opens=at(7, 9), unsure="Easter Monday"),
            "Bank holiday: ring to ask whether it is open",
        ),
    ],
)
def test_how_a_door_stands_in_words(opening: Opening, words: str) -> None:
    assert opening_words(opening, NOW, has_phone=True) == words


def test_where_there_is_no_phone_nobody_is_told_to_ring() -> None:
    unsure = Opening(unsure="Easter Monday")
    assert opening_words(unsure, NOW, has_phone=False) == "Bank holiday: ask whether it is open"
