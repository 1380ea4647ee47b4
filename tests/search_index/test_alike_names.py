"""Names that are nearly the same: as if each were compared with every other, letter by letter."""

import json
import random
from collections.abc import Sequence

import pytest
from rapidfuzz import fuzz

from assetmap.domain.text import fold
from assetmap.paths import SAMPLE
from assetmap.search_index.alike_names import ALIKE, INSIDE, AlikeNames

NAMES = ("lunch club", "riverside lunch club", "bookworms", "knitting circle", "shed")


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("knitting circle", {3: 100.0}),
        ("circle knitting", {3: 100.0}),
        ("kniting circel", {3: pytest.approx(89.7, abs=0.1)}),
        ("book worms", {2: pytest.approx(94.7, abs=0.1)}),
        ("lunch club", {0: 100.0, 1: INSIDE}),
        ("riverside lunch club friends", {0: INSIDE, 1: INSIDE}),
        ("shed", {4: 100.0}),
        ("the shed", {}),  # one word says too little
        ("club", {}),
        ("", {}),
    ],
)
def test_names_that_are_nearly_the_same(name: str, found: dict[int, float]) -> None:
    assert AlikeNames(NAMES).like(name) == found


def test_no_names_are_like_none() -> None:
    assert AlikeNames(()).like("lunch club") == {}


def test_it_finds_what_comparing_all_of_them_finds() -> None:
    names = [
        fold(each["properties"]["name"]) for each in json.loads(SAMPLE.read_text())["features"]
    ]
    dice = random.Random(1)
    alike = AlikeNames(names)
    for _ in range(150):
        name = _with_slips(dice, dice.choice(names))
        assert alike.like(name) == _compared(name, names), name


def _with_slips(dice: random.Random, name: str) -> str:
    letters = list(name)
    for _ in range(dice.choice((0, 1, 2))):
        at = dice.randrange(1, len(letters))
        letters[at : at + 1] = dice.choice(([], ["e"], [letters[at], "a"], [" "]))
    return " ".join("".join(letters).split())


def _compared(name: str, names: Sequence[str]) -> dict[int, float]:
    found = {}
    for at, other in enumerate(names):
        score = fuzz.token_sort_ratio(name, other, score_cutoff=ALIKE)
        if fuzz.token_set_ratio(name, other) == 100 and min(map(_words, (name, other))) > 1:
            score = max(score, INSIDE)
        if score:
            found[at] = pytest.approx(score, abs=0.001)
    return found


def _words(name: str) -> int:
    return len(set(name.split()))
