"""Files of other formats, known by their ends or by what is in them, and what to do with each."""

import io
import json
import re
import zipfile
from typing import Any

from assetmap.domain.text import clean

SPREADSHEET = "This is a spreadsheet. Open it and choose Save as, CSV."
_KML = "This is a KML map. Let its name end in .kml."
_KMZ = "This is a KMZ map. Let its name end in .kmz."
_GPX = "This is a GPX file, of a satnav. Let its name end in .gpx."
_SHAPEFILE = (
    "This is one part of a shapefile. Put all its parts, which are called alike (.shp, .shx, .dbf, "
    ".prj), into one zip file and give us that."
)
_MAPINFO = (
    "This is one part of a MapInfo map. Put all its parts, which are called alike (.tab, .dat, "
    ".map, .id; or .mif and .mid), into one zip file and give us that."
)
_GIS = "This is a file of a map program. Open it in QGIS and export it as GeoJSON."
_TOPOJSON = "This is TopoJSON. Open it in mapshaper or QGIS and export it as GeoJSON."
_OSM = "This is data of OpenStreetMap. Let its name end in .json, or in .osm where it is XML."
_PBF = (
    "This is data of OpenStreetMap, packed. In overpass turbo choose Export, raw data; or open it "
    "in QGIS and export it as GeoJSON."
)
_DOCUMENT = "This is a document. Copy its table into a spreadsheet and choose Save as, CSV."
_PDF = "This is a PDF. Ask for the list as a CSV file."
_ZIP = "This is a packed file. Unpack it and give us the list that is in it."
_DATABASE = "This is a database. Export its table as CSV."
_PICTURE = "This is a picture, not a list. Ask for the list as a CSV file."
_WEB_PAGE = (
    "This is a web page. If it shows the list, copy the table into a spreadsheet and choose Save "
    "as, CSV; if not, download the file again."
)
_EXCEL_XML = "This is a spreadsheet saved as XML. Open it and choose Save as, CSV."
_XML = "This is XML. Ask for the list as a CSV file, or open it in a spreadsheet and save it so."
_CALENDAR = "This is a calendar or an address book. Ask for the list as a CSV file."
_IS_JSON = "This is JSON. If it is GeoJSON, let its name end in .geojson; if not, save it as CSV."
_IS_GEOJSON = "This is GeoJSON. Let its name end in .geojson."
_IS_CSV = "This is not JSON but looks like a table. If it is CSV, let its name end in .csv."
_NO_FEATURES = "The file is JSON but not GeoJSON: it has no FeatureCollection."
_LIST = f"{_NO_FEATURES} In Excel choose Data, Get data, From JSON; then Save as, CSV."

OTHER_ENDS: dict[str, str] = {
    ".numbers": SPREADSHEET,
    **dict.fromkeys((".shp", ".shx", ".dbf", ".prj"), _SHAPEFILE),
    **dict.fromkeys((".gdb", ".qgz"), _GIS),
    **dict.fromkeys((".tab", ".mif", ".mid", ".map"), _MAPINFO),
    ".topojson": _TOPOJSON,
    ".pbf": _PBF,
    **dict.fromkeys((".doc", ".docx", ".odt", ".rtf", ".pages", ".pptx", ".md"), _DOCUMENT),
    ".pdf": _PDF,
    **dict.fromkeys((".gz", ".7z", ".rar", ".tar"), _ZIP),
    **dict.fromkeys((".mdb", ".accdb", ".sqlite", ".db"), _DATABASE),
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic"), _PICTURE),
    **dict.fromkeys((".html", ".htm", ".mht"), _WEB_PAGE),
    ".xml": _XML,
    **dict.fromkeys((".ics", ".vcf"), _CALENDAR),
}
_STARTS = (
    (b"%PDF", _PDF),
    (b"\x89PNG", _PICTURE),
    (b"\xff\xd8\xff", _PICTURE),
    (b"GIF8", _PICTURE),
    (b"{\\rtf", _DOCUMENT),
    (b"SQLite format 3\0", _DATABASE),
    (b"\x1f\x8b", _ZIP),
    (b"\xd0\xcf\x11\xe0", _DOCUMENT),
)
# What only files of a kind hold, among the names of what is packed in a zip file.
_PACKED = (
    (r"Index/Tables/", SPREADSHEET),
    (r"word/|ppt/|content\.xml$", _DOCUMENT),
    (r".*\.kml$", _KMZ),
)
# By what a text begins with, in lower case and behind an XML declaration and comments.
_TEXT_STARTS = (
    (r"<!doctype html|<html|<head|<body|<table|<meta|<script", _WEB_PAGE),
    (r"<kml", _KML),
    (r"<gpx", _GPX),
    (r"<osm", _OSM),
    (r"<workbook|<\?mso-application", _EXCEL_XML),
    (r"<\?xml|<[a-z][\w:-]*[\s>]", _XML),
    (r"begin:vc(?:ard|alendar)", _CALENDAR),
)
_BEFORE_XML = re.compile(r"\s*(?:<\?xml[^>]*\?>|<!--.*?-->)\s*", re.DOTALL)
_LOOKED_AT = 20_000  # letters at the beginning of a text


def other_bytes(data: bytes) -> str:
    """What to do with a file that is no text but of a format known by its bytes; else empty."""
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    return next((message for start, message in _STARTS if data.startswith(start)), "")


def other_text(text: str) -> str:
    """What to do with a text of another format that can be no list of ours; else empty."""
    start = text[:_LOOKED_AT].lstrip("\ufeff \t\r\n").casefold()
    if not start.startswith(("<", "begin:")):
        return ""
    bare = start
    while match := _BEFORE_XML.match(bare):
        bare = bare[match.end() :]
    return next((message for known, message in _TEXT_STARTS if re.match(known, bare)), _XML)


def json_as_table(text: str) -> str:
    """What to do with JSON that is named like a table; empty when it is no JSON."""
    if not text.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        return ""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        return _IS_JSON if re.match(r'\s*[\[{]\s*["{\[]', text) else ""
    kind = document.get("type") if isinstance(document, dict) else ""
    return _IS_GEOJSON if kind in ("FeatureCollection", "Feature") else other_json(document)


def other_json(document: Any) -> str:
    """What to do with JSON that is no GeoJSON."""
    if isinstance(document, dict):
        if document.get("type") == "Topology":
            return _TOPOJSON
        if "osm3s" in document or ("elements" in document and "version" in document):
            return _OSM
        return _LIST if any(map(_is_list, document.values())) else _NO_FEATURES
    return _LIST if _is_list(document) else _NO_FEATURES


def _is_list(value: Any) -> bool:
    """Whether JSON holds things one after the other, as a table would."""
    return isinstance(value, list) and bool(value) and all(isinstance(each, dict) for each in value)


def not_json(text: str, error: json.JSONDecodeError) -> str:
    """What to do with a text that is named like JSON and is none."""
    first = next((line for line in text.splitlines() if clean(line)), "")
    if not first.lstrip("\ufeff ").startswith(("{", "[")) and re.search(r"[,;\t]", first):
        return _IS_CSV
    return f"The file is not JSON: it goes wrong in line {error.lineno}, column {error.colno}."


def _packed(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError):
        return "This is a spreadsheet or a zip file, and it is damaged. Download or save it again."
    found = (
        message
        for known, message in _PACKED
        if any(re.match(known, name, re.IGNORECASE) for name in names)
    )
    return next(found, _ZIP)
