"""A zip with one list in it is that list; any other is refused with the names in it."""

from pathlib import Path

import pytest

from assetmap.exchange.files import table_of
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.readable import READABLE
from tests.exchange.readers.gis_maps import write_map, zipped
from tests.exchange.readers.workbooks import workbook

CSV = b"name,postcode\nQuay,RM17 6SL\n"
ROWS = [("Name", "Postcode"), ("Quay", "RM17 6SL")]


def names(data: bytes, name: str = "list.zip") -> list[str]:
    return [row.cells[0] for row in table_of(name, data).rows]


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as raised:
        table_of("list.zip", data)
    assert "\n" not in str(raised.value)
    return str(raised.value).removeprefix("list.zip: ")


@pytest.mark.parametrize(
    "files",
    [
        {"groups.csv": CSV},
        {"groups.TXT": CSV},
        {"a/b/groups.csv": CSV, "a/readme.txt": b"x", "__MACOSX/a/b/._groups.csv": b"\0"},
        {"groups.xlsx": workbook({"A": ROWS}), "~$groups.xlsx": b"x", "licence.pdf": b"%PDF"},
        {"../../groups.csv": CSV, "c:\\x\\.DS_Store": b"x"},
    ],
)
def test_the_one_list_in_a_zip_is_read(files: dict[str, bytes]) -> None:
    assert names(zipped(files)) == ["Quay"]
    assert names(zipped(files), "list.csv") == ["Quay"]


def test_a_map_in_a_zip_is_read(tmp_path: Path) -> None:
    data = write_map(tmp_path / "a.gpkg").read_bytes()
    assert names(zipped({"a.gpkg": data})) == ["Quay Choir", "Tea and Talk"]


def test_several_lists_are_named() -> None:
    assert refusal(zipped({"x/a.csv": CSV, "b.json": b"{}", "c.shp": b""})) == (
        "This zip file has several lists: a.csv, b.json, c.shp. Give us one of them by itself."
    )


def test_a_zip_without_a_list_names_what_it_has() -> None:
    assert refusal(zipped({"a.pdf": b"x", "b.zip": CSV})) == (
        "There is no list in this zip file that we can read. It has a.pdf, b.zip."
    )
    assert refusal(zipped({})) == "There is no list in this zip file that we can read."


def test_what_is_wrong_with_the_list_in_it_is_said() -> None:
    assert refusal(zipped({"a.csv": b""})) == "The file is empty."


def test_a_map_of_another_reader_is_left_to_it() -> None:
    (reader,) = [each for each in READABLE if ".zip" in each.ends]
    assert reader.knows(zipped({"a.csv": CSV}))
    assert not reader.knows(zipped({"doc.kml": b"<kml/>", "a.csv": CSV}))
    assert not reader.knows(zipped({"word/document.xml": b"<x/>"}))
    assert not reader.knows(CSV)
