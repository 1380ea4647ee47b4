"""The words of documents that are there, for mending spelling."""

from pathlib import Path

import pytest

from assetmap.search_index.tantivy_index import TantivyIndex
from assetmap.search_index.tantivy_words import TantivyWords
from tests.search_index.conftest import Engine, IndexOpener, doc


@pytest.fixture
def engine() -> Engine:
    """The engine of this module's tests."""
    return TantivyIndex


def test_words_are_those_of_documents_that_are_there(
    open_index: IndexOpener, tmp_path: Path
) -> None:
    index = open_index()
    index.apply([doc("a", "Lunch café"), doc("b", "Lunches, lunch and a tea"), doc("c", "Lódź")])
    index.apply([doc("d", "Late lunch")], removed=["a"])
    searcher, _ = index._folder.searcher()
    words = TantivyWords(searcher)
    counts = {word: words.count(word) for word in ("lunch", "lunches", "late", "cafe", "tea", "")}
    assert counts == {"lunch": 2, "lunches": 1, "late": 1, "cafe": 0, "tea": 0, "": 0}
    assert words.beginning_with("l") == ["late", "lodz", "lunch", "lunches"]
    assert (words.count("lunch"), words.count("lunc"), words.count("late")) == (2, 0, 1)
    assert (words.beginning_with("c"), words.beginning_with("\ud800")) == ([], [])
    assert words.count("\ud800") == 0


def test_words_of_some_documents_can_be_left_out(open_index: IndexOpener) -> None:
    index = open_index()
    index.apply([doc("a", "Lunch"), doc("b", "Lunch late")])
    searcher, _ = index._folder.searcher()
    [late] = index.view(["a"])._generation._documents.read.ordinals[1:].tolist()
    words = TantivyWords(searcher, [late])
    assert (words.count("late"), words.count("lunch")) == (0, 1)
    assert words.beginning_with("l") == ["lunch"]
    spelling = index.view(["a"]).spelling()  # who asks of nobody's listing is told nothing of it
    assert (spelling.knows("lunch"), spelling.knows("late")) == (True, False)
