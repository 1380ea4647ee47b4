"""Segments are written as Whoosh itself writes them, byte for byte, whatever the texts."""

import json
from collections.abc import Callable, Iterable, Sequence
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from whoosh.index import FileIndex, create_in
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from assetmap.paths import SAMPLE
from assetmap.search_index import segment_files
from assetmap.search_index.schema import Document, schema
from assetmap.search_index.segment_writer import DocumentWriter
from tests.properties import few

Files = dict[str, bytes]
Commit = tuple[Sequence[Document], Iterable[str], bool]  # documents, removed ids, whether merged

WORDS = ("knitting", "knits", "the", "Café", "O'Neill", "for", "चाय", "Łódź", "ﬁsh", "5", "x")
texts = st.one_of(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join), st.text(max_size=20))
documents = st.builds(Document, st.sampled_from("abcdef"), texts, texts, texts, texts, texts, texts)
commits = st.lists(
    st.tuples(
        st.lists(documents, max_size=5, unique_by=lambda document: document.id),
        st.frozensets(st.sampled_from("abcdefg"), max_size=3),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


def by_whoosh(
    index: FileIndex, documents: Sequence[Document], gone: Iterable[str]
) -> SegmentWriter:
    writer = SegmentWriter(index)
    for listing_id in {*gone, *(document.id for document in documents)}:
        writer.delete_by_term("id", listing_id)
    for document in documents:
        texts = {name: text for name, text in document.folded().items() if text}
        writer.add_document(id=document.id, fingerprint=document.fingerprint, **texts)
    return writer


def by_us(index: FileIndex, documents: Sequence[Document], gone: Iterable[str]) -> DocumentWriter:
    writer = DocumentWriter(index, timeout=0)
    for listing_id in {*gone, *(document.id for document in documents)}:
        writer.remove(listing_id)
    for document in documents:
        writer.take(document)
    return writer


def taken_over(writer: SegmentWriter, segments: Sequence[object]) -> list[object]:
    """Whoosh's merge policy that takes everything."""
    for segment in segments:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return []


def left_alone(_: SegmentWriter, segments: Sequence[object]) -> list[object]:
    return list(segments)


def written(
    make: Callable[[FileIndex, Sequence[Document], Iterable[str]], SegmentWriter],
    commits: Sequence[Commit],
) -> list[tuple[Files, set[int]]]:
    """The files of each segment in the end, by what follows its name, and what was removed."""
    with TemporaryDirectory() as folder:
        index = create_in(folder, schema())
        for documents, gone, is_merged in commits:
            writer = make(index, documents, gone)
            writer.commit(mergetype=taken_over if is_merged else left_alone)
        reader = index.reader()
        found = [
            (_files(leaf), set(leaf.segment().deleted_docs()))
            for leaf, _ in reader.leaf_readers()
            if isinstance(leaf, SegmentReader)  # there is another kind where there are none
        ]
        reader.close()
        index.close()
    return found


def _files(leaf: SegmentReader) -> Files:
    names = [name for name in leaf.storage().list() if leaf.segment().segid in name]
    inside = [name for name in names if not name.endswith(".seg")]
    return {
        name.partition(leaf.segment().segid)[2]: bytes(
            leaf.storage().open_file(name).get(0, 1 << 30)
        )
        for name in inside
    }


@few
@given(commits=commits)
def test_every_file_is_as_whoosh_writes_it(commits: list[Commit]) -> None:
    assert written(by_us, commits) == written(by_whoosh, commits)


def test_the_sample_is_written_as_whoosh_writes_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(segment_files, "_HELD", 500)
    features = json.loads(SAMPLE.read_text("utf-8"))["features"]
    texts = [feature["properties"] for feature in features]
    whole = [
        Document(
            *(str(number), each["name"], "", " . ".join(each["categories"])),
            *(each["summary"], each["description"] * 3, each.get("place") or ""),
        )
        for number, each in enumerate(texts)
    ]
    many = [(whole[:80], (), False), (whole[40:150], ("3",), True), (whole[:9], (), True)]
    ours = written(by_us, many)
    assert ours == written(by_whoosh, many)
    assert len(ours[0][0][".pst"]) > 50_000
