"""What the index of all is given of a listing, and how that is read back."""

import json
from typing import Any

import tantivy

from assetmap.search_index.schema import FIELDS, PARTS, STOP_WORDS, Document, Field, stem
from assetmap.search_index.tantivy_folder import add_key_field, add_terms_field, call_tantivy

ID, MARK, _SHOWN = "id", "mark", "shown"
_EVERY = 1_000_000  # documents of one authority at most


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    add_key_field(builder, ID)
    builder.add_text_field(MARK, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(_SHOWN, stored=True)
    for field in FIELDS:
        add_terms_field(builder, field.name, "freq")
    return builder.build()


SCHEMA = _schema()


def all_document(document: Document) -> tantivy.Document:
    """A document with its terms, and with what an answer shows of it."""
    folded = document.folded()
    terms = {field.name: _terms(folded[field.name]) for field in FIELDS}
    shown = {
        "id": document.id,
        "fingerprint": document.fingerprint,
        "name": document.name,
        "summary": document.summary,
        "place": document.place.split(PARTS) if document.place else [],
        "labels": document.labels.split(PARTS) if document.labels else [],
    }
    return tantivy.Document(**{ID: document.id, _SHOWN: _packed(shown)}, **terms)


def mark_document(mark: str) -> tantivy.Document:
    """What tells that all are there. It has no terms, so that no question finds it."""
    return tantivy.Document(**{MARK: MARK, _SHOWN: _packed(mark)})


def weighted(field: Field, term: str) -> tantivy.Query:
    """What finds a term in a field, which counts as much as the field does."""
    query = tantivy.Query.term_query(SCHEMA, field.name, term, "freq")
    return tantivy.Query.boost_query(query, field.weight)


def read(searcher: tantivy.Searcher, query: tantivy.Query) -> list[Any]:
    """The documents that a query finds. Raises IndexDamaged."""

    def ask() -> list[Any]:
        found = searcher.search(query, _EVERY, count=False)
        return [searcher.doc(address) for _, address in found.hits]

    return call_tantivy(ask)


def shown(document: Any) -> Any:
    """What is shown of a document that was read; of a mark, the mark."""
    return json.loads(document[_SHOWN][0])


def _terms(folded: str) -> str:
    """The terms of a folded text, with blanks between."""
    return " ".join(stem(word) for word in folded.split() if word not in STOP_WORDS)


def _packed(shown: object) -> bytes:
    return json.dumps(shown, ensure_ascii=False).encode()
