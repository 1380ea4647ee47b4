"""How the index that Whoosh keeps stays quick: few segments, and nothing kept that is gone."""

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.index import open_dir

from assetmap.search_index import whoosh_index
from assetmap.search_index.schema import Document
from assetmap.search_index.whoosh_index import WhooshIndex
from tests.search_index.conftest import doc, fingerprints, found

ROOT = Path(__file__).parents[2]
KNIT, WALK = doc("knit", "Knitting"), doc("walk", "Walking football")


def numbered(numbers: Iterable[int]) -> list[Document]:
    return [doc(f"n{number}", f"Club {number}") for number in numbers]


def segments(path: Path) -> list[int]:
    """How many documents each segment has, those that were removed not counted."""
    with open_dir(str(path), whoosh_index.NAME).reader() as reader:
        return sorted((leaf.doc_count() for leaf, _ in reader.leaf_readers()), reverse=True)


@pytest.mark.parametrize(
    ("commits", "left"),
    [
        ([1] * 32, [32]),
        ([1] * 39, [32, 4, 2, 1]),
        ([20] * 10, [160, 40]),
        ([60, 60, 60, 20], [120, 60, 20]),
        ([100, 1, 1, 1], [100, 2, 1]),
        ([1, 2, 4, 8, 100], [115]),
        ([100], [100]),
    ],
)
def test_segments_are_few_however_much_each_commit_has(
    index: WhooshIndex, tmp_path: Path, commits: list[int], left: list[int]
) -> None:
    documents = iter(numbered(range(sum(commits))))
    for count in commits:
        index.apply(list(itertools.islice(documents, count)))
    assert segments(tmp_path / "index") == left
    assert index.fingerprints() == fingerprints(*numbered(range(sum(commits))))
    assert found(index, "club 0") == ["n0"]


def test_segments_past_the_largest_are_left_as_they_are(
    index: WhooshIndex, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(whoosh_index, "_LARGEST_MERGED", 40)
    documents = numbered(range(160))
    for start in range(0, 150, 10):
        index.apply(documents[start : start + 10])
    assert segments(tmp_path / "index") == [40, 40, 40, 20, 10]
    index.apply(documents[150:])
    assert segments(tmp_path / "index") == [40, 40, 40, 40]
    assert index.fingerprints() == fingerprints(*documents)


def test_documents_that_change_or_go_are_not_kept_for_ever(
    index: WhooshIndex, tmp_path: Path
) -> None:
    documents = numbered(range(20))
    index.apply(documents)
    for document in documents:
        index.apply([replace(document, summary="Anew")])
    assert sum(segments(tmp_path / "index")) == 20
    assert len(segments(tmp_path / "index")) <= 5
    index.apply([], removed=[document.id for document in documents])
    assert (index.fingerprints(), found(index, "club")) == ({}, [])
    index.apply([KNIT])
    assert segments(tmp_path / "index") == [1]
    assert (index.fingerprints(), found(index, "knit")) == (fingerprints(KNIT), ["knit"])


def test_index_of_another_build_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as earlier:
        earlier.setattr(whoosh_index, "NAME", "BUILD1")
        WhooshIndex(tmp_path / "index").apply([doc("knit", "Knitting")])
    index = WhooshIndex(tmp_path / "index")
    assert (index.was_made, index.fingerprints()) == (True, {})
    index.rebuild([doc("knit", "Knitting")])
    again = WhooshIndex(tmp_path / "index")
    assert (again.was_made, found(again, "knitting")) == (False, ["knit"])
