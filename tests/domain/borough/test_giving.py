"""Who is heard to want to give, from words and from what was chosen."""

import pytest

from assetmap.domain.borough.giving import Giving
from assetmap.domain.borough.phrase_pattern import PhrasePattern, read_pattern


def patterns(*texts: str) -> tuple[PhrasePattern, ...]:
    return tuple(read_pattern(text, {}) for text in texts)


GIVING = Giving(
    ("give/volunteering", "give/timebank"),
    ("volunteer",),
    of_others=patterns("(want*|need*) help with", "somebody (who|to) ... help*"),
    says=patterns("help with", "give (my|some)? time", "lend a hand"),
    asks=patterns("(find|need*) (a|some)? volunteer*"),
)


@pytest.mark.parametrize(
    ("words", "concepts", "is_told"),
    [
        ("I could help with the garden", (), True),
        ("I WANT help with the garden", (), False),
        # What is asked of others is cut out, and the rest still counts.
        ("I need help with forms, and can lend a hand", (), True),
        ("somebody who could kindly help with shopping", (), False),
        ("Give some TIME!", (), True),
        ("volunteering", ("volunteer",), True),
        ("volunteering", ("lonely",), False),
        ("we need a volunteer", ("volunteer",), False),
        ("we need a volunteer, or I give my time", ("volunteer",), True),
        *(("", (), False), ("…", (), False), ("lend a handle", (), False)),
        ("lend a hand" + " really" * 5_000, (), True),
    ],
)
def test_words_and_concepts_tell_of_giving(
    words: str, concepts: tuple[str, ...], is_told: bool
) -> None:
    assert GIVING.is_told_by(words, concepts) is is_told


@pytest.mark.parametrize(
    ("category", "is_asked"),
    [
        *(("give/volunteering", True), ("give/timebank", True), ("give", True)),
        *(("give/repair", False), ("giv", False), ("give/", False), ("", False), ("meet", False)),
    ],
)
def test_a_category_of_giving_or_one_above_it_asks_for_ways_to_give(
    category: str, is_asked: bool
) -> None:
    assert GIVING.is_asked_for_by(category) is is_asked


def test_a_borough_that_says_nothing_of_giving_hears_none() -> None:
    nothing = Giving()
    assert not nothing.is_told_by("I want to volunteer", ("volunteer",))
    assert not nothing.is_asked_for_by("give")
