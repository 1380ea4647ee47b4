"""What every template may use beside its page: the one table of globals, assets among them.

| name | gives |
|---|---|
| `borough` | the borough's name, help lines and links |
| `sample_loaded` | whether invented listings are among the public ones |
| `icon(name, size)` | a picture from the lucide package, inlined, hidden from screen readers |
| `page_path` | the path of this page |
| `page_address` | the whole address of this page, for paper |
| `site_address` | the site's own address, without a slash at its end |
| `asset(path)` | the address of a static file, which changes when the file does |
| `vendor_leaflet(name)` | the address of a file of the Leaflet package |
| `basemap` | the base map's tiles and attribution |
| `me` | the member of staff who is signed in; None on every public page |
| `is_staff_page` | whether the page may know who asks |
| `staff_links` | path and words of the staff bar's links for the person signed in |
| `steward_choices(steward)` | whom a listing can be given to, by name, and who has it now |
| `category_icons` | slug, icon, label and colour of each level 1 category |

and the filters of `web/formatting.py`, such as `long_date`: a date as `3 March 2026`.
"""

import hashlib
import re
from collections import ChainMap
from collections.abc import KeysView, MutableMapping
from functools import cache, partial
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Flask, Response, abort, request, send_from_directory, url_for
from flask.templating import Environment
from jinja2 import StrictUndefined
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr
from markupsafe import escape

from assetmap.domain.borough.borough import Borough
from assetmap.domain.people.people import Action, Person, may
from assetmap.paths import STATIC
from assetmap.services.borough.borough_watch import BoroughWatch
from assetmap.services.context import Context
from assetmap.services.listings.stewards import steward_choices
from assetmap.storage.store import Unavailable
from assetmap.web.formatting import FILTERS
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.form_origin import own_address
from assetmap.web.framework.icons import icon
from assetmap.web.framework.request_context import person
from assetmap.web.framework.sessions import is_staff_path

LEAFLET_VERSION = version("django-js-lib-leaflet")
_TYPES = (".js", ".css", ".png")

vendor = Blueprint("vendor", __name__)


def leaflet_folder() -> Path:
    """Where the package keeps Leaflet's files; found without importing it (it wants Django)."""
    spec = find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("the package django-js-lib-leaflet is not installed")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"


@vendor.get("/vendor/leaflet/<path:name>")
@open_to_all()
def leaflet(name: str) -> Response:
    """One of Leaflet's files; the version in the address lets browsers keep it for a year."""
    if not name.endswith(_TYPES):
        abort(404)
    return send_from_directory(leaflet_folder(), name, max_age=31_536_000)


class _Globals(ChainMap[str, Any]):
    """A template's globals: its own, of which none of ours has any, before those of all."""

    def keys(self) -> KeysView[str]:
        """The names. Compared for each part that a page imports, which a plain dictionary's are
        quickly: it was a tenth of every page.
        """
        own, of_all = self.maps
        return super().keys() if own else of_all.keys()


_NEEDS_ESCAPE = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """What `markupsafe.escape` gives, for a page to be put together of: a page of a week has 2,500
    texts, few have anything to escape, and each would be marked as escaped for no one to see.
    """
    if type(value) is str and _NEEDS_ESCAPE(value) is None:
        return value
    return escape(value)


class _TemplateCode(CodeGenerator):
    """Templates as Python, which writes texts by `escaped`."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.autoescape and not frame.eval_ctx.volatile:
            self.write("environment.escaped(")
        else:
            super()._output_child_pre(node, frame, finalize)


class Templates(Environment):
    """Flask's templates, for an app to be given before it is asked for any."""

    code_generator_class = _TemplateCode
    escaped = staticmethod(escaped)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> _Globals:
        """The globals of one template."""
        return _Globals({} if d is None else d, self.globals)


def set_rules(app: Flask) -> None:
    """How templates are read, and their filters; a name that is not there is an error."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(FILTERS)


def add_globals(app: Flask, context: Context) -> None:
    """Give the app's templates their globals; a name that is not there is an error."""
    set_rules(app)
    app.jinja_env.globals.update(
        icon=icon,
        asset=asset,
        vendor_leaflet=vendor_leaflet,
        basemap=context.config.basemap,
        steward_choices=partial(steward_choices, context),
        **_of_borough(context.borough),
    )

    @app.context_processor
    def per_request() -> dict[str, Any]:
        return {
            "sample_loaded": _sample_loaded(context),
            "page_path": request.path,
            "page_address": f"{own_address()}{quote(request.path)}",
            "site_address": own_address(),
            "me": person(),
            "is_staff_page": is_staff_path(request.path),
            "staff_links": staff_links(person()),
        }


def follow_borough(app: Flask, context: Context) -> None:
    """Look before each answer whether the borough is another by now; templates then say so too."""
    follower = BoroughWatch(context)

    @app.before_request
    def look() -> None:
        follower.look()
        if app.jinja_env.globals["borough"] is not context.borough:
            app.jinja_env.globals.update(_of_borough(context.borough))
            # Parts that others import keep the globals that they were made with.
            if app.jinja_env.cache is not None:
                app.jinja_env.cache.clear()


def _of_borough(borough: Borough) -> dict[str, Any]:
    return {
        "borough": borough,
        "category_icons": category_icons(borough),
    }


def category_icons(borough: Borough) -> list[tuple[str, str, str, str]]:
    """Slug, icon, label and colour of each level 1 category."""
    return [
        (category.slug, category.icon, category.label, category.colour)
        for category in borough.words.categories
    ]


def staff_links(me: Person | None) -> tuple[tuple[str, str], ...]:
    """The staff bar's links for somebody: where their work is."""
    if me is None:
        return ()
    wanted = (
        ("/work", "Work", Action.SEE_WORK),
        ("/work/calls", "Calls", Action.CONFIRM),
        ("/work/review", "Review", Action.REVIEW),
        ("/work/listings", "Listings", Action.SEE_WORK),
        ("/work/add", "Add", Action.CREATE),
        ("/work/conversation", "Choose together", Action.SEE_NOTES),
        ("/work/collections", "Collections", Action.SEE_NOTES),
    )
    allowed = ((path, words) for path, words, action in wanted if may(me, action))
    return (*allowed, ("/account", "Account"))


def _sample_loaded(context: Context) -> bool:
    try:
        return context.directory_cache.current().snapshot.has_samples
    except Unavailable:  # the page that says so still has to be drawn
        return False


def asset(path: str) -> str:
    """The address of a static file, with a mark of its contents."""
    return _address_of(request.script_root, path)


@cache
def _address_of(root: str, path: str) -> str:
    """The address below the path that the app is served at (`root`): a page has ten of them."""
    del root  # `url_for` puts it before the address
    return url_for("static", filename=path, v=_mark(STATIC / path))


def vendor_leaflet(name: str) -> str:
    """The address of one of the Leaflet package's files."""
    return url_for("vendor.leaflet", name=name, v=LEAFLET_VERSION)


@cache
def _mark(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:10]
