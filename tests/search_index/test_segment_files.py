"""What is written of a segment's postings is read again, and by Whoosh as well."""

from pathlib import Path

from whoosh.index import create_in

from assetmap.search_index.schema import schema
from assetmap.search_index.segment_files import read_postings
from assetmap.search_index.segment_writer import DocumentWriter
from tests.search_index.conftest import doc
from tests.search_index.test_postings import plain

MANY = 300  # documents: more than one block of a term's postings


def test_postings_are_read_as_they_were_written(tmp_path: Path) -> None:
    index = create_in(str(tmp_path), schema())
    writer = DocumentWriter(index, timeout=0)
    for number in range(MANY):
        writer.take(doc(f"n{number:03}", "Knitting", text="tea " * (number % 3)))
    writer.commit()
    reader = index.reader()
    found = {name: plain(each) for name, each in read_postings(reader).items()}
    tea = {number: number % 3 for number in range(MANY) if number % 3}
    everywhere = dict.fromkeys(range(MANY), 1)
    assert found == {
        "id": {f"n{number:03}": {number: 1} for number in range(MANY)},
        "name": {"knit": everywhere},
        "text": {"tea": tea},
        "words": {"knitting": everywhere, "tea": tea},
    }
    matcher = reader.postings("text", "tea")
    assert {doc: int(weight) for doc, weight in zip_of(matcher)} == tea
    reader.close()
    index.close()


def zip_of(matcher) -> list[tuple[int, float]]:  # type: ignore[no-untyped-def]
    found = []
    while matcher.is_active():
        found.append((matcher.id(), matcher.weight()))
        matcher.next()
    return found
