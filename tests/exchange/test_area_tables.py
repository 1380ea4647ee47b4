"""CSV files of postcodes or wards, with the area of each."""

from pathlib import Path

import pytest

from assetmap.domain.areas.area_file import AreaColumns, AreaFile, BadAreas, IncomingArea
from assetmap.domain.areas.area_set import AreaForm, RoleContact
from assetmap.exchange import area_tables
from assetmap.exchange.area_tables import read_area_table


def read(tmp_path: Path, text: str, **columns: str) -> AreaFile:
    path = tmp_path / "areas.csv"
    path.write_text(text, encoding="utf-8")
    return read_area_table(path, AreaColumns(**columns))


def test_postcodes_in_any_spelling_are_gathered_by_area(tmp_path: Path) -> None:
    found = read(tmp_path, "Postcode;Ward\nRM18 7TB;Tilbury\nrm187ta;Tilbury\nRM17-6SL;Grays\n")
    assert found == AreaFile(
        AreaForm.POSTCODES,
        (
            IncomingArea("tilbury", "Tilbury", postcodes=("RM187TB", "RM187TA")),
            IncomingArea("grays", "Grays", postcodes=("RM176SL",)),
        ),
    )


def test_headings_of_the_national_directory_are_known(tmp_path: Path) -> None:
    found = read(tmp_path, "pcds,oslaua,osward\nRM18 7TB,E06000034,E05002246\n")
    assert found.areas == (IncomingArea("E05002246", "E05002246", postcodes=("RM187TB",)),)


def test_rows_with_something_wrong_are_told(tmp_path: Path) -> None:
    rows = [
        "XX,Tilbury",
        ",Tilbury",
        "RM18 7TB,Tilbury",
        "RM18 7TB,Grays",
        "RM18 7TA,",
        "RM17 6SL,Grays",
    ]
    found = read(tmp_path, "\n".join(["postcode,ward", *rows]))
    assert [(each.name, each.postcodes) for each in found.areas] == [
        ("Tilbury", ("RM187TB",)),
        ("Grays", ("RM176SL",)),
    ]
    assert found.notes == (
        "2 rows left out, with no postcode: XX, an empty one.",
        "1 postcode in two areas: the first counts (RM18 7TB).",
        "1 rows left out: no area stands in them.",
    )


def test_patches_upon_wards_say_whom_to_ask_once(tmp_path: Path) -> None:
    text = "ward,patch,role,phone,email\nBelhus,West,Connector,01632 960111,\nOckendon,West,,,\n"
    found = read(tmp_path, text)
    contact = RoleContact("Connector", "01632 960111")
    west = IncomingArea("west", "West", contact, parts=("Belhus", "Ockendon"))
    assert found == AreaFile(AreaForm.WARDS, (west,))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "It is empty."),
        ("postcode,ward\n", "It has headings and no rows."),
        ("a,b\n1,2\n", "It needs a column postcode .* It has: a, b."),
        ("postcode,ward\nXX,A\n", "None of its rows has a postcode and an area. 1 row left out"),
        ("ward,patch\nA,\n", "None of its rows has both a ward and a patch."),
        ("ward,patch\nA,West\nA,East\n", "A is given to two patches"),
        ("postcode,ward,code\nRM18 7TB,A,1\nRM18 7TA,B,1\n", "Two areas have the code 1: A and B"),
        ('postcode,ward\n"RM18 7TB,A\n', "A quote mark in row 2 is never closed"),
        ("ward,patch,phone\nA,West,ask\n", "The phone of West, ask, is no number"),
    ],
)
def test_what_cannot_be_used_is_refused_in_words(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(BadAreas, match=message):
        read(tmp_path, text)


def test_whole_countries_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(area_tables, "MOST_POSTCODES", 1)
    text = "postcode,ward\nRM18 7TB,A\nRM18 7TA,A\n"
    with pytest.raises(BadAreas, match="It has 2 postcodes: 1 at most"):
        read(tmp_path, text)
    monkeypatch.setattr(area_tables, "MOST_BYTES", 10)
    with pytest.raises(BadAreas, match="keep only the borough's"):
        read(tmp_path, text)
