"""Points near another, as if the distance to each were worked out."""

import math
import random

from assetmap.domain.place import Point
from assetmap.search_index.distances import distances_m
from assetmap.search_index.points import PointsByLatitude
from tests.factories import GRAYS, TILBURY


def test_points_within_some_metres() -> None:
    dice = random.Random(1)
    around = [
        Point(GRAYS.lat + dice.uniform(-0.003, 0.003), GRAYS.lon + dice.uniform(-0.003, 0.003))
        for _ in range(300)
    ]
    points = [GRAYS, None, TILBURY, *around]
    found = PointsByLatitude(points)
    metres = distances_m(found.lat, found.lon, GRAYS)
    assert [math.isnan(each) for each in metres[:3]] == [False, True, False]
    for most in (0, 50, 100, 250):
        near = [at for at, each in enumerate(metres.tolist()) if each <= most]
        assert sorted(found.within(GRAYS, most)) == near
    assert len(found.within(GRAYS, 100)) > 5


def test_no_points_are_near_nothing() -> None:
    assert PointsByLatitude([]).within(GRAYS, 100) == []
    assert PointsByLatitude([None]).within(GRAYS, 100) == []
