"""CSV files that say how many people live in each area."""

from pathlib import Path

import pytest

from assetmap.domain.areas.area_file import BadAreas, ResidentRow
from assetmap.domain.areas.area_set import Residents
from assetmap.exchange import resident_tables
from assetmap.exchange.resident_tables import read_resident_table


def read(tmp_path: Path, text: str) -> tuple[ResidentRow, ...]:
    path = tmp_path / "residents.csv"
    path.write_text(text, encoding="utf-8")
    return read_resident_table(path)


def test_areas_by_code_or_by_name(tmp_path: Path) -> None:
    both = read(tmp_path, 'code,name,residents,over_65\nW1,Grays,"5,612",900\nW2,Tilbury,,\n')
    assert both == (ResidentRow("W1", "Grays", Residents(5612, 0, 900)),)
    assert read(tmp_path, "Ward;Population 2021\nChadwell St Mary;9865\n") == (
        ResidentRow("chadwell-st-mary", "Chadwell St Mary", Residents(9865, 2021)),
    )


def test_census_table_of_the_statistics_office(tmp_path: Path) -> None:
    text = (
        "date,geography,geography code,Residence type: Total; measures: Value\n"
        "2021,Thurrock 001A,E01015999,1725\n"
    )
    assert read(tmp_path, text) == (
        ResidentRow("E01015999", "Thurrock 001A", Residents(1725, 2021)),
    )


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "It is empty."),
        ("ward,residents\n", "It has headings and no rows."),
        ("ward,people\nA,5\n", "It needs a column residents .* It has: ward, people."),
        ("residents\n5\n", "No column names the areas."),
        ("ward,residents\nA,\n", "None of its rows says how many people live in an area."),
        ("ward,residents\n,5\n", "Row 2 has residents and names no area."),
        ("ward,residents\nA,-5\n", "The number of residents of A, -5, is no whole number"),
        ('ward,residents\n"A,5\n', "A quote mark in row 2 is never closed."),
    ],
)
def test_what_cannot_be_used_is_told_in_words(tmp_path: Path, text: str, reason: str) -> None:
    with pytest.raises(BadAreas, match=reason):
        read(tmp_path, text)


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(resident_tables, "MOST_BYTES", 10)
    with pytest.raises(BadAreas, match=r"It has more than 0 MB: keep only your own areas."):
        read(tmp_path, "ward,residents\nA,5\n")
