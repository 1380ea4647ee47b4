"""The point of a row, out of whatever columns a file has for it.

Latitude and longitude in two columns or in one cell, shapes, X and Y, Easting and Northing, a grid
reference. Grid metres are known by their size: no degrees are so large.
"""

from dataclasses import dataclass, replace

from assetmap.domain.place import Point, parse_postcode
from assetmap.exchange.address_visibility import SHOWN_AT_MOST
from assetmap.exchange.coordinate_text import (
    Pair,
    read_degrees,
    read_number,
    read_pair,
    read_pair_at_end,
)
from assetmap.exchange.grid import (
    BRITISH_GRID,
    is_in_degrees,
    known_crs,
    looks_like_grid,
    read_grid_reference,
    to_degrees,
)
from assetmap.exchange.heading_names import (
    COORDINATES,
    CRS,
    EASTING,
    GEOMETRY,
    GRID_REFERENCE,
    LOCATION,
    NORTHING,
    X_COLUMN,
    Y_COLUMN,
)
from assetmap.exchange.location import are_exchanged, read_point
from assetmap.exchange.location_words import field_of, with_location_words
from assetmap.exchange.shape_text import read_shape
from assetmap.exchange.values import CannotTake, short

Texts = dict[str, str]

_READ_HERE = frozenset(
    (CRS, COORDINATES, GEOMETRY, X_COLUMN, Y_COLUMN, EASTING, NORTHING, GRID_REFERENCE)
)
_APART_M = 100  # two points of one row that are farther apart are two places
_ROUGH_M = 1_000  # the side of a grid square that is a neighbourhood and no door
_TOO_ROUGH_M = 10_000
_DEGREES, _GRID, _ROUGH, _BEHIND_WORDS, _BEHIND_TOWN = range(
    5
)  # how far a point is trusted: see FoundPoint
APART = "It has two points that are more than 100 metres apart; we took the one from {}."
BY_POSTCODE = "We went by the postcode, because the point from {} is only rough."
BY_SIZE = "We read {} as British National Grid, because the numbers are so large."
LONGITUDE_FIRST = "We read {} with the longitude first, because that lies in this country."
SMALL = "We read {} as degrees, because the numbers are so small."
TURNED = "We read {} with the latitude first, because that is the way that lies in this country."


@dataclass(frozen=True)
class FoundPoint:
    """A point that a row gives, and the columns that it came from, in words.

    `rank` is how far to trust it: 0 degrees, 1 the grid, 2 a square of a kilometre, 3 a point
    behind the words of an address, which a program may have looked up from them, 4 one behind the
    name of a town, which may be that town's middle.
    """

    point: Point
    column: str
    rank: int


def with_point(texts: Texts, notes: list[str]) -> Texts:
    """A row's texts with `lat` and `lon` from whichever columns hold a point.

    Where several do, degrees win over the grid, and a note says when they are not the same place.
    What cannot be read is noted and left out: the postcode or the place may do instead.
    """
    texts, behind = _without_point(texts, notes)
    crs = _crs(texts, notes) if texts.keys() & (_READ_HERE - {CRS}) else ""
    found, words = _all_points(texts, crs, notes)
    found += behind
    gone = _READ_HERE | {LOCATION}
    rest = {key: text for key, text in texts.items() if key not in gone}
    if found:
        rest |= _chosen(found, parse_postcode(texts.get("postcode", "")) is not None, notes)
    return with_location_words(rest, words, notes) if words else rest


def _chosen(found: list[FoundPoint], has_postcode: bool, notes: list[str]) -> Texts:
    """The texts of the best of some points; none where a whole postcode says more than it."""
    best = min(found, key=lambda each: each.rank)
    if has_postcode and best.rank in (_ROUGH, _BEHIND_TOWN):
        notes.append(BY_POSTCODE.format(best.column))
        return {}
    exact = [each.point for each in found if each.rank != _ROUGH]
    if any(best.point.distance_m(each) > _APART_M for each in exact):
        notes.append(APART.format(best.column))
    chosen = {"lat": repr(best.point.lat), "lon": repr(best.point.lon)}
    if best.rank == _ROUGH:
        notes.append("The grid reference is a square of 1 km, so it is only placed roughly.")
        chosen[SHOWN_AT_MOST] = "approximate"
    return chosen


def _all_points(texts: Texts, crs: str, notes: list[str]) -> tuple[list[FoundPoint], str]:
    """Every point that the row gives, and the words of its location that are no point."""
    location = texts.get(LOCATION, "")
    found = [
        _from_lat_lon(texts, notes),
        _from_cell(texts.get(COORDINATES, ""), "the coordinates", crs, notes),
        _from_cell(texts.get(GEOMETRY, ""), "the shape", crs, notes),
        _from_two(texts, (X_COLUMN, Y_COLUMN), "X and Y", crs, notes),
        _from_two(texts, (EASTING, NORTHING), "Easting and Northing", crs or BRITISH_GRID, notes),
        _from_reference(texts.get(GRID_REFERENCE, ""), crs, notes),
    ]
    words = location
    if location and (here := _read_cell(location, "the location", crs, notes)):
        found.append(here)
        words = ""
    elif at_end := read_pair_at_end(location):
        words = at_end[0]
        rank = _BEHIND_TOWN if field_of(words) == "place" else _BEHIND_WORDS
        found.append(_behind(at_end[1], "the end of the location", rank, notes))
    return [each for each in found if each], words


