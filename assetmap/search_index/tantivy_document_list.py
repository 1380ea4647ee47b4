"""Which documents a tantivy index has now, as arrays: read whole once, and then followed.

A document's number here is its place in the order of ordinals, which rise with every write and are
never given again: what is new since is what has a higher one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import tantivy

from assetmap.search_index.edits import Array
from assetmap.search_index.tantivy_documents import ORDINAL, SCHEMA, Read, read_documents
from assetmap.search_index.tantivy_folder import call_tantivy

Hits = Sequence[tuple[int, tantivy.DocAddress]]


@dataclass(frozen=True)
class DocumentList:
    """The documents in the order of their ordinals; `top` is the highest that was ever seen."""

    read: Read
    top: int

    @classmethod
    def of(cls, searcher: tantivy.Searcher) -> "DocumentList":
        """Of all documents."""
        read = read_documents(searcher, ordered(searcher, tantivy.Query.all_query()))
        return cls(read, int(read.ordinals[-1]) if len(read.ordinals) else 0)

    def __len__(self) -> int:
        return len(self.read.ordinals)

    def followed(self, searcher: tantivy.Searcher) -> "tuple[DocumentList, Array]":
        """The documents of a later state, and which of these here are among them, in front."""
        new = read_documents(searcher, ordered(searcher, newer_than(self.top)))
        stays = ~np.isin(self.read.ids, new.ids)
        if stays.sum() + len(new.ordinals) != searcher.num_docs:  # some were only taken out
            stays &= self._listed(ordered(searcher, tantivy.Query.all_query()))
        if stays.all() and not len(new.ordinals):
            return self, stays
        before = self.read
        read = Read(
            np.concatenate([before.ordinals[stays], new.ordinals]),
            np.concatenate([before.ids[stays], new.ids]),
            np.concatenate([before.lengths[:, stays], new.lengths], axis=1),
        )
        top = int(new.ordinals[-1]) if len(new.ordinals) else self.top
        return DocumentList(read, top), stays

    def numbers(self, ordinals: Array) -> Array:
        """The numbers of the documents with some ordinals up to `top`, -1 for one that is gone."""
        table, first = self._table
        # Those before the first are gone too, and so is what stands last in the table.
        return table[np.maximum(ordinals.astype(np.int64) - first, -1)]

    def _listed(self, found: Hits) -> Array:
        """Which of these documents are among some hits."""
        ordinals = np.fromiter((ordinal for ordinal, _ in found), np.int64, len(found))
        listed = np.zeros(len(self), bool)
        listed[self.numbers(ordinals[ordinals <= self.top])] = True
        return listed

    @cached_property
    def _table(self) -> tuple[Array, int]:
        ordinals = self.read.ordinals
        first = int(ordinals[0]) if len(ordinals) else self.top
        table = np.full(self.top - first + 2, -1, np.int32)
        table[ordinals - first] = np.arange(len(ordinals))
        return table, first


def newer_than(ordinal: int) -> tantivy.Query:
    """The documents with higher ordinals."""
    return tantivy.Query.range_query(
        SCHEMA, ORDINAL, tantivy.FieldType.Unsigned, ordinal, None, include_lower=False
    )


def ordered(searcher: tantivy.Searcher, query: tantivy.Query) -> Hits:
    """What a query finds, with ordinals, in the order of those."""
    most = max(1, searcher.num_docs)
    found = call_tantivy(
        lambda: searcher.search(
            query, most, count=False, order_by_field=ORDINAL, order=tantivy.Order.Asc
        )
    )
    return found.hits
