"""Leaflet out of its package as texts that load nothing, for pages that must stand alone."""

import base64
import importlib.util
import re
from functools import cache
from pathlib import Path

_IMAGE = re.compile(r"url\((images/[\w-]+\.png)\)")


@cache
def leaflet_script() -> str:
    """Leaflet's JavaScript, without the comment that sends browsers looking for its source."""
    script = (_folder() / "leaflet.js").read_text(encoding="utf-8")
    return re.sub(r"\n//# sourceMappingURL=\S+", "", script).strip()


@cache
def leaflet_style() -> str:
    """Leaflet's style sheet with its pictures inside it."""
    style = (_folder() / "leaflet.css").read_text(encoding="utf-8")
    return _IMAGE.sub(lambda match: f"url({_as_data(match[1])})", style)


def _folder() -> Path:
    # Found without importing it: the package would import Django.
    spec = importlib.util.find_spec("js_lib_leaflet")
    if spec is None or spec.origin is None:
        raise RuntimeError("Leaflet is missing: install django-js-lib-leaflet.")
    return Path(spec.origin).parent / "static" / "js_lib_leaflet"


def _as_data(image: str) -> str:
    picture = base64.b64encode((_folder() / image).read_bytes()).decode()
    return f"data:image/png;base64,{picture}"
