"""The words that speak for danger: how they are read, and which mistakes are refused."""

import tomllib
from collections.abc import Mapping
from typing import Any

import pytest

from assetmap.borough.danger_words_file import read_danger_words
from assetmap.domain.borough.borough import Borough

FILE = tomllib.loads(
    """
    each_word = 3
    threshold = 10
    start = -30
    words = ["21 overdosed, she fell", "-4 choir"]
    [[kind]]
    id = "overdose"
    start = -5
    words = ["40 overdosed"]
    """
)


def test_each_line_has_a_weight_and_words_that_may_be_two() -> None:
    read = read_danger_words(FILE)
    assert (read.each_word, read.threshold, read.weights.start) == (3, 10, -30)
    assert read.weights.weights == {"overdosed": 21, "she fell": 21, "choir": -4}
    (kind,) = read.kinds
    assert (kind, read.kinds[kind].weights) == ("overdose", {"overdosed": 40})
    assert read.kind_of("she overdosed") == "overdose"


def test_empty_file_hears_nothing() -> None:
    assert not read_danger_words({}).is_heard("she overdosed last night")


@pytest.mark.parametrize(
    "wrong",
    [
        {"threshold": "a lot"},
        {"words": ["many overdosed"]},
        {"kind": [{"id": "overdose", "words": ["1 x"]}]},
        {"kind": "overdose"},
    ],
)
def test_mistakes_are_refused(wrong: Mapping[str, Any]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        read_danger_words({**FILE, **wrong})


def test_shipped_words_are_of_the_kinds_that_there_are(borough: Borough) -> None:
    classifier = borough.danger.classifier
    assert set(classifier.kinds) <= {kind.id for kind in borough.danger.kinds}
    assert len(classifier.weights.weights) > 5_000
    assert any(" " in words for words in classifier.weights.weights)
