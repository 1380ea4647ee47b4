"""Leaflet, served from the Python package that carries it."""

from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, abort, send_from_directory

from assetmap.web.framework.access import open_to_all

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
