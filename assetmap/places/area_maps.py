"""Reads areas from a map file of any format that GDAL knows: WGS 84, mended, each area once."""

import json
import math
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas, IncomingArea
from assetmap.domain.areas.area_headings import AreaHeadings, code_of, headings_of, name_of
from assetmap.domain.areas.area_set import AreaForm
from assetmap.domain.areas.resident_counts import same_residents

MOST_BYTES = 300_000_000
MOST_AREAS = 20_000
_SAID = 5  # names in one sentence
_GRID = (0.0, 0.0, 700_000.0, 1_300_000.0)  # metres of the British National Grid
_BRITAIN = (-14.0, 49.0, 3.0, 61.5)  # degrees, with the islands
_MAPS = (".shp", ".gpkg", ".geojson", ".json", ".kml", ".gml", ".fgb", ".tab")
_NO_MAP = "This is no map file that can be read. Save it as GeoJSON, GeoPackage or a shapefile."

Row = Mapping[str, str]


@dataclass
class _Found:
    """The areas of a file by their codes, and what was done to them on the way."""

    areas: dict[str, IncomingArea] = field(default_factory=dict)
    parts: dict[str, list[Any]] = field(default_factory=dict)
    mended: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    joined: dict[str, None] = field(default_factory=dict)

    def notes(self) -> Iterator[str]:
        """Sentences for the report."""
        if self.mended:
            yield f"Crossed themselves or did not close, and are mended: {names(self.mended)}."
        if self.dropped:
            yield f"Left out, being empty, a line or a point: {names(self.dropped)}."
        if self.joined:
            yield f"In several parts of one name and code, each taken as one: {names(self.joined)}."


def read_area_map(path: Path, columns: AreaColumns) -> AreaFile:
    """The areas of a map file. Raises BadAreas in plain words, with the mend."""
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        size, most = path.stat().st_size // 1_000_000, MOST_BYTES // 1_000_000
        raise BadAreas(f"It has {size} MB, more than {most} MB. Cut it down to the areas you need.")
    rows, shapes, crs = _read(path)
    if len(rows) > MOST_AREAS:
        raise BadAreas(f"It has {len(rows):,} areas: {MOST_AREAS:,} at most. Keep only your own.")
    return _areas_of(rows, _in_degrees(shapes, crs, columns.crs), columns)


def read_area_geojson(text: str) -> AreaFile:
    """The areas of a GeoJSON text of our own, in degrees: without GDAL, which is slow to load."""
    import shapely  # slow import

    features = json.loads(text)["features"]
    rows = [{key: str(value) for key, value in each["properties"].items()} for each in features]
    shapes = [shapely.from_geojson(json.dumps(each["geometry"])) for each in features]
    return _areas_of(rows, shapes, AreaColumns())


def names(found: Sequence[str] | Mapping[str, Any]) -> str:
    """The first names of many, and how many more there are."""
    shown = list(found)[:_SAID]
    more = len(found) - len(shown)
    return ", ".join(shown) + (f" and {more:,} more" if more else "")


def _read(path: Path) -> tuple[list[Row], Sequence[Any], str]:
    """The attributes and shapes of the first layer, and its coordinate system; empty for none."""
    import shapely  # slow import

    # Slow import: it brings pandas, which takes more than a second.
    from pyogrio.errors import DataLayerError, DataSourceError
    from pyogrio.raw import read

    source = _source(path)
    try:
        meta, _, shapes, values = read(source, force_2d=True)
    except (DataSourceError, DataLayerError, ValueError, OSError) as error:
        if path.is_file() and not path.stat().st_size:
            raise BadAreas("It is empty.") from error
        raise BadAreas(_NO_MAP) from error
    if shapes is None:
        raise BadAreas("It has a table and no shapes. A table of postcodes must end in .csv.")
    if not len(shapes):
        raise BadAreas("It holds no areas.")
    fields = [str(name) for name in meta["fields"]]
    cells = [[_cell(value) for value in column] for column in values]
    rows: list[Row] = [dict(zip(fields, row, strict=True)) for row in zip(*cells, strict=True)]
    read_shapes = shapely.from_wkb(shapes, on_invalid="fix")
    return rows or [{} for _ in read_shapes], read_shapes, str(meta["crs"] or "")


def _source(path: Path) -> str:
    """What GDAL is to read: the file, or the map file within a zip file, in whatever folder."""
    if not zipfile.is_zipfile(path):
        return str(path)
    with zipfile.ZipFile(path) as file:
        members = file.infolist()
    if sum(each.file_size for each in members) > MOST_BYTES:
        raise BadAreas(f"Unpacked it has more than {MOST_BYTES // 1_000_000} MB. Cut it down.")
    maps = sorted(each.filename for each in members if each.filename.lower().endswith(_MAPS))
    return f"/vsizip/{{{path.resolve()}}}/{maps[0]}" if maps else str(path)


def _cell(value: Any) -> str:
    is_missing = value is None or (isinstance(value, float) and math.isnan(value))
    return "" if is_missing else str(value)


