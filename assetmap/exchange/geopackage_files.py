"""A GeoPackage out (OGC 12-128r19): a layer `listings` in WGS 84, rows without a place among them.

Written with SQLite alone, a row at a time: neither GDAL nor all rows are in memory, and the same
rows make the same bytes, which GDAL's own clock and random choices would not give by themselves.
"""

import os
import secrets
import sqlite3
import struct
from collections.abc import Iterable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.files import OWNER_ONLY
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.public_fields import NUMBERS, PUBLIC, Value, public_fields
from assetmap.exchange.values import join_list

NAME, MIMETYPE, LAYER = "gpkg", "application/geopackage+sqlite3", "listings"
LABEL = "Map file for GIS programs (GeoPackage)"
_APPLICATION, _VERSION = 0x47504B47, 10300  # `GPKG`, and the standard's version 1.3
_WGS84 = 4326
_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = (
    ("Undefined Cartesian SRS", -1, "NONE", -1, "undefined", "undefined Cartesian"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic"),
    ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _WKT, "longitude and latitude in degrees"),
)
_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
 organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL,
 description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL,
 identifier TEXT UNIQUE, description TEXT DEFAULT '',
 last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
 min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
 srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL UNIQUE REFERENCES
 gpkg_contents(table_name), column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
 srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id), z TINYINT NOT NULL,
 m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""
_EXTENT = "SELECT min(lon), min(lat), max(lon), max(lat) FROM listings"


def write_geopackage(
    path: Path,
    listings: Iterable[PublicListing],
    *,
    title: str,
    changed: datetime,
    mode: int = OWNER_ONLY,
) -> None:
    """Puts listings, in their order, into a GeoPackage in one step. Raises BadFile.

    `changed` is when what is in it was changed last: the file says so. `mode` as in `replace_file`.
    """
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_WRONLY, OWNER_ONLY))
        _fill(temporary, listings, title, changed)
        temporary.chmod(mode)
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        why = getattr(error, "strerror", None) or error
        raise BadFile(f"{path.name}: it cannot be written ({why}).") from None
    finally:
        temporary.unlink(missing_ok=True)


def _fill(path: Path, listings: Iterable[PublicListing], title: str, changed: datetime) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode = OFF")  # nobody reads it before it is whole
        db.execute("PRAGMA synchronous = OFF")
        db.execute(f"PRAGMA application_id = {_APPLICATION}")
        db.execute(f"PRAGMA user_version = {_VERSION}")
        db.execute("BEGIN")
        for statement in filter(str.strip, _TABLES.split(";\n")):
            db.execute(statement)
        db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _SYSTEMS)
        columns = ", ".join(f'"{name}" {_kind(name)}' for name in PUBLIC)
        db.execute(
            f"CREATE TABLE {LAYER} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom POINT,"
            f" {columns})"
        )
        marks = ", ".join("?" * (1 + len(PUBLIC)))
        names = ", ".join(f'"{name}"' for name in ("geom", *PUBLIC))
        db.executemany(f"INSERT INTO {LAYER} ({names}) VALUES ({marks})", _rows(listings))  # noqa: S608 - our own names
        _describe(db, title, changed)
        db.execute("COMMIT")


def _describe(db: sqlite3.Connection, title: str, changed: datetime) -> None:
    extent = db.execute(_EXTENT).fetchone()
    stamp = f"{changed:%Y-%m-%dT%H:%M:%S.000Z}"
    db.execute(
        "INSERT INTO gpkg_contents VALUES (?, 'features', ?, ?, ?, ?, ?, ?, ?, ?)",
        (LAYER, LAYER, title, stamp, *extent, _WGS84),
    )
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (LAYER, _WGS84)
    )


def _kind(name: str) -> str:
    if name not in NUMBERS:
        return "TEXT"
    return "DOUBLE" if NUMBERS[name] is float else "INTEGER"


def _rows(listings: Iterable[PublicListing]) -> Iterator[tuple[bytes | str | float | None, ...]]:
    for listing in listings:
        fields = public_fields(listing)
        yield (_point(fields["lat"], fields["lon"]), *map(_cell, fields.values()))


def _point(lat: Value, lon: Value) -> bytes | None:
    """A point as a GeoPackage holds it: a header of its own, then WKB, all little-endian."""
    if lat is None or lon is None:
        return None
    return struct.pack("<2sBBiBIdd", b"GP", 0, 1, _WGS84, 1, 1, lon, lat)


def _cell(value: Value) -> str | float | None:
    text = join_list(value) if isinstance(value, list) else value
    return text if text != "" else None
