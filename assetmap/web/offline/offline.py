"""The directory on a phone with no signal: the pack, the page that saves it, the service worker."""

import hashlib
import logging
from dataclasses import dataclass
from functools import lru_cache

from flask import (
    Blueprint,
    Response,
    json,
    make_response,
    render_template,
    request,
    url_for,
)

from assetmap.domain.borough.borough import Borough
from assetmap.paths import STATIC
from assetmap.services.offline.offline_bundle import MOST, bundle_version, left_out, offline_bundle
from assetmap.services.program_mark import program_mark
from assetmap.web.framework.access import open_to_all
from assetmap.web.framework.api_description import described
from assetmap.web.framework.compression import BEST, compress
from assetmap.web.framework.request_context import context
from assetmap.web.framework.templating import asset
from assetmap.web.offline.bundle_document import FORMAT, bundle_document
from assetmap.web.offline.bundle_files import BundleFiles, pieces
from assetmap.web.offline.offline_description import PACK_JSON, RULES_JSON
from assetmap.web.offline.reading_rules import reading_rules
from assetmap.web.presenters.pages import TextPage

offline = Blueprint("offline", __name__)


@dataclass(frozen=True)
class OfflinePage:
    """What saving does. `most` listings are saved; `left` are not, of a large directory."""

    title: str
    most: int
    left: int


log = logging.getLogger(__name__)

SHEETS = (
    *(
        "css/site.css",
        "css/search/find.css",
        "css/public/listing.css",
        "css/forms.css",
        "css/handouts/conversation.css",
    ),
    *("css/handouts/sheet-paper.css", "css/handouts/sheet.css", "css/offline/offline.css"),
)
_FOLDER = STATIC / "js" / "offline"
_SHARED = (
    "glyph",
    *(f"handouts/{name}" for name in ("conversation", "sheet", "sheet-add", "sheet-basket")),
    *("handouts/sheet-list", "handouts/my-list"),
    *("public/directions", "public/leave", "public/share"),
)
_WITH_A_SIGNAL = ("offer", "save")  # modules of pages that are not shown without one
# In this order: the first ones are what the last one works with.
_WORKER = ("queue", "files", "sending", "worker")


@offline.get("/offline")
@open_to_all()
def about_offline() -> str:
    """What saving does, the button that does it, and what is saved."""
    page = OfflinePage("Use the directory without the internet", MOST, left_out(context()))
    return render_template("offline/offline.html", page=page)


@offline.get("/offline/page")
@open_to_all()
def page() -> str:
    """The frame that the phone fills from the pack when we cannot be reached."""
    return render_template("offline/page.html", page=TextPage("You are offline"), sheets=SHEETS)


@offline.get("/pack.json")
@open_to_all()
@described(PACK_JSON)
def pack_json() -> Response:
    """Every public listing with what searching needs; 304 to who has it already."""
    whole = f"{FORMAT} {program_mark()} {bundle_version(context())}"
    mark = hashlib.sha256(whole.encode()).hexdigest()[:20]
    response = make_response()
    response.set_etag(mark, weak=True)
    response.make_conditional(request)
    if response.status_code == 200:
        _send(response, mark)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept-Encoding")
    return response


@offline.get("/offline/rules.json")
@open_to_all()
@described(RULES_JSON)
def rules_json() -> Response:
    """How what is typed is read with no signal; kept with the pages' files."""
    response = make_response(_rules_body(context().borough))
    response.mimetype = "application/json"
    response.headers["Cache-Control"] = "no-cache"
    # A second or two once, and a tenth less for every phone: they change as seldom as files do.
    return compress(response, BEST)


@offline.get("/sw.js")
@open_to_all()
def service_worker() -> Response:
    """The service worker; its text changes with every file that it keeps, and so it is renewed."""
    files = json.dumps([*_kept()], separators=(",", ":"))
    parts = [(_FOLDER / "worker" / f"{name}.js").read_text(encoding="utf-8") for name in _WORKER]
    body = "\n".join(
        (f"const FILES = {files};", f'const MARK = "{_mark(context().borough.mark)}";', *parts)
    )
    response = make_response(body)
    response.mimetype = "text/javascript"
    response.headers["Cache-Control"] = "no-cache"
    return response


@offline.get("/manifest.webmanifest")
@open_to_all()
def manifest() -> Response:
    """What a phone needs to put the directory beside its apps."""
    borough = context().borough
    response = make_response(
        json.dumps(
            {
                "name": borough.title,
                "short_name": borough.title,
                "start_url": "/",
                "scope": "/",
                "display": "browser",
                "lang": "en-GB",
                "background_color": "#ffffff",
                "theme_color": "#ffffff",
                "icons": [{"src": asset("img/mark.svg"), "type": "image/svg+xml", "sizes": "any"}],
            }
        )
    )
    response.mimetype = "application/manifest+json"
    return response


def _send(response: Response, mark: str) -> None:
    """Have a response send the pack of a mark: its file, or made anew where it cannot be kept."""
    response.mimetype = "application/json"
    encoding = request.accept_encodings.best_match(["br", "gzip"]) or ""
    try:
        file = BundleFiles(context().config.offline).file(mark, encoding, _pack_body)
        response.content_length = file.stat().st_size
    except OSError as error:
        log.error("the pack for phones cannot be kept: %s", error)
        response.data = _pack_body()
        return
    response.response = pieces(file)
    if encoding:
        response.headers["Content-Encoding"] = encoding


def _pack_body() -> bytes:
    """The pack's JSON as of now."""
    document = bundle_document(offline_bundle(context()), context().borough, context().clock.now())
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _rules_body(borough: Borough) -> bytes:
    return json.dumps(reading_rules(borough), separators=(",", ":"), ensure_ascii=False).encode()


def _kept() -> list[str]:
    """The addresses of the files that pages need with no signal."""
    modules = sorted(path.name for path in _FOLDER.glob("*.js") if path.stem not in _WITH_A_SIGNAL)
    return [
        url_for("offline.page"),
        url_for("offline.rules_json"),
        url_for("public.borough_css"),
        asset("img/mark.svg"),
        *(asset(sheet) for sheet in (*SHEETS, "css/print.css")),
        asset("js/offline/show.js"),
        *(url_for("static", filename=f"js/{name}.js") for name in _SHARED),
        *(url_for("static", filename=f"js/offline/{name}") for name in modules),
    ]


@lru_cache(maxsize=4)
def _mark(borough: str) -> str:  # noqa: ARG001
    """A mark of every file of ours that the worker keeps, and of itself, for one borough's mark."""
    shared = [STATIC / "js" / f"{name}.js" for name in _SHARED]
    files = (STATIC / "css").rglob("*.css"), shared, _FOLDER.rglob("*.js")
    whole = b"".join(path.read_bytes() for group in files for path in sorted(group))
    page = render_template("offline/page.html", page=TextPage("You are offline"), sheets=SHEETS)
    rules = _rules_body(context().borough)
    return hashlib.sha256(whole + page.encode() + rules).hexdigest()[:12]
