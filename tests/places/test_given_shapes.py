"""Shapes that a borough gives, on the flat grid in metres."""

import pytest
import shapely

from assetmap.domain.borough.drawn_map import Ring, Shape
from assetmap.places.given_shapes import areas_of, lines_of

WEST, SOUTH, SIDE = 0.30, 51.45, 0.01  # degrees


def square(west: float = WEST, south: float = SOUTH, side: float = SIDE) -> Ring:
    east, north = west + side, south + side
    return ((west, south), (east, south), (east, north), (west, north), (west, south))


# A hundredth of a degree here is some 694 by 1,112 metres.
AREA = pytest.approx(694 * 1_112, rel=0.01)


def test_area_is_in_metres_of_the_grid() -> None:
    drawn = areas_of([Shape((square(),))])
    assert drawn.area == AREA
    assert drawn.centroid.x == pytest.approx(560_200, abs=1_000)  # Tilbury's square of the grid
    assert drawn.centroid.y == pytest.approx(175_500, abs=1_500)


def test_hole_is_no_area_and_areas_that_overlap_count_once() -> None:
    hole = square(WEST + SIDE / 4, SOUTH + SIDE / 4, SIDE / 2)
    whole = areas_of([Shape((square(),))]).area
    assert areas_of([Shape((square(), hole))]).area == pytest.approx(whole * 3 / 4, rel=0.001)
    twice = areas_of([Shape((square(),)), Shape((square(),)), Shape((square(WEST + SIDE),))])
    assert twice.area == pytest.approx(2 * whole, rel=0.001)


def test_ring_that_crosses_itself_is_mended() -> None:
    a, b, c, d, _ = square()
    drawn = areas_of([Shape(((a, c, b, d, a),))])
    assert drawn.is_valid
    assert drawn.area == pytest.approx(areas_of([Shape((square(),))]).area / 2, rel=0.001)


def test_lines_and_areas_are_told_apart() -> None:
    shapes = [Shape((square(),)), Shape((((WEST, SOUTH), (WEST, SOUTH + SIDE)),), is_line=True)]
    assert areas_of(shapes).area == AREA
    line = lines_of(shapes)
    assert (line.length, line.area) == (pytest.approx(1_112, rel=0.01), 0)
    assert not shapely.is_empty(line)


def test_no_shapes_are_an_empty_shape() -> None:
    for drawn in (areas_of([]), lines_of([]), lines_of([Shape((square(),))])):
        assert drawn.is_empty
