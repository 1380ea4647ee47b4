"""Which document of a segment is a listing's, read from its file without opening the segment.

Whoosh copies the whole of a segment to open it, which is most of what one change would cost.
"""

import mmap
import pickle
from hashlib import md5
from pathlib import Path
from struct import Struct

from assetmap.search_index.segment_files import documents_of

_WHOLE = Struct("!qi")  # where the directory of a segment's file is
_TABLE, _SLOT, _LENGTHS = Struct("!qi"), Struct("!Iq"), Struct("!ii")
_FIELD, _INT, _EXTENT = Struct("!H"), Struct("!i"), Struct("!qi")
_TABLES = 256


class SegmentLookup:
    """The documents of one segment by listing id. Close it after use.

    Raises anything that reading a damaged file raises.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        directory, _ = _WHOLE.unpack_from(self._map)
        parts: dict[str, dict[str, int]] = pickle.loads(self._map[directory:])  # noqa: S301 - ours
        of_kind = {Path(name).suffix: part for name, part in parts.items()}
        self._postings = of_kind[".pst"]["offset"]
        self._terms = of_kind[".trm"]["offset"]
        length_at = self._terms + of_kind[".trm"]["length"] - _INT.size
        more = length_at - _INT.unpack_from(self._map, length_at)[0]
        self._tables = more - _TABLES * _TABLE.size
        fields: dict[str, int] = pickle.loads(self._map[more:length_at])["fieldmap"]  # noqa: S301
        self._field = _FIELD.pack(fields["id"]) if "id" in fields else None

    def numbers(self, listing_id: str) -> list[int]:
        """The documents of a listing, removed ones among them; none when it has none."""
        if self._field is None:
            return []
        record = self._record(self._field + listing_id.encode())
        if record is None:
            return []
        offset, length = _EXTENT.unpack_from(record, len(record) - _EXTENT.size)
        at = self._postings + offset
        return documents_of(self._map[at : at + length])

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    def _record(self, key: bytes) -> bytes | None:
        hashed = int.from_bytes(md5(key, usedforsecurity=False).digest()[-4:], "big")
        begin, slots = _TABLE.unpack_from(self._map, self._tables + (hashed & 255) * _TABLE.size)
        for probe in range(slots):
            slot = ((hashed >> 8) + probe) % slots
            at = self._terms + begin + slot * _SLOT.size
            there, place = _SLOT.unpack_from(self._map, at)
            if not place:
                return None
            if there == hashed:
                at = self._terms + place
                of_key, of_record = _LENGTHS.unpack_from(self._map, at)
                at += _LENGTHS.size
                if self._map[at : at + of_key] == key:
                    return self._map[at + of_key : at + of_key + of_record]
        return None
