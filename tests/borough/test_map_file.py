"""The borough's own edge and water: read, and refused with a message that names the mend."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from assetmap.borough.files import BadBorough, read_borough
from assetmap.borough.map_file import MOST_POINTS, read_map
from assetmap.domain.borough.drawn_map import DrawnMap, Shape
from assetmap.paths import BOROUGH

SQUARE = [[0.2, 51.4], [0.4, 51.4], [0.4, 51.6], [0.2, 51.4]]
RING = ((0.2, 51.4), (0.4, 51.4), (0.4, 51.6), (0.2, 51.4))


def feature(kind: str | None, form: str, coordinates: Any) -> dict[str, Any]:
    """One feature of a file, of a kind."""
    return {
        "type": "Feature",
        "properties": {"kind": kind, "name": "x"},
        "geometry": {"type": form, "coordinates": coordinates},
    }


def collection(*features: Any, **more: Any) -> dict[str, Any]:
    """A whole file."""
    return {"type": "FeatureCollection", "features": list(features), **more}


def test_edge_and_water_are_read_in_every_form() -> None:
    read = read_map(
        collection(
            feature("edge", "Polygon", [SQUARE]),
            feature("edge", "MultiPolygon", [[SQUARE, SQUARE], [SQUARE]]),
            feature("water", "Polygon", [SQUARE]),
            feature("water", "LineString", [[0.2, 51.4, 12.5], [0.3, 51.5, 9]]),
            feature("water", "MultiLineString", [[[0.2, 51.4], [0.3, 51.5]]]),
            attribution=" © Anytown ",
        )
    )
    area, line = Shape((RING,)), Shape((((0.2, 51.4), (0.3, 51.5)),), is_line=True)
    assert read == DrawnMap(
        (area, Shape((RING, RING)), area), (area, line, line), attribution="© Anytown"
    )


@pytest.mark.parametrize(
    ("file", "says"),
    [
        ({"type": "Polygon", "coordinates": []}, "it is a Polygon: save it as a GeoJSON Feature"),
        ({"type": "FeatureCollection"}, "it has no list of features"),
        ([], "it is a list: save it as a GeoJSON FeatureCollection"),
        (collection(), "it holds neither edge nor water: add some, or take the file away"),
        (collection({"type": "Feature"}), "feature 1 is no GeoJSON feature with a geometry"),
        (collection("x"), "feature 1 is no GeoJSON feature with a geometry"),
        (
            collection({**feature("edge", "Polygon", [SQUARE]), "geometry": None}),
            "feature 1 is no GeoJSON feature with a geometry",
        ),
        (
            collection(feature(None, "Polygon", [SQUARE])),
            'feature 1 has no "kind": give edge or water among its properties',
        ),
        (
            collection(feature("edge", "Polygon", [SQUARE]), feature("lake", "Polygon", [SQUARE])),
            "feature 2 is of the kind 'lake': give edge or water",
        ),
        (
            collection(feature("edge", "LineString", SQUARE)),
            "feature 1 is a LineString: edge is drawn as Polygon or MultiPolygon",
        ),
        (collection(feature("water", "Point", [0.2, 51.4])), "feature 1 is a Point"),
        (
            collection(feature("edge", "Polygon", [SQUARE[:3]])),
            "feature 1 has an area that is not closed: its last point must be its first again",
        ),
        (
            collection(feature("edge", "Polygon", [[*SQUARE[:3], [0.2, 51.41]]])),
            "feature 1 has an area that is not closed",
        ),
        (
            collection(feature("water", "LineString", [[0.2, 51.4]])),
            "feature 1 has a line of fewer than two points",
        ),
        (
            collection(feature("water", "LineString", [[51.4, 0.2], [51.5, 0.2]])),
            "feature 1 has the point 51.4, 0.2: give the longitude first and then the latitude",
        ),
        (
            collection(feature("water", "LineString", [[561234, 178000], [561235, 178000]])),
            "which is not in degrees: save the file as WGS 84",
        ),
        (
            collection(feature("water", "LineString", [[13.4, 52.5], [13.5, 52.5]])),
            "feature 1 has the point 13.4, 52.5, which is not in the United Kingdom",
        ),
        (
            collection(feature("water", "LineString", [["a", "b"], [0.2, 51.4]])),
            "feature 1 has a point that is no number",
        ),
        (
            collection(feature("water", "LineString", [[float("nan"), 51], [0.2, 51.4]])),
            "feature 1 has a point that is no number",
        ),
        (
            collection(feature("water", "LineString", [[0.2, 51.4]] * (MOST_POINTS + 1))),
            "it has 100,001 points, more than the 100,000 that can be drawn: simplify it",
        ),
        (
            collection(feature("edge", "Polygon", [SQUARE]), attribution=["x"]),
            'its "attribution" is to be a text of at most 300 characters',
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused(file: Any, says: str) -> None:
    with pytest.raises(ValueError, match=re.escape(says)):
        read_map(file)


def test_borough_has_the_map_of_its_folder(tmp_path: Path) -> None:
    assert read_borough(BOROUGH, tmp_path).drawn_map == DrawnMap()
    file = tmp_path / "map.geojson"
    file.write_text(json.dumps(collection(feature("edge", "Polygon", [SQUARE]))))
    assert read_borough(BOROUGH, tmp_path).drawn_map == DrawnMap((Shape((RING,)),))
    file.write_text(json.dumps(collection(feature("sea", "Polygon", [SQUARE]))))
    with pytest.raises(BadBorough, match=r"map\.geojson cannot be used: feature 1 is of the kind"):
        read_borough(BOROUGH, tmp_path)
    file.write_text('{"type": ')
    with pytest.raises(BadBorough, match=r"map\.geojson cannot be read: "):
        read_borough(BOROUGH, tmp_path)
