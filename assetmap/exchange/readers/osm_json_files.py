"""Data of OpenStreetMap in, as Overpass gives it in JSON: one row for what has tags.

The form is that of Overpass: https://wiki.openstreetmap.org/wiki/OSM_JSON. Tags are the columns.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from assetmap.exchange.decoding import letters_note
from assetmap.exchange.geometry import read_spot
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.kml_report import things_notes
from assetmap.exchange.readers.records import Column, Record, check_number, on_land, records_table
from assetmap.exchange.table import Table

Item = Mapping[str, Any]
Place = list[Any]  # longitude and latitude

_KINDS = ("node", "way", "relation")
_RING_LEAST = 4
_NAME = Column("name", "name")
_LICENCE = "The data is OpenStreetMap's: say “© OpenStreetMap contributors” where you show it."
_NOTHING = (
    "Nothing in the file has tags, so there is nothing to list. In overpass turbo let the query "
    "end in “out center;”."
)


def is_osm_json(document: Mapping[str, Any]) -> bool:
    """Whether a document of JSON is data of OpenStreetMap."""
    elements = document.get("elements")
    if not isinstance(elements, list):
        return False
    return "osm3s" in document or "version" in document or any(map(_is_item, elements[:1]))


def osm_json_table(document: Mapping[str, Any], is_guessed: bool) -> Table:
    """The elements that have tags as a table. Raises BadFile when none has."""
    return elements_table([each for each in document["elements"] if _is_item(each)], is_guessed)


def elements_table(elements: Sequence[Item], is_guessed: bool) -> Table:
    """The same of a list of elements as JSON has them."""
    places = _Places(elements)
    tagged = [each for each in elements if _tags(each)]
    if not tagged:
        raise BadFile(_NOTHING)
    check_number(len(tagged))
    records = [_record(each, places) for each in tagged]
    on_land(records)
    for record in records:
        record.notes += letters_note(list(record.cells.values()), is_guessed)
    return records_table(records, [_NAME], [*things_notes("element", records), _LICENCE])


def _is_item(element: object) -> bool:
    return isinstance(element, dict) and element.get("type") in _KINDS


def _tags(element: Item) -> Mapping[str, Any]:
    tags = element.get("tags")
    return tags if isinstance(tags, dict) else {}


def _record(element: Item, places: "_Places") -> Record:
    geometry = places.geometry(element)
    kind = {"Point": "point", "Polygon": "area"}.get(geometry["type"], "line") if geometry else ""
    number = element.get("id", "")
    record = Record({}, read_spot(geometry), kind=kind, feature_id=f"{element['type']}/{number}")
    for key, value in _tags(element).items():
        record.put(_NAME if key == "name" else Column(str(key)), str(value))
    return record


class _Places:
    """Where the elements of one file are: ways and relations by what they are made of."""

    def __init__(self, elements: Iterable[Item]) -> None:
        self._known = {
            (str(each["type"]), each["id"]): each for each in elements if _is_id(each.get("id"))
        }

    def geometry(self, element: Item) -> dict[str, Any] | None:
        """The shape of an element as GeoJSON: its own middle where the file gives one."""
        if place := _place(element) or _place(element.get("center")):
            return {"type": "Point", "coordinates": place}
        if element["type"] == "way":
            return _line(self._line(element))
        lines = [line for each in self._members(element) if (line := _line(each))]
        if not lines:
            return None
        points = [each for each in lines if each["type"] == "Point"]
        if len(points) == len(lines):
            return points[0]
        return {"type": "GeometryCollection", "geometries": lines}

    def _line(self, way: Item) -> list[Place]:
        if found := _line_of(way):
            return found
        nodes = _list(way, "nodes")
        found = [_place(self._known.get(("node", node))) for node in nodes if _is_id(node)]
        return [place for place in found if place]

    def _members(self, relation: Item) -> Iterator[list[Place]]:
        for each in _list(relation, "members"):
            if not isinstance(each, dict) or each.get("role") == "inner":
                continue
            ref = each.get("ref")
            known = self._known.get((str(each.get("type")), ref), {}) if _is_id(ref) else {}
            place = _place(each) or _place(known)
            yield [place] if place else _line_of(each) or self._line(known)


def _is_id(value: object) -> bool:
    return isinstance(value, (int, str))


def _list(element: Item, key: str) -> list[Any]:
    found = element.get(key)
    return found if isinstance(found, list) else []


def _line_of(element: Item) -> list[Place]:
    return [place for each in _list(element, "geometry") if (place := _place(each))]


def _place(value: object) -> Place:
    if not isinstance(value, dict) or "lat" not in value or "lon" not in value:
        return []
    return [value["lon"], value["lat"]]


def _line(places: list[Place]) -> dict[str, Any] | None:
    """A line, or an area where it ends at its beginning; one place is a point."""
    if len(places) < 2:
        return {"type": "Point", "coordinates": places[0]} if places else None
    if len(places) >= _RING_LEAST and places[0] == places[-1]:
        return {"type": "Polygon", "coordinates": [places]}
    return {"type": "LineString", "coordinates": places}
