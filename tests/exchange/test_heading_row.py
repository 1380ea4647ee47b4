import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.exchange.heading_row import find_headings
from assetmap.exchange.incoming import BadFile


def found(text: str) -> tuple[tuple[str, ...], int, str]:
    headings = find_headings(text)
    return headings.row.cells, headings.last_row, headings.note


def test_headings_in_the_first_row_need_no_word() -> None:
    assert found("name,postcode\nClub,RM17 6SL\n") == (("name", "postcode"), 1, "")
    assert found("name\nClub\n") == (("name",), 1, "")
    assert found("sep=;\nname;postcode\n") == (("name", "postcode"), 2, "")


def test_headings_below_a_title_are_found_and_told() -> None:
    text = "Groups in Grays,,\n,,\nUpdated May 2026,,\nName,Postcode,Phone\nA,RM17 6SL,1\n"
    assert found(text) == (
        ("Name", "Postcode", "Phone"),
        4,
        "The headings are in row 4. Above stands “Groups in Grays”; “Updated May 2026”.",
    )


def test_words_of_the_data_that_are_headings_too_change_nothing() -> None:
    text = "site_name,kind,cost\nQuay,Group,Free\nGroup,Service,Price\n"
    assert found(text)[0] == ("site_name", "kind", "cost")


def test_two_rows_of_headings_are_read_as_one() -> None:
    text = (
        "Organisation,Contact,,Venue,\n,Name,Telephone,Town,Postcode\n"
        "Quay Choir,Jo Smith,01632 960101,Grays,RM17 6SL\n"
    )
    assert found(text) == (
        ("Organisation", "Contact Name", "Telephone", "Town", "Postcode"),
        2,
        "The headings are in rows 1 and 2.",
    )
    bands = "Group details,,Contact,\nName of group,About,Phone,Email\nQuay,Tea,1,2\n"
    assert found(bands)[0] == ("Name of group", "About", "Phone", "Email")


def test_headings_beyond_the_twentieth_row_are_not_looked_for() -> None:
    title = "A title\n" * 19
    assert found(f"{title}name,postcode\n")[1] == 20
    with pytest.raises(BadFile, match="The first row must be headings"):
        find_headings(f"{title}A title\nname,postcode\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"type": "FeatureCollection", "features": []}', "let its name end in .geojson"),
        ('{"name": "Club", "tags": [{"a": 1}]}', "Excel"),
        ('[{"name": "Club"}]', "Excel"),
        ("Quay Choir,RM17 6SL,01632 960101\n", "We found: Quay Choir, RM17 6SL, 01632 960101."),
    ],
)
def test_a_file_without_headings_says_what_to_do(text: str, message: str) -> None:
    with pytest.raises(BadFile) as raised:
        find_headings(text)
    assert message.lower() in str(raised.value).lower()


@given(st.text(st.sampled_from('name,;\t\n"Phone Postcode'), max_size=80))
def test_no_text_is_too_odd(text: str) -> None:
    try:
        headings = find_headings(text)
    except (BadFile, ValueError):
        return
    assert headings.row.number <= headings.last_row


def test_headings_of_which_we_know_none_are_for_a_person_to_say() -> None:
    found = find_headings("Wer;Wo;Ring\nKnit Club;Tilbury;01632 960101\n")
    assert (found.row.cells, found.delimiter) == (("Wer", "Wo", "Ring"), ";")
    assert found.problem.startswith("The first row must be headings")


@pytest.mark.parametrize(
    "text",
    ["Wer\nKnit Club\n", "Wer,Wer\na,b\n", "Wer,Wo\n", "Knit Club,RM18 7TB\nChoir,RM17 6SL\n"],
    ids=["one", "twice", "nothing below", "data"],
)
def test_what_may_be_no_headings_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadFile, match="The first row must be headings"):
        find_headings(text)