def _in_degrees(shapes: Sequence[Any], crs: str, asked: str) -> Sequence[Any]:
    """The shapes in WGS 84, longitude first. Raises BadAreas when that cannot be had."""
    import shapely  # slow import

    box = tuple(map(float, shapely.total_bounds(shapes)))
    system = asked or _checked_system(crs, box)
    placed = shapes if system == "EPSG:4326" else _projected(shapes, system)
    box = tuple(map(float, shapely.total_bounds(placed)))
    if _is_nowhere(box) or _within(box, _BRITAIN):
        return placed
    if _within((box[1], box[0], box[3], box[2]), _BRITAIN):
        raise BadAreas("Its points give the latitude first. Save it as GeoJSON: longitude first.")
    if box[2] < _BRITAIN[0] or box[0] > _BRITAIN[2] or box[3] < _BRITAIN[1] or box[1] > 62:
        raise BadAreas("Its areas are not in the United Kingdom. Is its coordinate system right?")
    return placed


def _checked_system(crs: str, box: tuple[float, ...]) -> str:
    """The coordinate system that the file says, if its numbers can be in it. Raises BadAreas."""
    is_degrees = _within(box, (-180.0, -90.0, 180.0, 90.0))
    if crs in ("", "EPSG:4326") and not is_degrees and not _is_nowhere(box):
        says = f"Its coordinates are no degrees: they go up to {max(box[2:]):,.0f}."
        if _within(box, _GRID):
            raise BadAreas(f"{says} They look like British grid metres: add --crs EPSG:27700.")
        raise BadAreas(f"{says} Say which coordinate system they are in with --crs.")
    if not crs and not _is_nowhere(box):
        raise BadAreas(
            "It does not say its coordinate system. Its coordinates look like degrees: if they "
            "are, add --crs EPSG:4326."
        )
    return crs or "EPSG:4326"


def _projected(shapes: Sequence[Any], system: str) -> Sequence[Any]:
    import shapely  # slow import
    from pyproj import Transformer  # slow import
    from pyproj.exceptions import ProjError

    try:
        change = Transformer.from_crs(system, "EPSG:4326", always_xy=True)
    except ProjError:
        raise BadAreas(f"{system} is no coordinate system that is known.") from None
    moved: Sequence[Any] = shapely.transform(
        shapes, lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1]))
    )
    return moved


def _areas_of(rows: Sequence[Row], shapes: Sequence[Any], columns: AreaColumns) -> AreaFile:
    import shapely  # slow import

    headings = headings_of(list(rows[0]), columns)
    found = _Found()
    for number, (row, shape) in enumerate(zip(rows, shapes, strict=True), 1):
        name = name_of(row[headings.name]) or f"number {number}"
        polygons = _mended(shape, name, found)
        if polygons is None:
            found.dropped.append(name)
        elif name == f"number {number}":
            raise BadAreas(f"Area {number} has no name in the column {headings.name}.")
        else:
            _take(found, headings, row, name, polygons)
    if not found.areas:
        raise BadAreas(f"It holds no areas. {' '.join(found.notes())}")
    areas = []
    for code, area in found.areas.items():
        parts = found.parts[code]
        whole = parts[0] if len(parts) == 1 else shapely.union_all(parts)
        areas.append(replace(area, shape=shapely.to_wkb(whole)))
    return AreaFile(AreaForm.SHAPES, tuple(areas), tuple(found.notes()))


def _take(found: _Found, headings: AreaHeadings, row: Row, name: str, shape: Any) -> None:
    code = code_of(row.get(headings.code, ""), name)
    contact = headings.contact_of(row, name)
    residents = headings.residents.of_row(row, name)
    known = found.areas.get(code)
    if known is None:
        found.areas[code] = IncomingArea(code, name, contact, residents=residents)
        found.parts[code] = [shape]
        return
    if known.name != name:
        raise BadAreas(
            f"Two areas have the code {code}: {known.name} and {name}. Give each its own, or name "
            "another column with --code-column."
        )
    found.joined[name] = None
    found.parts[code].append(shape)
    found.areas[code] = replace(
        known,
        contact=known.contact or contact,
        residents=same_residents(known.residents, residents, name),
    )


def _mended(shape: Any, name: str, found: _Found) -> Any:
    """The ground that a shape covers; None when it covers none."""
    import shapely  # slow import

    if shape is None or shape.is_empty:
        return None
    is_mended = not shape.is_valid
    if is_mended:
        shape = shapely.make_valid(shape)
    pieces = [each for each in shapely.get_parts(shape) if each.area]
    grounds = [part for each in pieces for part in shapely.get_parts(each) if part.area]
    polygons = [each for each in grounds if each.geom_type == "Polygon"]
    if not polygons:
        return None
    if is_mended:
        found.mended.append(name)
    return polygons[0] if len(polygons) == 1 else shapely.union_all(polygons)


def _is_nowhere(box: tuple[float, ...]) -> bool:
    return any(map(math.isnan, box))


def _within(box: tuple[float, ...], outer: tuple[float, float, float, float]) -> bool:
    return outer[0] <= box[0] and outer[1] <= box[1] and box[2] <= outer[2] and box[3] <= outer[3]
