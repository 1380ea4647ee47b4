"""Numbers kept for fiction are told from those that somebody answers."""

import pytest

from assetmap.domain.borough.fiction_numbers import has_fiction_number


@pytest.mark.parametrize(
    "text",
    [
        *("01632 960100", "+44 1632 960100", "(01632) 960 999", "07700 900123", "020 7946 0123"),
        *("029 2018 0555", "028 9649 6001", "08081 570123", "0909 879 0123", "03069 990123"),
        "0114 273 4567 or 0114 496 0001",
    ],
)
def test_kept_for_fiction(text: str) -> None:
    assert has_fiction_number(text)


@pytest.mark.parametrize(
    "text",
    ["", "ring us", "01632 970100", "116 123", "999", "01375 652652", "07700 800123", "85258"],
)
def test_not_kept_for_fiction(text: str) -> None:
    assert not has_fiction_number(text)
