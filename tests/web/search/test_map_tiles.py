"""Tiles out of an MBTiles file that was made here."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.app import create_app
from assetmap.basemap import Basemap
from assetmap.config import BadSetting
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.web.conftest import Client, client_of

PNG = b"\x89PNG\r\n\x1a\n north-west"
JPEG = b"\xff\xd8\xff\xe0 south-east"
WEBP = b"RIFF\x00\x00\x00\x00WEBP"


def mbtiles(path: Path, *tiles: tuple[int, int, int, bytes]) -> Path:
    """An MBTiles file; its rows are counted from the south."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
        connection.execute(
            "CREATE TABLE tiles (zoom_level INT, tile_column INT, tile_row INT, tile_data BLOB)"
        )
        connection.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", tiles)
    return path


def context_with(make_context: ContextMaker, file: Path) -> Context:
    context = make_context()
    tiles = Basemap("/tiles/{z}/{x}/{y}", "© Somebody", file.absolute())
    context.config = replace(context.config, basemap=tiles)
    return context


@pytest.fixture
def tiled(make_context: ContextMaker, tmp_path: Path) -> Client:
    file = mbtiles(tmp_path / "own map.mbtiles", (1, 0, 1, PNG), (1, 1, 0, JPEG), (2, 3, 3, WEBP))
    return client_of(context_with(make_context, file))


@pytest.mark.parametrize(
    ("address", "body", "mimetype"),
    [
        ("/tiles/1/0/0", PNG, "image/png"),  # row 0 from the north is the file's row 1
        ("/tiles/1/1/1", JPEG, "image/jpeg"),
        ("/tiles/2/3/0", WEBP, "image/webp"),
    ],
)
def test_tiles_are_counted_from_the_north(
    tiled: Client, address: str, body: bytes, mimetype: str
) -> None:
    response = tiled.get(address)
    assert (response.status_code, response.data, response.mimetype) == (200, body, mimetype)
    assert response.headers["Cache-Control"] == "public, max-age=86400"


@pytest.mark.parametrize(
    "address",
    ["/tiles/1/1/0", "/tiles/9/0/0", "/tiles/25/0/0", "/tiles/99999999999/0/0", "/tiles/1/-1/0"],
)
def test_tiles_that_are_missing_answer_404(tiled: Client, address: str) -> None:
    assert tiled.get(address).status_code == 404


@pytest.mark.parametrize("address", ["/tiles/1/99999999999999999999/0", "/tiles/1/0/9e9"])
def test_tiles_far_outside_the_map_answer_404(tiled: Client, address: str) -> None:
    assert tiled.get(address).status_code == 404


def test_tiles_of_its_own_leave_the_policy_closed(tiled: Client) -> None:
    response = tiled.get("/find")
    assert "img-src 'self' data:;" in response.headers["Content-Security-Policy"]
    page = tiled.page("/find")
    assert page.by_id("map").get("data-tiles") == "/tiles/{z}/{x}/{y}"
    assert page.by_id("map").get("data-attribution") == "© Somebody"


def test_tiles_that_are_vectors_are_refused(make_context: ContextMaker, tmp_path: Path) -> None:
    file = mbtiles(tmp_path / "vector.mbtiles", (1, 0, 0, b"\x1f\x8b\x08 gzipped protobuf"))
    with pytest.raises(BadSetting, match="vector tiles are not supported") as caught:
        create_app(context_with(make_context, file))
    assert "ASSETMAP_BASEMAP" in str(caught.value)


def test_tiles_of_a_file_that_is_no_database_are_refused(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    file = tmp_path / "photo.mbtiles"
    file.write_bytes(PNG * 100)
    with pytest.raises(BadSetting, match="is not an MBTiles file"):
        create_app(context_with(make_context, file))


def test_tiles_of_another_database_are_refused(make_context: ContextMaker, tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE people (name TEXT)")
    with pytest.raises(BadSetting, match="no such table: tiles"):
        create_app(context_with(make_context, file))
