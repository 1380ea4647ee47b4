"""Map files of each kind, by layer; those without a system, damaged, and meant to harm."""

import sqlite3
from pathlib import Path

import pytest
import shapely

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.place import Point
from assetmap.exchange.files import ReadOptions, read_listings, table_of
from assetmap.exchange.geometry import Spot
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readers import own_process
from assetmap.exchange.readers.plain_lines import DAMAGED, TOO_MUCH
from assetmap.exchange.table import SheetName
from tests.exchange.readers.gis_maps import DEGREES, GRID, GROUPS, write_map, zipped, zipped_parts

MOVED = "We moved it from OSGB36 / British National Grid to WGS 84."


def refusal(name: str, data: bytes, layer: str = "") -> str:
    with pytest.raises(BadFile) as raised:
        table_of(name, data, layer)
    message = str(raised.value)
    assert "\n" not in message
    return message.removeprefix(f"{name}: ")


@pytest.mark.parametrize("end", ["gpkg", "fgb", "gml"])
def test_a_map_in_one_file_is_a_list(tmp_path: Path, words: Vocabulary, end: str) -> None:
    data = write_map(tmp_path / f"groups.{end}").read_bytes()
    batch = read_listings(f"groups.{end}", data, words)
    found = {each.listing.name: each.listing for each in batch.rows}
    assert {name: each.public.phone for name, each in found.items()} == dict(GROUPS)
    assert found["Quay Choir"].where.point == Point(51.477009, 0.324175)
    assert all(MOVED in each.notes for each in batch.rows)
    assert "point" in batch.fields


@pytest.mark.parametrize("end", ["shp", "tab", "mif"])
def test_a_map_in_several_files_comes_in_one_zip(tmp_path: Path, end: str) -> None:
    main = write_map(
        tmp_path / f"groups.{end}", **({} if end == "shp" else {"driver": "MapInfo File"})
    )
    table = table_of("groups.zip", zipped_parts(main, "../../x/"))
    assert (table.headings, table.sheet, table.has_shapes) == (("name", "phone"), "groups", True)
    assert [row.cells for row in table.rows] == list(GROUPS)
    first = table.rows[0].spot
    assert first
    assert (first.x, first.y) == pytest.approx((0.324175, 51.477009), abs=2e-5)


def test_a_part_of_a_map_alone_says_to_zip_them_all(tmp_path: Path) -> None:
    main = write_map(tmp_path / "groups.shp")
    for end in ("shp", "dbf", "shx", "prj"):
        said = refusal(f"groups.{end}", main.with_suffix(f".{end}").read_bytes())
        assert said.startswith("This is one part of a shapefile. Put all its parts")
    assert refusal("a.mid", b"x").startswith("This is one part of a MapInfo map.")
    some = zipped({"groups.shp": main.read_bytes(), "groups.prj": b""})
    assert refusal("groups.zip", some).startswith("The shapefile “groups” is not whole")


def test_layers_are_chosen_as_sheets_are(tmp_path: Path) -> None:
    path = write_map(tmp_path / "a.gpkg", [("x",)], GRID[:1], fields=("code",), layer="codes")
    write_map(path, append=True, layer="groups")
    data = path.read_bytes()
    table = table_of("a.gpkg", data)
    assert (table.sheet, table.notes) == (
        "groups",
        ("We read the layer “groups”. Others: “codes”.",),
    )
    assert table.sheets == (SheetName("codes", 1), SheetName("groups", 2))
    assert table_of("a.gpkg", data, "codes").rows[0].cells == ("x",)
    assert refusal("a.gpkg", data, "x") == "It has no layer “x”. It has “codes”, “groups”."


def test_several_shapefiles_are_layers(tmp_path: Path) -> None:
    write_map(tmp_path / "one.shp")
    write_map(tmp_path / "two.shp", GROUPS[:1], GRID[:1])
    files = {each.name: each.read_bytes() for each in sorted(tmp_path.iterdir())}
    table = table_of("maps.zip", zipped({**files, "readme.txt": b"x"}), "two")
    assert len(table.rows) == 1
    assert table.notes == ("We read the layer “two”. Others: “one”.",)


