"""What Whoosh keeps of a segment, read once as arrays: ids, lengths, postings and words.

Whoosh's own walk costs a microsecond and more a posting, and opening a segment copies it to
memory. A segment never changes but for which of its documents are removed, and those are in it
here too: the reader of the arrays leaves them out.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import Matcher
from whoosh.reading import SegmentReader

from assetmap.search_index.array_file import Array, compact
from assetmap.search_index.segment import encoded
from assetmap.search_index.schema import FIELDS
from assetmap.search_index.spelling import may_be_mended

_NUMBERS = {field.name: number for number, field in enumerate(FIELDS)}


@dataclass
class _Postings:
    """Postings of many terms one after the other; the steps from docnum to docnum are kept, as
    Whoosh does, with the start of each run of steps.
    """

    steps: "array[int]" = field(default_factory=lambda: array("I"))
    weights: "array[float]" = field(default_factory=lambda: array("f"))
    runs: "array[int]" = field(default_factory=lambda: array("I"))
    starts: "array[int]" = field(default_factory=lambda: array("I"))

    def add(self, matcher: Matcher) -> None:
        """Take in the postings of one term."""
        self.starts.append(len(self.steps))
        for steps, weights in _blocks(matcher):
            self.runs.append(len(self.steps))
            self.steps.extend(steps)
            if weights is None or isinstance(weights, float):
                weights = (1.0 if weights is None else weights,) * len(steps)
            self.weights.extend(weights)

    def docnums(self) -> Array:
        sums = np.cumsum(np.frombuffer(self.steps, np.uint32), dtype=np.int64)
        runs = np.frombuffer(self.runs, np.uint32).astype(np.int64)
        before = np.where(runs > 0, sums[runs - 1], 0) if len(sums) else runs
        return compact(sums - np.repeat(before, np.diff(np.append(runs, len(sums)))))

    def bounds(self) -> Array:
        """Where each term starts, and the end."""
        return np.append(np.frombuffer(self.starts, np.uint32), np.uint32(len(self.steps)))


def _blocks(matcher: Matcher) -> Iterator[tuple[Iterable[int], Iterable[float] | float | None]]:
    """The blocks of a term's postings as Whoosh 3 writes them: steps between docnums, weights."""
    if not isinstance(matcher, W3LeafMatcher):
        raise TypeError(f"postings that are kept in another way: {matcher!r}")
    while matcher.is_active():
        matcher._read_data()
        yield matcher._data[0], matcher._data[1]
        matcher._next_block()


def segment_arrays(reader: SegmentReader) -> dict[str, Array]:
    """The arrays of a segment; `Segment` tells what each is. Raises what Whoosh raises."""
    postings, words = _Postings(), _Postings()
    terms: list[tuple[bytes, int]] = []
    found: list[bytes] = []
    counts: list[int] = []
    table, schema = reader._terms, reader.schema
    read, file = table._codec.postings_reader, table._postfile
    for (name, text), info in table.items():
        if (number := _NUMBERS.get(name)) is not None:
            terms.append((text, number))
            postings.add(read(file, info, schema[name].format))
        elif name == "words" and may_be_mended(text.decode()):
            found.append(text)
            counts.append(int(info.doc_frequency()))
            words.add(read(file, info, schema[name].format))
    return {
        **_of_documents(reader),
        **_of_terms(terms, postings.bounds()),
        "docnums": postings.docnums(),
        "frequencies": compact(np.frombuffer(postings.weights, np.float32)),
        "words": np.array(found, "S") if found else np.empty(0, "S1"),
        "word_counts": compact(np.array(counts, np.int64)),
        "word_bounds": compact(words.bounds()),
        "word_docnums": words.docnums(),
    }


def _of_documents(reader: SegmentReader) -> dict[str, Array]:
    """The documents' ids in order, the number of each one's document, and all lengths."""
    size = int(reader.doc_count_all())
    ids = encoded([reader.stored_fields(docnum)["id"] for docnum in range(size)])
    order = np.argsort(ids, kind="stable")
    lengths = []
    for each in FIELDS:
        length = reader._perdoc.doc_field_length_reader(each.name, 1)
        lengths += [length(docnum) or 1 for docnum in range(size)]
    return {
        "ids": ids[order],
        "id_docnums": compact(order),
        "lengths": compact(np.array(lengths, np.int64)),
    }


def _of_terms(terms: Sequence[tuple[bytes, int]], bounds: Array) -> dict[str, Array]:
    """The terms in order, each with its entries: one for each field that it stands in."""
    order = sorted(range(len(terms)), key=terms.__getitem__)
    texts = [terms[each][0] for each in order]
    firsts = [n for n, text in enumerate(texts) if n == 0 or text != texts[n - 1]]
    each = [texts[first] for first in firsts]
    return {
        "terms": np.frombuffer(b"".join(each), np.uint8),
        "term_bounds": np.array([0, *accumulate(map(len, each))], np.uint32),
        "term_entries": np.array([*firsts, len(terms)], np.uint32),
        "entry_fields": np.array([terms[each][1] for each in order], np.uint8),
        "entry_starts": bounds[:-1][order],
        "entry_ends": bounds[1:][order],
    }
