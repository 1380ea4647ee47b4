"""Documents are followed from state to state as a fresh reading has them."""

from pathlib import Path

import numpy as np
import pytest

from assetmap.search_index import tantivy_document_list
from assetmap.search_index.tantivy_document_list import DocumentList
from assetmap.search_index.tantivy_documents import SCHEMA, tantivy_document
from assetmap.search_index.tantivy_folder import TantivyFolder
from tests.search_index.conftest import doc


@pytest.fixture
def folder(tmp_path: Path) -> TantivyFolder:
    """An empty index."""
    return TantivyFolder(tmp_path / "index", SCHEMA)


def write(folder: TantivyFolder, ids: str, removed: str = "") -> None:
    """Write the documents of so many letters."""
    with folder.writing() as writing:
        for each in removed + ids:
            writing.remove("id", each)
        for ordinal, each in enumerate(ids, writing.first):
            writing.add(tantivy_document(doc(each), ordinal))


def ids(documents: DocumentList) -> str:
    return b"".join(documents.read.ids.tolist()).decode()


def test_documents_are_followed(folder: TantivyFolder) -> None:
    documents = DocumentList.of(folder.searcher()[0])
    assert (len(documents), documents.top) == (0, 0)
    for written, removed, now in (
        ("abc", "", "abc"),
        ("", "", "abc"),
        ("b", "", "acb"),
        ("", "c", "ab"),
        ("ad", "b", "ad"),
        ("", "d", "a"),  # the newest, whose ordinal nobody gets
        ("e", "", "ae"),
        ("f", "ae", "f"),
    ):
        write(folder, written, removed)
        searcher, _ = folder.searcher()
        before = documents
        documents, stays = before.followed(searcher)
        assert ids(documents) == now
        assert ids(documents).startswith("".join(np.array(list(ids(before)))[stays].tolist()))
        fresh = DocumentList.of(searcher)
        assert documents.read.ordinals.tolist() == fresh.read.ordinals.tolist()
        assert documents.read.lengths.tolist() == fresh.read.lengths.tolist()
        assert documents.numbers(fresh.read.ordinals).tolist() == list(range(len(now)))
        gone = np.setdiff1d(before.read.ordinals, fresh.read.ordinals)
        assert documents.numbers(gone).tolist() == [-1] * len(gone)


def test_all_are_listed_again_only_where_some_were_taken_out(
    folder: TantivyFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder, "abc")
    documents = DocumentList.of(folder.searcher()[0])
    found: list[int] = []
    ordered = tantivy_document_list.ordered

    def noting(searcher, query):  # type: ignore[no-untyped-def]
        hits = ordered(searcher, query)
        found.append(len(hits))
        return hits

    monkeypatch.setattr(tantivy_document_list, "ordered", noting)
    write(folder, "b")
    documents, _ = documents.followed(folder.searcher()[0])
    assert found == [1]
    write(folder, "", "a")
    documents, _ = documents.followed(folder.searcher()[0])
    assert (found, ids(documents)) == ([1, 0, 2], "cb")
