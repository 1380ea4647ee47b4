"""What Whoosh keeps of a segment, read once as arrays: ids, lengths, postings and words.

Whoosh's own walk costs a microsecond and more a posting, and opening a segment copies it to
memory. A segment never changes but for which of its documents are removed, and those are in it
here too: the reader of the arrays leaves them out.
"""

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

import numpy as np
from whoosh.reading import SegmentReader

from assetmap.search_index.edits import Array
from assetmap.search_index.schema import FIELDS
from assetmap.search_index.segment import encoded, slots_of
from assetmap.search_index.segment_file import compact
from assetmap.search_index.spelling import may_be_mended
from assetmap.search_index.whoosh_terms import Block, Weights, WhooshTerms

_NUMBERS = {field.name: number for number, field in enumerate(FIELDS)}


@dataclass
class _Postings:
    """Postings of many terms one after the other; the steps from docnum to docnum are kept, as
    Whoosh does, with the start of each run of steps.
    """

    steps: "array[int]" = field(default_factory=lambda: array("I"))
    runs: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    weights: list[tuple[slice, Weights]] = field(default_factory=list)  # that are not 1

    def add(self, blocks: Iterable[Block]) -> None:
        """Take in the postings of one term."""
        start = len(self.steps)
        self.starts.append(start)
        for steps, weights in blocks:
            self.runs.append(start)
            self.steps.extend(steps)
            end = len(self.steps)
            if weights is not None:
                self.weights.append((slice(start, end), weights))
            start = end

    def docnums(self) -> Array:
        """The numbers of the documents."""
        sums = np.cumsum(np.frombuffer(self.steps, np.uint32), dtype=np.int64)
        runs = np.array(self.runs, np.int64)
        before = np.where(runs > 0, sums[runs - 1], 0) if len(sums) else runs
        return compact(sums - np.repeat(before, np.diff(np.append(runs, len(sums)))))

    def frequencies(self) -> Array:
        """How often the term is in each."""
        frequencies = np.ones(len(self.steps), np.float32)
        for rows, weights in self.weights:
            frequencies[rows] = weights
        return compact(frequencies)

    def bounds(self) -> Array:
        """Where each term starts, and the end."""
        return np.array([*self.starts, len(self.steps)], np.uint32)


def segment_arrays(reader: SegmentReader) -> dict[str, Array]:
    """The arrays of a segment; `Segment` tells what each is. Raises what Whoosh raises."""
    postings, words = _Postings(), _Postings()
    terms: list[tuple[bytes, int]] = []
    found: list[bytes] = []
    counts: list[int] = []
    table = WhooshTerms(reader)
    for term in table:
        if (number := _NUMBERS.get(term.field)) is not None:
            terms.append((term.text, number))
            postings.add(table.blocks(term))
        elif term.field == "words" and may_be_mended(term.text.decode()):
            found.append(term.text)
            counts.append(term.documents)
            words.add(table.blocks(term))
    return {
        **_of_documents(reader),
        **_of_terms(terms, postings.bounds()),
        "docnums": postings.docnums(),
        "frequencies": postings.frequencies(),
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
        "term_slots": slots_of(each),
        "term_bounds": np.array([0, *accumulate(map(len, each))], np.uint32),
        "term_entries": np.array([*firsts, len(terms)], np.uint32),
        "entry_fields": np.array([terms[each][1] for each in order], np.uint8),
        "entry_starts": bounds[:-1][order],
        "entry_ends": bounds[1:][order],
    }
