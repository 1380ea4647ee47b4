"""A map for paper as SVG: the drawn ground and a number at each spot, in black and white enough for
any copier. It loads nothing; lengths are millimetres.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from assetmap.static_map.background import Background, NamedPoint
from assetmap.static_map.drawing import COLOURS, Canvas, Place, Room, clear_names, ground, shape
from assetmap.static_map.label_places import LabelSize, Placed, place_labels
from assetmap.static_map.numbering import Spot

_MILE = 1609.344
_BARS = ((0.1, "0.1 mile"), (0.25, "a quarter of a mile"), (0.5, "half a mile"), (1, "1 mile"),
         (2, "2 miles"), (5, "5 miles"), (10, "10 miles"), (50, "50 miles"))  # fmt: skip
_BAR_MOST = 0.3  # of the map's width
_LEAST_M = 2500  # across: nearer than that the drawn ground says nothing
_RING_M = 700  # around a neighbourhood's middle, as on the screen
_FONT = 'font-family="Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"'


@dataclass(frozen=True)
class MapSize:
    """A printed map's sides, and how high the figures of its numbers are. Millimetres."""

    width: float
    height: float
    figure: float


def numbered_map(background: Background, spots: Sequence[Spot], size: MapSize, title: str) -> str:
    """The map of some spots, and all of the borough when there are none; `title` is for those who
    cannot see it. The same content gives the same text.
    """
    drawing = _Drawing(background, spots, size)
    parts = "".join(drawing.parts())
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="map" role="img" '
        f'viewBox="0 0 {size.width:g} {size.height:g}" '
        f'width="{size.width:g}mm" height="{size.height:g}mm">'
        f"<title>{escape(title)}</title>{parts}</svg>"
    )


class _Drawing:
    """One map while it is drawn."""

    def __init__(self, background: Background, spots: Sequence[Spot], size: MapSize) -> None:
        self.background, self.spots, self.size = background, spots, size
        edge = size.figure * 3
        self.canvas = Canvas(size.width, size.height, edge=edge, fine=0.25)
        corners = _corners(spots) or background.corners or [(52.0, -1.0)]
        self.place: Place = self.canvas.placing(corners, _LEAST_M)
        self.metre = self.canvas.metre(corners, _LEAST_M)
        self.points = [self.place(spot.lat, spot.lon) for spot in spots]

    def parts(self) -> Iterator[str]:
        """Everything on the map, from the ground up."""
        width, height = self.size.width, self.size.height
        yield f'<rect width="{width:g}" height="{height:g}" fill="{COLOURS["ground"]}"/>'
        yield from ground(self.background, self.place, self.canvas.fine, line=0.5)
        yield from self._wards()
        yield from self._rings()
        labels = self._labels()
        bar = self._bar_room()
        yield from self._names([each.room for each in labels] + [bar])
        yield from self._leaders(labels)
        yield from self._numbers(labels)
        yield from self._bar(bar)
        frame = 'fill="none" stroke="#000" stroke-width="0.6"'
        yield f'<rect x="0.3" y="0.3" width="{width - 0.6:g}" height="{height - 0.6:g}" {frame}/>'

    def _wards(self) -> Iterator[str]:
        look = 'fill="none" stroke="#7c8f93" stroke-width="0.3" stroke-dasharray="1.6 1.2"'
        yield shape(self.background.wards, self.place, self.canvas.fine, look)

    def _rings(self) -> Iterator[str]:
        """Around each neighbourhood in which something is, nobody is told where."""
        for (x, y), spot in zip(self.points, self.spots, strict=True):
            if spot.near:
                yield (
                    f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{_RING_M * self.metre:.2f}" fill="#fff" '
                    'fill-opacity="0.45" stroke="#000" stroke-width="0.5" '
                    'stroke-dasharray="2 1.4"/>'
                )

    def _labels(self) -> list[Placed]:
        figure = self.size.figure
        wanted = [
            LabelSize(
                x, y, max(figure * 1.75, figure * (0.62 * len(spot.label) + 0.8)), figure * 1.6
            )
            for (x, y), spot in zip(self.points, self.spots, strict=True)
        ]
        return place_labels(wanted, self.canvas, dot=figure * 0.6)

    def _names(self, taken: Sequence[Room]) -> Iterator[str]:
        high = self.size.figure * 1.05
        clear = clear_names(
            self.background.places, self.place, self.canvas, (high * 0.62, high * 1.5), taken,
            lines_off=(0, -1, 1, -2, 2),
        )  # fmt: skip
        for name, room in clear:
            yield from _name(name, room, high)

    def _leaders(self, labels: Sequence[Placed]) -> Iterator[str]:
        """A mark at each point whose number stands beside it, and the line between them."""
        for (x, y), label in zip(self.points, labels, strict=True):
            if not label.aside:
                continue
            line = f'x1="{x:.2f}" y1="{y:.2f}" x2="{label.room.x:.2f}" y2="{label.room.y:.2f}"'
            yield f'<line {line} stroke="#fff" stroke-width="1"/>'
            yield f'<line {line} stroke="#000" stroke-width="0.35"/>'
            yield f'<circle cx="{x:.2f}" cy="{y:.2f}" r="{self.size.figure * 0.28:.2f}"/>'

    def _numbers(self, labels: Sequence[Placed]) -> Iterator[str]:
        for spot, label in zip(self.spots, labels, strict=True):
            yield from _number(spot, label.room, self.size.figure)

    def _bar_room(self) -> Room:
        """Where the scale stands: bottom left."""
        length, high = self._bar_length()[0], self.size.figure * 1.3
        across = max(length, len(self._bar_length()[1]) * high * 0.55) / 2 + 2
        return Room(across + 2, self.size.height - high - 2, across, high)

    def _bar_length(self) -> tuple[float, str]:
        most = self.size.width * _BAR_MOST
        fitting = [each for each in _BARS if each[0] * _MILE * self.metre <= most] or _BARS[:1]
        miles, words = fitting[-1]
        return miles * _MILE * self.metre, words

    def _bar(self, room: Room) -> Iterator[str]:
        length, words = self._bar_length()
        x, y = room.x - room.across + 2, room.y + room.down - 1.6
        yield (
            f'<rect x="{room.x - room.across:.2f}" y="{room.y - room.down:.2f}" '
            f'width="{2 * room.across:.2f}" height="{2 * room.down:.2f}" '
            'fill="#fff" fill-opacity="0.85"/>'
        )
        line = f"M{x:.2f} {y - 1:.2f}V{y:.2f}H{x + length:.2f}V{y - 1:.2f}"
        yield f'<path d="{line}" fill="none" stroke="#000" stroke-width="0.5"/>'
        size = self.size.figure * 0.9
        yield f'<text x="{x:.2f}" y="{y - 1.6:.2f}" font-size="{size:g}" {_FONT}>{words}</text>'


