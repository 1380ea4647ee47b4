"""Areas as lines for a picture: neighbours keep one border."""

import re

import shapely

from assetmap.domain.areas.area_set import Area
from assetmap.domain.place import Point
from assetmap.places.area_picture import WIDTH, area_picture


def an_area(code: str, *bounds: float) -> Area:
    """A square area, from west, south, east and north in degrees."""
    return Area("wards", code, code, shape=shapely.to_wkb(shapely.box(*bounds)))


def test_two_neighbours_fill_the_picture_without_a_gap() -> None:
    areas = [an_area("a", 0.3, 51.4, 0.4, 51.5), an_area("b", 0.4, 51.4, 0.5, 51.5)]
    picture = area_picture(areas)
    assert picture
    corners = {
        outline.code: {tuple(map(int, pair)) for pair in re.findall(r"(\d+) (\d+)", outline.path)}
        for outline in picture.outlines
    }
    height = picture.height
    assert 0.95 < height / (WIDTH / 2 / 0.6234) < 1.05  # half as wide on the ground, at 51.45 north
    assert corners == {
        "a": {(0, 0), (0, height), (320, 0), (320, height)},
        "b": {(320, 0), (320, height), (640, 0), (640, height)},
    }
    assert [(each.x, each.y) for each in picture.outlines] == [
        (160.0, picture.outlines[0].y),
        (480.0, picture.outlines[0].y),
    ]


def test_areas_without_shapes_have_no_picture() -> None:
    assert area_picture([Area("wards", "a", "A", postcodes=("RM176SL",))]) is None


def test_a_point_is_placed_as_the_outlines_are() -> None:
    picture = area_picture([an_area("a", 0.3, 51.4, 0.5, 51.5)])
    assert picture
    assert picture.place(Point(51.5, 0.3)) == (0, 0)
    x, y = picture.place(Point(51.4, 0.5))
    assert (round(x), round(y)) == (WIDTH, picture.height)
