"""What is kept of names: their words, who has them, and what they are worth."""

import math

import numpy as np
import pytest

from assetmap.search_index.edits import Edit
from assetmap.search_index.name_tables import NameTables, all_new, different

NAMES = [("The Tea Club", "Clubs & Tea"), ("", "!!"), ("Tea tea",)]


@pytest.fixture
def tables() -> NameTables:
    return NameTables.empty().with_changed(all_new(3), NAMES)


def test_words_stand_by_their_stems(tables: NameTables) -> None:
    assert tables.words.every == ["and", "club", "clubs", "tea", "the"]
    assert tables.stems.every == ["and", "club", "tea", "the"]
    assert [tables.stems.text(at) for at in tables.stem_of.tolist()] == [
        *("and", "club", "club", "tea", "the")
    ]
    assert tables.is_stop.tolist() == [True, False, False, True]
    assert tables.uses.tolist() == [1, 1, 1, 4, 1]


def test_names_stand_by_their_listings_and_stems(tables: NameTables) -> None:
    assert [tables.words_of(at) for at in range(3)] == [
        [["the", "tea", "club"], ["clubs", "and", "tea"]],
        [],
        [["tea", "tea"]],
    ]
    assert tables.owner.tolist() == [0, 0, 2]
    assert [tables.postings.of_one(at).tolist() for at in range(4)] == [[1], [0, 1], [0, 1, 2], [0]]


def test_a_stem_is_worth_more_the_fewer_names_have_it(tables: NameTables) -> None:
    rare, half, every = (math.log(1 + 3 / (1 + having)) for having in (1, 2, 3))
    assert tables.worth.tolist() == [0.1 * rare, half, every, 0.1 * rare]
    assert tables.total.tolist() == pytest.approx([0.1 * rare + half + every] * 2 + [every])


def test_words_go_with_the_last_name_that_has_them(tables: NameTables) -> None:
    edit = Edit.between(["a", "b", "c"], ["b", "c"], ["a", "c"])
    assert tables.with_changed(edit, [("Chess",)]).words.every == ["chess"]
    assert NameTables.empty().with_changed(all_new(0), []).words.every == []


def test_each_number_once() -> None:
    assert different(np.array([3, 1, 3, 1])).tolist() == [1, 3]
    assert different(np.array([], int)).tolist() == []
