"""The map background for when there are no tiles."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from shapely.geometry import Point as Dot
from shapely.geometry import Polygon, shape

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.drawn_map import DrawnMap, Shape
from assetmap.places.basemap import ATTRIBUTION, build_basemap, load_basemap
from assetmap.places.postcodes import Postcodes


@pytest.fixture(scope="session")
def background(borough: Borough, postcodes: Postcodes) -> dict[str, Any]:
    return build_basemap(borough, postcodes)


def test_the_background_has_its_four_parts(background: dict[str, Any], borough: Borough) -> None:
    assert set(background) == {
        *("outline", "built_up", "water", "rivers", "places", "attribution"),
    }
    assert background["attribution"] == ATTRIBUTION
    assert [place["name"] for place in background["places"]] == [
        place.name for place in borough.places
    ]
    assert background["places"][0] == {"name": "Grays", "lat": 51.47555, "lon": 0.32381}


def test_the_shapes_are_sound_and_hold_the_towns(background: dict[str, Any]) -> None:
    outline, built_up = shape(background["outline"]), shape(background["built_up"])
    assert (outline.is_valid, built_up.is_valid) == (True, True)
    assert (outline.geom_type, built_up.geom_type) == ("MultiPolygon", "MultiPolygon")
    dots = [Dot(place["lon"], place["lat"]) for place in background["places"]]
    assert [dot for dot in dots if not (outline.contains(dot) and built_up.contains(dot))] == []
    # The sea, Gravesend and Upminster are not in it.
    elsewhere = [Dot(0.7, 51.5), Dot(0.37, 51.44), Dot(0.25, 51.56)]
    assert [dot for dot in elsewhere if outline.contains(dot)] == []
    # The outer ring runs anticlockwise, as GeoJSON wants.
    assert all(part.exterior.is_ccw for part in built_up.geoms)


def test_the_background_is_small(tmp_path: Path, borough: Borough, postcodes: Postcodes) -> None:
    content = load_basemap(tmp_path, borough, postcodes)
    assert len(content) < 45_000
    assert len(gzip.compress(content)) < 15_000


def test_the_background_is_kept(
    tmp_path: Path, borough: Borough, postcodes: Postcodes, background: dict[str, Any]
) -> None:
    content = load_basemap(tmp_path, borough, postcodes)
    assert json.loads(content) == background
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() == content
    kept.write_bytes(b"{}")
    assert load_basemap(tmp_path, borough, postcodes) == b"{}"


def test_a_change_of_places_makes_another_background(
    tmp_path: Path, borough: Borough, postcodes: Postcodes
) -> None:
    load_basemap(tmp_path, borough, postcodes)
    fewer = replace(borough, places=borough.places[:1])
    assert len(json.loads(load_basemap(tmp_path, fewer, postcodes))["places"]) == 1


def test_the_boroughs_own_edge_and_water_are_drawn(
    tmp_path: Path, borough: Borough, postcodes: Postcodes
) -> None:
    edge = ((0.2, 51.42), (0.5, 51.42), (0.5, 51.58), (0.2, 51.58), (0.2, 51.42))
    crossing = ((0.3, 51.45), (0.4, 51.47), (0.4, 51.45), (0.3, 51.47), (0.3, 51.45))
    river = ((0.1, 51.46), (0.25, 51.5), (0.45, 51.44))
    far_away = ((-3.0, 53.0), (-3.1, 53.1))
    drawn = DrawnMap(
        (Shape((edge,)),),
        (Shape((crossing,)), Shape((river,), is_line=True), Shape((far_away,), is_line=True)),
        "© Anytown",
    )
    content = load_basemap(tmp_path, replace(borough, drawn_map=drawn), postcodes)
    background = json.loads(content)
    assert shape(background["outline"]).symmetric_difference(Polygon(edge)).area < 1e-4
    water, rivers = shape(background["water"]), shape(background["rivers"])
    assert (water.is_valid, water.geom_type) == (True, "MultiPolygon")
    assert water.contains(Dot(0.31, 51.46))
    assert rivers.geom_type == "MultiLineString"
    assert rivers.distance(Dot(0.25, 51.5)) < 1e-3
    assert rivers.bounds[0] > 0
    assert background["attribution"].endswith("© Anytown")
    assert len(content) < 45_000


def test_a_cache_that_cannot_be_written_is_done_without(
    tmp_path: Path, borough: Borough, postcodes: Postcodes, background: dict[str, Any]
) -> None:
    (tmp_path / "file").write_text("in the way")
    for _ in range(2):
        content = load_basemap(tmp_path / "file" / "cache", borough, postcodes)
        assert json.loads(content) == background


def test_a_borough_without_postcodes_has_an_empty_background(
    borough: Borough, postcodes: Postcodes
) -> None:
    empty = {"type": "MultiPolygon", "coordinates": []}
    nowhere = replace(borough, authority_code="E99999999", places=())
    assert build_basemap(nowhere, postcodes) == {
        "outline": empty,
        "built_up": empty,
        "water": empty,
        "rivers": empty,
        "places": [],
        "attribution": ATTRIBUTION,
    }
