"""Postings of one field as flat arrays: in which documents each term stands, and how often."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class FieldPostings:
    """The terms as UTF-8, each once, in the order of their bytes.

    `counts` has the number of documents of each; `docs` and `frequencies` have those documents,
    in rising order, term after term.
    """

    terms: Sequence[bytes]
    counts: Numbers
    docs: Numbers
    frequencies: Numbers

    def renumbered(self, numbers: Numbers) -> "FieldPostings":
        """The same with document n as `numbers[n]`, and without it where that is below 0.

        The documents that are left keep their order.
        """
        docs = numbers[self.docs]
        stays = docs >= 0
        terms = np.repeat(np.arange(len(self.terms)), self.counts)[stays]
        counts = np.bincount(terms, minlength=len(self.terms))
        used = np.flatnonzero(counts)
        return FieldPostings(
            [self.terms[n] for n in used.tolist()],
            counts[used],
            docs[stays],
            self.frequencies[stays],
        )


def merged(parts: Sequence[FieldPostings]) -> FieldPostings:
    """The postings of several parts together, of which no two share a document."""
    if len(parts) == 1:
        return parts[0]
    terms = sorted({term for part in parts for term in part.terms})
    place = {term: number for number, term in enumerate(terms)}
    owners = np.concatenate(
        [
            np.repeat(
                np.fromiter(map(place.__getitem__, part.terms), np.int64, len(part.terms)),
                part.counts,
            )
            for part in parts
        ]
    )
    docs = np.concatenate([part.docs for part in parts])
    order = np.argsort(owners << 32 | docs, kind="stable")  # which is quick with parts in order
    frequencies = np.concatenate([part.frequencies for part in parts])
    counts = np.bincount(owners, minlength=len(terms))
    return FieldPostings(terms, counts, docs[order], frequencies[order])
