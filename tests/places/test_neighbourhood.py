"""Which council a point lies in, by the nearest postcode."""

import numpy as np
import pytest

from assetmap.domain.place import Point
from assetmap.places.neighbourhood import Neighbourhood
from assetmap.places.postcodes import Scatter

OURS, THEIRS = b"E06000034", b"E07000066"
POSTCODES = Scatter(
    np.array([51.50, 51.50, 51.52]),
    np.array([0.30, 0.34, 0.30]),
    np.array([OURS, THEIRS, OURS]),
    np.array([b"RM176SL", b"SS156AA", b"RM162AA"]),
)


@pytest.mark.parametrize(
    ("point", "council"),
    [
        (Point(51.501, 0.31), OURS.decode()),
        (Point(51.501, 0.335), THEIRS.decode()),
        (Point(51.60, 0.30), ""),
        (Point(51.50, 0.60), ""),
    ],
)
def test_point_lies_where_the_nearest_postcode_does(point: Point, council: str) -> None:
    assert Neighbourhood(POSTCODES, OURS.decode()).authority_of(point) == council


def test_a_council_without_postcodes_has_no_neighbourhood() -> None:
    assert Neighbourhood(POSTCODES, "E00000000").authority_of(Point(51.50, 0.30)) == ""
