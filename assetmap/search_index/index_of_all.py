"""The index of all authorities of an installation: what is looked in when nobody says a place.

A folder for each authority, so that one that is damaged is made again alone, and words that were
erased are in no file once it is. What an answer shows of a listing is kept in it: no authority's
records are read for it.
"""

import logging
import shutil
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import tantivy

from assetmap.search_index.all_documents import (
    ID,
    MARK,
    SCHEMA,
    all_document,
    mark_document,
    read,
    shown,
    weighted,
)
from assetmap.search_index.schema import BUILD, FIELDS, Document
from assetmap.search_index.tantivy_folder import TantivyFolder, call_tantivy, is_text
from assetmap.search_index.tantivy_index import FolderIndex
from assetmap.search_index.text_index import IndexUnwritable
from assetmap.search_index.text_view import IndexDamaged

_FIRST = 8  # of each authority: few have more of the best of all
_MOST_TERMS = 24  # of a question; more is a text, and no question
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
            [(tantivy.Occur.Should, weighted(*pair)) for pair in each]
        )
        found = {part: part.best(query, _FIRST) for part in parts}
        if most + 1 > _FIRST:
            last = self._last_score(found.values(), most + 1)
            for part, first in found.items():
                if len(first) == _FIRST and first[-1].score > last:  # it may have more of the best
                    found[part] = part.best(query, most + 1)
        best = nlargest(most + 1, chain.from_iterable(found.values()), key=lambda each: each.score)
        hits = tuple(each.hit() for each in best[:most])
        return BestHits(hits, len(best) > most, len(parts))

    @staticmethod
    def _last_score(found: Iterable[list["_Scored"]], most: int) -> float:
        """What one has to be better than to be among the best; all are where there are too few."""
        best = nlargest(most, (each.score for first in found for each in first))
        return best[-1] if len(best) == most else 0.0

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


class _Scored(NamedTuple):
    score: float
    authority: str
    searcher: tantivy.Searcher
    address: tantivy.DocAddress

    def hit(self) -> Hit:
        """What is shown of it."""
        its = shown(call_tantivy(lambda: self.searcher.doc(self.address)))
        return Hit(
            self.authority,
            *(its["id"], its["name"], its["summary"], ", ".join(its["place"])),
            labels=tuple(its["labels"]),
        )


class _Seen(NamedTuple):
    """A part as it stood at some version of it."""

    version: int
    searcher: tantivy.Searcher
    mark: str | None


class Part(FolderIndex):
    """What is found of one authority; a `DocumentIndex`.

    Raises OSError or IndexUnwritable when the folder cannot be written to.
    """

    def __init__(self, path: Path, authority: str) -> None:
        self.authority = authority
        super().__init__(TantivyFolder(path, SCHEMA, BUILD))
        self._seen: _Seen | None = None
        self.new_mark = ""  # what it is made again with: see IndexOfAll.marks

    def mark(self) -> str | None:
        """The mark that it was made with; None when it is not whole, or gone, or damaged."""
        version = self._folder.version()
        if version < 0:
            return None
        if self._seen is None or self._seen.version != version:
            try:
                searcher, _ = self._folder.searcher()
                query = tantivy.Query.term_query(SCHEMA, MARK, MARK, "basic")
                found = read(searcher, query)
            except IndexDamaged as error:
                log.error("%s cannot be found in all areas: %s", self.authority, error)
                return None
            self._seen = _Seen(version, searcher, str(shown(found[0])) if found else None)
        return self._seen.mark

    def best(self, query: tantivy.Query, most: int) -> list[_Scored]:
        """The documents that fit a query best, the best first, as it stood at the last `mark`."""
        if self._seen is None:
            return []
        searcher = self._seen.searcher
        try:
            found = call_tantivy(lambda: searcher.search(query, most, count=False).hits)
        except IndexDamaged as error:
            log.error("%s cannot be found in all areas: %s", self.authority, error)
            return []
        return [_Scored(float(score), self.authority, searcher, at) for score, at in found]

    def apply(self, documents: Iterable[Document], removed: Iterable[str] = ()) -> None:
        """Take in new and changed documents and drop others, in one commit.

        `documents` are only asked for once no other process is writing. Raises IndexBusy,
        IndexUnwritable or IndexDamaged.
        """
        with self._folder.writing() as writing:
            for listing_id in removed:
                writing.remove(ID, listing_id)
            for document in documents:
                writing.remove(ID, document.id)
                writing.add(all_document(document))

    def rebuild(
        self, documents: Iterable[Document], done: Callable[[], None] = lambda: None
    ) -> int:
        """Make it again from `documents`; readers keep the old one until the end.

        Calls `done` after each and gives their number. Raises IndexBusy or IndexUnwritable.
        """
        count = 0
        with self._folder.writing_anew() as writing:
            for count, document in enumerate(documents, 1):  # noqa: B007 - their number is given
                writing.add(all_document(document))
                done()
            writing.add(mark_document(self.new_mark))
        return count

    def fingerprints(self) -> dict[str, str]:
        """Every document's fingerprint by listing id. Raises IndexDamaged."""
        searcher, _ = self._folder.searcher()
        found = map(shown, read(searcher, tantivy.Query.all_query()))
        return {each["id"]: each["fingerprint"] for each in found if isinstance(each, dict)}

    def close(self) -> None:
        """Let go of the files."""
        self._seen = None
        super().close()
