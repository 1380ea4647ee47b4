"""A segment's arrays answer for a term and for a word."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.search_index.schema import FIELDS
from assetmap.search_index.segment import Segment, encoded
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import doc


@pytest.fixture
def segment(index: WhooshIndex, tmp_path: Path) -> Segment:
    """Of two documents, the second with the lesser id."""
    index.apply([doc("b", "Knit", text="wool and wool"), doc("a", "Club", text="knit")])
    index.view([])
    [opened] = index._store._opened.values()
    return opened


def told(segment: Segment, term: str) -> list[tuple[str, list[int], list[float]]]:
    return [
        (FIELDS[each.field].name, each.docnums.tolist(), each.frequencies.tolist())
        for each in segment.entries(term)
    ]


def test_documents_stand_in_the_order_of_their_ids(segment: Segment) -> None:
    assert (len(segment), segment.ids.tolist(), segment.id_docnums.tolist()) == (
        2,
        [b"a", b"b"],
        [1, 0],
    )
    assert {FIELDS[n].name: segment.lengths(n).tolist() for n in range(len(FIELDS))} == {
        "name": [1, 1],
        "also_known_as": [1, 1],
        "labels": [1, 1],
        "summary": [1, 1],
        "text": [2, 1],
        "place": [1, 1],
    }


def test_entries_tell_where_a_term_stands(segment: Segment) -> None:
    assert told(segment, "knit") == [("name", [0], [1.0]), ("text", [1], [1.0])]
    assert told(segment, "wool") == [("text", [0], [2.0])]
    assert [told(segment, term) for term in ("", "kni", "knitt", "zoo", "\ud800")] == [[]] * 5


def test_words_are_those_that_spelling_may_be_mended_by(segment: Segment) -> None:
    assert dict(zip(segment.words.tolist(), segment.word_counts.tolist(), strict=True)) == {
        b"club": 1,
        b"knit": 2,
        b"wool": 1,
    }
    dead = np.array([True, False])
    assert segment.words[segment.words_of_only(dead)].tolist() == [b"wool"]


def test_encoded_ids_sort_as_the_ids_do() -> None:
    ids = sorted(["a", "z", "é", "чай", "𝕶", "a-1"])
    assert [each.decode() for each in np.sort(encoded(ids[::-1])).tolist()] == ids
    assert encoded([]).tolist() == []
