"""GPX in, 1.0 and 1.1: a row for each waypoint, route and track, with a point on the line.

The form: https://www.topografix.com/GPX/1/1/.
"""

import re
from collections.abc import Iterator
from typing import Any

from assetmap.exchange.decoding import letters_note
from assetmap.exchange.geometry import read_spot
from assetmap.exchange.heading_names import TYPE
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.description_fields import read_description
from assetmap.exchange.readers.records import (
    Column,
    Record,
    check_number,
    counted,
    on_land,
    records_table,
)
from assetmap.exchange.readers.safe_xml import (
    Element,
    child,
    child_text,
    children,
    local_name,
    read_xml,
    text_in,
    xml_root,
)
from assetmap.exchange.table import Table

_NAME, _DESCRIPTION = Column("name", "name"), Column("description", "description")
_TYPE, _SYMBOL, _LINK = Column("type", TYPE), Column("Symbol"), Column("Link", "website")
_FIRST = (_NAME, _DESCRIPTION, _TYPE, _SYMBOL, _LINK)
_THINGS = {"wpt": "waypoint", "rte": "route", "trk": "track"}
_NO_COLUMNS = re.compile(
    r"display(?:mode|color)|color|\w*depth|temperature|proximity", re.IGNORECASE
)


def is_gpx(data: bytes) -> bool:
    """Whether bytes are surely GPX, whatever the name of their file."""
    return xml_root(data) == "gpx"


def gpx_table(data: bytes) -> Table:
    """A GPX file as a table, its things numbered from 1 in the file's order. Raises BadFile."""
    file = read_xml(data, "gpx", "a GPX file")
    things = list(children(file.root, *_THINGS))
    if not things:
        raise BadFile("There is no waypoint, route or track in the GPX file.")
    check_number(len(things))
    records = [_record(each) for each in things]
    on_land(records)
    for record in records:
        record.notes += letters_note(list(record.cells.values()), file.is_guessed)
    names = [local_name(each) for each in things]
    parts = [counted(names.count(tag), word) for tag, word in _THINGS.items() if tag in names]
    return records_table(records, _FIRST, [f"The file holds {', '.join(parts)}."])


def _record(thing: Element) -> Record:
    record = Record({}, read_spot(_geometry(thing)))
    record.put(_NAME, " ".join(child_text(thing, "name").split()))
    record.put(_DESCRIPTION, _description(thing))
    record.put(_TYPE, child_text(thing, "type"))
    record.put(_SYMBOL, child_text(thing, "sym"))
    record.put(_LINK, _link(thing))
    for heading, text in _extensions(thing):
        record.put(Column(heading), text)
    return record


def _description(thing: Element) -> str:
    """Description and comment: many programs write the same into both."""
    texts = (read_description(child_text(thing, name), {}, ()).text for name in ("desc", "cmt"))
    name = child_text(thing, "name")
    return "\n\n".join(dict.fromkeys(text for text in texts if text and text != name))


def _link(thing: Element) -> str:
    """The first address: of an element `link` in GPX 1.1, of `url` in 1.0."""
    link = child(thing, "link")
    return child_text(thing, "url") if link is None else link.get("href", "")


def _extensions(thing: Element) -> Iterator[tuple[str, str]]:
    """What other programs add: each element that holds a text alone, by its name."""
    for extensions in children(thing, "extensions"):
        for each in extensions.iter():
            if not len(each) and not _NO_COLUMNS.fullmatch(local_name(each)):
                yield local_name(each), text_in(each)


def _geometry(thing: Element) -> dict[str, Any] | None:
    if local_name(thing) == "wpt":
        return {"type": "Point", "coordinates": _place(thing)}
    parts = [thing] if local_name(thing) == "rte" else list(children(thing, "trkseg"))
    lines = [[_place(each) for each in children(part, "rtept", "trkpt")] for part in parts]
    lines = [each for each in lines if each]
    if lines and all(len(each) == 1 for each in lines):
        return {"type": "Point", "coordinates": lines[0][0]}
    lines = [each for each in lines if len(each) > 1]
    return {"type": "MultiLineString", "coordinates": lines} if lines else None


def _place(point: Element) -> list[Any]:
    return [_number(point.get("lon", "")), _number(point.get("lat", ""))]


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
