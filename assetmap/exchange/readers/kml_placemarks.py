"""A placemark of KML as a record: its own elements, its columns, its shape and its look."""

import re
from collections.abc import Iterator

from assetmap.domain.text import clean
from assetmap.exchange.geometry import read_spot
from assetmap.exchange.heading_names import LAYER
from assetmap.exchange.plain_text import without_html
from assetmap.exchange.readers.kml_geometry import geometry_of, kind_of
from assetmap.exchange.readers.kml_styles import Look
from assetmap.exchange.readers.records import Column, Record
from assetmap.exchange.readers.safe_xml import (
    Element,
    child,
    child_text,
    children,
    local_name,
    text_in,
)

NAME, DESCRIPTION = Column("name", "name"), Column("description", "description")
LAYER_COLUMN, ICON, COLOUR = Column("Layer", LAYER), Column("Icon"), Column("Colour")
ADDRESS, PHONE = Column("Address", "address"), Column("Phone number", "phone")
WEBSITE, SUMMARY = Column("Link", "website"), Column("Snippet", "summary")
MOMENT, BEGINS, ENDS = Column("Time stamp"), Column("Time span begins"), Column("Time span ends")
FIRST = (
    *(NAME, DESCRIPTION, SUMMARY, LAYER_COLUMN, ICON, COLOUR, ADDRESS, PHONE, WEBSITE),
    *(MOMENT, BEGINS, ENDS),
)
PICTURES = "gx_media_links"  # Google My Maps' own column of what hangs on a pin
_NO_ADDRESS = frozenset(("geocoded", "address"))
# Lines of an address in the order in which people write them (OASIS xAL 2.0).
_LINES = (
    *("AddressLine", "PremiseName", "PremiseNumber", "ThoroughfareNumber", "ThoroughfareName"),
    *("DependentLocalityName", "LocalityName", "PostalCodeNumber"),
)


def record_of(placemark: Element, layer: str, look: Look) -> Record:
    """A placemark as a record. Its description is as it stands in the file."""
    geometry = geometry_of(placemark)
    record = Record({}, read_spot(geometry), kind=kind_of(geometry))
    record.put(NAME, _one_line(child_text(placemark, "name")))
    record.put(DESCRIPTION, child_text(placemark, "description"))
    record.put(LAYER_COLUMN, layer)
    record.put(ICON, look.icon)
    record.put(COLOUR, look.colour)
    record.put(ADDRESS, _address(placemark))
    record.put(PHONE, re.sub(r"^tel:", "", child_text(placemark, "phoneNumber")))
    record.put(SUMMARY, _snippet(placemark))
    link = child(placemark, "link")
    record.put(WEBSITE, "" if link is None else link.get("href", ""))
    for column, outer, inner in (
        (MOMENT, "TimeStamp", "when"),
        (BEGINS, "TimeSpan", "begin"),
        (ENDS, "TimeSpan", "end"),
    ):
        if (time := child(placemark, outer)) is not None:
            record.put(column, child_text(time, inner))
    for heading, text in _extended(placemark):
        if heading == PICTURES:
            record.pictures = text.split()
        else:
            record.put(Column(heading), text)
    return record


def _extended(placemark: Element) -> Iterator[tuple[str, str]]:
    """The columns of a placemark: Data, SimpleData, and plain elements of other programs."""
    for extended in children(placemark, "ExtendedData"):
        for each in extended:
            name = local_name(each)
            if name == "Data":
                yield _heading(each), child_text(each, "value")
            elif name == "SchemaData":
                for cell in children(each, "SimpleData"):
                    yield _heading(cell), text_in(cell)
            elif not len(each):
                yield name, text_in(each)


def _heading(data: Element) -> str:
    shown = without_html(child_text(data, "displayName"))
    name = data.get("name", "")
    return name if name == PICTURES else _one_line(shown) or _one_line(name) or "Unnamed"


def _address(placemark: Element) -> str:
    """The address in words. `geocoded` stands where an older program forgot it."""
    text = child_text(placemark, "address")
    details = child(placemark, "AddressDetails")
    if not text and details is not None:
        parts = {name: [] for name in _LINES}  # type: dict[str, list[str]]
        for each in details.iter():
            if local_name(each) in parts and text_in(each):
                parts[local_name(each)].append(text_in(each))
        text = ", ".join(part for name in _LINES for part in parts[name])
    return "" if clean(text).casefold() in _NO_ADDRESS else clean(text)


def _snippet(placemark: Element) -> str:
    """The short description, where it is more than the beginning of the long one."""
    text = without_html(child_text(placemark, "Snippet") or child_text(placemark, "snippet"))
    long = without_html(child_text(placemark, "description")[:2_000])
    return "" if long.startswith(text.rstrip(".… ")) else text


def _one_line(text: str) -> str:
    return " ".join(text.split())
