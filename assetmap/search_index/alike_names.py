"""Names that are nearly the same as a name, among the names of a whole directory.

Two names are compared letter by letter only where words of the one, or words like them, stand in
the other: of fifty thousand names that leaves a few hundred.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

ALIKE = 80  # of 100: below, two names have only a word in common
INSIDE = 90  # what a name is worth that holds all words of the other
_LIKE = 65  # of 100: from which a word may be another one with slips
_PIECE = 4  # letters: a word this long within another may be a part of it: `book`, `bookworms`
_SHARE = 0.5  # of a name's letters, those of words that the other name has or has the like of

Positions = NDArray[np.int32]


class AlikeNames:
    """Some folded names, made to be searched for those like another."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        found: dict[str, list[int]] = defaultdict(list)
        for at, name in enumerate(names):
            for word in set(name.split()):
                found[word].append(at)
        self._words = list(found)
        self._with_word = {word: np.array(at, np.int32) for word, at in found.items()}
        self._different = np.array([len(set(name.split())) for name in names], np.int32)
        self._with_like: dict[str, Positions] = {}

    def like(self, name: str) -> dict[int, float]:
        """How like a folded name others are, of 100, by their position: those from `ALIKE` on, and
        those of which one has all the words of the other, if at least two.
        """
        words = set(name.split())
        if not words or not self._words:
            return {}
        found = self._alike(name, words)
        for at in self._inside(words).tolist():
            found[at] = max(found.get(at, 0.0), float(INSIDE))
        return found

    def _alike(self, name: str, words: set[str]) -> dict[int, float]:
        share = np.zeros(len(self._names), np.float32)
        for word in words:
            share[self._holding_like(word)] += len(word)
        some = np.flatnonzero(share >= _SHARE * sum(map(len, words)))
        if not len(some):
            return {}
        names = [self._names[at] for at in some.tolist()]
        (scores,) = process.cdist([name], names, scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE)
        kept = np.flatnonzero(scores)
        return dict(zip(some[kept].tolist(), scores[kept].astype(float).tolist(), strict=True))

    def _inside(self, words: set[str]) -> NDArray[np.intp]:
        shared = np.zeros(len(self._names), np.int32)
        for word in words & self._with_word.keys():
            shared[self._with_word[word]] += 1
        least = np.minimum(self._different, len(words))
        return np.flatnonzero((shared == least) & (shared > 1))

    def _holding_like(self, word: str) -> Positions:
        """The names with a word that may be this one: looked for once a word."""
        known = self._with_like.get(word)
        if known is None:
            known = self._with_like[word] = np.unique(
                np.concatenate([np.zeros(0, np.int32), *map(self._with_word.get, self._like(word))])
            )
        return known

    def _like(self, word: str) -> list[str]:
        """The words that may be this one, written with a slip or joined to another."""
        (scores,) = process.cdist([word], self._words, scorer=fuzz.ratio, score_cutoff=_LIKE)
        near = {self._words[at] for at in np.flatnonzero(scores).tolist()}
        return [
            *near,
            *(other for other in self._words if other not in near and _is_part(word, other)),
        ]


def _is_part(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _PIECE and short in long
