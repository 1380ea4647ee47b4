"""A table of place names, found however they are written and wherever they stand in words."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.text import fold

# A word: letters and figures, and what is written inside words without parting them
# (apostrophes, "&", combining accents, and marks that do not show).
_WORD = re.compile("(?:[^\\W_]|['’‘`´&\u0300-\u036f\u00ad\u200b-\u200f\u2060\ufeff])+")
_APART = frozenset(",;:/|()[]\n")  # not "." or "-": St. Mary, Stanford-le-Hope
_LONGEST = 60  # characters of a place name; more is a sentence
_GUESSED_FROM = 4  # letters: a shorter name is too like other words to be guessed
_TWO_SLIPS_FROM = 6  # letters


@dataclass(frozen=True)
class Piece:
    """One folded word, and where it stands in the text that it was read from.

    `apart` when a comma or the like comes before it, which no name reaches across.
    """

    text: str
    start: int
    end: int
    apart: bool = False


@dataclass(frozen=True)
class NameRead:
    """A place named by the pieces from `first` up to, and not with, `last`."""

    found: PlaceMatch
    first: int
    last: int


def pieces(text: str) -> list[Piece]:
    """The words of `text` made comparable, in order; `Saint` and `St` are the same."""
    found: list[Piece] = []
    for match in _WORD.finditer(text):
        gap = text[found[-1].end : match.start()] if found else ""
        apart = not _APART.isdisjoint(gap)
        for word in fold(match[0]).split():
            plain = "st" if word == "saint" else word
            found.append(Piece(plain, match.start(), match.end(), apart))
            apart = False
    return found


class PlaceNames:
    """Finds places by `named`: pairs of a name as written and what it names; the first wins."""

    def __init__(self, named: Iterable[tuple[str, PlaceMatch]]) -> None:
        self._found: dict[str, PlaceMatch] = {}
        for name, found in named:
            self._found.setdefault(_key(pieces(name)), found)
        self._found.pop("", None)
        self._most_words = max((key.count(" ") + 1 for key in self._found), default=0)

    def exactly(self, text: str) -> PlaceMatch | None:
        """The place whose name is `text`, apart from case, accents and punctuation."""
        if len(text) > _LONGEST:
            return None
        # Most names are typed as they are kept: those need not be taken to pieces.
        return self._found.get(text.lower()) or self._found.get(_key(pieces(text)))

    def nearly(self, text: str) -> PlaceMatch | None:
        """The place whose name is `text` but for a slip or two, with `typed` set.

        One slip (a letter missing, added, changed, or two swapped) under six letters, two from
        there on; the first letter must be right. Of equals the first in the table wins.
        """
        typed = _key(pieces(text)) if len(text) <= _LONGEST else ""
        best, fewest = None, 3
        for key, found in self._found.items():
            if len(key) < _GUESSED_FROM or key[0] != typed[:1]:
                continue
            allowed = 1 if min(len(key), len(typed)) < _TWO_SLIPS_FROM else 2
            slips = OSA.distance(typed, key)
            if slips <= allowed and slips < fewest:
                best, fewest = found, slips
        return replace(best, typed=text.strip()) if best else None

    def all_in(self, words: Sequence[Piece]) -> list[NameRead]:
        """Every place named in `words`, longest names first; no two share a word."""
        reads: list[tuple[int, NameRead]] = []
        for first in range(len(words)):
            for last in range(first + 1, min(first + self._most_words, len(words)) + 1):
                if last - first > 1 and words[last - 1].apart:
                    break
                key = _key(words[first:last])
                if key in self._found:
                    reads.append((len(key), NameRead(self._found[key], first, last)))
        kept: list[NameRead] = []
        taken: set[int] = set()
        for _, read in sorted(reads, key=lambda pair: -pair[0]):
            span = range(read.first, read.last)
            if taken.isdisjoint(span):
                kept.append(read)
                taken.update(span)
        return kept


def _key(words: Sequence[Piece]) -> str:
    return " ".join(word.text for word in words)
