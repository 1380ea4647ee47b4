"""Listings found by their own names: whole, in part, and with slips of the keyboard."""

import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.domain.text import fold
from assetmap.search_index.schema import STOP_WORDS, stemmed

Numbers = NDArray[np.float64]

_SHORTEST = 4  # letters: in shorter words every slip is another word
_LONG = 6  # letters: from here on two slips are forgiven
_WORDS_MOST = 10  # that count: a longer question is no name with a slip in it
_SLIP = 0.95  # what a word with a slip is worth
_STOP = 0.1  # what a word such as "the" is worth


@dataclass(frozen=True)
class NameScores:
    """For every listing, of 1: how much of the words its best name holds, and how much of that
    name the words hold. `whole` are those whose whole name stands in the words, word by word.
    """

    of_words: Numbers
    of_name: Numbers
    whole: NDArray[np.bool_]


def never(_word: str) -> bool:
    """Words as they were typed: none of them is a slip."""
    return False


class NameIndex:
    """The names of a snapshot's listings, and their other names, by the stems of their words.

    A word counts the more the fewer names have it. Made once a generation; it never changes.
    """

    def __init__(self, names: Sequence[Sequence[str]]) -> None:
        folded = [
            (owner, words)
            for owner, several in enumerate(names)
            for name in several
            if (words := fold(name))
        ]
        self.size = len(names)
        self._owner = np.array([owner for owner, _ in folded], np.int64)
        self._stems = [stemmed(words) for _, words in folded]
        self._words: dict[str, str] = {}  # unstemmed word -> its stem
        for (_, words), stems in zip(folded, self._stems, strict=True):
            self._words.update(zip(words.split(), stems, strict=True))
        places: dict[str, list[int]] = defaultdict(list)
        for at, stems in enumerate(self._stems):
            for stem in dict.fromkeys(stems):
                places[stem].append(at)
        self._places = {stem: np.array(at, np.int64) for stem, at in places.items()}
        self._total = np.array([sum(map(self._worth, set(each))) for each in self._stems])
        self._choices = [word for word in self._words if len(word) >= _SHORTEST]

    def score(self, words: str, may_be_slip: Callable[[str], bool] = never) -> NameScores:
        """How well every listing's names fit what somebody typed.

        `may_be_slip` tells of a folded word whether it may be another one with a slip in it.
        """
        said = fold(words).split()
        stems = stemmed(" ".join(said))
        held, named = np.zeros(len(self._stems)), np.zeros(len(self._stems))
        total = 0.0
        is_short = len([word for word in said if word not in STOP_WORDS]) <= _WORDS_MOST
        for word, stem in dict(zip(said, stems, strict=True)).items():
            found = self._found(word, stem, slips=is_short and may_be_slip(word))
            worth = max((self._worth(each) for each, _ in found), default=self._unknown(word))
            total += worth
            best = np.zeros(len(self._stems))
            for each, part in found:
                at = self._places[each]
                best[at] = np.maximum(best[at], part)
                named[at] += self._worth(each) * part
            held += worth * best
        return self._of_listings(held / (total or 1.0), named, stems)

    def _of_listings(self, held: Numbers, named: Numbers, said: Sequence[str]) -> NameScores:
        of_name = named / np.maximum(self._total, 1e-9)
        words, name = np.zeros(self.size), np.zeros(self.size)
        np.maximum.at(words, self._owner, held)
        best = held + 0.01 * of_name >= (words[self._owner] + 0.01 * of_name) - 1e-9
        np.maximum.at(name, self._owner[best], of_name[best])
        whole = np.zeros(self.size, bool)
        for at in np.flatnonzero(of_name >= 0.999).tolist():
            # A name of one word is an ordinary word in any longer question.
            is_long = len([each for each in self._stems[at] if each not in STOP_WORDS]) > 1
            if (is_long and _stands_in(self._stems[at], said)) or self._stems[at] == tuple(said):
                whole[self._owner[at]] = True
        return NameScores(words, np.minimum(name, 1.0), whole)

    def _found(self, word: str, stem: str, *, slips: bool) -> list[tuple[str, float]]:
        """The stems of names that a word is, or is a slip of, and what that is worth."""
        if stem in self._places:
            return [(stem, 1.0)]
        if not slips or len(word) < _SHORTEST or not word.isalpha():
            return []
        near = process.extract(
            word,
            self._choices,
            scorer=OSA.distance,
            score_cutoff=1 if len(word) < _LONG else 2,
            limit=3,
        )
        return list(dict.fromkeys((self._words[match[0]], _SLIP) for match in near))

    def _worth(self, stem: str) -> float:
        rarity = math.log(1 + len(self._stems) / (1 + len(self._places.get(stem, ()))))
        return rarity * (_STOP if stem in STOP_WORDS else 1.0)

    def _unknown(self, word: str) -> float:
        return self._worth("") * (_STOP if word in STOP_WORDS else 1.0)


def _stands_in(name: Sequence[str], said: Sequence[str]) -> bool:
    """Whether all words of a name stand in what was said, one behind the other."""
    width = len(name)
    return any(tuple(said[at : at + width]) == tuple(name) for at in range(len(said) - width + 1))


def rules() -> dict[str, float]:
    """What a reader of names elsewhere, without a network, needs to read them the same way."""
    return {
        "shortest": _SHORTEST,
        "long": _LONG,
        "words_most": _WORDS_MOST,
        "slip": _SLIP,
        "stop": _STOP,
    }
