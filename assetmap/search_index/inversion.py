"""Documents turned over: from the words of each to the documents of each term.

By sorting (Witten, Moffat and Bell: Managing Gigabytes, 1999, section 5.2), with numbers in place
of words: each word is stemmed and encoded once, however often it comes.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from assetmap.search_index.postings import FieldPostings, Numbers
from assetmap.search_index.schema import STOP_WORDS, stem

_STOPPED = -1


class _Vocabulary(dict[str, int]):
    """A number for each word, given when it is first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[bytes] = []
        self.stems: dict[str, int] = {}
        self.stem_of: list[int] = []  # the number of each word's stem
        self.counts: list[int] = []  # 0 for a stop word, or else 1

    def __missing__(self, word: str) -> int:
        encoded = word.encode()
        is_stopped = word in STOP_WORDS
        self.counts.append(0 if is_stopped else 1)
        self.stem_of.append(
            _STOPPED if is_stopped else self.stems.setdefault(stem(word), len(self.stems))
        )
        self.words.append(encoded)
        number = self[word] = len(self)
        return number


class _Occurrences:
    """The words of one field, document after document."""

    def __init__(self) -> None:
        self.words, self.docs, self.counts = array("I"), array("I"), array("I")

    def add(self, doc: int, words: Sequence[int]) -> None:
        self.words.extend(words)
        self.docs.append(doc)
        self.counts.append(len(words))

    def arrays(self) -> tuple[Numbers, Numbers]:
        """The number of each word, and of the document that it stands in."""
        return _numbers(self.words), np.repeat(_numbers(self.docs), _numbers(self.counts))


class Inversion:
    """Takes in documents, and gives the postings of each of their fields.

    `fields` are those whose words are stemmed; one more, `together`, has all of their words as they
    are.
    """

    def __init__(self, fields: Sequence[str], together: str) -> None:
        self._together = together
        self._vocabulary = _Vocabulary()
        self._fields = {name: _Occurrences() for name in fields}

    def add(self, doc: int, folded: Mapping[str, str]) -> dict[str, int]:
        """Take in a document's folded texts; gives the number of terms in each field.

        The documents' numbers must rise. Raises UnicodeEncodeError for half a character.
        """
        number_of, is_term = self._vocabulary.__getitem__, self._vocabulary.counts.__getitem__
        lengths, whole = {}, 0
        for name, field in self._fields.items():
            words = [number_of(word) for word in folded[name].split()]
            if words:
                field.add(doc, words)
                lengths[name] = sum(map(is_term, words))
                whole += len(words)
        return {**lengths, self._together: whole}

    def postings(self) -> dict[str, FieldPostings]:
        """The postings of each field that has any."""
        stem_of = np.array(self._vocabulary.stem_of, np.int64)
        stems = _Ordered([term.encode() for term in self._vocabulary.stems])
        found = {}
        for name, field in self._fields.items():
            words, docs = field.arrays()
            terms = stem_of[words]
            counted = terms != _STOPPED
            found[name] = stems.postings([(terms[counted], docs[counted])])
        words_in_order = _Ordered(self._vocabulary.words)
        every = (field.arrays() for field in self._fields.values())
        found[self._together] = words_in_order.postings(every)
        return {name: postings for name, postings in found.items() if postings.terms}


class _Ordered:
    """Terms by number, brought into the order of their bytes."""

    def __init__(self, terms: Sequence[bytes]) -> None:
        order = sorted(range(len(terms)), key=terms.__getitem__)
        self._terms = [terms[number] for number in order]
        self._rank = np.empty(len(terms), np.int64)
        self._rank[order] = np.arange(len(terms))

    def postings(self, occurrences: Iterable[tuple[Numbers, Numbers]]) -> FieldPostings:
        """The postings of so many occurrences: the numbers of terms, and their documents."""
        pairs = np.concatenate([self._rank[terms] << 32 | docs for terms, docs in occurrences])
        pairs.sort()
        first = _starts(pairs)
        found = pairs[first]
        ranks = found >> 32
        begins = _starts(ranks)
        return FieldPostings(
            [self._terms[rank] for rank in ranks[begins].tolist()],
            np.diff(np.append(begins, len(ranks))),
            (found & 0xFFFF_FFFF).astype(np.int32),
            np.diff(np.append(first, len(pairs))).astype(np.int32),
        )


def _starts(values: Numbers) -> Numbers:
    """Where each run of equal values begins."""
    if not len(values):
        return np.zeros(0, np.int64)
    return np.flatnonzero(np.append(True, values[1:] != values[:-1]))


def _numbers(kept: "array[int]") -> Numbers:
    return np.frombuffer(kept, np.dtype(f"u{kept.itemsize}"))
