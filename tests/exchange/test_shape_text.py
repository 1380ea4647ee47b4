"""Shapes inside a cell."""

import pytest
import shapely

from assetmap.exchange.geometry import Spot
from assetmap.exchange.shape_text import ShapeText, read_shape
from assetmap.exchange.values import CannotTake

INSIDE = "We took a point inside its shape."
HEX = shapely.to_wkb(shapely.Point(0.3, 51.4), hex=True)
GRID_HEX = shapely.to_wkb(
    shapely.set_srid(shapely.Point(561500, 177900), 27700), hex=True, include_srid=True
)


@pytest.mark.parametrize(
    ("text", "shape"),
    [
        ("POINT (0.328 51.478)", ShapeText(Spot(0.328, 51.478))),
        ("Point Z (0.3 51.4 12)", ShapeText(Spot(0.3, 51.4))),
        ("POLYGON((0 51,2 51,2 53,0 53,0 51))", ShapeText(Spot(1, 52, INSIDE))),
        ("SRID=27700;POINT(561500 177900)", ShapeText(Spot(561500, 177900), "EPSG:27700")),
        ('{"type": "Point", "coordinates": [0.3, 51.4]}', ShapeText(Spot(0.3, 51.4))),
        (
            '{"type": "Feature", "geometry": {"type": "Point", "coordinates": [0.3, 51.4]}}',
            ShapeText(Spot(0.3, 51.4)),
        ),
        (HEX, ShapeText(Spot(0.3, 51.4))),
        (GRID_HEX, ShapeText(Spot(561500, 177900), "EPSG:27700")),
        ("Point Clear Hall", None),
        ('{"a": 1}', None),
        ("{not JSON", None),
        ("0123456789", None),
    ],
)
def test_shapes_become_spots(text: str, shape: ShapeText | None) -> None:
    assert read_shape(text) == shape


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("POINT EMPTY", "its point is not two numbers"),
        ("POINT(0,3 51,4)", "its shape cannot be read"),
        ('{"type": "Point", "coordinates": ["a", 1]}', "its coordinates are not all numbers"),
        ("01FF" + "0" * 60, "its shape cannot be read"),
    ],
)
def test_a_broken_shape_says_why(text: str, reason: str) -> None:
    with pytest.raises(CannotTake) as caught:
        read_shape(text)
    assert str(caught.value) == reason
