"""Tiles of an MBTiles file that the borough keeps itself."""

import sqlite3
from contextlib import closing
from pathlib import Path

from flask import Blueprint, Response, abort, make_response

from assetmap.config import BadSetting
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.request_context import context
from assetmap.web.search.map_description import TILE, TILE_ZOOM_MOST

tiles = Blueprint("tiles", __name__)
_TYPES = {b"\x89PNG": "image/png", b"\xff\xd8\xff": "image/jpeg", b"RIFF": "image/webp"}


@tiles.get("/tiles/<int:z>/<int:x>/<int:y>")
@open_to_all()
@described(TILE)
def tile(z: int, x: int, y: int) -> Response:
    """One picture tile; 404 where the file has none, and the map draws its own base there."""
    file = context().config.basemap.mbtiles
    on_map = z <= TILE_ZOOM_MOST and x < 1 << z and y < 1 << z
    body = read_tile(file, z, x, y) if file and on_map else None
    if body is None:
        abort(404)
    response = make_response(body)
    response.mimetype = tile_type(body) or "application/octet-stream"
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response


def read_tile(file: Path, z: int, x: int, y: int) -> bytes | None:
    """A tile's bytes, or None. Rows are counted from the south in MBTiles, from the north here."""
    with closing(_open(file)) as connection:
        row = connection.execute(
            "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?",
            (z, x, (1 << z) - 1 - y),
        ).fetchone()
    return bytes(row[0]) if row else None


def check_mbtiles(file: Path) -> None:
    """Raises BadSetting when the file is no MBTiles of pictures."""
    try:
        with closing(_open(file)) as connection:
            row = connection.execute("SELECT tile_data FROM tiles LIMIT 1").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadSetting(
            f"ASSETMAP_BASEMAP: {file} is not an MBTiles file ({error}). Give an MBTiles file "
            "of PNG, JPEG or WebP tiles."
        ) from error
    if row is not None and tile_type(bytes(row[0])) is None:
        raise BadSetting(
            f"ASSETMAP_BASEMAP: the tiles of {file} are not pictures (vector tiles are not "
            "supported). Give an MBTiles file of PNG, JPEG or WebP tiles."
        )


def tile_type(body: bytes) -> str | None:
    """The media type of a picture tile, or None when it is no picture we know."""
    return next((name for mark, name in _TYPES.items() if body.startswith(mark)), None)


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)
