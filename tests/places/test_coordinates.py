"""Two numbers read as a neighbourhood, never as a point."""

import pytest

from assetmap.domain.place import Point
from assetmap.places.coordinates import read_coordinates


@pytest.mark.parametrize("text", ["51.48,0.32", " 51.48 , 0.32 ", "51.4834567,0.3241234"])
def test_point_is_taken_no_closer_than_its_neighbourhood(text: str) -> None:
    assert read_coordinates(text) == Point(51.48, 0.32)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "51.48",
        "0.32,51.48",
        "48.85,2.35",
        "-51.48,0.32",
        "51.48,0.32,1",
        "nan,0",
        "51,48",
        "a,b",
    ],
)
def test_anything_else_is_no_point(text: str) -> None:
    assert read_coordinates(text) is None