def _corners(spots: Sequence[Spot]) -> list[tuple[float, float]]:
    """What the map must show: each point, and the ring around one that is a neighbourhood."""
    found: list[tuple[float, float]] = []
    for spot in spots:
        lat, lon = (_RING_M / 111_320, _RING_M / 68_000) if spot.near else (0.0, 0.0)
        found += [(spot.lat - lat, spot.lon - lon), (spot.lat + lat, spot.lon + lon)]
    return found


def _name(name: NamedPoint, room: Room, high: float) -> Iterator[str]:
    # Twice, because the edge of letters is drawn over them here and not under them.
    for look in ('fill="none" stroke="#fff" stroke-width="1.1" stroke-linejoin="round"',
                 'fill="#333"'):  # fmt: skip
        yield (
            f'<text x="{room.x:.2f}" y="{room.y + high * 0.36:.2f}" text-anchor="middle" '
            f'font-size="{high:g}" font-style="italic" {_FONT} {look}>{escape(name.name)}</text>'
        )


def _number(spot: Spot, room: Room, figure: float) -> Iterator[str]:
    """Black on white with a ring for a neighbourhood, white on black for a place."""
    fill, letters = ("#fff", "#000") if spot.near else ("#000", "#fff")
    edge = 'stroke="#000" stroke-width="0.5" stroke-dasharray="1.2 0.8"' if spot.near else (
        'stroke="#fff" stroke-width="0.4"')  # fmt: skip
    yield (
        f'<rect x="{room.x - room.across:.2f}" y="{room.y - room.down:.2f}" '
        f'width="{2 * room.across:.2f}" height="{2 * room.down:.2f}" rx="{room.down:.2f}" '
        f'fill="{fill}" {edge}/>'
    )
    yield (
        f'<text x="{room.x:.2f}" y="{room.y + figure * 0.36:.2f}" text-anchor="middle" '
        f'font-size="{figure:g}" font-weight="700" {_FONT} fill="{letters}">{spot.label}</text>'
    )
