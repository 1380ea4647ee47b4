"""Headers of every answer: what a page may load, and how long it may be kept."""

from urllib.parse import urlsplit

from flask import Flask, Response, request

from assetmap.basemap import Basemap
from assetmap.web.framework.sessions import is_staff_path

FILES = ("static", "vendor.leaflet")
_HTTPS_ONLY = "max-age=31536000"  # a year; not for subdomains, which may be somebody else's


def powers(*, may_locate: bool = False) -> str:
    """The permissions policy: what a page may ask the device for, which is its place alone."""
    return f"camera=(), geolocation=({'self' if may_locate else ''}), microphone=(), payment=()"


def picture_policy(basemap: Basemap) -> str:
    """The part of a page's policy that says where pictures come from: us, and the base map."""
    pictures = "img-src 'self' data:"
    if basemap.tiles.startswith(("http://", "https://")):
        address = urlsplit(basemap.tiles)
        host = address.netloc.replace("{s}", "*")
        pictures += f" {address.scheme}://{host}"
    return pictures


def content_security_policy(basemap: Basemap) -> str:
    """The policy of every page: nothing but our own files, and the base map's pictures."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            picture_policy(basemap),
            "connect-src 'self'",
            "font-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )


def open_to_sandboxes(response: Response) -> None:
    """Let a box in another site's sandbox read what anybody may have: it has no origin of its own,
    and says so when it asks.
    """
    if request.headers.get("Origin") == "null":
        response.headers["Access-Control-Allow-Origin"] = "*"


def _open_scripts(response: Response) -> None:
    if response.mimetype == "text/javascript":
        # No `Vary: Origin`, by which a phone would not find its saved scripts again: browsers keep
        # what a frame of another site asked for apart from what our own pages did.
        open_to_sandboxes(response)


def _without_repeats(response: Response) -> None:
    """Flask names the file and says twice how long it holds: bytes, thirty times a page."""
    response.headers.pop("Content-Disposition", None)
    response.headers.pop("Expires", None)


def add_headers(app: Flask, basemap: Basemap, *, is_behind_tls: bool = False) -> None:
    """Have every answer of the app carry the headers."""
    policy = content_security_policy(basemap)

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        if request.endpoint == "static":
            _open_scripts(response)
        if request.endpoint == "static" and "v" not in request.args:
            # A script asks for its parts by plain names: those are looked at again each time.
            response.headers["Cache-Control"] = "no-cache"
        if request.endpoint in FILES:
            _without_repeats(response)
        # A page has two dozen files, and none of them is a page itself.
        is_file = request.endpoint in FILES or response.mimetype == "text/css"
        if not is_file or response.status_code >= 400:
            response.headers.setdefault("Content-Security-Policy", policy)
            # Not "no-referrer": tile servers' terms ask to be told which site shows their map.
            response.headers.setdefault("Referrer-Policy", "strict-origin-when-cross-origin")
            response.headers.setdefault("Permissions-Policy", powers())
        if response.location and response.location.startswith(request.host_url):
            # A visitor can make up the host: the library's own redirects name it.
            response.location = "/" + response.location[len(request.host_url) :].lstrip("/")
        if is_behind_tls:
            response.headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
        if is_staff_path(request.path):
            # Not on public pages, which hold nothing of anybody: from the result box in another
            # site's sandbox a browser could then not open them at all.
            response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
            response.headers["Cache-Control"] = "private, no-store"
            response.vary.add("Cookie")
        if response.mimetype == "text/html":
            response.headers.setdefault("Cache-Control", "no-cache")
        return response
