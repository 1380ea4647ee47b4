import pytest

from assetmap.domain.phone_in_text import (
    find_phones,
    may_tell_phone,
    places_of_phone,
    without_phones,
)


def test_find_phones_gives_each_with_enough_figures_and_without_takes_them_out() -> None:
    text = "Ring (01632) 960001 or O7700 900123 from 9.30, room 12, or 999"
    assert find_phones(text, fewest=9) == ["(01632) 960001", "O7700 900123"]
    assert find_phones(text, fewest=3) == ["(01632) 960001", "O7700 900123", "999"]
    assert find_phones("Hall 960 001", fewest=6) == []
    assert without_phones(text, fewest=9) == "Ring   or   from 9.30, room 12, or 999"


@pytest.mark.parametrize("text", ["01632 960001ext", "ring +44 (0)7700-900123", "943 476 5919"])
def test_may_tell_phone_is_wide(text: str) -> None:
    assert may_tell_phone(text, fewest=9)


def test_may_tell_phone_lets_prices_and_days_through() -> None:
    assert not may_tell_phone("£12.50 from 9.30 in room 12, 3 March 2026", fewest=9)


@pytest.mark.parametrize(
    "written",
    ["01632 960001", "+44 (0)1632 960001", "01632/960001", "01632.960.001", "1632 960001"],
)
def test_places_of_phone_finds_it_however_it_is_written(written: str) -> None:
    text = f"Ring Zoe on {written}, not 01632 960002."
    assert [text[start:end] for start, end in places_of_phone(text, "01632960001")] == [written]


def test_places_of_phone_knows_two_side_by_side_and_one_of_the_town() -> None:
    text = "Zoe 07700 900123 01632 960001, hall 960 001"
    found = [places_of_phone(text, each) for each in ("07700900123", "01632960001", "960001")]
    assert [[text[start:end] for start, end in each] for each in found] == [
        ["07700 900123"],
        ["01632 960001"],
        ["960 001"],
    ]
