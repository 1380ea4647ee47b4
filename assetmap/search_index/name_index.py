"""Listings found by their own names: whole, in part, and with slips of the keyboard."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from assetmap.domain.text import fold
from assetmap.search_index.edits import Array, Edit
from assetmap.search_index.name_tables import (
    STOP_WORTH,
    Ids,
    NameTables,
    Numbers,
    all_new,
    different,
)
from assetmap.search_index.schema import STOP_WORDS, stemmed

_SHORTEST = 4  # letters: in shorter words every slip is another word
_LONG = 6  # letters: from here on two slips are forgiven
_WORDS_MOST = 10  # that count: a longer question is no name with a slip in it
_SLIP = 0.95  # what a word with a slip is worth


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

    A word counts the more the fewer names have it. It never changes: a generation has its own.
    """

    def __init__(self, tables: NameTables) -> None:
        self._tables = tables
        self.size = len(tables.first) - 1

    @classmethod
    def of(cls, names: Sequence[Sequence[str]]) -> Self:
        """Of each listing's names."""
        return cls(NameTables.empty().with_changed(all_new(len(names)), names))

    @classmethod
    def joined(cls, parts: Sequence["NameIndex"]) -> Self:
        """Of listings that stand one behind the other."""
        return cls(NameTables.joined([part._tables for part in parts]))

    def with_changed(self, edit: Edit, new_names: Sequence[Sequence[str]]) -> "NameIndex":
        """The next generation's; `new_names` are of the listings of `edit.changed`."""
        tables = self._tables.with_changed(edit, new_names)
        return self if tables is self._tables else NameIndex(tables)

    def arrays(self) -> dict[str, Array]:
        """The flat arrays it consists of, to be kept."""
        return self._tables.arrays()

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, Array]) -> Self:
        """Opened again from what was kept."""
        return cls(NameTables.of_arrays(arrays))

    def score(self, words: str, may_be_slip: Callable[[str], bool] = never) -> NameScores:
        """How well every listing's names fit what somebody typed.

        `may_be_slip` tells of a folded word whether it may be another one with a slip in it.
        """
        said = fold(words).split()
        stems = stemmed(" ".join(said))
        hits = _Hits(self._tables)
        is_short = len([word for word in said if word not in STOP_WORDS]) <= _WORDS_MOST
        places: dict[str, int] = {}
        for word, stem in dict(zip(said, stems, strict=True)).items():
            places[stem] = place = self._tables.stems.find(stem)
            may_slip = is_short and may_be_slip(word)
            if place >= 0:
                hits.add([place], 1.0)
            elif may_slip and (near := self._near(word)):
                hits.add(near, _SLIP)
            else:
                hits.add_unknown(word)
        return self._of_listings(hits, np.array([places[stem] for stem in stems], np.int32))

    def _of_listings(self, hits: "_Hits", said: Ids) -> NameScores:
        """Only names with a word of those said are looked at: all others have no score."""
        words, name = np.zeros(self.size), np.zeros(self.size)
        whole = np.zeros(self.size, bool)
        at, held, named = hits.sums()
        if not len(at):
            return NameScores(words, name, whole)
        owner, held = self._tables.owner[at], held / (hits.total or 1.0)
        of_name = named / np.maximum(self._tables.total[at], 1e-9)
        np.maximum.at(words, owner, held)
        best = held + 0.01 * of_name >= (words[owner] + 0.01 * of_name) - 1e-9
        np.maximum.at(name, owner[best], of_name[best])
        if len(nearly := at[of_name >= 0.999]):
            whole[self._tables.owner[self._standing(nearly, said)]] = True
        return NameScores(words, np.minimum(name, 1.0), whole)

    def _standing(self, names: Array, said: Ids) -> Array:
        """Of some names those all of whose words stand in what was said, one behind the other."""
        first, tokens = self._tables.tokens.first, self._tables.tokens.flat
        start = first[names]
        width = first[names + 1] - start
        standing = np.zeros(len(names), bool)
        for wide in {*width[width <= len(said)].tolist()}:
            same = np.flatnonzero(width == wide)
            stems = self._tables.stem_of[tokens[start[same, None] + np.arange(wide)]]
            if wide < len(said):
                # A name of one word is an ordinary word in any longer question.
                is_long = np.count_nonzero(~self._tables.is_stop[stems], axis=1) > 1
                same, stems = same[is_long], stems[is_long]
            for at in range(len(said) - wide + 1):
                standing[same[(stems == said[at : at + wide]).all(axis=1)]] = True
        return names[standing]

    def _near(self, word: str) -> list[int]:
        """The stems of names that a word is a slip of."""
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        ids, choices = self._choices
        near = process.extract(
            word,
            choices,
            scorer=OSA.distance,
            score_cutoff=1 if len(word) < _LONG else 2,
            limit=3,
        )
        return list(dict.fromkeys(int(self._tables.stem_of[ids[at]]) for _, _, at in near))

    @cached_property
    def _choices(self) -> tuple[list[int], list[str]]:
        """Words that others may be slips of, in the order in which names first have them: among
        equals the first is taken.
        """
        tokens, every = self._tables.tokens.flat, self._tables.words.every
        first = np.empty(len(every), np.int64)
        first[tokens[::-1]] = np.arange(len(tokens))[::-1]
        ids = [at for at in np.argsort(first).tolist() if len(every[at]) >= _SHORTEST]
        return ids, [every[at] for at in ids]


class _Hits:
    """How much of the words each name holds, and of each name the words, as they are read."""

    def __init__(self, tables: NameTables) -> None:
        self._tables = tables
        self._held: list[tuple[Array, float]] = []
        self._named: list[tuple[Array, float]] = []
        self._has_several = False
        self.total = 0.0

    def add(self, stems: Sequence[int], part: float) -> None:
        """A word that is one of some stems of names."""
        worth = self._tables.worth[stems].tolist()
        names = [self._tables.postings.of_one(stem) for stem in stems]
        self._named += [(each, rarity * part) for each, rarity in zip(names, worth, strict=True)]
        is_one = len(stems) == 1
        any_of_them = names[0] if is_one else different(np.concatenate(names))
        self._held.append((any_of_them, max(worth) * part))
        self._has_several |= not is_one
        self.total += max(worth)

    def add_unknown(self, word: str) -> None:
        """A word that no name has."""
        rarity = math.log(1 + len(self._tables.owner))
        self.total += rarity * (STOP_WORTH if word in STOP_WORDS else 1.0)

    def sums(self) -> tuple[Array, Numbers, Numbers]:
        """The names that have any of the words, in order, what they hold, and how much of them
        was said.
        """
        if len(self._named) == 1:
            names, worth = self._named[0]
            same = np.full(len(names), worth)
            return names, same, same
        named = self._summed(self._named)
        held = self._summed(self._held) if self._has_several else named
        at = np.flatnonzero(named > 0)
        return at, held[at], named[at]

    def _summed(self, parts: Sequence[tuple[Array, float]]) -> Numbers:
        if not parts:
            return np.zeros(0)
        names = [names for names, _ in parts]
        worth = np.repeat([worth for _, worth in parts], list(map(len, names)))
        return np.bincount(np.concatenate(names), worth).astype(np.float64, copy=False)


def rules() -> dict[str, float]:
    """What a reader of names elsewhere, without a network, needs to read them the same way."""
    return {
        "shortest": _SHORTEST,
        "long": _LONG,
        "words_most": _WORDS_MOST,
        "slip": _SLIP,
        "stop": STOP_WORTH,
    }
