"""What a view has to say, worked out of Whoosh's own readers alone: a walk over all it holds."""

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

import numpy as np
from whoosh.index import open_dir
from whoosh.reading import TermNotFound

from assetmap.search_index.schema import FIELDS, schema
from assetmap.search_index.spelling import may_be_mended
from assetmap.search_index.text_view import K1
from assetmap.search_index.whoosh_index import NAME

Found = tuple[list[int], list[float]]


class WhooshWalk:
    """The index in a folder as Whoosh reads it, aligned with `ids`."""

    def __init__(self, path: Path, ids: Sequence[str]) -> None:
        self._reader = open_dir(str(path), NAME, schema=schema()).reader()
        self._size = len(ids)
        place = {listing_id: position for position, listing_id in enumerate(ids)}
        self._position = np.full(max(1, self._reader.doc_count_all()), -1, np.int32)
        for docnum, fields in self._reader.iter_docs():
            self._position[docnum] = place.get(fields["id"], -1)

    def postings(self, term: str) -> Found:
        """The positions of a stemmed term, and its strengths."""
        weights = self._weights(term, [field.name for field in FIELDS])
        positions = np.flatnonzero(weights)
        found = weights[positions]
        return positions.tolist(), (found / (K1 + found)).tolist()

    def called(self, term: str, names: Sequence[str]) -> list[int]:
        """The positions of the listings that have a stemmed term in one of some fields."""
        positions: list[int] = np.flatnonzero(self._weights(term, names)).tolist()
        return positions

    def lexicon(self) -> dict[str, int]:
        """The words that spelling is mended by, and how many documents have each."""
        counts: Counter[bytes] = Counter()
        for leaf, _ in self._reader.leaf_readers():
            for word, info in leaf.iter_field("words"):
                counts[word] += info.doc_frequency()
        removed = self._reader.doc_count_all() - self._reader.doc_count()
        return {
            word.decode(): count
            for word, count in counts.items()
            if may_be_mended(word.decode()) and (count > removed or self._stands(word))
        }

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()

    def _stands(self, word: bytes) -> bool:
        docnums = list(self._reader.postings("words", word).all_ids())
        return bool((self._position[docnums] >= 0).any())

    def _weights(self, term: str, names: Sequence[str]) -> np.ndarray:
        weights = np.zeros(self._size, np.float32)
        for field in FIELDS:
            if field.name not in names:
                continue
            docnums, frequencies = [], []
            with suppress(TermNotFound):
                matcher = self._reader.postings(field.name, term)
                while matcher.is_active():
                    docnums.append(matcher.id())
                    frequencies.append(matcher.weight())
                    matcher.next()
            positions = self._position[docnums]
            norms = 1 - field.b + field.b * self._relative_lengths(field.name)[docnums]
            shares = field.weight * np.array(frequencies, np.float32) / norms
            weights[positions[positions >= 0]] += shares[positions >= 0]
        return weights

    def _relative_lengths(self, name: str) -> np.ndarray:
        total, size = self._reader.field_length(name), max(1, self._reader.doc_count_all())
        read = [
            leaf.doc_field_length(docnum, name, 1) or 1
            for leaf, _ in self._reader.leaf_readers()
            for docnum in range(leaf.doc_count_all())
        ]
        return np.array(read, np.float32) / np.float32(total / size or 1.0)
