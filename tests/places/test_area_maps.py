"""Map files of areas: mended, placed in degrees, or refused in plain words."""

import json
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely

from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas
from assetmap.places import area_maps
from assetmap.places.area_maps import names, read_area_geojson, read_area_map
from tests.area_files import bow_tie, box, geojson

TILBURY = box(0.34, 51.45, 0.38, 51.48)
GRID = {
    "type": "Polygon",
    "coordinates": [
        [[564000, 176000], [566000, 176000], [566000, 178000], [564000, 178000], [564000, 176000]]
    ],
}


def read(tmp_path: Path, text: str | bytes, name: str = "a.geojson", **columns: str) -> AreaFile:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_area_map(path, AreaColumns(**columns))


def bounds(file: AreaFile, number: int = 0) -> tuple[float, ...]:
    return tuple(round(side, 3) for side in shapely.from_wkb(file.areas[number].shape).bounds)


def test_areas_are_read_with_names_and_codes(tmp_path: Path) -> None:
    found = read(tmp_path, geojson(("Tilbury", "E1", TILBURY)))
    assert [(each.code, each.name) for each in found.areas] == [("E1", "Tilbury")]
    assert (bounds(found), found.notes) == ((0.34, 51.45, 0.38, 51.48), ())
    assert read_area_geojson(geojson(("Tilbury", "E1", TILBURY))).areas == found.areas


def test_what_crosses_itself_is_mended_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, geojson(("Bow", "E1", bow_tie()), ("Tilbury", "E2", TILBURY)))
    assert shapely.from_wkb(found.areas[0].shape).is_valid
    assert found.notes == ("Crossed themselves or did not close, and are mended: Bow.",)


def test_what_is_no_area_is_left_out_and_named(tmp_path: Path) -> None:
    line = {"type": "LineString", "coordinates": [[0.3, 51.4], [0.4, 51.5]]}
    mixed = {"type": "GeometryCollection", "geometries": [line, TILBURY]}
    text = geojson(
        ("Road", "E1", line), ("Nothing", "E2", None), ("Tilbury", "E3", mixed), ("", "E4", None)
    )
    found = read(tmp_path, text)
    assert [each.name for each in found.areas] == ["Tilbury"]
    assert found.notes == ("Left out, being empty, a line or a point: Road, Nothing, number 4.",)


def test_parts_of_one_name_and_code_are_one_area(tmp_path: Path) -> None:
    text = geojson(("A", "E1", TILBURY), ("A", "E1", box(0.4, 51.45, 0.42, 51.48)))
    found = read(tmp_path, text)
    assert (len(found.areas), bounds(found)) == (1, (0.34, 51.45, 0.42, 51.48))
    assert found.notes == ("In several parts of one name and code, each taken as one: A.",)


def test_grid_metres_are_taken_when_the_file_or_somebody_says_so(tmp_path: Path) -> None:
    text = geojson(("A", "E1", GRID))
    found = read(tmp_path, text, crs="EPSG:27700")
    assert bounds(found) == (0.359, 51.459, 0.389, 51.477)
    said = json.loads(text)
    said["crs"] = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    assert bounds(read(tmp_path, json.dumps(said))) == bounds(found)


def mixed_up(*points: list[float]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[*points, points[0]]]}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "It is empty."),
        ("hello", "This is no map file that can be read."),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "This is no map file that can be read."),
        (geojson(), "It holds no areas."),
        (geojson(("A", "E1", None)), "It holds no areas. Left out, being empty"),
        (
            geojson(("A", "E1", GRID)),
            (
                "Its coordinates are no degrees: they go up to 566,000. They look like British "
                "grid metres: add --crs EPSG:27700."
            ),
        ),
        (
            geojson(("A", "E1", mixed_up([5e6, 1e6], [6e6, 1e6], [6e6, 2e6]))),
            "Say which coordinate system they are in with --crs.",
        ),
        (
            geojson(("A", "E1", mixed_up([51.4, 0.3], [51.5, 0.3], [51.5, 0.4]))),
            "Its points give the latitude first.",
        ),
        (
            geojson(("A", "E1", box(5.3, 45.4, 5.4, 45.5))),
            "Its areas are not in the United Kingdom.",
        ),
        (
            geojson(("A", "E1", TILBURY), ("B", "E1", TILBURY)),
            "Two areas have the code E1: A and B.",
        ),
        (geojson(("", "E1", TILBURY)), "Area 1 has no name in the column WD26NM."),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(
    tmp_path: Path, text: str | bytes, message: str
) -> None:
    with pytest.raises(BadAreas) as refused:
        read(tmp_path, text)
    assert message in str(refused.value)


def test_unknown_coordinate_systems_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadAreas, match="EPSG:99 is no coordinate system"):
        read(tmp_path, geojson(("A", "E1", TILBURY)), crs="EPSG:99")


def test_a_shapefile_without_its_system_is_asked_for_it(tmp_path: Path) -> None:
    from pyogrio.raw import write

    path = tmp_path / "wards.shp"
    shape = shapely.to_wkb([shapely.box(0.34, 51.45, 0.38, 51.48)])
    with pytest.warns(UserWarning, match="crs"):
        write(
            path,
            shape,
            [np.array(["Tilbury"], object)],
            ["name"],
            geometry_type="Polygon",
            crs=None,
        )
    with pytest.raises(BadAreas, match="add --crs EPSG:4326"):
        read_area_map(path, AreaColumns())
    assert len(read_area_map(path, AreaColumns(crs="EPSG:4326")).areas) == 1


@pytest.mark.parametrize("folder", ["", "Wards (May 2026)/"])
def test_a_zip_file_is_looked_into(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "wards.zip"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(f"{folder}about.txt", "OGL")
        file.writestr(f"{folder}wards.geojson", geojson(("Tilbury", "E1", TILBURY)))
    assert [each.name for each in read_area_map(path, AreaColumns()).areas] == ["Tilbury"]
    monkeypatch.setattr(area_maps, "MOST_BYTES", path.stat().st_size + 1)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("wards.geojson", " " * 100_000)
    with pytest.raises(BadAreas, match="Unpacked it has more than"):
        read_area_map(path, AreaColumns())


def test_files_and_sets_that_are_too_large_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = geojson(("A", "E1", TILBURY), ("B", "E2", TILBURY))
    monkeypatch.setattr(area_maps, "MOST_AREAS", 1)
    with pytest.raises(BadAreas, match="It has 2 areas: 1 at most"):
        read(tmp_path, text)
    monkeypatch.setattr(area_maps, "MOST_BYTES", 10)
    with pytest.raises(BadAreas, match="Cut it down"):
        read(tmp_path, text)


def test_many_names_are_cut_short() -> None:
    assert names(["a", "b"]) == "a, b"
    assert names([str(n) for n in range(1007)]) == "0, 1, 2, 3, 4 and 1,002 more"
