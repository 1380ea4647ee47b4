"""The terms and postings of a segment of the index, read and written whole.

In Whoosh's own format (its codec `whoosh3`), of which each field is worked out as arrays: Whoosh
itself goes from posting to posting, and takes ten times as long.
"""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import md5
from io import BytesIO
from pickle import dumps, load, loads
from struct import Struct
from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import COMPRESSION_MIN_SIZE, WHOOSH3_HEADER_MAGIC, W3FieldWriter
from whoosh.formats import Format
from whoosh.reading import SegmentReader

from assetmap.search_index.postings import FieldPostings, Numbers

_HELD = 100_000  # postings, or pieces of a file, in memory at once
_PICKLED = 2  # the version of the pickles, as Whoosh has it
_FIELD, _LENGTHS, _INT = Struct("!H"), Struct("!ii"), Struct("!i")
_TERM = np.dtype(
    [
        *(("is_inlined", "u1"), ("weight", ">f4"), ("count", ">u4")),
        *(("shortest", "u1"), ("longest", "u1"), ("heaviest", ">f4")),
        *(("first", ">u4"), ("last", ">u4"), ("offset", ">i8"), ("length", ">i4")),
    ]
)
_EXTENT = Struct("!qi")
_BEFORE_EXTENT = _TERM.itemsize - _EXTENT.size

Bytes = NDArray[np.uint8]


def write_postings(
    writer: W3FieldWriter,
    formats: Mapping[str, Format],
    postings: Mapping[str, FieldPostings],
    lengths: Mapping[str, Bytes],
) -> None:
    """Write the postings of every field and close the files.

    `lengths` has, as Whoosh's bytes, how long each document is in those fields where it counts.
    """
    codec = writer._codec
    terms = writer._tindex
    for name in sorted(postings):
        found = postings[name]
        number = writer._fieldmap[name] = len(writer._fieldmap)
        blocks = _Blocks(found, formats[name], lengths.get(name), codec._blocklimit)
        offsets = blocks.write(writer._postfile, codec._compression)
        keys = [_FIELD.pack(number) + term for term in found.terms]
        _write_terms(terms, keys, blocks.records(offsets))
    writer.close()


def _write_terms(terms: Any, keys: list[bytes], records: bytes) -> None:
    """Add keys to Whoosh's hash table on disk, each with its record."""
    size, begins = _TERM.itemsize, terms.dbfile.tell()
    pieces: list[bytes] = []
    places: list[int] = []
    for number, key in enumerate(keys):
        places.append(begins)
        record = records[number * size : (number + 1) * size]
        pieces += (_LENGTHS.pack(len(key), size), key, record)
        begins += _LENGTHS.size + len(key) + size
        hashed = int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")
        terms.buckets[hashed & 255].append((hashed, places[-1]))
    terms.dbfile.write(b"".join(pieces))
    terms.index.extend(places)


