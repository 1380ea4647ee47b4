"""A sum of weights of words and pairs of words: what is of the sort, and of which kind."""

import pytest

from assetmap.domain.borough.text_classifier import TextClassifier, WordWeights, terms_in

CLASSIFIER = TextClassifier(
    each_word=2,
    threshold=10,
    weights=WordWeights(-10, {"floor": 20, "on the": -4, "the floor": 15, "carpet": -30}),
    kinds={
        "fall": WordWeights(-5, {"floor": 10}),
        "fire": WordWeights(-5, {"smoke": 10}),
    },
)


def test_terms_are_words_and_two_in_a_row_each_once() -> None:
    assert terms_in("mum mum on the floor") == {
        *("mum", "on", "the", "floor"),
        *("mum mum", "mum on", "on the", "the floor"),
    }
    assert terms_in("") == frozenset()


@pytest.mark.parametrize(
    ("words", "is_heard"),
    [
        ("mum on the floor", True),  # -10 + 20 - 4 + 15 - 4 words of 2 = 13
        ("mum lies on the floor", True),  # 11
        ("mum lies there on the floor", False),  # 9: a longer story
        ("mum on the floor floor", True),  # each counts once
        ("the floor", False),  # two words say too little by themselves
        ("on the floor carpet", False),
        ("", False),
    ],
)
def test_what_reaches_the_threshold_is_of_the_sort(words: str, is_heard: bool) -> None:
    assert CLASSIFIER.is_heard(words) is is_heard


def test_kind_is_the_likeliest_if_any_is_likely() -> None:
    assert CLASSIFIER.kind_of("smoke on the stairs") == "fire"
    assert CLASSIFIER.kind_of("mum on the floor") == "fall"
    assert CLASSIFIER.kind_of("something is wrong") == ""


def test_one_that_has_learned_nothing_hears_nothing() -> None:
    assert not TextClassifier().is_heard("mum on the floor")
    assert TextClassifier().kind_of("mum on the floor") == ""
