"""The index of all authorities of an installation: what is looked in when nobody says a place.

A folder for each authority, so that one that is damaged is made again alone, and words that were
erased are in no file once it is. What an answer shows of a listing is kept in it: no authority's
records are read for it.
"""

import json
import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import nlargest
from pathlib import Path
from typing import Any

import tantivy

from assetmap.search_index.schema import FIELDS, PARTS, STOP_WORDS, Document, Field, stem
from assetmap.search_index.tantivy_folder import (
    TantivyFolder,
    Writing,
    add_key_field,
    add_terms_field,
    call_tantivy,
    is_text,
)
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.search_index.text_view import IndexDamaged

_BUILD = 1  # raise it when a document would give other terms: the index is made again
_ID, _MARK, _SHOWN = "id", "mark", "shown"
_MOST_TERMS = 24  # of a question; more is a text, and no question
_EVERY = 1_000_000  # documents of one authority at most

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Hit:
    """A listing of some authority, as an answer shows it; the first of `labels` is what it is."""

    authority: str
    id: str
    name: str
    summary: str
    place: str
    labels: tuple[str, ...]


@dataclass(frozen=True)
class BestHits:
    """The listings that fit best, the best first; `is_capped` when there are more. `areas` is how
    many authorities were looked in.
    """

    hits: tuple[Hit, ...] = ()
    is_capped: bool = False
    areas: int = 0


class IndexOfAll:
    """The index in the folder `path` of the authorities with some codes.

    Safe to use from several threads; each process opens its own.
    """

    def __init__(self, path: Path, codes: Collection[str]) -> None:
        self._path, self._codes = path, tuple(codes)
        self._lock = threading.Lock()
        self._open: dict[str, Part] = {}

    def part(self, code: str) -> "Part":
        """The part of an authority, made empty when missing or unreadable.

        Raises OSError or IndexUnwritable when it cannot be written to.
        """
        with self._lock:
            part = self._open.get(code)
            if part is None:
                part = self._open[code] = Part(self._path / code, code)
            return part

    def marks(self) -> dict[str, str]:
        """The authorities whose parts are whole, each with the mark that it was made with."""
        found = {part.authority: part.mark() for part in self._parts()}
        return {code: mark for code, mark in found.items() if mark is not None}

    def search(self, terms: Sequence[str], most: int) -> BestHits:
        """The listings that fit some terms best, `most` of them."""
        wanted = [each for each in terms if each and is_text(each)][:_MOST_TERMS]
        parts = [part for part in self._parts() if part.mark() is not None]
        if not wanted:
            return BestHits(areas=len(parts))
        # All at one level: only so does tantivy pass over those that cannot be among the best.
        each = ((field, term) for term in wanted for field in FIELDS)
        query = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, _weighted(*pair)) for pair in each]
        )
        found, areas = [], 0
        for part in parts:
            with suppress(IndexDamaged):  # whoever looks after it says so, and makes it again
                found += part.best(query, most + 1)
                areas += 1
        best = nlargest(most + 1, found, key=lambda each: each.score)
        return BestHits(tuple(each.hit() for each in best[:most]), len(best) > most, areas)

    def remove_others(self) -> list[str]:
        """Take away the parts of authorities that there are no more; gives their codes."""
        with suppress(FileNotFoundError):
            gone = [each for each in self._path.iterdir() if each.name not in self._codes]
            for each in gone:
                shutil.rmtree(each, ignore_errors=True)
            return sorted(each.name for each in gone)
        return []

    def close(self) -> None:
        """Let go of the files."""
        with self._lock:
            for part in self._open.values():
                part.close()
            self._open.clear()

    def _parts(self) -> Iterator["Part"]:
        """The parts that are there and can be opened."""
        for code in self._codes:
            if code in self._open or (self._path / code).is_dir():
                try:
                    yield self.part(code)
                except (OSError, IndexUnwritable) as error:
                    log.error("%s cannot be found in all areas: %s", code, error)


@dataclass(frozen=True)
class _Scored:
    score: float
    authority: str
    searcher: tantivy.Searcher
    address: tantivy.DocAddress

    def hit(self) -> Hit:
        """What is shown of it."""
        shown = _shown(call_tantivy(lambda: self.searcher.doc(self.address)))
        return Hit(
            self.authority,
            *(shown["id"], shown["name"], shown["summary"], ", ".join(shown["place"])),
            labels=tuple(shown["labels"]),
        )


