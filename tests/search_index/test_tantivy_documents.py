"""What tantivy is given of a document, and that it is read back whole."""

from pathlib import Path

import pytest
import tantivy

from assetmap.search_index.schema import FIELDS, WORDS
from assetmap.search_index.tantivy_document_list import ordered
from assetmap.search_index.tantivy_documents import (
    SCHEMA,
    TERMS,
    beginning,
    frequencies_of,
    read_documents,
    tantivy_document,
)
from assetmap.search_index.tantivy_folder import TantivyFolder
from tests.search_index.conftest import doc


def test_terms_have_how_often_they_stand_in_each_field() -> None:
    document = doc("a", "Lunch club", summary="The lunches of the lunch clubs", place="Grays lunch")
    written = tantivy_document(document, 7).to_dict()
    assert sorted(written[TERMS][0].split(" ")) == [
        *("club\x1f1,,,1", "gray\x1f,,,,,1", "lunch\x1f1,,,2,,1")
    ]
    assert sorted(written[WORDS][0].split()) == ["club", "clubs", "grays", "lunch", "lunches"]
    assert (written["id"], written["fingerprint"]) == (["a"], [document.fingerprint])


@pytest.mark.parametrize(
    ("token", "counts"),
    [
        ("lunch\x1f1,,,2,,1", (1, 0, 0, 2, 0, 1)),
        ("lunch\x1f,,,,12", (0, 0, 0, 0, 12, 0)),
        ("lunch\x1f3", (3, 0, 0, 0, 0, 0)),
    ],
)
def test_how_often_is_read_back(token: str, counts: tuple[int, ...]) -> None:
    assert token.startswith(beginning("lunch"))
    assert frequencies_of(token) == counts


def test_documents_are_read_back_in_the_order_of_their_ordinals(tmp_path: Path) -> None:
    folder = TantivyFolder(tmp_path / "index", SCHEMA)
    texts = {field.name: "lunch " * number for number, field in enumerate(FIELDS)}
    with folder.writing() as writing:
        writing.add(tantivy_document(doc("b", "One two"), 5))
        writing.add(tantivy_document(doc("ä", **{**texts, "name": "lunch " * 900}), 3))
    searcher, _ = folder.searcher()
    read = read_documents(searcher, ordered(searcher, tantivy.Query.all_query()))
    assert (read.ordinals.tolist(), read.ids.tolist()) == ([3, 5], ["ä".encode(), b"b"])
    longest = 511  # so many are told of all fields but the text
    assert read.lengths.T.tolist() == [[longest, 1, 2, 3, 4, 5], [2, 0, 0, 0, 0, 0]]
