"""Data of OpenStreetMap in, as its editors and site give it in XML: read as the JSON of it is.

The form: https://wiki.openstreetmap.org/wiki/OSM_XML.
"""

from typing import Any

from assetmap.exchange.readers.osm_json_files import elements_table
from assetmap.exchange.readers.safe_xml import Element, child, children, read_xml, xml_root
from assetmap.exchange.table import Table


def is_osm_xml(data: bytes) -> bool:
    """Whether bytes are surely OpenStreetMap's XML."""
    return xml_root(data) == "osm"


def osm_xml_table(data: bytes) -> Table:
    """The elements that have tags as a table. Raises BadFile."""
    file = read_xml(data, "osm", "data of OpenStreetMap")
    elements = [_element(each) for each in children(file.root, "node", "way", "relation")]
    return elements_table(elements, file.is_guessed)


def _element(element: Element) -> dict[str, Any]:
    """An element as the JSON of Overpass has it."""
    found = {
        **_place(element),
        "type": element.tag,
        "id": element.get("id", ""),
        "tags": {each.get("k", ""): each.get("v", "") for each in children(element, "tag")},
        "nodes": [each.get("ref", "") for each in children(element, "nd")],
        "geometry": [_place(each) for each in children(element, "nd")],
        "members": [
            {
                **_place(each),
                **{name: each.get(name, "") for name in ("type", "ref", "role")},
                "geometry": [_place(point) for point in children(each, "nd")],
            }
            for each in children(element, "member")
        ],
    }
    middle = child(element, "center")
    return found if middle is None else {**found, "center": _place(middle)}


def _place(element: Element) -> dict[str, Any]:
    return {name: _number(text) for name in ("lat", "lon") if (text := element.get(name, ""))}


def _number(text: str) -> Any:
    try:
        return float(text)
    except ValueError:
        return text
