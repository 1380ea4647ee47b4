"""What goes into the index of all is read back as it was shown, and found by its terms alone."""

from pathlib import Path

import tantivy

from assetmap.search_index.all_documents import (
    SCHEMA,
    all_document,
    mark_document,
    read,
    shown,
    weighted,
)
from assetmap.search_index.schema import BUILD, FIELDS, Document, terms_of
from assetmap.search_index.tantivy_folder import TantivyFolder


def test_a_document_is_found_by_the_terms_of_each_field_and_a_mark_by_none(tmp_path: Path) -> None:
    document = Document(
        "a",
        *("Knitting Circle", "Stitchers", "Crafts . Everyone", "For beginners", "Bring wool"),
        place="Hall . Tilbury",
    )
    folder = TantivyFolder(tmp_path, SCHEMA, BUILD)
    with folder.writing_anew() as writing:
        writing.add(all_document(document))
        writing.add(mark_document("all of it"))
    searcher, _ = folder.searcher()

    def found(field: str, words: str) -> int:
        (of_name,) = [each for each in FIELDS if each.name == field]
        (term,) = terms_of(words)
        return len(read(searcher, weighted(of_name, term)))

    said = {
        "name": "knit",
        "also_known_as": "stitcher",
        "labels": "craft",
        "summary": "beginner",
        "text": "wool",
        "place": "Tilbury",
    }
    assert {field: found(field, words) for field, words in said.items()} == dict.fromkeys(said, 1)
    assert found("name", "wool") == 0
    every = [shown(each) for each in read(searcher, tantivy.Query.all_query())]
    assert every == [
        {
            "id": "a",
            "fingerprint": document.fingerprint,
            "name": "Knitting Circle",
            "summary": "For beginners",
            "place": ["Hall", "Tilbury"],
            "labels": ["Crafts", "Everyone"],
        },
        "all of it",
    ]
