"""One generation of the index held in memory: postings as arrays, scores by adding them up.

Whoosh analyses the words and keeps the postings; reading a term's postings from it once and
keeping them makes each further question some array additions instead of a walk in Python.
"""

import copy
import math
import threading
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from whoosh.reading import IndexReader, TermNotFound

from assetmap.search_index.schema import FIELDS, Field, terms_of
from assetmap.search_index.spelling import Spelling

K1 = 1.2  # BM25's usual saturation
_TERMS_KEPT = 2_000
_OWN = frozenset(("name", "also_known_as", "summary"))
_STANDS_FOR_IT = _OWN | {"labels"}

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


class IndexDamaged(Exception):
    """The index cannot be read, or is not as it was written. It can be made again."""


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever reading raises as IndexDamaged: Whoosh meets damage in any guise."""
    try:
        yield
    except IndexDamaged:
        raise
    except Exception as error:
        raise IndexDamaged(f"the index cannot be read: {error!r}") from error


class TextView:
    """One generation of the index, aligned with `ids`. Safe to use from several threads."""

    def __init__(self, reader: IndexReader, ids: Sequence[str]) -> None:
        self._reader = reader
        self.size = len(ids)
        self._lock = threading.Lock()
        self._kept: dict[str, Postings] = {}
        self._called: dict[tuple[str, bool], Positions] = {}
        place = {listing_id: position for position, listing_id in enumerate(ids)}
        self._position = np.full(max(1, reader.doc_count_all()), -1, np.int32)
        for docnum, fields in reader.iter_docs():
            self._position[docnum] = place.get(fields["id"], -1)
        self._mean_length = {
            # Whoosh's length counts removed documents too until it clears them away.
            field.name: reader.field_length(field.name) / max(1, reader.doc_count_all())
            for field in FIELDS
        }
        self._lengths: dict[str, Floats] = {}
        self._spelling: tuple[frozenset[str], Spelling] | None = None

    def __len__(self) -> int:
        return self.size

    def score(self, words: str) -> Scores:
        """BM25F scores of `words` for every listing."""
        terms = terms_of(words)
        scores = np.zeros(self.size, np.float32)
        matched = np.zeros(self.size, np.int16)
        for term in terms:
            postings = self.postings(term)
            scores[postings.positions] += self.rarity(term) * postings.strengths
            matched[postings.positions] += 1
        return Scores(scores, matched, len(terms))

    def rarity(self, term: str) -> float:
        """What one term counts for: the more the fewer listings have it, most when none has."""
        return math.log(1 + self.size / (1 + len(self.postings(term).positions)))

    def postings(self, term: str) -> Postings:
        """The postings of one term, over all fields."""
        kept = self._kept.get(term)
        if kept is None:
            with self._lock, _damage_told():
                kept = self._read(term)
                if len(self._kept) >= _TERMS_KEPT:
                    self._kept.clear()
                self._kept[term] = kept
        return kept

    def holding(self, terms: Iterable[str]) -> NDArray[np.bool_]:
        """Which listings hold all of some stemmed terms; none when there are no terms."""
        terms = tuple(terms)
        mask = np.full(self.size, bool(terms))
        for term in terms:
            has = np.zeros(self.size, bool)
            has[self.postings(term).positions] = True
            mask &= has
        return mask

    def called(self, term: str, *, with_labels: bool = True) -> Positions:
        """The listings that a stemmed term stands for: in a name, the labels or the summary."""
        kept = self._called.get((term, with_labels))
        if kept is None:
            with self._lock, _damage_told():
                weights = np.zeros(self.size, np.float32)
                fields = _STANDS_FOR_IT if with_labels else _OWN
                for field in FIELDS:
                    if field.name in fields:
                        self._add_field(weights, field, term)
                kept = np.flatnonzero(weights).astype(np.int32)
                if len(self._called) >= _TERMS_KEPT:
                    self._called.clear()
                self._called[term, with_labels] = kept
        return kept

    def spelling(self, also: frozenset[str] = frozenset()) -> Spelling:
        """What can correct words by those that the listings use, and by `also`."""
        kept = self._spelling
        if kept is None or kept[0] is not also:
            with self._lock, _damage_told():
                beside = self._beside_spelling()
                kept = self._spelling = (
                    also,
                    Spelling(self._lexicon(), beside.has, also, beside.is_lone_in_name),
                )
        return kept[1]

    def _beside_spelling(self) -> "TextView":
        """One that shares all with this but the spelling, for the spelling to ask.

        Were it to ask this one, the two would hold each other, and a generation that nobody uses
        any more would stay in memory until Python looks for circles: 13 MB at 2,000 listings.
        """
        beside = copy.copy(self)
        beside._spelling = None
        return beside

    def has(self, term: str) -> bool:
        """Whether any listing has a stemmed term."""
        return len(self.postings(term).positions) > 0

    def is_lone_in_name(self, word: str, others: Collection[str]) -> bool:
        """Whether a word stands in one listing alone, whose name has it and none of `others`."""
        for term in terms_of(word):
            positions = self.postings(term).positions.tolist()
            if len(positions) != 1 or positions[0] not in self._named(term):
                return False
            beside = (term for other in others for term in terms_of(other))
            return not any(positions[0] in self._named(each) for each in beside)
        return False

    def _named(self, term: str) -> set[int]:
        """The positions of the listings whose name has a stemmed term."""
        with _damage_told():
            try:
                docnums = list(self._reader.postings("name", term).all_ids())
            except TermNotFound:
                return set()
            return set(self._position[docnums].tolist())

    def _lexicon(self) -> dict[str, int]:
        """Every unstemmed word and the number of listings that use it."""
        counts: Counter[bytes] = Counter()
        for leaf, _ in self._reader.leaf_readers():
            for word, info in leaf.iter_field("words"):
                counts[word] += info.doc_frequency()
        # Whoosh keeps the words of removed documents until it clears those away.
        removed = self._reader.doc_count_all() - self._reader.doc_count()
        return {
            word.decode(): count
            for word, count in counts.items()
            if count > removed or self._stands("words", word)
        }

    def _stands(self, field: str, term: bytes) -> bool:
        """Whether any listing has the term."""
        return bool((self._position[list(self._reader.postings(field, term).all_ids())] >= 0).any())

    def _read(self, term: str) -> Postings:
        weights = np.zeros(self.size, np.float32)
        for field in FIELDS:
            self._add_field(weights, field, term)
        positions = np.flatnonzero(weights).astype(np.int32)
        found = weights[positions]
        return Postings(positions, found / (K1 + found))

    def _add_field(self, weights: Floats, field: Field, term: str) -> None:
        try:
            matcher = self._reader.postings(field.name, term)
        except TermNotFound:
            return
        docnums, frequencies = [], []
        while matcher.is_active():
            docnums.append(matcher.id())
            frequencies.append(matcher.weight())
            matcher.next()
        positions = self._position[docnums]
        norms = 1 - field.b + field.b * self._relative_lengths(field.name)[docnums]
        shares = field.weight * np.array(frequencies, np.float32) / norms
        weights[positions[positions >= 0]] += shares[positions >= 0]

    def _relative_lengths(self, name: str) -> Floats:
        """Each document's length in a field over the mean length; read once a generation."""
        lengths = self._lengths.get(name)
        if lengths is None:
            mean = self._mean_length[name] or 1.0
            read = (
                leaf.doc_field_length(docnum, name, 1) or 1
                for leaf, _ in self._reader.leaf_readers()
                for docnum in range(leaf.doc_count_all())
            )
            lengths = self._lengths[name] = np.fromiter(read, np.float32) / np.float32(mean)
        return lengths
