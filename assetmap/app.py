"""Makes the web app: the only file that knows Flask and every blueprint."""

from flask import Flask
from flask_compress import Compress

from assetmap.paths import STATIC, TEMPLATES
from assetmap.services.desk import Desk
from assetmap.web import current
from assetmap.web.data import data
from assetmap.web.errors import add_error_pages
from assetmap.web.headers import add_headers
from assetmap.web.jinja import add_globals
from assetmap.web.map_data import map_data
from assetmap.web.public import public
from assetmap.web.shrunk import shrink_files
from assetmap.web.tiles import check_mbtiles, tiles
from assetmap.web.vendor import vendor


def create_app(desk: Desk) -> Flask:
    """The app over an open desk. Raises BadSetting when the base map cannot be used."""
    app = Flask("assetmap", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    app.config.update(
        SECRET_KEY=desk.config.secret_key,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,  # addresses of static files carry a mark
        MAX_CONTENT_LENGTH=64 * 1024,
        COMPRESS_ALGORITHM=["br", "gzip"],
        COMPRESS_BR_LEVEL=4,
        COMPRESS_MIMETYPES=[
            "text/html",
            "text/css",
            "text/csv",
            "text/javascript",
            "application/json",
            "application/geo+json",
            "image/svg+xml",
        ],
    )
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[current.KEY] = desk
    if desk.config.basemap.mbtiles:
        check_mbtiles(desk.config.basemap.mbtiles)
    for blueprint in (public, data, map_data, tiles, vendor):
        app.register_blueprint(blueprint)
    add_headers(app, desk.config.basemap)
    add_error_pages(app)
    add_globals(app, desk)
    Compress(app)
    shrink_files(app)  # after Compress, so that it comes first: the last asked is the first to act
    return app