def test_shapes_become_one_point_inside(tmp_path: Path) -> None:
    bow = shapely.Polygon([(0.3, 51.4), (0.4, 51.5), (0.4, 51.4), (0.3, 51.5)])
    path = write_map(
        tmp_path / "a.gpkg",
        [("Box",), ("Bow",), ("None",)],
        (shapely.box(0.3, 51.4, 0.32, 51.42), bow, None),
        crs="EPSG:4326",
        fields=("name",),
        geometry_type="Polygon",
    )
    box, mended, nowhere = (row.spot for row in table_of("a.gpkg", path.read_bytes()).rows)
    assert box == Spot(0.31, 51.41, "We took a point inside its shape.")
    assert mended
    assert mended.note == "Its shape crosses itself; we mended it and took a point inside."
    assert nowhere == Spot(empty=True)


def test_a_file_without_a_system_is_read_by_its_numbers(tmp_path: Path) -> None:
    grid = write_map(tmp_path / "grid.fgb", crs=None).read_bytes()
    (first, _) = table_of("grid.fgb", grid).rows
    assert first.spot
    assert first.spot.in_degrees
    assert (
        first.notes == ("We took the numbers as British National Grid, because they are so large.",)
        or "British National Grid" in first.notes[0]
    )
    degrees = write_map(tmp_path / "degrees.fgb", shapes=DEGREES, crs=None).read_bytes()
    assert {row.notes for row in table_of("degrees.fgb", degrees).rows} == {()}


def test_fields_of_all_kinds_are_texts(tmp_path: Path) -> None:
    import numpy as np

    rows = [("Quay", 3, 2.5, True, np.datetime64("2026-03-16T10:30"), np.datetime64("2026-03-16"))]
    path = write_map(tmp_path / "a.gpkg", rows, GRID[:1], fields=("name", "n", "x", "y", "t", "d"))
    cells = table_of("a.gpkg", path.read_bytes()).rows[0].cells
    assert cells == ("Quay", "3", "2.5", "yes", "2026-03-16 10:30", "2026-03-16")


def test_a_map_is_known_whatever_it_is_called(tmp_path: Path) -> None:
    data = write_map(tmp_path / "a.gpkg").read_bytes()
    assert len(table_of("list.csv", data).rows) == 2
    assert len(table_of("list.sqlite", data).rows) == 2


def test_damage_is_one_plain_line(tmp_path: Path) -> None:
    for end in ("gpkg", "fgb", "gml"):
        data = write_map(tmp_path / f"a.{end}").read_bytes()
        assert refusal(f"a.{end}", data[: len(data) // 3])
    assert refusal("a.gpkg", b"nothing") == (
        "It is no map file that we can read, or it is damaged. Save it again."
    )
    main = write_map(tmp_path / "b.shp")
    files = {each.name: b"\0" * 200 for each in tmp_path.glob("b.*")}
    assert main.exists()
    assert refusal("b.zip", zipped(files)) == DAMAGED


def test_entities_and_links_to_elsewhere_are_never_followed(tmp_path: Path) -> None:
    gml = write_map(tmp_path / "a.gml").read_bytes()
    hostile = gml.replace(b"?>", b'?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', 1)
    assert refusal("a.gml", hostile).startswith("It has a document type of its own")
    virtual = b"<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd"
    assert refusal("a.gml", virtual + b"</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>")


def test_a_query_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_process, "WALL_SECONDS", 3)
    path = write_map(tmp_path / "a.gpkg")
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE VIEW slow AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
            "SELECT count(*) AS name FROM n"
        )
    assert refusal("a.gpkg", path.read_bytes()) == TOO_MUCH


def test_the_chosen_layer_goes_to_the_whole_reading(tmp_path: Path, words: Vocabulary) -> None:
    path = write_map(tmp_path / "a.gpkg", layer="one")
    write_map(path, GROUPS[:1], GRID[:1], append=True, layer="two")
    batch = read_listings("a.gpkg", path.read_bytes(), words, ReadOptions("two"))
    assert [each.listing.name for each in batch.rows] == ["Quay Choir"]
