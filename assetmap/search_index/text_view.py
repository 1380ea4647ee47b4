"""One generation of the index held in memory: postings as arrays, scores by adding them up."""

import copy
import math
import threading
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assetmap.search_index.index_generation import IndexGeneration
from assetmap.search_index.schema import FIELDS, terms_of
from assetmap.search_index.spelling import Spelling

K1 = 1.2  # BM25's usual saturation
_KEPT_BYTES = 16_000_000  # of postings: what is not kept is put together again in a millisecond
_BESIDE_BYTES = 500  # of objects for each term
_NUMBERS = {field.name: number for number, field in enumerate(FIELDS)}
_NAME = frozenset((_NUMBERS["name"],))
_OWN = _NAME | {_NUMBERS["also_known_as"], _NUMBERS["summary"]}
_STANDS_FOR_IT = _OWN | {_NUMBERS["labels"]}
_ALL = frozenset(_NUMBERS.values())

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


class _Kept:
    """What was put together of some terms, by stemmed term, within a bound: a county's commonest
    words would fill the memory.
    """

    def __init__(self) -> None:
        self.postings: dict[str, Postings] = {}
        self.called: dict[tuple[str, bool], Positions] = {}
        self._bytes = 0

    def make_room(self, size: int) -> None:
        """For so many bytes more and what Python adds to them."""
        self._bytes += size + _BESIDE_BYTES
        if self._bytes > _KEPT_BYTES:
            self.postings.clear()
            self.called.clear()
            self._bytes = size + _BESIDE_BYTES


class TextView:
    """A generation of an index to be asked. Safe to use from several threads."""

    def __init__(self, generation: IndexGeneration) -> None:
        self._generation = generation
        self.size = generation.size
        self._lock = threading.Lock()
        self._kept = _Kept()
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
        kept = self._kept.postings.get(term)
        if kept is None:
            with self._lock, _damage_told():
                weights = self._weights(term, _ALL)
                positions = np.flatnonzero(weights > 0).astype(np.int32)
                found = weights[positions]
                kept = Postings(positions, found / (K1 + found))
                self._kept.make_room(positions.nbytes + found.nbytes)
                self._kept.postings[term] = kept
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
        kept = self._kept.called.get((term, with_labels))
        if kept is None:
            with self._lock, _damage_told():
                weights = self._weights(term, _STANDS_FOR_IT if with_labels else _OWN)
                kept = np.flatnonzero(weights > 0).astype(np.int32)
                self._kept.make_room(kept.nbytes)
                self._kept.called[term, with_labels] = kept
        return kept

    def spelling(self, also: frozenset[str] = frozenset()) -> Spelling:
        """What can correct words by those that the listings use, and by `also`."""
        kept = self._spelling
        if kept is None or kept[0] is not also:
            with self._lock, _damage_told():
                beside = self._beside_spelling()
                kept = self._spelling = (
                    also,
                    Spelling(self._generation.words(), beside.has, also, beside.is_lone_in_name),
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
            found = self._generation.entries(term, _NAME)
            return {
                position
                for each in found
                for position in self._generation.position[each.docnums].tolist()
                if position >= 0
            }

    def _weights(self, term: str, fields: frozenset[int]) -> Floats:
        """What a term weighs for each listing by its standing in some fields."""
        weights = np.zeros(self.size, np.float32)
        for number, docnums, frequencies in self._generation.entries(term, fields):
            shares = FIELDS[number].weight * frequencies / self._norms[number][docnums]
            positions = self._generation.position[docnums]
            if positions.min(initial=0) < 0:
                stays = positions >= 0
                positions, shares = positions[stays], shares[stays]
            weights[positions] += shares
        return weights

    @cached_property
    def _norms(self) -> list[Floats]:
        """By field and document: how much less a word counts there, in a longer text than most."""
        norms = []
        for number, field in enumerate(FIELDS):
            lengths = self._generation.lengths(number)
            mean = np.float32(self._generation.mean_lengths[number] or 1.0)
            norms.append(np.asarray(1 - field.b + field.b * (lengths / mean), np.float32))
        return norms
