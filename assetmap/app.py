"""Makes the web app: the only file that knows Flask and every blueprint."""

from flask import Flask
from flask_compress import Compress
from werkzeug.middleware.proxy_fix import ProxyFix

from assetmap.paths import STATIC, TEMPLATES
from assetmap.services.context import Desk
from assetmap.web import current
from assetmap.web.access import exempt_marked
from assetmap.web.account.account import account
from assetmap.web.account.signing_in import add_signing_in
from assetmap.web.adding.adding import adding
from assetmap.web.adding.drafts import drafts
from assetmap.web.adding.pictures import pictures
from assetmap.web.changing.changing import changing
from assetmap.web.changing.merging import merging
from assetmap.web.changing.staff_moves import staff_moves
from assetmap.web.checking.calls import calls
from assetmap.web.checking.checks import checks
from assetmap.web.checking.evidence import evidence
from assetmap.web.checking.letters import letters
from assetmap.web.conversation.collections import collections
from assetmap.web.conversation.conversation import conversation
from assetmap.web.conversation.gap_log import gap_log
from assetmap.web.conversation.sheet import sheet
from assetmap.web.errors import add_error_pages
from assetmap.web.headers import add_headers
from assetmap.web.jinja import add_globals
from assetmap.web.limiter import add_limits
from assetmap.web.maps.map_data import map_data
from assetmap.web.maps.tiles import check_mbtiles, tiles
from assetmap.web.masked_log import mask_keys
from assetmap.web.offline.offline import offline
from assetmap.web.post_at_once import add_post_at_once
from assetmap.web.review.review import review
from assetmap.web.search.data import data
from assetmap.web.search.embed import embed
from assetmap.web.search.find_out_about import find_out_about
from assetmap.web.search.public import public
from assetmap.web.shrunk import shrink_files
from assetmap.web.staff.audit import audit
from assetmap.web.staff.do_not_list import do_not_list
from assetmap.web.staff.everyday_words import everyday_words
from assetmap.web.staff.people_data import people_data
from assetmap.web.staff.staff_history import staff_history
from assetmap.web.staff.staff_listing import staff_listing
from assetmap.web.staff.work import work
from assetmap.web.telling.organiser import organiser
from assetmap.web.telling.telling import telling
from assetmap.web.vendor import vendor

_BLUEPRINTS = (
    *(public, telling, data, map_data, tiles, vendor, pictures, offline),  # for everybody
    *(conversation,),
    *(sheet,),
    *(organiser,),  # by a signed link
    *(account, work, calls, checks, evidence, letters),  # for staff, from here on
    *(adding, drafts, changing),
    *(review, staff_listing, staff_moves, staff_history, merging),
    *(audit, do_not_list, people_data),
    *(collections,),
    *(find_out_about, embed),
    *(everyday_words, gap_log),
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
