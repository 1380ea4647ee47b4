"""One generation of the index held in memory: postings as arrays, scores by adding them up.

Whoosh analyses the words and keeps the postings; reading a term's postings from it once and
keeping them makes each further question some array additions instead of a walk in Python.
"""

import math
import threading
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

from assetmap.index.schema import FIELDS, Field, terms_of
from assetmap.index.spelling import Spelling

_K1 = 1.2  # BM25's usual saturation
_TERMS_KEPT = 2_000

Floats = NDArray[np.float32]
Positions = NDArray[np.int32]


@dataclass(frozen=True)
class Postings:
    """Where one term stands: listing positions, and how much each says of it (0 to 1)."""

    positions: Positions
    strengths: Floats


@dataclass(frozen=True)
class Scores:
    """For every listing: its score, and how many of the `terms` it has."""

    scores: Floats
    matched: NDArray[np.int16]
    terms: int


class TextView:
    """One generation of the index, aligned with `ids`. Safe to use from several threads."""

    def __init__(self, reader: IndexReader, ids: Sequence[str]) -> None:
        self._reader = reader
        self._size = len(ids)
        self._lock = threading.Lock()
        self._kept: dict[str, Postings] = {}
        place = {listing_id: position for position, listing_id in enumerate(ids)}
        self._position = np.full(max(1, reader.doc_count_all()), -1, np.int32)
        for docnum, fields in reader.iter_docs():
            self._position[docnum] = place.get(fields["id"], -1)
        self._mean_length = {
            # Whoosh's length counts removed documents too until it clears them away.
            field.name: reader.field_length(field.name) / max(1, reader.doc_count_all())
            for field in FIELDS
        }
        self._spelling: Spelling | None = None

    def score(self, words: str) -> Scores:
        """BM25F scores of `words` for every listing."""
        terms = terms_of(words)
        scores = np.zeros(self._size, np.float32)
        matched = np.zeros(self._size, np.int16)
        for term in terms:
            postings = self.postings(term)
            rarity = math.log(1 + self._size / (1 + len(postings.positions)))
            scores[postings.positions] += rarity * postings.strengths
            matched[postings.positions] += 1
        return Scores(scores, matched, len(terms))

    def postings(self, term: str) -> Postings:
        """The postings of one term, over all fields."""
        kept = self._kept.get(term)
        if kept is None:
            with self._lock:
                kept = self._read(term)
                if len(self._kept) >= _TERMS_KEPT:
                    self._kept.clear()
                self._kept[term] = kept
        return kept

    def spelling(self) -> Spelling:
        """What can mend words by the words that the listings use."""
        if self._spelling is None:
            with self._lock:
                # Whoosh keeps the words of removed documents until it clears those away.
                removed = self._reader.doc_count_all() - self._reader.doc_count()
                lexicon = {
                    term.decode(): info.doc_frequency()
                    for term, info in self._reader.iter_field("words")
                    if info.doc_frequency() > removed or self._stands("words", term)
                }
                self._spelling = Spelling(lexicon)
        return self._spelling

    def _stands(self, field: str, term: bytes) -> bool:
        """Whether any listing has the term."""
        return bool((self._position[list(self._reader.postings(field, term).all_ids())] >= 0).any())

    def _read(self, term: str) -> Postings:
        weights = np.zeros(self._size, np.float32)
        for field in FIELDS:
            self._add_field(weights, field, term)
        positions = np.flatnonzero(weights).astype(np.int32)
        found = weights[positions]
        return Postings(positions, found / (_K1 + found))

    def _add_field(self, weights: Floats, field: Field, term: str) -> None:
        try:
            matcher = self._reader.postings(field.name, term)
        except TermNotFound:
            return
        mean = self._mean_length[field.name] or 1.0
        while matcher.is_active():
            docnum = matcher.id()
            position = self._position[docnum]
            if position >= 0:
                length = self._reader.doc_field_length(docnum, field.name, 1)
                norm = 1 - field.b + field.b * length / mean
                weights[position] += field.weight * matcher.weight() / norm
            matcher.next()
