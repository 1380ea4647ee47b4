"""Where points stand in a drawn map, and which names stand clear."""

import pytest

from assetmap.static_map.background import NamedPoint
from assetmap.static_map.drawing import Canvas, Room, clear_names, shape

CANVAS = Canvas(200, 100, edge=10, fine=0.5)
CORNERS = [(51.4, 0.2), (51.5, 0.4)]


def test_all_corners_are_inside_the_edge_and_north_is_up() -> None:
    place = CANVAS.placing(CORNERS)
    (west, south), (east, north) = place(*CORNERS[0]), place(*CORNERS[1])
    assert 10 <= west < east <= 190
    assert north == pytest.approx(10)
    assert south == pytest.approx(90)


def test_a_single_point_is_in_the_middle_of_as_much_ground_as_asked_for() -> None:
    place = CANVAS.placing([(51.4, 0.2)], least_m=1000)
    assert place(51.4, 0.2) == (100, 50)
    assert CANVAS.metre([(51.4, 0.2)], least_m=1000) == pytest.approx(80 / 1000)


def test_names_stand_clear_of_each_other_and_of_what_is_taken() -> None:
    place = CANVAS.placing(CORNERS)
    names = [NamedPoint("Tilbury", 51.45, 0.3), NamedPoint("Too near", 51.4501, 0.3001)]
    alone = list(clear_names(names, place, CANVAS, (4, 8)))
    assert [name.name for name, _ in alone] == ["Tilbury"]
    moved = list(clear_names(names, place, CANVAS, (4, 8), lines_off=(0, -1, 1)))
    assert [name.name for name, _ in moved] == ["Tilbury", "Too near"]
    assert not moved[0][1].meets(moved[1][1])
    whole = [Room(100, 50, 100, 50)]
    assert list(clear_names(names, place, CANVAS, (4, 8), whole, (0, -1, 1))) == []


def test_a_shape_is_one_path_and_nothing_when_nothing_is_seen() -> None:
    place = CANVAS.placing(CORNERS)
    ring = {"type": "Polygon", "coordinates": [[[0.2, 51.4], [0.4, 51.4], [0.4, 51.5]]]}
    dot = {"type": "LineString", "coordinates": [[0.2, 51.4], [0.20001, 51.4]]}
    assert shape([ring], place, 0.5, 'fill="none"').count("M") == 1
    assert shape([dot], place, 0.5, 'fill="none"') == ""
