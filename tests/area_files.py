"""Small invented map files and sets of areas for tests."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from assetmap.domain.areas.area_file import AreaColumns
from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.exchange.area_tables import read_area_table
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import AreaReport, AreaTerms, import_areas
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor

BY = Actor(COMMAND_LINE, "command line")
# West and east of a line between Grays and Tilbury; the line of 0.36 runs through Tilbury.
WEST, EAST = (0.20, 51.44, 0.34, 51.57), (0.34, 51.44, 0.55, 51.57)
PATCHES = """\
ward,patch,phone,email
Grays side,West patch,01632 960111,west@example.org
Tilbury side,East patch,01632 960112,
"""


def box(west: float, south: float, east: float, north: float) -> dict[str, Any]:
    """A rectangle as a GeoJSON geometry."""
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def bow_tie() -> dict[str, Any]:
    """An area in Tilbury that crosses itself."""
    ring = [[0.30, 51.46], [0.34, 51.48], [0.34, 51.46], [0.30, 51.47], [0.30, 51.46]]
    return {"type": "Polygon", "coordinates": [ring]}


def geojson(*areas: tuple[str, str, dict[str, Any] | None]) -> str:
    """A map file of areas: name, code, geometry."""
    features = [
        {"type": "Feature", "properties": {"WD26NM": name, "WD26CD": code}, "geometry": shape}
        for name, code, shape in areas
    ]
    return json.dumps({"type": "FeatureCollection", "features": features})


def terms(name: str = "Wards 2026", **changes: Any) -> AreaTerms:
    """What is said of a set of wards that counts from 7 May 2025."""
    parts = {"kind": AreaKind.WARD, "valid_from": date(2025, 5, 7), **changes}
    return AreaTerms(name, **parts)


def two_wards(context: Context, name: str = "Wards", **changes: Any) -> AreaReport:
    """Keep two wards, west and east."""
    text = geojson(("Grays side", "W1", box(*WEST)), ("Tilbury side", "W2", box(*EAST)))
    return import_areas(context, BY, read_area_geojson(text), terms(name, **changes))


def two_patches(context: Context, folder: Path, table: str = PATCHES) -> AreaReport:
    """Keep two wards, and a patch upon each."""
    two_wards(context)
    path = folder / "patches.csv"
    path.write_text(table, encoding="utf-8")
    read = read_area_table(path, AreaColumns())
    return import_areas(context, BY, read, terms("Patches", kind=AreaKind.PATCH))
