"""The words that listings use and how many use each, as arrays in the order of the words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assetmap.search_index.edits import Array
from assetmap.search_index.segment import Segment


@dataclass(frozen=True)
class Lexicon:
    """Words as UTF-8 in order, and the number of documents that have each."""

    words: Array
    counts: Array

    @classmethod
    def of(cls, counts: Mapping[str, int]) -> "Lexicon":
        """Of words and their numbers."""
        words = sorted(word.encode() for word in counts)
        numbers = [counts[word.decode()] for word in words]
        return cls(np.array(words, "S") if words else EMPTY.words, np.array(numbers, np.int64))

    def with_changed(self, gone: Sequence[Segment], new: Sequence[Segment]) -> "Lexicon":
        """With the words of some segments taken out, and those of others in."""
        counts = np.array(self.counts)
        for each in gone:
            counts[np.searchsorted(self.words, each.words)] -= each.word_counts
        words = self.words
        for each in new:
            words, counts = _merged(words, counts, each)
        stay = counts > 0
        return Lexicon(words, counts) if stay.all() else Lexicon(words[stay], counts[stay])

    def without(self, words: Array) -> "Lexicon":
        """Without some of its words."""
        if not len(words):
            return self
        stay = np.ones(len(self.words), bool)
        stay[np.searchsorted(self.words, words)] = False
        return Lexicon(self.words[stay], self.counts[stay])

    def count(self, word: str) -> int:
        """How many documents have the word: 0 when it is none of these."""
        text = word.encode("utf-8", "surrogatepass")
        if len(text) > self.words.itemsize:
            return 0
        at = int(np.searchsorted(self.words, np.array(text, self.words.dtype)))
        return int(self.counts[at]) if at < len(self.words) and self.words[at] == text else 0

    def beginning_with(self, letter: str) -> list[str]:
        """The words that begin with a letter, in order."""
        first = letter.encode("utf-8", "surrogatepass")
        start, end = np.searchsorted(self.words, np.array([first, first + b"\xff"]))
        return [word.decode() for word in self.words[start:end].tolist()]


EMPTY = Lexicon(np.empty(0, "S1"), np.empty(0, np.int64))


def _merged(words: Array, counts: Array, new: Segment) -> tuple[Array, Array]:
    at = np.searchsorted(words, new.words)
    known = at < len(words)
    known[known] = words[at[known]] == new.words[known]
    counts[at[known]] += new.word_counts[known]
    fresh = ~known
    wide = words.astype(np.promote_types(words.dtype, new.words.dtype), copy=False)
    return (
        np.insert(wide, at[fresh], new.words[fresh]),
        np.insert(counts, at[fresh], new.word_counts[fresh]),
    )
