"""KMZ in: the map of a zip, read in memory. What else is packed in it is counted, never opened."""

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.kml_files import kml_table
from assetmap.exchange.readers.kml_report import left_out
from assetmap.exchange.readers.safe_xml import MOST_BYTES, too_large
from assetmap.exchange.table import Table

_ENCRYPTED = 0x1  # the bit of a zip entry's flags
_OTHERS = re.compile(r"xl/|word/|ppt/|content\.xml$|.*\.shp$", re.IGNORECASE)  # not maps of ours
_PICTURE = re.compile(r".*\.(?:png|jpe?g|gif|webp|bmp|svg|heic|tiff?)$", re.IGNORECASE)
_DAMAGED = "The KMZ file is damaged or not whole: export it again."


def is_kmz(data: bytes) -> bool:
    """Whether bytes are a zip that holds a map at its top, and no spreadsheet or shapefile."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return False
    return any(map(_is_map, names)) and not any(map(_OTHERS.match, names))


def kmz_table(data: bytes) -> Table:
    """The map of a KMZ file as a table. Raises BadFile."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
            chosen = _chosen(entries)
            table = kml_table(_unpacked(packed, chosen))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
        raise BadFile(_DAMAGED) from None
    return replace(table, notes=(*table.notes, *_notes(entries, chosen)))


def _is_map(name: str) -> bool:
    return name.lower().endswith(".kml") and not re.search(r"[/\\]|^\.", name)


def _chosen(entries: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    maps = [each for each in entries if _is_map(each.filename)]
    if not maps:
        raise BadFile("There is no map (doc.kml) in the KMZ file: export it again.")
    return next((each for each in maps if each.filename.lower() == "doc.kml"), maps[0])


def _unpacked(packed: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.flag_bits & _ENCRYPTED:
        raise BadFile("The KMZ file is locked with a password. Export it again without one.")
    if entry.file_size > MOST_BYTES:
        raise too_large(entry.file_size)
    with packed.open(entry) as file:
        data = file.read(MOST_BYTES + 1)  # whatever the size that the zip claims
    if len(data) > MOST_BYTES:
        raise too_large(len(data))
    return data


def _notes(entries: Sequence[zipfile.ZipInfo], chosen: zipfile.ZipInfo) -> list[str]:
    others = [each.filename for each in entries if each is not chosen and not each.is_dir()]
    pictures = [name for name in others if _PICTURE.match(name)]
    rest = [name for name in others if not _PICTURE.match(name)]
    return [
        left_out(what, names)
        for what, names in (("packed picture", pictures), ("other packed file", rest))
        if names
    ]
