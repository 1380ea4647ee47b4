"""What the process that reads maps says, line by line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from assetmap.exchange.readers import gis_process
from assetmap.exchange.readers.plain_lines import DAMAGED
from tests.exchange.readers.gis_maps import DEGREES, GROUPS, write_map


def said(path: Path, wanted: str = "", label: str = "") -> list[Any]:
    asked = [sys.executable, "-m", gis_process.__name__, json.dumps([label, str(path)])]
    done = subprocess.run(asked, input=json.dumps(wanted), capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_it_says_its_layers_and_then_the_features_of_the_one_wanted(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.gpkg", shapes=DEGREES, crs="EPSG:4326")
    layers = [["a", 2, False, [[1, ["name", "phone"]]]]]
    about = {"crs": "", "has_shapes": True, "too_many": False, "fields": ["name", "phone"]}
    spots = [[each.x, each.y, "", ""] for each in DEGREES]
    assert said(path) == [layers]
    assert said(path, "a") == [layers, about, [list(map(list, GROUPS)), spots], None]


def test_a_layer_has_the_name_of_the_file_that_somebody_gave(tmp_path: Path) -> None:
    path = write_map(tmp_path / "map0.fgb")
    assert said(path, "groups", "groups")[0][0][0] == "groups"


def test_what_is_no_map_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(b"nothing")
    assert said(path) == [{"refused": DAMAGED}]
    path.write_text("<OGRVRTDataSource><OGRVRTLayer name='x'/></OGRVRTDataSource>")
    assert said(path) == [{"refused": DAMAGED}]
