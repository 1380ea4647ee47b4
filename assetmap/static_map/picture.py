"""A small picture of the map as SVG: the drawn ground, a dot for each spot, and a few names.

It loads nothing and has no style of its own, so that it may stand on a page with a strict policy.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from itertools import islice

from assetmap.static_map.background import Background, NamedPoint
from assetmap.static_map.drawing import COLOURS, Canvas, Place, clear_names, ground

WIDTH, HEIGHT = 640, 360
_CANVAS = Canvas(WIDTH, HEIGHT, edge=14, fine=0.7)  # pixels
_DOT = 5.0  # the radius of a dot
_APART = 9  # pixels: dots nearer than that would be one blot, so only one is drawn
_LETTER, _LINE = 8.5, 20  # pixels of a name's letter, and of its line
_NAMES_MOST = 9


@dataclass(frozen=True)
class Dot:
    """One listing's point, and the colour of its category (`#rrggbb`)."""

    lat: float
    lon: float
    colour: str


def map_picture(background: Background, dots: Sequence[Dot]) -> str:
    """The picture, WIDTH by HEIGHT pixels; the same content gives the same text."""
    corners = background.corners or [(dot.lat, dot.lon) for dot in dots]
    parts = [f'<rect width="{WIDTH}" height="{HEIGHT}" fill="{COLOURS["ground"]}"/>']
    if corners:
        place = _CANVAS.placing(corners)
        parts += ground(background, place, _CANVAS.fine, line=1.5)
        parts += _dots(dots, place)
        parts += _names(background.places, place)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}">{"".join(parts)}</svg>'
    )


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
    """The first names that stand clear of one another, at their places."""
    clear = clear_names(places, place, _CANVAS, (_LETTER, _LINE))
    for each, room in islice(clear, _NAMES_MOST):
        yield (
            f'<text x="{room.x:.1f}" y="{room.y - 9:.1f}" text-anchor="middle" font-size="15" '
            'font-weight="700" font-family="sans-serif" fill="#15252c" stroke="#f6f3ea" '
            'stroke-width="4" stroke-linejoin="round" paint-order="stroke">'
            f"{escape(each.name)}</text>"
        )
