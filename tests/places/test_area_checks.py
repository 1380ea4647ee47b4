"""Overlaps of areas, and what none of them covers."""

import numpy as np

from assetmap.domain.borough.drawn_map import Shape
from assetmap.places.area_checks import overlaps, postcodes_outside, uncovered_m2
from assetmap.places.area_maps import read_area_geojson
from assetmap.places.postcodes import Scatter
from tests.area_files import box, geojson

# A hundredth of a degree here is 1,112 m north to south, and 693 m east to west.
A, B = box(0.30, 51.46, 0.32, 51.48), box(0.31, 51.46, 0.33, 51.48)
TOUCHES = box(0.33, 51.46, 0.35, 51.48)


def test_overlaps_are_told_with_both_names_and_their_size() -> None:
    found = overlaps(
        read_area_geojson(geojson(("A", "1", A), ("B", "2", B), ("C", "3", TOUCHES))).areas
    )
    assert [(one, other) for one, other, _ in found] == [("A", "B")]
    assert round(found[0][2] / 1e6, 2) == 1.55


def test_slivers_of_two_drawings_of_one_border_are_none() -> None:
    sliver = box(0.3199999, 51.46, 0.33, 51.48)
    assert overlaps(read_area_geojson(geojson(("A", "1", A), ("B", "2", sliver))).areas) == []


def test_what_of_the_borough_is_bare_is_measured_within_its_own_edge() -> None:
    areas = read_area_geojson(geojson(("A", "1", A))).areas
    ring = ((0.30, 51.46), (0.34, 51.46), (0.34, 51.48), (0.30, 51.48), (0.30, 51.46))
    assert round(uncovered_m2(areas, (Shape((ring,)),)) / 1e6, 2) == 3.09


def test_postcodes_in_none_are_counted() -> None:
    areas = read_area_geojson(geojson(("A", "1", A))).areas
    lat, lon = np.array([51.47, 51.47, 51.6]), np.array([0.31, 0.40, 0.31])
    codes = np.array([b"a", b"b", b"c"])
    assert postcodes_outside(areas, Scatter(lat, lon, codes, codes)) == 2