class Part:
    """What is found of one authority; a `DocumentIndex`.

    Raises OSError or IndexUnwritable when the folder cannot be written to.
    """

    def __init__(self, path: Path, authority: str) -> None:
        self.authority = authority
        self._folder = TantivyFolder(path, _SCHEMA, _BUILD)
        self._mark: tuple[tuple[int, str], str | None] = (-1, ""), None
        self.new_mark = ""  # what it is made again with: see IndexOfAll.marks

    def mark(self) -> str | None:
        """The mark that it was made with; None when it is not whole, or gone, or damaged."""
        state = self._folder.version(), self._folder.making()
        if state[0] < 0:
            return None
        if self._mark[0] != state:
            try:
                searcher, _ = self._folder.searcher()
                query = tantivy.Query.term_query(_SCHEMA, _MARK, _MARK, "basic")
                found = _read(searcher, query)
            except IndexDamaged as error:
                log.error("%s cannot be found in all areas: %s", self.authority, error)
                return None
            self._mark = state, str(_shown(found[0])) if found else None
        return self._mark[1]

    def best(self, query: tantivy.Query, most: int) -> list[_Scored]:
        """The documents that fit a query best, with their scores. Raises IndexDamaged."""
        searcher, _ = self._folder.searcher()
        found = call_tantivy(lambda: searcher.search(query, most, count=False).hits)
        return [_Scored(float(score), self.authority, searcher, at) for score, at in found]

    def apply(self, documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Take in new and changed documents and drop others, in one commit.

        `documents` are only asked for once no other process is writing. Raises IndexBusy,
        IndexUnwritable or IndexDamaged.
        """
        with self._folder.writing() as writing:
            for listing_id in removed:
                writing.remove(_ID, listing_id)
            for document in documents:
                writing.remove(_ID, document.id)
                _add(writing, document)

    def rebuild(
        self, documents: Iterable[Document], done: Callable[[], None] = lambda: None
    ) -> int:
        """Make it again from `documents`; readers keep the old one until the end.

        Calls `done` after each and gives their number. Raises IndexBusy or IndexUnwritable.
        """
        count = 0
        with self._folder.writing_anew() as writing:
            for count, document in enumerate(documents, 1):  # noqa: B007 - their number is given
                _add(writing, document)
                done()
            writing.add(tantivy.Document(**{_MARK: _MARK, _SHOWN: _packed(self.new_mark)}))
        return count

    def fingerprints(self) -> dict[str, str]:
        """Every document's fingerprint by listing id. Raises IndexDamaged."""
        searcher, _ = self._folder.searcher()
        shown = map(_shown, _read(searcher, tantivy.Query.all_query()))
        return {each["id"]: each["fingerprint"] for each in shown if isinstance(each, dict)}

    def damaged_files(self) -> list[str]:
        """The files that are not as they were written: all are read again."""
        return self._folder.damaged_files()

    @property
    def is_gone(self) -> bool:
        """Whether somebody has deleted it."""
        return self._folder.is_gone

    @property
    def is_busy(self) -> bool:
        """Whether somebody is writing to it at this moment."""
        return self._folder.is_busy

    def close(self) -> None:
        """Let go of the files."""
        self._folder.close()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    add_key_field(builder, _ID)
    builder.add_text_field(_MARK, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field(_SHOWN, stored=True)
    for field in FIELDS:
        add_terms_field(builder, field.name, "freq")
    return builder.build()


def _add(writing: Writing, document: Document) -> None:
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
    writing.add(tantivy.Document(**{_ID: document.id, _SHOWN: _packed(shown)}, **terms))


def _terms(folded: str) -> str:
    """The terms of a folded text, with blanks between."""
    return " ".join(stem(word) for word in folded.split() if word not in STOP_WORDS)


def _weighted(field: Field, term: str) -> tantivy.Query:
    query = tantivy.Query.term_query(_SCHEMA, field.name, term, "freq")
    return tantivy.Query.boost_query(query, field.weight)


def _read(searcher: tantivy.Searcher, query: tantivy.Query) -> list[Any]:
    """The documents that a query finds."""

    def read() -> list[Any]:
        found = searcher.search(query, _EVERY, count=False)
        return [searcher.doc(address) for _, address in found.hits]

    return call_tantivy(read)


def _packed(shown: object) -> bytes:
    return json.dumps(shown, ensure_ascii=False).encode()


def _shown(document: Any) -> Any:
    return json.loads(document[_SHOWN][0])


_SCHEMA = _schema()
