"""Makes the web app: the only file that knows Flask and every blueprint."""

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from assetmap.paths import STATIC, TEMPLATES
from assetmap.services.desk import Desk
from assetmap.web import current
from assetmap.web.access import exempt_marked
from assetmap.web.account import account
from assetmap.web.adding import adding
from assetmap.web.audit import audit
from assetmap.web.calls import calls
from assetmap.web.changing import changing
from assetmap.web.checks import checks
from assetmap.web.data import data
from assetmap.web.do_not_list import do_not_list
from assetmap.web.drafts import drafts
from assetmap.web.errors import add_error_pages
from assetmap.web.evidence import evidence
from assetmap.web.headers import add_headers
from assetmap.web.jinja import add_globals
from assetmap.web.letters import letters
from assetmap.web.limiter import add_limits
from assetmap.web.map_data import map_data
from assetmap.web.masked_log import mask_keys
from assetmap.web.merging import merging
from assetmap.web.organiser import organiser
from assetmap.web.people_data import people_data
from assetmap.web.pictures import pictures
from assetmap.web.post_at_once import add_post_at_once
from assetmap.web.public import public
from assetmap.web.review import review
from assetmap.web.shrunk import shrink_files
from assetmap.web.signing_in import add_signing_in
from assetmap.web.staff_history import staff_history
from assetmap.web.staff_listing import staff_listing
from assetmap.web.staff_moves import staff_moves
from assetmap.web.telling import telling
from assetmap.web.tiles import check_mbtiles, tiles
from assetmap.web.vendor import vendor
from assetmap.web.work import work

_BLUEPRINTS = (
    *(public, telling, data, map_data, tiles, vendor, pictures),  # for everybody
    *(organiser,),  # by a signed link
    *(account, work, calls, checks, evidence, letters),  # for staff, from here on
    *(adding, drafts, changing),
    *(review, staff_listing, staff_moves, staff_history, merging),
    *(audit, do_not_list, people_data),
)
_SETTINGS = {
    "SEND_FILE_MAX_AGE_DEFAULT": 31_536_000,  # addresses of static files carry a mark
    "MAX_CONTENT_LENGTH": 64 * 1024,
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 4,
    "COMPRESS_MIMETYPES": [
        "text/html",
        "text/css",
        "text/csv",
        "text/javascript",
        "application/json",
        "application/geo+json",
        "image/svg+xml",
    ],
}


def create_app(desk: Desk) -> Flask:
    """The app over an open desk. Raises BadSetting when the base map cannot be used."""
    app = Flask("assetmap", static_folder=str(STATIC), template_folder=str(TEMPLATES))
    app.config.update(_SETTINGS, SECRET_KEY=desk.config.secret_key)
    app.extensions[current.KEY] = desk
    guard = add_signing_in(app, desk)
    app.json.sort_keys = False  # type: ignore[attr-defined]
    if desk.config.basemap.mbtiles:
        check_mbtiles(desk.config.basemap.mbtiles)
    for blueprint in _BLUEPRINTS:
        app.register_blueprint(blueprint)
    exempt_marked(app, guard)
    add_limits(app, desk)
    add_headers(app, desk.config.basemap, is_behind_tls=desk.config.is_behind_tls)
    add_error_pages(app)
    add_post_at_once(app, desk)
    mask_keys(app)
    add_globals(app, desk)
    Compress(app)
    if desk.config.is_behind_tls:
        # The server in front says who asks; only the last address is its own word.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1)  # type: ignore[method-assign]
    shrink_files(app)  # after Compress, so that it comes first: the last asked is the first to act
    return app
