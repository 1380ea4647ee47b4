"""Postcodes by tiles of the map."""

import math

import pytest

from assetmap.domain.place import Point
from assetmap.places.postcode_tiles import SIDE, STEPS, Sector, postcode_tile, tile_of
from assetmap.places.postcodes import Postcodes

GRAYS = (4103, 2725)  # the tile around Grays


def point_of(x: int, y: int, right: int, below: int) -> Point:
    """The point of a position in a tile, by the formula of the web map."""
    across, down = (x + right / STEPS) / SIDE, (y + below / STEPS) / SIDE
    lat = math.degrees(2 * math.atan(math.exp(math.pi * (1 - 2 * down))) - math.pi / 2)
    return Point(lat, across * 360 - 180)


def test_tile_has_each_postcode_where_it_is(postcodes: Postcodes) -> None:
    tile = postcode_tile(postcodes, ("RM", "SS"), *GRAYS)
    sector = tile["RM17 6"]
    assert len(sector.units) == len(sector.x) == len(sector.y) > 200
    real = postcodes.in_areas(["RM"])
    at = sector.units.index("FN")
    row = real.code.tolist().index(b"RM176FN")
    drawn = point_of(*GRAYS, sector.x[at], sector.y[at])
    assert drawn.distance_m(Point(float(real.lat[row]), float(real.lon[row]))) < 1


def test_many_at_one_point_are_one_without_a_name(postcodes: Postcodes) -> None:
    tile = postcode_tile(postcodes, ("RM",), *GRAYS)
    spots = [spot for each in tile.values() for spot in zip(each.x, each.y, strict=True)]
    assert len(spots) == len(set(spots))
    assert any("" in each.units for each in tile.values())  # a post office's boxes


@pytest.mark.parametrize("tile", [(0, 0), (SIDE - 1, SIDE - 1), (4096, 2700)])
def test_tile_elsewhere_is_empty(postcodes: Postcodes, tile: tuple[int, int]) -> None:
    assert postcode_tile(postcodes, ("RM",), *tile) == {}
    assert postcode_tile(postcodes, (), *GRAYS) == {}
    assert Sector() == Sector([], [], [])


def test_a_point_lies_in_its_tile() -> None:
    assert tile_of(Point(51.4748, 0.3252)) == GRAYS
