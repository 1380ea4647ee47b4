"""A small picture of the map as SVG: the drawn ground, a dot for each spot, and a few names.

It loads nothing and has no style of its own, so that it may stand on a page with a strict policy.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape

from assetmap.static_map.background import Background, Geometry, NamedPoint

WIDTH, HEIGHT = 640, 360
_EDGE = 14  # pixels left free around the borough
_DOT = 5.0  # the radius of a dot
_APART = 9  # pixels: dots nearer than that would be one blot, so only one is drawn
_FINE = 0.7  # pixels: smaller steps of a line are not seen
_LETTER, _LINE = 8.5, 20  # pixels of a name's letter, and of its line
_NAMES_MOST = 9
_COLOURS = {"ground": "#dfe8e9", "land": "#f6f3ea", "built": "#e2ded2", "water": "#b9d3dc"}

Place = Callable[[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Dot:
    """One listing's point, and the colour of its category (`#rrggbb`)."""

    lat: float
    lon: float
    colour: str


def map_picture(background: Background, dots: Sequence[Dot]) -> str:
    """The picture, WIDTH by HEIGHT pixels; the same content gives the same text."""
    corners = background.corners or [(dot.lat, dot.lon) for dot in dots]
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{_COLOURS["ground"]}"/>']
    if corners:
        place = _placing(corners)
        parts += _ground(background, place)
        parts += _dots(dots, place)
        parts += _names(background.places, place)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'
    )


def _placing(corners: Sequence[tuple[float, float]]) -> Place:
    """Where a point stands in the picture, so that all corners are in it."""
    lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
    narrow = math.cos(math.radians(sum(lats) / len(lats)))  # a degree of longitude is shorter
    middle = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    across = max((max(lons) - min(lons)) * narrow, 1e-6)
    along = max(max(lats) - min(lats), 1e-6)
    scale = min((WIDTH - 2 * _EDGE) / across, (HEIGHT - 2 * _EDGE) / along)

    def place(lat: float, lon: float) -> tuple[float, float]:
        x = WIDTH / 2 + (lon - middle[1]) * narrow * scale
        return x, HEIGHT / 2 - (lat - middle[0]) * scale

    return place


def _ground(background: Background, place: Place) -> Iterable[str]:
    yield _shape(background.outline, place, f'fill="{_COLOURS["land"]}"')
    yield _shape(background.built_up, place, f'fill="{_COLOURS["built"]}"')
    areas = [each for each in background.water if "Polygon" in each["type"]]
    lines = [each for each in background.water if "Polygon" not in each["type"]]
    yield _shape(areas, place, f'fill="{_COLOURS["water"]}"')
    yield _shape(lines, place, f'fill="none" stroke="{_COLOURS["water"]}" stroke-width="3"')
    yield _shape(background.outline, place, 'fill="none" stroke="#7c8f93" stroke-width="1.5"')


def _shape(geometries: Iterable[Geometry], place: Place, look: str) -> str:
    lines = [line for each in geometries for line in _lines(each["coordinates"])]
    path = "".join(_path(line, place) for line in lines)
    return f'<path d="{path}" fill-rule="evenodd" {look}/>' if path else ""


def _lines(coordinates: Sequence[object]) -> Iterable[Sequence[Sequence[float]]]:
    """The runs of points in GeoJSON coordinates of any depth."""
    first = coordinates[0] if coordinates else None
    if not isinstance(first, Sequence):
        return
    if isinstance(first[0], (int, float)):
        yield coordinates  # type: ignore[misc]
        return
    for part in coordinates:
        yield from _lines(part)  # type: ignore[arg-type]


def _path(line: Sequence[Sequence[float]], place: Place) -> str:
    drawn: list[tuple[float, float]] = []
    for lon, lat, *_ in line:
        at = place(lat, lon)
        if not drawn or math.dist(drawn[-1], at) >= _FINE:
            drawn.append(at)
    steps = " ".join(f"{x:.1f} {y:.1f}" for x, y in drawn)
    return f"M{steps}" if len(drawn) > 1 else ""


def _dots(dots: Iterable[Dot], place: Place) -> Iterable[str]:
    taken: set[tuple[int, int]] = set()
    for dot in dots:
        x, y = place(dot.lat, dot.lon)
        cell = int(x // _APART), int(y // _APART)
        if cell in taken or not (0 <= x <= WIDTH and 0 <= y <= HEIGHT):
            continue
        taken.add(cell)
        yield (
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_DOT}" fill="{escape(dot.colour)}" '
            'stroke="#fff" stroke-width="1.5"/>'
        )


def _names(places: Sequence[NamedPoint], place: Place) -> Iterable[str]:
    """The first names that stand clear of one another, above their places."""
    taken: list[tuple[float, float, float]] = []  # the middle of each, and half its width
    for each in places:
        x, y = place(each.lat, each.lon)
        half = len(each.name) * _LETTER / 2
        is_inside = half <= x <= WIDTH - half and _LINE <= y <= HEIGHT
        is_free = all(abs(x - a) > half + other or abs(y - b) > _LINE for a, b, other in taken)
        if not (is_inside and is_free) or len(taken) == _NAMES_MOST:
            continue
        taken.append((x, y, half))
        yield (
            f'<text x="{x:.1f}" y="{y - 9:.1f}" text-anchor="middle" font-size="15" '
            'font-weight="700" font-family="sans-serif" fill="#15252c" stroke="#f6f3ea" '
            'stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
            f"{escape(each.name)}</text>"
        )
