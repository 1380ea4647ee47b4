"""KML in, of Google My Maps and any other program: one row for each placemark, with its layer.

What is on the map and can be no listing is counted in the notes. Nothing is fetched.
"""

from collections.abc import Mapping, Sequence

from assetmap.exchange.decoding import letters_note
from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.heading_names import CONTACT, GATHERED
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.location import postcodes_in
from assetmap.exchange.readers.description_fields import FIELDS, read_description
from assetmap.exchange.readers.kml_layers import contents_of
from assetmap.exchange.readers.kml_placemarks import DESCRIPTION, FIRST, record_of
from assetmap.exchange.readers.kml_report import (
    BY_ADDRESS,
    map_notes,
    nothing_on_map,
    pictures_note,
)
from assetmap.exchange.readers.kml_styles import Styles
from assetmap.exchange.readers.records import (
    Column,
    Record,
    check_number,
    columns_of,
    on_land,
    records_table,
)
from assetmap.exchange.readers.safe_xml import read_xml, xml_root
from assetmap.exchange.table import Table
from assetmap.exchange.time_headings import WEEK

_PLACE_FIELDS = frozenset(("address", "postcode", "place", "point"))
_FOUND = {name: Column(f"{name.capitalize()} in the description", name) for name in FIELDS}


def is_kml(data: bytes) -> bool:
    """Whether bytes are surely KML, whatever the name of their file."""
    return xml_root(data) == "kml"


def kml_table(data: bytes) -> Table:
    """A KML file as a table, its placemarks numbered from 1 in the file's order. Raises BadFile."""
    file = read_xml(data, "kml", "a KML map")
    contents = contents_of(file.root)
    if not contents.placemarks:
        raise BadFile(nothing_on_map(contents))
    check_number(len(contents.placemarks))
    styles = Styles(file.root)
    records = [record_of(each, layer, styles.look(each)) for layer, each in contents.placemarks]
    on_land(records)
    fields = _fields_of(columns_of(records, FIRST))
    for record in records:
        _read_description(record, fields)
        record.notes += letters_note(list(record.cells.values()), file.is_guessed)
    notes = map_notes(contents, records)
    return records_table(records, (*FIRST, *_FOUND.values()), notes)


def _fields_of(columns: Sequence[Column]) -> Mapping[Column, tuple[str, ...]]:
    """Which of the fields that may stand in a description each column says something of."""
    matched = {
        each.position: each.field
        for each in match_headings([column.heading for column in columns]).columns
    }
    return {
        column: _said_by(column.field or matched.get(at, "")) for at, column in enumerate(columns)
    }


def _said_by(name: str) -> tuple[str, ...]:
    if name.startswith(WEEK) or "when" in GATHERED.get(name, ()):
        return ("when",)
    if name == CONTACT:
        return ("phone", "email", "website")
    return (name, *GATHERED.get(name, ()))


def _read_description(record: Record, fields: Mapping[Column, tuple[str, ...]]) -> None:
    """Makes the description plain text, and fills the row's empty fields with what it says."""
    text = record.cells.pop(DESCRIPTION, "")
    has = {name for column in record.cells for name in fields[column]}
    addresses = [each for column, each in record.cells.items() if "address" in fields[column]]
    if any(map(postcodes_in, addresses)):
        has.add("postcode")
    if text:
        said = {column.heading: each for column, each in record.cells.items() if not column.field}
        read = read_description(text, said, [name for name in FIELDS if name not in has])
        record.put(DESCRIPTION, read.text)
        for name, value in read.found.items():
            record.put(_FOUND[name], value)
        record.pictures += [each for each in read.pictures if each not in record.pictures]
        has |= set(read.found)
    if record.pictures:
        record.notes.append(pictures_note(record.pictures))
    if record.spot.empty and not record.kind and has & _PLACE_FIELDS:
        record.kind = BY_ADDRESS
