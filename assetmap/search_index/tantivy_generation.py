"""One generation of the index by tantivy: what a searcher finds, as numbers of documents.

Turning what tantivy finds into arrays takes most of the time, 20 ms for a term that 100,000
documents have. So what was found of a term is kept, and a later generation asks only for the
documents that are new since.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import tantivy

from assetmap.search_index.edits import Array
from assetmap.search_index.index_generation import Entry
from assetmap.search_index.schema import FIELDS
from assetmap.search_index.segment_part import Places
from assetmap.search_index.tantivy_document_list import DocumentList, newer_than, ordered
from assetmap.search_index.tantivy_documents import SCHEMA, TERMS, beginning, frequencies_of
from assetmap.search_index.tantivy_folder import call_tantivy, is_text
from assetmap.search_index.tantivy_words import TantivyWords

_KEPT_BYTES = 64_000_000  # of what was found of terms: a county's few hundred commonest
_BESIDE_BYTES = 500  # of objects for each term


@dataclass(frozen=True)
class _Found:
    """The documents of a term by their ordinals, up to one ordinal.

    They stand together by how often they have it: `counts` has a row by field for each such lot,
    `sizes` how many are in it.
    """

    upto: int
    ordinals: Array
    counts: Array
    sizes: Array

    def with_newer(self, newer: "_Found") -> "_Found":
        return _Found(
            newer.upto,
            np.concatenate([self.ordinals, newer.ordinals]),
            np.concatenate([self.counts, newer.counts]),
            np.concatenate([self.sizes, newer.sizes]),
        )

    @property
    def nbytes(self) -> int:
        return self.ordinals.nbytes + self.counts.nbytes + self.sizes.nbytes + _BESIDE_BYTES


class TantivyGeneration:
    """What a searcher has, aligned with `ids`. An `IndexGeneration`.

    `making` tells one making of the index from another. What `before`, an earlier generation, has
    found of the same making is taken over. Raises IndexDamaged.
    """

    def __init__(
        self,
        searcher: tantivy.Searcher,
        making: str,
        ids: Sequence[str] | Array,
        before: "TantivyGeneration | None" = None,
    ) -> None:
        self._searcher, self._making = searcher, making
        self._places: Places = Places.of(ids, before._places if before else None)
        self.size = len(self._places)
        self._lock = threading.Lock()
        self._kept: dict[str, _Found] = {}
        self._kept_bytes = 0
        if before is None or before._making != making:
            self._documents = DocumentList.of(searcher)
            self.position = self._places.find(self._documents.read.ids)
        else:
            self._follow(before)
        lengths = self._documents.read.lengths
        self.mean_lengths: Sequence[float] = (
            lengths.mean(axis=1, dtype=np.float64).tolist()
            if len(self._documents)
            else [0.0] * len(FIELDS)
        )

    def _follow(self, before: "TantivyGeneration") -> None:
        self._documents, stays = before._documents.followed(self._searcher)
        first_new = int(stays.sum())
        if self._places is before._places:
            new = self._places.find(self._documents.read.ids[first_new:])
            self.position = np.concatenate([before.position[stays], new])
        else:
            self.position = self._places.find(self._documents.read.ids)
        if first_new * 2 > len(self._documents):  # or little of what was found stands any more
            with before._lock:
                self._kept, self._kept_bytes = dict(before._kept), before._kept_bytes

    def lengths(self, field: int) -> Array:
        """The number of words that each document has in a field."""
        lengths: Array = self._documents.read.lengths[field]
        return lengths

    def entries(self, term: str, fields: frozenset[int]) -> list[Entry]:
        """Where a stemmed term stands in some fields: one for each that has it, in their order."""
        if not is_text(term):
            return []
        found = self._found(term)
        numbers = self._documents.numbers(found.ordinals)
        is_there = numbers >= 0
        entries = []
        for field in sorted(fields):
            if found.counts[:, field].any():
                often = np.repeat(found.counts[:, field], found.sizes)
                stands = is_there & (often > 0)
                entries.append(Entry(field, numbers[stands], often[stands].astype(np.float32)))
        return entries

    def words(self) -> TantivyWords:
        """The words of the listings of this generation."""
        strangers = self._documents.read.ordinals[self.position < 0]
        return TantivyWords(self._searcher, strangers.tolist())

    def _found(self, term: str) -> _Found:
        with self._lock:
            known = self._kept.get(term)
            if known is not None and known.upto == self._documents.top:
                return known
            found = self._ask(term, known.upto) if known else self._ask(term)
            if known is not None:
                found = known.with_newer(found)
                self._kept_bytes -= known.nbytes
            self._kept_bytes += found.nbytes
            if self._kept_bytes > _KEPT_BYTES:
                self._kept, self._kept_bytes = {}, found.nbytes
            self._kept[term] = found
            return found

    def _ask(self, term: str, after: int | None = None) -> _Found:
        """What there is of a term, in documents that are newer than an ordinal."""
        newer = None if after is None else newer_than(after)
        tokens = [
            token
            for token, _ in call_tantivy(
                lambda: self._searcher.terms_with_prefix(TERMS, beginning(term), newer)
            )
        ]
        lots = [ordered(self._searcher, _holding(token, newer)) for token in tokens]
        ordinals = [ordinal for lot in lots for ordinal, _ in lot]
        top = self._documents.top
        return _Found(
            top,
            np.array(ordinals, np.min_scalar_type(top)),
            np.array([frequencies_of(token) for token in tokens], np.uint32).reshape(
                -1, len(FIELDS)
            ),
            np.array([len(lot) for lot in lots], np.int64),
        )


def _holding(token: str, newer: tantivy.Query | None) -> tantivy.Query:
    query = tantivy.Query.term_query(SCHEMA, TERMS, token, "basic")
    return query if newer is None else query.and_must_match(newer)
