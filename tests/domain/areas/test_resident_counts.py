"""How many people live in an area, from whatever columns say it."""

import pytest

from assetmap.domain.areas.area_file import BadAreas
from assetmap.domain.areas.area_set import Residents
from assetmap.domain.areas.resident_counts import (
    ResidentColumns,
    resident_columns,
    same_residents,
)


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        (["code", "name", "residents"], ResidentColumns("residents")),
        (["Residents_2021", "over_65"], ResidentColumns("Residents_2021", "over_65", "", 2021)),
        (["Population", "65+"], ResidentColumns("Population", "65+")),
        (["Population 2022", "Aged 65 and over"], None),
        (["Mid-2022 population", "People over 65"], None),
        (["Usual residents", "Census year"], ResidentColumns("Usual residents", "", "Census year")),
        (
            ["date", "geography", "geography code", "Residence type: Total; measures: Value"],
            ResidentColumns("Residence type: Total; measures: Value", "", "date"),
        ),
        (["name", "role", "text", "resident coordinator", "density"], ResidentColumns()),
    ],
)
def test_columns_are_found_by_what_they_are_called(
    headings: list[str], found: ResidentColumns | None
) -> None:
    assert resident_columns(headings) == (found or ResidentColumns(*headings, "", 2022))


@pytest.mark.parametrize("written", ["5,612", "5612", "5612.0", " 5 612 "])
def test_numbers_as_people_and_programs_write_them(written: str) -> None:
    columns = ResidentColumns("residents", "over_65", "year")
    row = {"residents": written, "over_65": "900", "year": "2021-03-21"}
    assert columns.of_row(row, "Tilbury") == Residents(5612, 2021, 900)
    assert columns.of_row({"residents": "0"}, "Tilbury") == Residents(0, 0)
    assert columns.of_row({"residents": " "}, "Tilbury") is None
    assert ResidentColumns().of_row({"residents": "3"}, "Tilbury") is None


@pytest.mark.parametrize("written", ["-5", "many", "5.6", "1e3", "12,34", "\u0663", "9" * 12, "=5"])
def test_what_is_no_number_of_people_is_refused(written: str) -> None:
    with pytest.raises(
        BadAreas, match=r"The number of residents of Tilbury, .* is no whole number"
    ):
        ResidentColumns("residents").of_row({"residents": written}, "Tilbury")


def test_more_old_people_than_people_are_refused() -> None:
    with pytest.raises(BadAreas, match="Tilbury has more people over 65, 9, than people: 8"):
        ResidentColumns("all", "old").of_row({"all": "8", "old": "9"}, "Tilbury")


def test_two_rows_about_one_area_may_not_differ() -> None:
    five, six = Residents(5, 2021), Residents(6, 2021)
    assert same_residents(None, five, "Tilbury") == five == same_residents(five, None, "Tilbury")
    assert same_residents(five, five, "Tilbury") == five
    with pytest.raises(BadAreas, match="Tilbury has two numbers of residents: 5 and 6"):
        same_residents(five, six, "Tilbury")
