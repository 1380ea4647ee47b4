"""GeoPackages that we write, read back by GDAL, which QGIS reads with."""

import sqlite3
import struct
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import geopandas
import pyogrio
import pytest

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.exchange.geopackage_files import write_geopackage
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.public_fields import NUMBERS, PUBLIC, public_fields
from assetmap.exchange.values import join_list
from tests.factories import TILBURY, a_listing

CHANGED = datetime(2026, 3, 16, 9, tzinfo=UTC)
SECRET = Where(Precision.WITHHELD, "Hidden House", "1 Hidden Street", "Hidden", "RM17 6XX", TILBURY)


def written(path: Path, *listings: PublicListing) -> Path:
    write_geopackage(path, listings, title="All of it", changed=CHANGED)
    return path


@pytest.fixture
def file(tmp_path: Path, full: Listing) -> Path:
    shown = [a_listing("a", name="=1+1 “Ô” 😀"), a_listing("b", where=SECRET), full]
    return written(tmp_path / "all.gpkg", *map(public_view, shown))


def test_gdal_reads_every_row_with_its_fields_and_place(file: Path, full: Listing) -> None:
    assert pyogrio.list_layers(file).tolist() == [["listings", "Point"]]
    info = pyogrio.read_info(file)
    assert (info["crs"], info["features"], info["fields"].tolist()) == ("EPSG:4326", 3, [*PUBLIC])
    assert info["layer_metadata"] == {"DESCRIPTION": "All of it"}
    rows = geopandas.read_file(file).astype(object)
    assert rows["id"].tolist() == ["a", "b", full.id]
    assert rows["name"][0] == "=1+1 “Ô” 😀"
    assert (rows.geometry[0].x, rows.geometry[0].y) == (TILBURY.lon, TILBURY.lat)
    assert rows.geometry[1] is None
    for name, value in public_fields(public_view(full)).items():
        found = rows[name][2]
        text = join_list(value) if isinstance(value, list) else value
        assert (None if found != found else found) == (text if text != "" else None), name


def test_hidden_place_is_nowhere_in_the_file(file: Path) -> None:
    assert b"Hidden" not in file.read_bytes()


def test_file_is_what_the_standard_asks_for(file: Path) -> None:
    """OGC 12-128r19: requirements 1 to 5, 10 to 22, 29 and 30."""
    with closing(sqlite3.connect(file)) as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert db.execute("PRAGMA foreign_key_check").fetchall() == []
        assert db.execute("PRAGMA application_id").fetchone() == (int.from_bytes(b"GPKG"),)
        assert db.execute("PRAGMA user_version").fetchone() == (10300,)
        systems = db.execute("SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1").fetchall()
        assert systems == [(-1,), (0,), (4326,)]
        (contents,) = db.execute("SELECT * FROM gpkg_contents").fetchall()
        assert contents[:5] == (
            *("listings", "features", "listings", "All of it", "2026-03-16T09:00:00.000Z"),
        )
        kinds = {row[1]: row[2] for row in db.execute("PRAGMA table_info(listings)")}
        assert (kinds["fid"], kinds["geom"], kinds["name"]) == ("INTEGER", "POINT", "TEXT")
        assert {name for name, kind in kinds.items() if kind == "DOUBLE"} == {"lat", "lon"}
        assert {*NUMBERS} - {"lat", "lon"} <= {n for n, k in kinds.items() if k == "INTEGER"}
        blob = db.execute("SELECT geom FROM listings WHERE fid = 1").fetchone()[0]
    assert struct.unpack("<2sBBi", blob[:8]) == (b"GP", 0, 1, 4326)


def test_same_listings_are_the_same_bytes(tmp_path: Path) -> None:
    shown = [public_view(a_listing(f"club-{n}")) for n in range(50)]
    one, two = (written(tmp_path / name, *shown) for name in ("one.gpkg", "two.gpkg"))
    assert one.read_bytes() == two.read_bytes()


def test_no_listing_at_all_is_a_file_too(tmp_path: Path) -> None:
    assert len(geopandas.read_file(written(tmp_path / "none.gpkg"))) == 0


def test_file_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "all.gpkg").mkdir()
    with pytest.raises(BadFile, match=r"all\.gpkg: it cannot be written"):
        written(tmp_path / "all.gpkg", public_view(a_listing()))
    assert [each.name for each in tmp_path.iterdir()] == ["all.gpkg"]
    with pytest.raises(BadFile):
        written(tmp_path / "no-folder" / "all.gpkg")
