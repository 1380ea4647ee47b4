"""The terms of a segment and their postings, out of the bytes that Whoosh 3 wrote.

Whoosh's own objects for each term and block cost three times as much, and everything of a segment
is read here. A term's row is in the table of terms; its postings lie in blocks in another file: a
negative length marks the last, a pickle says how many and whether they are compressed, another has
the steps from document to document and the weights.
"""

import struct
import zlib
from collections.abc import Iterator, Sequence
from pickle import UnpicklingError, loads
from typing import NamedTuple

from whoosh.reading import SegmentReader

_ROW = struct.Struct("!ii")  # lengths of key and value
_FIELD = struct.Struct("!H")  # that a key begins with
# Inlined or not, weight, documents, lengths from and to, most weight, ids from and to, extent.
_VALUE = struct.Struct("!BfIBBfIIqi")
_LENGTH = struct.Struct("!i")
_MARK = b"W3Bl"
_INFO_END = b"tq\0."  # how the pickle of a block's tuple of six ends

Weights = Sequence[float] | float
Block = tuple[Sequence[int], Weights | None]


class Term(NamedTuple):
    """A term of a field; `offset` is where its postings begin."""

    field: str
    text: bytes
    documents: int
    offset: int


class WhooshTerms:
    """The terms of a segment that is open, removed documents included."""

    def __init__(self, reader: SegmentReader) -> None:
        table = reader._terms
        index, postings = table._tindex, table._postfile
        self._fields = table._fieldunmap
        self._rows = index.dbfile.get(index.startofdata, index.endofdata - index.startofdata)
        name = reader.segment().make_filename(".pst")
        self._postings = postings.get(0, reader._storage.file_length(name))

    def __iter__(self) -> Iterator[Term]:
        """Every term of every field, in the order of the fields and then of the terms."""
        rows, start = self._rows, 0
        while start < len(rows):
            key_length, value_length = _ROW.unpack_from(rows, start)
            key = start + _ROW.size
            value = key + key_length
            numbers = _VALUE.unpack_from(rows, value)
            if numbers[0]:
                raise ValueError("postings that are kept in another way")
            [field] = _FIELD.unpack_from(rows, key)
            text = rows[key + _FIELD.size : value]
            yield Term(self._fields[field], text, numbers[2], numbers[8])
            start = value + value_length

    def blocks(self, term: Term) -> Iterator[Block]:
        """The postings of a term, some at a time: the steps from docnum to docnum, the first from
        0; and the weights, one for all of them, or none for 1.
        """
        data, start = self._postings, term.offset + len(_MARK)
        if data[term.offset : start] != _MARK:
            raise ValueError("no postings where they should be")
        length = 0
        while length >= 0:
            [length] = _LENGTH.unpack_from(data, start)
            start += _LENGTH.size
            end = start + abs(length)
            is_compressed, body = self._block(start)
            block = data[body:end]
            plain = zlib.decompress(block) if is_compressed else block
            steps, weights, _ = loads(plain)  # noqa: S301 - the index is ours, and a checksum held
            yield steps, weights
            start = end

    def _block(self, start: int) -> tuple[bool, int]:
        """Whether a block is compressed, and where it begins after what is said of it."""
        data, end = self._postings, start
        while True:
            end = data.index(_INFO_END, end) + len(_INFO_END)
            try:
                return bool(loads(data[start:end])[3]), end  # noqa: S301 - as above
            except (EOFError, UnpicklingError):  # a number's bytes looked like the end
                continue
