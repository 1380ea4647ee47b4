"""The bytes of a segment say what Whoosh's own walk says, whatever the postings."""

import pickle
import random
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import accumulate
from pathlib import Path

import pytest
from whoosh.index import open_dir
from whoosh.reading import SegmentReader

from assetmap.search_index.schema import schema
from assetmap.search_index.whoosh_index import NAME, WhooshIndex
from assetmap.search_index.whoosh_terms import WhooshTerms
from tests.search_index.conftest import doc

Rows = dict[tuple[str, bytes], tuple[int, list[tuple[int, float]]]]


@contextmanager
def segment_of(path: Path) -> Iterator[SegmentReader]:
    """The only segment of an index, open."""
    [(reader, _)] = open_dir(str(path), NAME, schema=schema()).reader().leaf_readers()
    yield reader
    reader.close()


def as_whoosh_reads(reader: SegmentReader) -> Rows:
    rows: Rows = {}
    for (field, text), info in reader:
        matcher, found = reader.postings(field, text), []
        while matcher.is_active():
            found.append((matcher.id(), matcher.weight()))
            matcher.next()
        rows[field, text] = (info.doc_frequency(), found)
    return rows


def as_the_bytes_say(reader: SegmentReader) -> Rows:
    terms = WhooshTerms(reader)
    rows: Rows = {}
    for term in terms:
        found = []
        for steps, weights in terms.blocks(term):
            each = [weights or 1.0] * len(steps) if isinstance(weights, float | None) else weights
            found += zip(accumulate(steps), each, strict=True)
        rows[term.field, term.text] = (term.documents, found)
    return rows


@pytest.mark.parametrize("size", [1, 3, 700])
def test_terms_and_postings_are_what_whoosh_reads(
    index: WhooshIndex, tmp_path: Path, size: int
) -> None:
    """Of 700 documents there are several blocks, and such as are compressed."""
    draw = random.Random(size)
    words = ["club", "walking", "lunch", "чай", "x" * 300, *(f"word{n}" for n in range(50))]
    index.apply(
        doc(f"n{n}", "Club", text=" ".join(draw.choices(words, k=draw.randrange(40))))
        for n in range(size)
    )
    with segment_of(tmp_path / "index") as reader:
        assert as_the_bytes_say(reader) == as_whoosh_reads(reader)


def test_removed_documents_are_in_it_too(index: WhooshIndex, tmp_path: Path) -> None:
    index.apply([doc("a", "Club"), doc("b", "Club")])
    index.apply([], removed=["a"])
    with segment_of(tmp_path / "index") as reader:
        assert as_the_bytes_say(reader)["name", b"club"] == (2, [(0, 1.0), (1, 1.0)])


def test_number_that_looks_like_the_end_is_read_over() -> None:
    """Of 4,294 million documents a number may have the bytes that end what is said of a block."""
    terms = object.__new__(WhooshTerms)
    said = (1, int.from_bytes(b"tq\0.", "little"), 1.0, 0, 1, 1)
    terms._postings = b"...." + pickle.dumps(said, 2) + b"rest"
    assert terms._block(4) == (False, len(terms._postings) - 4)
