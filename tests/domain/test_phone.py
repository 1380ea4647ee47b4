import pytest

from assetmap.domain.phone import (
    comparable_phone,
    find_phones,
    places_of_phone,
    tel_link,
    without_phones,
)


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("01632 960000", "tel:01632960000"),
        ("+44 (0)1632-960 000", "tel:+4401632960000"),
        ("01632 960000 <b>", "tel:01632960000"),
        ("ask at the desk", ""),
        ("+", ""),
        ("", ""),
    ],
)
def test_tel_link_has_the_figures_alone(phone: str, link: str) -> None:
    assert tel_link(phone) == link


@pytest.mark.parametrize(
    "phone", ["01632 960001", "+44 1632 960001", "0044 (0)1632-960001", "(01632) 960 001"]
)
def test_comparable_phone_is_the_national_number(phone: str) -> None:
    assert comparable_phone(phone) == "01632960001"


def test_comparable_phone_of_no_number_is_blank() -> None:
    assert comparable_phone("ring the bell") == ""


def test_find_phones_gives_each_with_enough_figures_and_without_takes_them_out() -> None:
    text = "Ring (01632) 960001 or O7700 900123 from 9.30, room 12"
    assert find_phones(text, fewest=9) == ["(01632) 960001", "O7700 900123"]
    assert find_phones("Hall 960 001", fewest=9) == []
    assert find_phones("01632 960001ext", fewest=9) == ["01632 960001"]
    assert without_phones(text) == "Ring   or   from 9.30, room 12"


def test_places_of_phone_finds_it_however_it_is_written() -> None:
    for written in ("01632 960001", "+44 (0)1632 960001", "01632/960001", "01632.960.001"):
        text = f"Ring Zoe on {written}, not 01632 960002."
        assert [text[start:end] for start, end in places_of_phone(text, "01632960001")] == [written]
