"""What single words of a thesaurus say of the categories."""

import math

import pytest

from assetmap.domain.borough.thesaurus import Concept
from assetmap.search_index.associations import BY_RANK, UNSEEN, Associations, rules

CONCEPTS = (
    Concept("singing", ("hold a tune", "sings all day"), ("create/music",), words=("choir",)),
    Concept("dance", ("dance all day",), ("active/dance", "create/music", "meet", "give")),
    Concept("older", ("grandad",), audience=("older",)),
    Concept("crisis", ("end it all today",), ("wellbeing",), urgent=True),
)
SAID = 5


def votes(*words: str) -> dict[str, float]:
    return {slug: round(vote, 4) for slug, vote in Associations(CONCEPTS).of(words).items()}


def test_a_word_leans_to_the_categories_of_the_phrases_that_it_stands_in() -> None:
    assert votes("tune") == {"create/music": 1 / (1 + UNSEEN)}
    assert votes("danc") == {
        "active/dance": BY_RANK[0] / 2,
        "create/music": BY_RANK[1] / 2,
        "meet": BY_RANK[2] / 2,
    }


def test_a_word_of_many_phrases_says_less() -> None:
    says = math.log(SAID / 2) / math.log(SAID)
    assert votes("day") == pytest.approx(
        {
            "create/music": round(says * (1 + BY_RANK[1]) / 3, 4),
            "active/dance": round(says / 3, 4),
            "meet": round(says * BY_RANK[2] / 3, 4),
        }
    )


def test_words_add_up_to_1_at_most() -> None:
    assert votes("tune", "tune")["create/music"] == 0.5
    assert votes("tune", "choir", "sing", "hold")["create/music"] == 1.0


@pytest.mark.parametrize("word", ["today", "grandad", "unknown"])
def test_words_of_danger_of_people_alone_and_of_nothing_lean_nowhere(word: str) -> None:
    assert votes(word) == {}


def test_without_any_phrase_nothing_leans() -> None:
    assert Associations(()).of(("tune",)) == {}


def test_rules_are_those_that_count() -> None:
    assert rules() == {"by_rank": (1.0, 0.6, 0.4), "unseen": 1.0}
