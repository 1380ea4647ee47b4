"""The formats in which listings come in: one entry of READABLE is all of a format.

A file is known by what is in it where its format can be told by that, and else by how its name
ends: people give a spreadsheet the name of a text file, and a map the end `.txt`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assetmap.exchange.csv_files import csv_table
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.other_formats import OTHER_ENDS
from assetmap.exchange.readers import leads_files
from assetmap.exchange.readers.excel_files import ENDS as SPREADSHEETS
from assetmap.exchange.readers.excel_files import excel_table, is_workbook
from assetmap.exchange.readers.gis_files import ENDS as MAP_FILES
from assetmap.exchange.readers.gis_files import gis_table, is_gis_file
from assetmap.exchange.readers.gpx_files import gpx_table, is_gpx
from assetmap.exchange.readers.json_files import json_table
from assetmap.exchange.readers.kml_files import is_kml, kml_table
from assetmap.exchange.readers.kmz_files import is_kmz, kmz_table
from assetmap.exchange.readers.leads_files import refuse_leads
from assetmap.exchange.readers.osm_xml_files import is_osm_xml, osm_xml_table
from assetmap.exchange.readers.referral_documents import knows_bytes
from assetmap.exchange.readers.referral_table import referral_file
from assetmap.exchange.readers.zip_lists import ZipLists
from assetmap.exchange.table import Table

Reader = Callable[[bytes, str], Table]  # the file, and the name of the sheet or layer wanted


@dataclass(frozen=True, kw_only=True)
class ReadableFormat:
    """A format that can be read: what people call it, how names of such files end, its reader.

    `knows` tells whether bytes are surely of this format, whatever the name. The reader takes the
    name of one of the file's sheets, empty for the first that fits, and raises BadFile.
    """

    label: str
    ends: tuple[str, ...]  # in lower case: `.csv`
    read: Reader
    knows: Callable[[bytes], bool] = lambda _: False
    is_offered: bool = True  # whether people are told that such files come in


_SINGLE = (
    ReadableFormat(label="Spreadsheet", ends=SPREADSHEETS, read=excel_table, knows=is_workbook),
    ReadableFormat(label="Map file", ends=MAP_FILES, read=gis_table, knows=is_gis_file),
    ReadableFormat(
        label="CSV", ends=(".csv", ".tsv", ".txt"), read=lambda data, _: csv_table(data)
    ),
    ReadableFormat(
        label="GeoJSON or other JSON",
        ends=(".geojson", ".json", ".geojsonl", ".geojsons", ".ndjson", ".jsonl"),
        read=lambda data, _: json_table(data),
    ),
    ReadableFormat(label="KML", ends=(".kml",), read=lambda data, _: kml_table(data), knows=is_kml),
    ReadableFormat(label="KMZ", ends=(".kmz",), read=lambda data, _: kmz_table(data), knows=is_kmz),
    ReadableFormat(label="GPX", ends=(".gpx",), read=lambda data, _: gpx_table(data), knows=is_gpx),
    ReadableFormat(
        label="OpenStreetMap XML",
        ends=(".osm",),
        read=lambda data, _: osm_xml_table(data),
        knows=is_osm_xml,
    ),
    ReadableFormat(
        label="Open Referral",
        ends=(),  # its files end in .json too
        read=lambda data, _: referral_file(data),
        knows=knows_bytes,
    ),
    ReadableFormat(
        label="leads", ends=(), read=refuse_leads, knows=leads_files.knows, is_offered=False
    ),
)

_IN_ZIP = ZipLists(
    tuple(end for each in _SINGLE for end in each.ends),
    lambda name, data, sheet: format_of(name, data).read(data, sheet),
)
READABLE = (
    *_SINGLE,
    ReadableFormat(label="Zip", ends=(".zip",), read=_IN_ZIP.table, knows=_IN_ZIP.knows),
)


def format_of(name: str, data: bytes) -> ReadableFormat:
    """The format of a file. Raises BadFile, with what to do about one that cannot be read."""
    for each in READABLE:
        if each.knows(data):
            return each
    end = f".{name.lower().rpartition('.')[2]}" if "." in name else ""
    for each in READABLE:
        if end in each.ends:
            return each
    ends = [end for each in READABLE for end in each.ends]
    raise BadFile(OTHER_ENDS.get(end) or f"We can read files that end in {one_of(ends)}.")


def one_of(names: Sequence[str]) -> str:
    """`.csv, .tsv or .json`."""
    *rest, last = names
    return f"{', '.join(rest)} or {last}" if rest else last
