"""What `/work/set-up` says, made of plain values."""

import math
from pathlib import Path

import pytest

from assetmap.basemap import Basemap
from assetmap.config import Config
from assetmap.services.borough.first_run import Step, StepState
from assetmap.web.borough.first_run_page import MapTile, map_tile, task_groups, tile_at
from tests.services.borough.test_first_run import NAMES


def test_tile_is_the_one_that_maps_of_the_web_have_there() -> None:
    assert tile_at(51.5074, -0.1278, 10) == (511, 340)  # London


@pytest.mark.parametrize("zoom", [0, 5, 12])
@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (57.15, -2.09), (50.07, -5.71), (51.5, 0.3)])
def test_point_lies_in_its_tile(lat: float, lon: float, zoom: int) -> None:
    x, y = tile_at(lat, lon, zoom)
    assert _west(x, zoom) <= lon < _west(x + 1, zoom)
    assert _north(y + 1, zoom) < lat <= _north(y, zoom)


def _west(x: int, zoom: int) -> float:
    return x / 2**zoom * 360 - 180


def _north(y: int, zoom: int) -> float:
    """The northern edge of a row, by the projection turned round."""
    return math.degrees(math.atan(math.sinh(math.pi * (1 - 2 * y / 2**zoom))))


def test_every_step_stands_in_one_group() -> None:
    found = task_groups([Step(name, StepState.DONE, "") for name in NAMES])
    assert sorted(task.name for group in found for task in group.tasks) == sorted(NAMES)


def test_no_tile_without_a_street_map_or_a_borough() -> None:
    tiles = Basemap("/tiles/{z}/{x}/{y}", "© Us", Path("ours.mbtiles"))
    assert map_tile(Config(), [(51.5, 0.3)]) is None
    assert map_tile(Config(basemap=tiles), []) is None
    assert map_tile(Config(basemap=tiles), [(51.4, 0.2), (51.6, 0.4)]) == MapTile(
        "/tiles/12/2051/1362", "your own file"
    )
