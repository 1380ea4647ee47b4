"""Columns of files of areas are found by what they are called."""

import pytest

from assetmap.domain.areas.area_file import AreaColumns, BadAreas
from assetmap.domain.areas.area_headings import code_of, column_of, headings_of, name_of
from assetmap.domain.areas.area_set import RoleContact


@pytest.mark.parametrize(
    ("headings", "name", "code"),
    [
        (["OBJECTID", "WD24CD", "WD24NM", "LAD24NM"], "WD24NM", "WD24CD"),
        (["Name", "Code"], "Name", "Code"),
        (["fid", "Ward"], "Ward", ""),
        (["pcds", "osward"], "osward", "osward"),
        (["lsoa21cd", "lsoa21nm"], "lsoa21nm", "lsoa21cd"),
    ],
)
def test_name_and_code_are_found(headings: list[str], name: str, code: str) -> None:
    found = headings_of(headings, AreaColumns())
    assert (found.name, found.code) == (name, code)


def test_columns_that_were_asked_for_come_first() -> None:
    found = headings_of(["name", "label", "id"], AreaColumns("label", "id"))
    assert (found.name, found.code) == ("label", "id")
    with pytest.raises(BadAreas, match=r"--code-column: there is no column x. There are: name, id"):
        headings_of(["name", "id"], AreaColumns(code="x"))
    with pytest.raises(BadAreas, match=r"No column names the areas.*--name-column: foo, bar"):
        headings_of(["foo", "bar"], AreaColumns())


def test_whom_to_ask_stands_in_the_row() -> None:
    found = headings_of(["patch", "Contact", "Tel", "E-mail", "Notes"], AreaColumns(), name="patch")
    row = {"patch": "A", "Contact": "Connector", "Tel": "01632 960111", "E-mail": "a@b.org"}
    assert found.contact_of(row, "A") == RoleContact("Connector", "01632 960111", "a@b.org")


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ({"phone": "ask Pat"}, "The phone of A, ask Pat, is no number that can be rung"),
        ({"email": "a at b"}, "The email of A, a at b, is no email address"),
        ({"text": "x" * 301}, "The text of A is longer than 300 characters"),
    ],
)
def test_what_cannot_be_used_is_refused(cell: dict[str, str], message: str) -> None:
    found = headings_of(["patch", "phone", "email", "text"], AreaColumns(), name="patch")
    with pytest.raises(BadAreas, match=message):
        found.contact_of(cell, "A")


def test_a_code_fits_into_an_address() -> None:
    assert code_of("E05002229", "Aveley") == "E05002229"
    assert code_of("", "Orsett & Horndon") == "orsett-and-horndon"
    assert code_of("../x y", "A") == "x-y"
    assert name_of("  Little \n Thurrock ") == "Little Thurrock"
    with pytest.raises(BadAreas, match="longer than 120"):
        name_of("x" * 121)


def test_the_likeliest_heading_wins() -> None:
    assert column_of("postcode", ["x", "Post code", "pcds"]) == "Post code"
    assert column_of("ward", ["x"]) == ""