class _Blocks:
    """One field's postings in Whoosh's blocks, each of so many documents of one term at most."""

    def __init__(
        self, postings: FieldPostings, format_: Format, lengths: Bytes | None, limit: int
    ) -> None:
        self._postings = postings
        self._has_values = format_.fixed_value_size() > 0
        ends = np.cumsum(postings.counts)
        self._begins = ends - postings.counts
        number = -(-postings.counts // limit)  # of blocks, of each term
        self._first = np.cumsum(number) - number
        within = np.arange(number.sum()) - np.repeat(self._first, number)
        self._starts = np.repeat(self._begins, number) + within * limit
        self._is_last = np.zeros(len(self._starts), bool)
        self._is_last[self._first + number - 1] = True
        zeros = np.zeros(len(postings.docs), np.uint8)
        self._lengths = zeros if lengths is None else lengths[postings.docs]

    def write(self, file: Any, compression: int) -> Numbers:
        """Write them; gives where each term begins, and where the last one ends."""
        at = file.tell()
        pieces: list[bytes] = []
        offsets: list[int] = []
        is_first = True
        for info, data, is_last in self._pickled():
            if is_first:
                offsets.append(at)
                pieces.append(WHOOSH3_HEADER_MAGIC)
                at += len(WHOOSH3_HEADER_MAGIC)
            level = 0 if len(data) < COMPRESSION_MIN_SIZE else compression
            written = zlib.compress(data, level) if level else data
            told = dumps((*info[:3], level, *info[3:]), _PICKLED)
            size = len(told) + len(written)
            pieces += (_INT.pack(-size if is_last else size), told, written)
            at += _INT.size + size
            is_first = is_last
            if len(pieces) > _HELD:
                file.write(b"".join(pieces))
                pieces.clear()
        file.write(b"".join(pieces))
        return np.array([*offsets, at], np.int64)

    def _pickled(self) -> Iterator[tuple[tuple[Any, ...], bytes, bool]]:
        """What is told of each block, its data, and whether it is the last of its term."""
        docs, frequencies = self._postings.docs, self._postings.frequencies
        steps = np.diff(docs, prepend=0)
        steps[self._starts] = docs[self._starts]
        ends = [*self._starts[1:].tolist(), len(docs)]
        lightest = np.minimum.reduceat(frequencies, self._starts).tolist()
        heaviest = np.maximum.reduceat(frequencies, self._starts).astype(float).tolist()
        shortest = np.minimum.reduceat(self._lengths, self._starts).tolist()
        longest = np.maximum.reduceat(self._lengths, self._starts).tolist()
        last = docs[np.array(ends) - 1].tolist()
        columns = (lightest, heaviest, shortest, longest, last, self._is_last.tolist())
        begun = until = 0  # what is held as Python's numbers, which take many times as much
        for start, end, light, heavy, short, long, newest, is_last in zip(
            self._starts.tolist(), ends, *columns, strict=True
        ):
            if end > until:
                begun, until = start, max(end, start + _HELD)
                each = steps[begun:until].tolist()
                often = frequencies[begun:until]
                weights = often.astype(float).tolist()
                values = often.astype(">u4").tobytes()
            if light != heavy:
                weight: object = tuple(weights[start - begun : end - begun])
            else:
                weight = None if heavy == 1 else heavy
            value = values[4 * (start - begun) : 4 * (end - begun)] if self._has_values else None
            data = dumps((tuple(each[start - begun : end - begun]), weight, value), _PICKLED)
            yield (end - start, newest, heavy, short, long), data, is_last

    def records(self, offsets: Numbers) -> bytes:
        """What is told of each term, one record after another."""
        postings, begins = self._postings, self._begins
        records = np.zeros(len(postings.terms), _TERM)
        records["weight"] = np.add.reduceat(postings.frequencies, begins)
        records["count"] = postings.counts
        records["shortest"] = np.minimum.reduceat(self._lengths, begins)
        records["longest"] = np.maximum.reduceat(self._lengths, begins)
        records["heaviest"] = np.maximum.reduceat(postings.frequencies, begins)
        records["first"] = postings.docs[begins]
        records["last"] = postings.docs[begins + postings.counts - 1]
        records["offset"] = offsets[:-1]
        records["length"] = np.diff(offsets)
        return records.tobytes()


@dataclass
class _Read:
    """What was read so far of one field."""

    terms: list[bytes] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    steps: list[int] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)

    def docs(self) -> Numbers:
        docs = np.cumsum(np.array(self.steps, np.int64))
        sizes = np.array(self.blocks, np.int64)
        before = np.append(0, docs)[np.cumsum(sizes) - sizes]  # each block counts from 0
        return docs - np.repeat(before, sizes)

    def postings(self) -> FieldPostings:
        counts, weights = np.array(self.counts, np.int64), np.array(self.weights, np.int64)
        return FieldPostings(self.terms, counts, self.docs(), weights)


def read_postings(reader: SegmentReader) -> dict[str, FieldPostings]:
    """The postings of every field of a segment, removed documents among them."""
    terms = reader._terms
    names = terms._fieldunmap
    found = {name: _Read() for name in names}
    file = BytesIO(_all_of(terms._postfile))
    for key, record in _entries(terms._tindex):
        read = found[names[_FIELD.unpack_from(key)[0]]]
        offset, _ = _EXTENT.unpack_from(record, _BEFORE_EXTENT)
        read.terms.append(key[_FIELD.size :])
        read.counts.append(_read_term(file, offset, read))
    return {name: read.postings() for name, read in found.items()}


def documents_of(data: bytes) -> list[int]:
    """The documents of one term, from its postings as they stand in the file."""
    read = _Read()
    _read_term(BytesIO(data), 0, read)
    found: list[int] = read.docs().tolist()
    return found


def _read_term(file: BytesIO, offset: int, read: _Read) -> int:
    """Read the blocks of one term; gives the number of its documents."""
    file.seek(offset + len(WHOOSH3_HEADER_MAGIC))
    count, is_last = 0, False
    while not is_last:
        size = _INT.unpack(file.read(_INT.size))[0]
        is_last = size < 0
        ends = file.tell() + abs(size)
        number, _, _, level, _, _ = load(file)  # noqa: S301 - our own file, its checksum compared
        data = file.read(ends - file.tell())
        steps, weight, _ = loads(zlib.decompress(data) if level else data)  # noqa: S301
        read.steps.extend(steps)
        if isinstance(weight, tuple):
            read.weights.extend(weight)
        else:
            read.weights.extend((weight or 1.0,) * number)
        read.blocks.append(number)
        count += number
    return count


def _entries(terms: Any) -> Iterator[tuple[bytes, bytes]]:
    """The keys of Whoosh's hash table in their order, each with its record."""
    data = terms.dbfile.get(terms.startofdata, terms.endofdata - terms.startofdata)
    at = 0
    while at < len(data):
        key, record = _LENGTHS.unpack_from(data, at)
        at += _LENGTHS.size
        yield data[at : at + key], data[at + key : at + key + record]
        at += key + record


def _all_of(file: Any) -> bytes:
    return bytes(file.get(0, len(file._buf)))
