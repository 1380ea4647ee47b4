"""Writes documents into the index, one segment a commit, as Whoosh does and byte for byte."""

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from whoosh.codec.base import Segment
from whoosh.codec.whoosh3 import LENGTHS_COLUMN, W3PerDocReader
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from assetmap.search_index.inversion import Inversion
from assetmap.search_index.postings import FieldPostings, merged
from assetmap.search_index.schema import FIELDS, WORDS, Document
from assetmap.search_index.segment_files import Bytes, read_postings, write_postings
from assetmap.search_index.segment_lookup import SegmentLookup

_ID, _FINGERPRINT = "id", "fingerprint"
_TEXTS = tuple(sorted(field.name for field in FIELDS))


class DocumentWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of one segment, for our documents alone.

    Raises LockError when another writes for longer than `timeout` seconds.
    """

    def __init__(self, index: FileIndex, timeout: float) -> None:
        super().__init__(index, timeout=timeout, delay=0.05)
        self._inversion = Inversion(_TEXTS, WORDS)
        self._ids: list[bytes] = []  # of the documents, in order
        self._merged: list[dict[str, FieldPostings]] = []
        self._lookups: list[tuple[Segment, SegmentLookup]] | None = None

    def take(self, document: Document) -> None:
        """Add a document."""
        lengths = self._inversion.add(self.docnum, document.folded())
        self._ids.append(document.id.encode())
        kept = self.perdocwriter
        kept.start_doc(self.docnum)
        kept.add_field(_FINGERPRINT, None, document.fingerprint, 0)
        kept.add_field(_ID, None, document.id, 0)
        for name, length in lengths.items():
            kept.add_field(name, None, None, length)
        kept.finish_doc()
        self.docnum += 1
        self._added = True

    def remove(self, listing_id: str) -> None:
        """Take out the document of a listing, as it was when the writing began, if there is one."""
        if self._lookups is None:
            folder = Path(self.storage.folder)
            self._lookups = [
                (segment, SegmentLookup(folder / segment.make_filename(segment.COMPOUND_EXT)))
                for segment in self.segments
            ]
        for segment, lookup in self._lookups:
            for number in lookup.numbers(listing_id):
                segment.delete_document(number)

    def add_reader(self, reader: SegmentReader) -> None:
        """Take over the documents of another segment that were not removed."""
        before = self.docnum
        new = self.write_per_doc(set(self.schema.names()), reader)
        numbers = np.full(reader.doc_count_all(), -1, np.int64)
        if new is None:
            numbers[:] = np.arange(before, self.docnum)
        else:
            numbers[list(new)] = list(new.values())
        self._merged.append(
            {name: postings.renumbered(numbers) for name, postings in read_postings(reader).items()}
        )
        self._added = True

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        parts = [self._inversion.postings(), _id_postings(self._ids), *self._merged]
        names = dict.fromkeys(name for part in parts for name, found in part.items() if found.terms)
        postings = {name: merged([part[name] for part in parts if name in part]) for name in names}
        formats = {name: self.schema[name].format for name in names}
        lengths = self.per_document_reader()
        write_postings(self.fieldwriter, formats, postings, _lengths(lengths, self.docnum))
        lengths.close()

    def _finish(self) -> None:
        for _, lookup in self._lookups or ():
            lookup.close()
        super()._finish()


def _id_postings(ids: list[bytes]) -> dict[str, FieldPostings]:
    if not ids:
        return {}
    docs = np.array(sorted(range(len(ids)), key=ids.__getitem__), np.int64)
    ones = np.ones(len(ids), np.int64)
    return {_ID: FieldPostings(sorted(ids), ones, docs, ones)}


def _lengths(reader: W3PerDocReader, number: int) -> Mapping[str, Bytes]:
    """How long each of so many documents is in each field, as Whoosh's bytes."""
    found = {}
    for name in (*_TEXTS, WORDS):
        column = f"_{name}_len"
        if reader.has_column(column):
            opened = reader.column_reader(column, LENGTHS_COLUMN)
            told = np.frombuffer(opened._dbfile.get(0, opened._count), np.uint8)
            found[name] = np.zeros(number, np.uint8)
            found[name][: len(told)] = told
    return found
