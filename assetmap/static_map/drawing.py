"""Drawing the ground of a map as SVG: where points stand, shapes, and names that stand clear."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from assetmap.static_map.background import Background, Geometry, NamedPoint

COLOURS = {"ground": "#dfe8e9", "land": "#f6f3ea", "built": "#e2ded2", "water": "#b9d3dc"}
_METRES = 111_320  # of a degree of latitude

Place = Callable[[float, float], tuple[float, float]]
Corners = Sequence[tuple[float, float]]  # (lat, lon)


@dataclass(frozen=True)
class Room:
    """A rectangle by its middle and half its sides."""

    x: float
    y: float
    across: float
    down: float

    def meets(self, other: "Room") -> bool:
        """Whether the two share any ground."""
        return (
            abs(self.x - other.x) < self.across + other.across
            and abs(self.y - other.y) < self.down + other.down
        )


@dataclass(frozen=True)
class Canvas:
    """The picture's sides, and what is left free along its edge, in the picture's own unit.

    `fine` is the smallest step of a line that is drawn.
    """

    width: float
    height: float
    edge: float
    fine: float

    def placing(self, corners: Corners, least_m: float = 0.0) -> Place:
        """Where a point stands in the picture, so that all corners are in it, and at least so many
        metres across.
        """
        scale, middle = self.scale(corners, least_m), _middle(corners)
        narrow = _narrow(corners)

        def place(lat: float, lon: float) -> tuple[float, float]:
            x = self.width / 2 + (lon - middle[1]) * narrow * scale
            return x, self.height / 2 - (lat - middle[0]) * scale

        return place

    def scale(self, corners: Corners, least_m: float = 0.0) -> float:
        """How long a degree of latitude is in the picture."""
        lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
        least = max(least_m / _METRES, 1e-6)
        across = max((max(lons) - min(lons)) * _narrow(corners), least)
        along = max(max(lats) - min(lats), least)
        return min((self.width - 2 * self.edge) / across, (self.height - 2 * self.edge) / along)

    def metre(self, corners: Corners, least_m: float = 0.0) -> float:
        """How long a metre is in the picture."""
        return self.scale(corners, least_m) / _METRES

    def holds(self, room: Room) -> bool:
        """Whether a rectangle lies in the picture."""
        is_across = room.across <= room.x <= self.width - room.across
        return is_across and room.down <= room.y <= self.height - room.down


def ground(background: Background, place: Place, fine: float, line: float) -> Iterator[str]:
    """The land, what is built up, and water; `line` is as thick as the outline."""
    yield shape(background.outline, place, fine, f'fill="{COLOURS["land"]}"')
    yield shape(background.built_up, place, fine, f'fill="{COLOURS["built"]}"')
    areas = [each for each in background.water if "Polygon" in each["type"]]
    lines = [each for each in background.water if "Polygon" not in each["type"]]
    yield shape(areas, place, fine, f'fill="{COLOURS["water"]}"')
    river = f'fill="none" stroke="{COLOURS["water"]}" stroke-width="{2 * line:g}"'
    yield shape(lines, place, fine, river)
    edge = f'fill="none" stroke="#7c8f93" stroke-width="{line:g}"'
    yield shape(background.outline, place, fine, edge)


def shape(geometries: Iterable[Geometry], place: Place, fine: float, look: str) -> str:
    """Lines and areas as one path with these attributes; empty when nothing of them is seen."""
    lines = [line for each in geometries for line in _lines(each["coordinates"])]
    path = "".join(_path(line, place, fine) for line in lines)
    return f'<path d="{path}" fill-rule="evenodd" {look}/>' if path else ""


def _middle(corners: Corners) -> tuple[float, float]:
    lats, lons = [lat for lat, _ in corners], [lon for _, lon in corners]
    return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2


def _narrow(corners: Corners) -> float:
    """By how much a degree of longitude is shorter than one of latitude."""
    return math.cos(math.radians(sum(lat for lat, _ in corners) / len(corners)))


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


def _path(line: Sequence[Sequence[float]], place: Place, fine: float) -> str:
    drawn: list[tuple[float, float]] = []
    for lon, lat, *_ in line:
        at = place(lat, lon)
        if not drawn or math.dist(drawn[-1], at) >= fine:
            drawn.append(at)
    steps = " ".join(f"{x:.1f} {y:.1f}" for x, y in drawn)
    return f"M{steps}" if len(drawn) > 1 else ""


def clear_names(
    places: Sequence[NamedPoint],
    place: Place,
    canvas: Canvas,
    letter: tuple[float, float],
    taken: Sequence[Room] = (),
    lines_off: Sequence[int] = (0,),
) -> Iterator[tuple[NamedPoint, Room]]:
    """The first names that stand clear of one another and of `taken`, each with its room.

    `letter` is how wide a letter of a name is, and how high its line; `lines_off` are how many
    lines below its place each name may stand, tried in this order.
    """
    wide, high = letter
    rooms = list(taken)
    for each in places:
        x, y = place(each.lat, each.lon)
        half = len(each.name) * wide / 2
        for off in lines_off:
            room = Room(x, y + off * high, half, high / 2)
            if canvas.holds(room) and not any(room.meets(other) for other in rooms):
                rooms.append(room)
                yield each, room
                break
