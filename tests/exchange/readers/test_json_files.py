"""What is in a document of JSON tells its format, whatever the name of the file."""

import json
from typing import Any

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers.json_files import json_table
from tests.exchange.readers.maps import dicts

FEATURE = {"type": "Feature", "geometry": None, "properties": {"name": "Quay"}}
NODE = {"type": "node", "id": 1, "lat": 51.4, "lon": 0.3, "tags": {"name": "Quay"}}


@pytest.mark.parametrize(
    "document",
    [
        FEATURE,
        {"type": "FeatureCollection", "features": [FEATURE]},
        {"version": 0.6, "elements": [NODE]},
    ],
)
def test_each_format_has_its_reader(document: dict[str, Any]) -> None:
    assert dicts(json_table(json.dumps(document).encode())) == [{"name": "Quay"}]


@pytest.mark.parametrize(
    ("document", "message"),
    [
        ({"type": "Topology", "objects": {}}, "This is TopoJSON. "),
        ({"type": "Point", "coordinates": [0, 51]}, "The file is JSON but not GeoJSON"),
        ({"type": "FeatureCollection"}, "The file is JSON but not GeoJSON"),
        ({}, "The file is JSON but not GeoJSON"),
    ],
)
def test_others_are_refused_with_what_to_do(document: dict[str, Any], message: str) -> None:
    with pytest.raises(BadFile) as raised:
        json_table(json.dumps(document).encode())
    assert str(raised.value).startswith(message)
