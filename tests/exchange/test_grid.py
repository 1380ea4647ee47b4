"""British National Grid squares and metres in degrees."""

import pytest

from assetmap.domain.place import Point
from assetmap.exchange.grid import GridSquare, known_crs, read_grid_reference, to_degrees


@pytest.mark.parametrize(
    ("text", "square"),
    [
        ("TQ 615 779", GridSquare(561_550, 177_950, 100)),
        ("tq615779", GridSquare(561_550, 177_950, 100)),
        ("TQ 6150 7790", GridSquare(561_505, 177_905, 10)),
        ("TQ 61 77", GridSquare(561_500, 177_500, 1_000)),
        ("TQ67", GridSquare(565_000, 175_000, 10_000)),
        ("HU 453 417", GridSquare(445_350, 1_141_750, 100)),
        ("SV 9050 1050", GridSquare(90_505, 10_505, 10)),
        ("TQ 615 77", None),
        ("TI 615 779", None),
        ("ZZ 615 779", None),
        ("TQ", None),
        ("RM17 6SL", None),
    ],
)
def test_a_grid_reference_is_a_square(text: str, square: GridSquare | None) -> None:
    assert read_grid_reference(text) == square


def test_grid_metres_in_degrees() -> None:
    # A point that the Ordnance Survey publishes in both systems.
    found = to_degrees(651_409.804, 313_177.450)
    assert found is not None
    assert found.distance_m(Point(52.658007833, 1.716073973)) < 10
    assert to_degrees(0.3, 51.4, "EPSG:4326") == Point(51.4, 0.3)
    assert to_degrees(1, 2, "EPSG:999999") is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("OSGB36", "EPSG:27700"),
        ("OSGB 1936 / British National Grid", "EPSG:27700"),
        ("27700", "EPSG:27700"),
        ("urn:ogc:def:crs:EPSG::27700", "EPSG:27700"),
        ("WGS 84", "EPSG:4326"),
        ("http://www.opengis.net/def/crs/EPSG/0/4326", "EPSG:4326"),
        ("EPSG:2157", "EPSG:2157"),
        ("EPSG:999999", None),
        ("our own", None),
    ],
)
def test_names_of_coordinate_systems(name: str, code: str | None) -> None:
    assert known_crs(name) == code