def _without_point(texts: Texts, notes: list[str]) -> tuple[Texts, list[FoundPoint]]:
    """The texts without the point that may stand at the end of the address, and that point."""
    at_end = read_pair_at_end(texts.get("address", ""))
    if at_end is None:
        return texts, []
    words, pair = at_end
    found = _behind(pair, "the end of the address", _BEHIND_WORDS, notes)
    rest = {key: text for key, text in texts.items() if key != "address"}
    return {**rest, "address": words} if words else rest, [found] if found else []


def _behind(pair: Pair, name: str, rank: int, notes: list[str]) -> FoundPoint | None:
    found = _from_pair(pair, name, "", notes)
    return replace(found, rank=rank) if found else None


def _crs(texts: Texts, notes: list[str]) -> str:
    """The EPSG code of the system that the row names; empty when it names none that we know."""
    named = texts.get(CRS, "")
    known = known_crs(named) if named else ""
    if known is None:
        notes.append(
            f"We do not know the coordinate system “{short(named)}”, so we went by the size of "
            "the numbers."
        )
    return known or ""


def _from_lat_lon(texts: Texts, notes: list[str]) -> FoundPoint | None:
    """Latitude and longitude; what is wrong with them is left for `read_where` to refuse."""
    lat, lon = texts.get("lat", ""), texts.get("lon", "")
    if bool(lat) != bool(lon):
        pair = read_pair(lat or lon)
        return _from_pair(pair, "lat and lon", "", notes) if pair else None
    y, x = _degrees(lat), _degrees(lon)
    if x is None or y is None:
        return None
    if looks_like_grid(x, y):
        return _located(x, y, "lat and lon", "", notes)
    return _checked(Point(y, x), "lat and lon", _DEGREES, notes)


def _degrees(text: str) -> float | None:
    degrees = read_degrees(text)
    return read_number(text) if degrees is None else degrees


def _from_two(
    texts: Texts, columns: tuple[str, str], name: str, crs: str, notes: list[str]
) -> FoundPoint | None:
    across, up = (texts.get(column, "") for column in columns)
    if not across and not up:
        return None
    x, y = _number(across), _number(up)
    if x is None or y is None:
        notes.append(f"We could not read {name}: “{short(across)}” and “{short(up)}”.")
        return None
    if x == 0 and y == 0:
        notes.append(f"{name} are both 0, so we left them out.")
        return None
    return _located(x, y, name, crs, notes)


def _number(text: str) -> float | None:
    number = read_number(text)
    return read_degrees(text) if number is None else number


def _from_reference(text: str, crs: str, notes: list[str]) -> FoundPoint | None:
    if not text:
        return None
    if square := read_grid_reference(text):
        point = to_degrees(square.easting, square.northing)
        if point is None or square.side >= _TOO_ROUGH_M:
            notes.append(f"The grid reference “{short(text)}” is a square of 10 km: too rough.")
            return None
        return FoundPoint(point, "the grid reference", _ROUGH if square.side >= _ROUGH_M else _GRID)
    return _from_cell(text, "the grid reference", crs, notes)


def _from_cell(text: str, name: str, crs: str, notes: list[str]) -> FoundPoint | None:
    """The point of a cell that should hold nothing else."""
    said = len(notes)
    found = _read_cell(text, name, crs, notes) if text else None
    if text and found is None and len(notes) == said:  # else it has said why
        notes.append(f"We found no point in {name}: “{short(text)}”.")
    return found


def _read_cell(text: str, name: str, crs: str, notes: list[str]) -> FoundPoint | None:
    try:
        shape = read_shape(text)
    except CannotTake as reason:
        notes.append(f"We left out {name}: {reason}.")
        return None
    if shape:
        found = _located(shape.spot.x, shape.spot.y, name, shape.crs or crs, notes)
        if found and shape.spot.note:
            notes.append(shape.spot.note)
        return found
    if pair := read_pair(text):
        return _from_pair(pair, name, crs, notes)
    square = read_grid_reference(text)
    return _from_reference(text, crs, notes) if square else None


def _from_pair(pair: Pair, name: str, crs: str, notes: list[str]) -> FoundPoint | None:
    """A pair that does not say which is which has the latitude first, if that can be."""
    first, second = pair.first, pair.second
    if pair.x_first:
        return _located(first, second, name, crs, notes)
    if pair.x_first is None and are_exchanged(first, second):
        notes.append(LONGITUDE_FIRST.format(name))
        return _located(first, second, name, crs, notes)
    return _located(second, first, name, crs, notes)


def _located(x: float, y: float, name: str, crs: str, notes: list[str]) -> FoundPoint | None:
    """The place of two numbers, eastward first, in the system named unless their size belies it."""
    projected = bool(crs) and not is_in_degrees(crs)
    if -180 <= x <= 180 and -90 <= y <= 90:
        if are_exchanged(y, x):
            notes.append(TURNED.format(name))
            x, y = y, x
        if projected:
            notes.append(SMALL.format(name))
        return _checked(Point(y, x), name, _DEGREES, notes)
    if projected and (point := to_degrees(x, y, crs)):
        return _checked(point, name, _GRID, notes)
    if looks_like_grid(x, y) and (point := to_degrees(x, y)):
        notes.append(BY_SIZE.format(name))
        return _checked(point, name, _GRID, notes)
    notes.append(f"{_capital(name)} are neither degrees nor British National Grid: left out.")
    return None


def _checked(point: Point, name: str, rank: int, notes: list[str]) -> FoundPoint | None:
    try:
        return FoundPoint(read_point(point.lat, point.lon), name, rank)
    except CannotTake as reason:
        notes.append(f"We left out {name}: {reason}.")
        return None


def _capital(name: str) -> str:
    return name[0].upper() + name[1:]
