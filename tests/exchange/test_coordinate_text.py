"""Numbers and points as people type them."""

import pytest

from assetmap.exchange.coordinate_text import (
    Pair,
    read_degrees,
    read_number,
    read_pair,
    read_pair_at_end,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("561500", 561_500),
        ("561500.25", 561_500.25),
        ("561500,25", 561_500.25),
        ("561,500", 561_500),
        ("561 500", 561_500),
        ("-0,33", -0.33),
        ("\u22120.33", -0.33),
        ("1,234.5,6", None),
        ("nan", None),
        ("1e5", None),
        ("north", None),
        ("", None),
    ],
)
def test_numbers(text: str, number: float | None) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("51.478", 51.478),
        ("51,4780", 51.478),
        ("51.478°N", 51.478),
        ("0.33 W", -0.33),
        ("-.5", -0.5),
        ("51°30'0\"N", 51.5),
        ("0° 30′ 0″ W", -0.5),
        ("51°75'N", None),
        ("181", None),
        ("W 0.3 W", None),
        ("51.4 north", None),
    ],
)
def test_degrees(text: str, degrees: float | None) -> None:
    assert read_degrees(text) == degrees


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("(51.478, 0.328)", Pair(51.478, 0.328)),
        ("51.478 0.328", Pair(51.478, 0.328)),
        ("51.478;0.328", Pair(51.478, 0.328)),
        ("51.478,0.328", Pair(51.478, 0.328)),
        ("[51.478/-0.328]", Pair(51.478, -0.328)),
        ("51,4780; 0,3280", Pair(51.478, 0.328)),
        ("51,4780,0,3280", Pair(51.478, 0.328)),
        ("geo:51.478,0.328", Pair(51.478, 0.328)),
        ("51.478N 0.328W", Pair(51.478, -0.328, x_first=False)),
        ("lon: 0.328, lat: 51.478", Pair(0.328, 51.478, x_first=True)),
        ("51°30'0\"N, 0°30'0\"E", Pair(51.5, 0.5, x_first=False)),
        ("{'latitude': '51.478', 'longitude': '0.328', 'a': ''}", Pair(51.478, 0.328, False)),
        ("561500, 177900", Pair(561_500, 177_900, x_first=True)),
        ("51.4N 51.5N", None),
        ("12, 34", None),
        ("Rooms 1.2, 1.3", None),
        ("10:00-12:00", None),
        ("01632 960101", None),
        ("Quay Hall", None),
        ("", None),
    ],
)
def test_a_pair_in_one_text(text: str, pair: Pair | None) -> None:
    assert read_pair(text) == pair


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Grays\n(51.4781, 0.3267)", ("Grays", Pair(51.4781, 0.3267))),
        ("1 Quay Lane, [51.4781 0.3267]", ("1 Quay Lane", Pair(51.4781, 0.3267))),
        ("Hall (1.5, 2.5)", None),
        ("Hall (upstairs)", None),
        ("51.4781, 0.3267", None),
    ],
)
def test_a_pair_behind_words(text: str, found: tuple[str, Pair] | None) -> None:
    assert read_pair_at_end(text) == found
