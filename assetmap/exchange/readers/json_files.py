"""JSON in: what is in the document tells which of the formats it is. One entry is all of one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from assetmap.exchange.geojson_files import features_table
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.json_document import read_document
from assetmap.exchange.other_formats import other_json
from assetmap.exchange.readers.osm_json_files import is_osm_json, osm_json_table
from assetmap.exchange.table import Table

Document = dict[str, Any]


@dataclass(frozen=True)
class JsonFormat:
    """A format of JSON: whether a document is of it, and its reader.

    The reader is also told whether the letters of the file are a guess; it raises BadFile.
    """

    knows: Callable[[Document], bool]
    read: Callable[[Document, bool], Table]


JSON_FORMATS = (
    JsonFormat(
        knows=lambda document: document.get("type") in ("FeatureCollection", "Feature"),
        read=features_table,
    ),
    JsonFormat(knows=is_osm_json, read=osm_json_table),
)


def json_table(data: bytes) -> Table:
    """A JSON file of any format that we know as a table. Raises BadFile."""
    document, is_guessed = read_document(data)
    for each in JSON_FORMATS:
        if each.knows(document):
            return each.read(document, is_guessed)
    raise BadFile(other_json(document))
