"""Where the listings of a segment stand in a generation."""

import numpy as np
import pytest

from assetmap.search_index.segment_part import IndexState, Places, parts_of
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import doc


@pytest.mark.parametrize(
    ("ids", "positions"),
    [
        (["a", "b", "c"], [0, -1, 2]),
        (["c", "é", "a"], [2, -1, 0]),
        (["aa"], [-1, -1, -1]),
        ([], [-1, -1, -1]),
    ],
)
def test_places_are_found_whatever_the_order(ids: list[str], positions: list[int]) -> None:
    asked = np.array([b"a", b"longer than any", b"c"])
    assert Places.of(ids, None).find(asked).tolist() == positions
    assert len(Places.of(ids, None)) == len(ids)


def test_places_of_the_same_ids_are_those_of_before() -> None:
    before = Places.of(["a", "b"], None)
    assert Places.of(["a", "b"], before) is before
    assert Places.of(np.array([b"a", b"b"]), before) is before
    assert Places.of(["a", "c"], before) is not before


def test_parts_are_taken_over_unless_something_changed(index: WhooshIndex) -> None:
    index.apply([doc("a"), doc("b"), doc("c")])
    places = Places.of(["a", "b"], None)
    index.view(["a", "b"])
    state: IndexState = index._state
    before = parts_of(state, places, ())
    assert parts_of(state, places, before) == before
    assert before[0].position.tolist() == [0, 1, -1]
    index.apply([doc("b", "Changed")])
    index.view(["a", "b"])
    first, second = parts_of(index._state, places, before)
    assert (first.position.tolist(), second.position.tolist()) == ([0, -1, -1], [1])
    assert first.segment is before[0].segment
    assert [first.segment.words[n].decode() for n in np.flatnonzero(first.lost)] == []
