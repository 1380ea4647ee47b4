"""Where refusals stand in a sentence, whatever it is that is refused."""

import pytest

from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.search.refusals import Refusal, extract_refusals

THINGS = {"bingo", "bowls", "church", "line dancing"}


def is_thing(words: str, sort: Refusing) -> bool:
    return words in THINGS and sort is not Refusing.NOTHING


@pytest.mark.parametrize(
    ("words", "things", "rest"),
    [
        ("tea but not bingo", ["bingo"], "tea but"),
        ("Tea, no Bingo, bowls or church, please", ["Bingo", "bowls", "church"], "Tea please"),
        ("hates bingo, church group wanted", ["bingo"], "church group wanted"),
        ("hates bingo/bowls", ["bingo", "bowls"], ""),
        ("tea (anything but line dancing!) in town", ["line dancing"], "tea in town"),
        ("tea—not bingo", ["bingo"], "tea—"),
        ("bingo? no thanks, tea", ["bingo"], "tea"),
        ("Bowls isn’t really my cup of tea", ["Bowls"], ""),
        ("does not like bingo, and can't stand bowls", ["bingo", "bowls"], "and"),
    ],
)
def test_things_and_what_is_left(words: str, things: list[str], rest: str) -> None:
    refusals, left = extract_refusals(words, is_thing)
    assert ([each.what for each in refusals], left) == (things, rest)


@pytest.mark.parametrize(
    "words",
    [
        "I'm not bingo",
        "can not bingo",
        "is there not a church",
        "I have no church",
        "no church hall",
        "can't do without bingo",
        "not just bingo",
        "wouldn't mind bingo",
        "hates his bingo",
        "nothing bingo",
        "",
        "not",
    ],
)
def test_nothing_is_refused(words: str) -> None:
    assert extract_refusals(words, is_thing) == ((), words)


def test_idiom_is_left_alone() -> None:
    told = extract_refusals("he won't do bingo and hates bowls", is_thing, ["wont do bingo"])
    assert told == ((Refusal("bowls", "hates bowls"),), "he won't do bingo and")
