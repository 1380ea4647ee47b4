"""Labels of a printed map: each can be read, whatever crowd its point is in."""

import random

from assetmap.static_map.drawing import Canvas
from assetmap.static_map.label_places import LabelSize, Placed, place_labels

CANVAS = Canvas(190, 140, edge=10, fine=0.25)


def clashes(placed: list[Placed]) -> list[tuple[int, int]]:
    return [
        (a, b)
        for b, second in enumerate(placed)
        for a, first in enumerate(placed[:b])
        if first.room.meets(second.room)
    ]


def test_a_label_alone_stands_at_its_point() -> None:
    (only,) = place_labels([LabelSize(50, 40, 6, 5)], CANVAS, dot=2)
    assert (only.room.x, only.room.y, only.aside) == (50, 40, False)


def test_labels_of_near_points_are_spread_and_cover_no_others_mark() -> None:
    labels = [LabelSize(90 + n, 70, 6, 5) for n in range(4)]
    placed = place_labels(labels, CANVAS, dot=2)
    assert clashes(placed) == []
    for number, each in enumerate(placed):
        for other, label in enumerate(labels):
            is_over = (
                abs(each.room.x - label.x) < each.room.across
                and abs(each.room.y - label.y) < each.room.down
            )
            assert not is_over or other == number


def test_a_hundred_labels_in_three_towns_can_all_be_read() -> None:
    chance = random.Random(7)
    labels = []
    for number in range(100):
        middle = ((40, 40), (100, 90), (150, 50))[number % 3]
        x, y = (chance.gauss(side, 6) for side in middle)
        labels.append(LabelSize(x, y, 8, 5.4))
    placed = place_labels(labels, CANVAS, dot=2)
    assert clashes(placed) == []
    assert all(CANVAS.holds(each.room) for each in placed)
