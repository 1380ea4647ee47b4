import pytest

from assetmap.exchange.foreign_headings import file_notes, understood
from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.incoming import BadFile


def test_headings_are_understood_with_their_cells() -> None:
    headings = match_headings(["Club", "Mobile", "Telephone 2", "Notes"])
    found = understood(headings, [["Pier Band", "Van 3", "01632 960111"], ["Pier Choir", "Van 4"]])
    assert [(column.heading, column.field) for column in found.columns] == [
        ("Club", "name"),
        ("Telephone 2", "other_phone"),
        ("Notes", "internal"),
    ]
    assert found.unused == ("Mobile", "Notes")
    assert found.fields == {"name", "phone", "kind", "categories", "description"}
    assert list(file_notes(found)) == [
        "We took the name from “Club”.",
        "Its heading says what each is, so the type is “Club”.",
        "“Notes” was not used: it may not be meant for everyone. Call it description if it is.",
    ]


def test_a_type_of_its_own_comes_before_what_the_heading_says() -> None:
    headings = match_headings(["Club", "Type"])
    assert understood(headings, [["Pier Band", "Music"]]).type_of_all == ""


def test_without_rows_nothing_is_refused() -> None:
    assert not understood(match_headings(["Postcode"]), []).has_name


def test_without_names_the_file_is_refused_and_says_what_it_has() -> None:
    with pytest.raises(BadFile) as raised:
        understood(match_headings(["Colour", "Postcode"]), [["12", "RM17 6SL"]])
    assert str(raised.value) == (
        "None of the headings says which column holds the names. Call that column name. We found: "
        "Colour, Postcode."
    )
