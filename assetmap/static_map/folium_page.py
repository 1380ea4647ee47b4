"""The page that folium draws. Importing it takes a second, so `standalone` does so late.

Folium makes popups, tooltips and layers by writing their texts into code, and then reads that
code as a template once more: a listing's name could break out of the one, or be run by the
other. So no text of a listing goes through folium. It gets points and numbers; the texts lie
beside it as data, and `standalone.js` puts them on the page as text.
"""

import base64
import hashlib
import importlib.util
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, TypeVar

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template
from folium.utilities import JsCode
from jinja2 import Environment

from assetmap.static_map.background import Background
from assetmap.static_map.pins import Layer, Sorted

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


_HERE = Path(__file__).parent
_GREAT_BRITAIN = [(49.9, -6.5), (58.7, 1.8)]  # (lat, lon): where to look when there is nothing
_BUILT_UP = {"stroke": False, "fillColor": "#e3dccf", "fillOpacity": 1}
_WATER = {"color": "#b9d3dc", "weight": 3, "fillColor": "#b9d3dc", "fillOpacity": 1}
_OUTLINE = {"color": "#5f6b76", "weight": 2, "dashArray": "6 5", "fill": False}
Part = TypeVar("Part", bound=Element)
Features = list[dict[str, Any]]


class Standalone(folium.Map):
    """A folium map that names no file of anybody else's."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012 folium's own shape
    default_css: list[tuple[str, str]] = []  # noqa: RUF012


class Page(Figure):
    """The whole page. It leaves out folium's own header, which stops people from zooming."""

    _template = Environment(autoescape=True).from_string(
        (_HERE / "standalone.html").read_text(encoding="utf-8")
    )

    def __init__(self, found: Sorted, background: Background, title: str, note: str) -> None:
        super().__init__()
        self.found = found
        self.attribution = background.attribution
        self.heading = title
        self.note = note
        self.styles = leaflet_style() + _own("standalone.css")
        self.texts = _script_data(
            {
                "cards": [asdict(pin.card) for layer in found.layers for pin in layer.pins],
                "places": [place.name for place in background.places],
                "title": title,
            }
        )

    def scripts(self) -> list[str]:
        """The page's scripts, once the map is rendered."""
        return [leaflet_script(), _own("standalone.js"), self.script.render()]

    def policy(self, scripts: Iterable[str]) -> str:
        """The content security policy: nothing is loaded, and only these scripts run."""
        allowed = " ".join(_hash(script) for script in scripts)
        return (
            f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
            "img-src data:; base-uri 'none'; form-action 'none'"
        )


class Finish(MacroElement):
    """Hands the drawn map to `standalone.js`, which fits it and moves the filter beside it."""

    _template = Template(
        """{% macro script(this, kwargs) %}
        directory.finish({{ this.drawn }}, {{ this.control }}, {{ this.frame|tojson }});
        {% endmacro %}"""
    )

    def __init__(self, drawn: folium.Map, control: folium.LayerControl, frame: Any) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.drawn, self.control, self.frame = drawn.get_name(), control.get_name(), frame


def render_page(found: Sorted, background: Background, *, title: str, note: str) -> str:
    """The page as HTML. The same content gives the same bytes."""
    page = Page(found, background, title, note)
    frame = _frame(background.corners or found.spots or _GREAT_BRITAIN)
    drawn = _named(
        Standalone(
            frame[0],
            tiles=None,
            control_scale=True,
            attribution_control=False,
            zoom_control="bottomright",
            zoom_snap=0.25,
        ),
        "drawn",
    )
    page.add_child(drawn)
    _draw_background(drawn, background)
    first = 0
    for number, layer in enumerate(found.layers):
        drawn.add_child(_named(_pins(layer, first), f"layer_{number}"))
        first += len(layer.pins)
    control = _named(folium.LayerControl(collapsed=False), "filter")
    drawn.add_child(control)
    drawn.add_child(_named(Finish(drawn, control, frame), "finish"))
    return page.render()


def _named(element: Part, name: str) -> Part:
    """A fixed name in the page's code, where folium would make one up for every render."""
    element._id = name
    return element


def _draw_background(drawn: folium.Map, background: Background) -> None:
    for name, geometries, style in (
        ("built_up", background.built_up, _BUILT_UP),
        ("water", background.water, _WATER),
        ("outline", background.outline, _OUTLINE),
    ):
        features = [
            {"type": "Feature", "geometry": each, "properties": {"style": style}}
            for each in geometries
        ]
        if features:
            drawn.add_child(_named(_geojson(features, control=False, interactive=False), name))
    names = [
        _point(place.lat, place.lon, place=number) for number, place in enumerate(background.places)
    ]
    if names:
        writes = JsCode("directory.placeName")
        drawn.add_child(_named(_geojson(names, control=False, point_to_layer=writes), "names"))


def _pins(layer: Layer, first: int) -> folium.GeoJson:
    """A layer of pins, whose cards are numbered from `first`."""
    features = [
        _point(pin.lat, pin.lon, card=number, colour=layer.colour, near=pin.near, aside=pin.aside)
        for number, pin in enumerate(layer.pins, start=first)
    ]
    # Leaflet reads a layer's name as HTML, and folium as a template.
    label = escape(f"{layer.label} ({len(layer.pins)})").replace("{", "&#123;")
    return _geojson(
        features,
        name=f'<span class="dot" style="background:{layer.colour}"></span> {label}',
        point_to_layer=JsCode("directory.pin"),
        on_each_feature=JsCode("directory.describe"),
    )


def _geojson(features: Features, **options: Any) -> folium.GeoJson:
    return folium.GeoJson({"type": "FeatureCollection", "features": features}, **options)


def _point(lat: float, lon: float, **properties: Any) -> dict[str, Any]:
    geometry = {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _frame(spots: Sequence[tuple[float, float]]) -> list[list[float]]:
    lats, lons = [lat for lat, _ in spots], [lon for _, lon in spots]
    return [[min(lats), min(lons)], [max(lats), max(lons)]]


def _own(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


def _script_data(value: object) -> str:
    """`value` as JSON that cannot close the element it stands in."""
    text = json.dumps(value)  # plain ASCII, so that no odd line end breaks it
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _hash(script: str) -> str:
    digest = hashlib.sha256(script.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
