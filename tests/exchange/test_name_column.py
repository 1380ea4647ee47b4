import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.name_column import hint, people_columns, with_name


def chosen(headings: str, *rows: str) -> str:
    """The heading of the column that is taken for the name; cells are parted by `|`."""
    found = with_name(match_headings(headings.split("|")), [row.split("|") for row in rows])
    column = next((each for each in found.columns if each.field == "name"), None)
    also = f" + {found.name_also.heading}" if found.name_also else ""
    return f"{column.heading}{also}" if column else ""


def test_a_heading_of_names_is_taken() -> None:
    assert chosen("site_name|postcode", "Quay Hall|RM17 6SL") == "site_name"
    assert chosen("ID|DISTNAME|OTHERNAME|area_name", "1|Quay Church|x|Grays") == "DISTNAME"


def test_one_value_throughout_is_no_name() -> None:
    rows = [f"Quay Council|{name}|RM17 6SL" for name in ("Pier", "Dock Hall", "Lock", "Mill")]
    assert chosen("OrganisationLabel|PropertyName|PostCode", *rows) == "PropertyName"
    assert chosen("OrganisationLabel|LocationText|Postcode", *rows) == "LocationText"
    assert chosen("Organisation|Colour|Postcode", *rows) == ""


def test_what_is_done_is_taken_before_who_does_it_unless_it_says_less() -> None:
    assert (
        chosen("Provider|Activity|Postcode", "Dock Trust|Yoga|RM17 6SL", "Dock Trust|Judo|RM17 6SL")
        == "Activity"
    )
    rows = ["Quay Aid|Advice|x", "Pier Aid|Advice|x", "Dock Aid|Advice|x", "Mill Aid|Advice|x"]
    assert chosen("Organisation|Service|Postcode", *rows) == "Organisation"


@pytest.mark.parametrize(
    "cell",
    [
        *("2026-02-01", "RM17 6SL", "https://example.org", "hi@example.org", "01632 960101", "12"),
        *("Yes", "AB12/345", "a word " * 40, "51.4, 0.3"),
    ],
)
def test_cells_that_are_no_names_are_not_taken(cell: str) -> None:
    assert chosen("Group|Postcode", f"{cell}|RM17 6SL", f"{cell}|RM17 6SL") == ""


def test_columns_for_the_name_fill_each_others_gaps_or_say_who_does_it() -> None:
    headings = match_headings(["Organisation name", "Group name", "Postcode"])
    rows = [["Quay Trust", "Tuesday Knit", ""], ["Dock Trust", "", ""]]
    found = with_name(headings, rows)
    assert [(each.heading, each.field) for each in found.columns] == [
        ("Group name", "name"),
        ("Postcode", "postcode"),
        ("Organisation name", "organisation"),
    ]
    assert found.used == {
        "Group name": "name",
        "Organisation name": "description",
        "Postcode": "postcode",
    }


def test_stops_are_named_with_their_village() -> None:
    rows = ["Quay|Beech Road|Tilbury|RM17 6SL", "Quay|Elm Close|Aveley|RM17 6SL"]
    assert chosen("organisation|stop|community|postcode", *rows) == "stop + community"


def test_a_column_of_people_gives_way_to_the_groups() -> None:
    headings = match_headings(["Name", "Group", "Email"])
    rows = [["Mary Smith", "Quay Lunch Club", "a@example.org"], ["Ann Lee", "Dock Choir", ""]]
    assert people_columns(headings, rows) == (0,)
    assert with_name(headings, rows).guessed_name == "Group"
    assert people_columns(headings, [["Chair Yoga", "Quay Trust", ""]]) == ()
    groups = [["Quay Knitters", "Craft group", ""], ["Dock Walkers", "Walking group", ""]]
    assert people_columns(headings, [["Pier Choir", "Music group", ""]]) == ()
    assert people_columns(headings, [*groups, ["The Band", "Music group", ""]]) == ()


def test_mr_and_mrs_are_no_names() -> None:
    rows = ["Mrs|Quay Choir|RM17 6SL", "Mr|Dock Choir|RM18 7TB"]
    assert chosen("Title|Organisation|Postcode", *rows) == "Organisation"


def test_a_file_without_a_name_gets_a_hint() -> None:
    assert hint(match_headings(["Location"]), [["Quay Hall"]]) == (
        "“Location” may be the name: call it name."
    )
    headings = match_headings(["", "Postcode"])
    assert hint(headings, [["Quay Hall", "RM17 6SL"]]) == (
        "Column 1 has no heading: if it holds the names, call it name."
    )
    assert hint(match_headings(["Postcode"]), [["RM17 6SL"]]) == ""


@given(st.lists(st.text(max_size=12), min_size=1, max_size=5), st.data())
def test_no_table_is_too_odd(headings: list[str], data: st.DataObject) -> None:
    width = len(headings)
    row = st.lists(st.text(max_size=12), min_size=width, max_size=width)
    rows = data.draw(st.lists(row, max_size=5))
    found = with_name(match_headings(headings), rows)
    assert found.all == match_headings(headings).all
    assert isinstance(hint(found, rows), str)
