"""One generation of an index as its view reads it, whichever engine keeps it."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from assetmap.search_index.edits import Array


class Entry(NamedTuple):
    """Where a term stands in one field: documents, each once, and how often in each."""

    field: int  # its number in FIELDS
    docnums: Array
    frequencies: Array


class Words(Protocol):
    """The words that listings use, unstemmed: those that spelling can be mended by."""

    def count(self, word: str) -> int:
        """How many documents have the word: 0 when it is none of these."""

    def beginning_with(self, letter: str) -> list[str]:
        """The words that begin with a letter, in order."""


class IndexGeneration(Protocol):
    """The index between two commits, aligned with the ids of so many (`size`) listings.

    `position` has for each document where its listing stands, -1 for one that has none.
    `mean_lengths` are the mean numbers of words in each field.
    """

    size: int
    position: Array
    mean_lengths: Sequence[float]

    def lengths(self, field: int) -> Array:
        """The number of words that each document has in a field."""

    def entries(self, term: str, fields: frozenset[int]) -> list[Entry]:
        """Where a stemmed term stands in some fields: one for each that has it, in their order."""

    def words(self) -> Words:
        """The words of the listings of this generation."""
