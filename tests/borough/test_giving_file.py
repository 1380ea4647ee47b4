"""How a borough writes what tells of giving, and what it then tells of."""

import tomllib

import pytest

from assetmap.borough.giving_file import read_giving
from assetmap.domain.borough.giving import Giving

FILE = """
    categories = ["give/volunteering", "give/timebank"]
    concepts = ["volunteer"]
    of_others = ["someone happy to"]
    says = ["happy to help", "pitch in"]
    asks = ["need* {thing}"]
    [more]
    of_others = ["someone to dig"]
    says = ["dig for"]
    [slots]
    thing = ["a hand", "help"]
"""
KNOWN = ("give", "give/volunteering", "meet")


def read() -> Giving:
    return read_giving(tomllib.loads(FILE), KNOWN, is_own=False)


@pytest.mark.parametrize(
    ("words", "concepts", "is_told"),
    [
        ("Happy to help!", (), True),
        ("I’d pitch in, I need a hand too", (), True),
        ("someone happy to help me", (), False),
        ("spare time", ("volunteer",), True),
        ("need a hand in my spare time", ("volunteer",), False),
        ("spare time", ("lonely",), False),
        ("could dig for anyone", (), True),
        ("want someone to dig for me", (), False),
        ("", (), False),
    ],
)
def test_words_tell_of_giving(words: str, concepts: tuple[str, ...], is_told: bool) -> None:
    assert read().is_told_by(words, concepts) is is_told


def test_a_category_of_giving_or_one_above_asks_for_ways_to_give() -> None:
    asks = [slug for slug in (*KNOWN, "give/timebank", "giv") if read().is_asked_for_by(slug)]
    assert asks == ["give", "give/volunteering"]


def test_a_category_that_is_not_there_is_a_slip_in_an_own_file_alone() -> None:
    assert read().categories == ("give/volunteering",)
    with pytest.raises(ValueError, match="there is no category give/timebank"):
        read_giving(tomllib.loads(FILE), KNOWN, is_own=True)


def test_an_empty_file_tells_of_nothing() -> None:
    assert read_giving({}, KNOWN, is_own=True) == Giving()
    assert not Giving().is_told_by("volunteer", ("volunteer",))
