"""What is packed in a file such as a zip or a workbook, looked at before any of it is unpacked."""

import io
import zipfile

from assetmap.exchange.file_sizes import MOST_PACKED, MOST_UNPACKED
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.plain_lines import DAMAGED, PASSWORD

_START = b"PK\x03\x04"
_ENCRYPTED = 0x1
_LOOKED_AT = 4096  # bytes at the beginning of a text, among which its document type stands
_BROKEN = (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError, KeyError)


def is_packed(data: bytes) -> bool:
    """Whether a file is a zip, whatever it is called."""
    return data.startswith(_START)


def packed_names(data: bytes) -> tuple[str, ...]:
    """The names in a packed file; none when it is damaged."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return tuple(packed.namelist())
    except _BROKEN:
        return ()


def check_packed(data: bytes) -> tuple[zipfile.ZipInfo, ...]:
    """What is packed in a file. Raises BadFile when it is damaged, locked, or far too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            members = tuple(packed.infolist())
    except _BROKEN:
        raise BadFile(DAMAGED) from None
    if len(members) > MOST_PACKED or sum(each.file_size for each in members) > MOST_UNPACKED:
        raise BadFile(
            f"Unpacked it has more than {MOST_UNPACKED // 1_000_000} MB or {MOST_PACKED:,} files, "
            "the most that we unpack. Keep only the list in it."
        )
    if any(each.flag_bits & _ENCRYPTED for each in members):
        raise BadFile(PASSWORD)
    return members


def unpacked(data: bytes, name: str) -> bytes:
    """One file that is packed in another, never more of it than it says. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return packed.read(name)
    except (*_BROKEN, RuntimeError, MemoryError):
        raise BadFile(DAMAGED) from None


def check_plain_xml(data: bytes) -> None:
    """Raises BadFile when XML in a packed file declares entities, which no list needs."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = [name for name in packed.namelist() if name.endswith((".xml", ".rels"))]
            starts = [packed.open(name).read(_LOOKED_AT) for name in names]
    except (*_BROKEN, RuntimeError):
        raise BadFile(DAMAGED) from None
    if any(b"<!DOCTYPE" in start or b"<!ENTITY" in start for start in starts):
        raise BadFile(
            "It holds XML with a document type of its own (DOCTYPE), which we do not read. Open it "
            "and save it again."
        )
