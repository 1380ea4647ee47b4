"""Where labels stand so that each can be read: at its point, or else beside it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assetmap.static_map.drawing import Canvas, Room

_TURNS = 16  # directions that are tried, at each distance
_RINGS = 14  # distances that are tried


@dataclass(frozen=True)
class LabelSize:
    """A label: the point that it belongs to, and how wide and high it is."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Placed:
    """Where a label stands. `aside` when that is not at its own point, which then needs a mark and
    a line.
    """

    room: Room
    aside: bool


def place_labels(labels: Sequence[LabelSize], canvas: Canvas, dot: float) -> list[Placed]:
    """A room for each label, in their order, none over another or over a point that has a mark of
    `dot` across. One for which there is no room at all stays at its point.
    """
    crowded = [_is_crowded(number, labels) for number in range(len(labels))]
    taken: dict[int, Placed] = {}
    marks = {
        n: Room(each.x, each.y, dot / 2, dot / 2) for n, each in enumerate(labels) if crowded[n]
    }
    for number in sorted(range(len(labels)), key=lambda n: (crowded[n], n)):
        others = [each.room for each in taken.values()]
        others += [mark for n, mark in marks.items() if n != number]
        taken[number] = _place(labels[number], others, canvas)
        if not taken[number].aside:
            marks.pop(number, None)
    return [taken[number] for number in range(len(labels))]


def _is_crowded(number: int, labels: Sequence[LabelSize]) -> bool:
    own = _room(labels[number])
    return any(own.meets(_room(each)) for n, each in enumerate(labels) if n != number)


def _room(label: LabelSize, right: float = 0.0, down: float = 0.0) -> Room:
    return Room(label.x + right, label.y + down, label.width / 2, label.height / 2)


def _place(label: LabelSize, others: Sequence[Room], canvas: Canvas) -> Placed:
    for room in _rooms(label):
        if canvas.holds(room) and not any(room.meets(other) for other in others):
            return Placed(room, aside=(room.x, room.y) != (label.x, label.y))
    return Placed(_room(label), aside=False)


def _rooms(label: LabelSize) -> Iterator[Room]:
    """The label's rooms, the nearest to its point first."""
    yield _room(label)
    for ring in range(1, _RINGS + 1):
        far = ring * label.height * 0.7
        for turn in range(_TURNS):
            angle = 2 * math.pi * turn / _TURNS - math.pi / 2
            # Further to the sides, by as much as it is wider than high.
            right = math.cos(angle) * (far + (label.width - label.height) / 2)
            yield _room(label, right, math.sin(angle) * far)
