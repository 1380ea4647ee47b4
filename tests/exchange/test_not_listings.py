import pytest

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.exchange.csv_rows import Row
from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.not_listings import NotListings

HEADINGS = match_headings(["name", "postcode", "phone"])
FULL = ("Quay Lunch", "RM17 6SL", "01632 960101")


def table(*rows: tuple[str, ...]) -> list[Row]:
    return [Row(number, cells) for number, cells in enumerate(rows, start=2)]


def reason(words: Vocabulary, *cells: str, last: bool = False, full: tuple[str, ...] = FULL) -> str:
    row = (*cells, *[""] * (3 - len(cells)))
    rows = [full, row] if last else [row, full]
    return NotListings(HEADINGS, table(*rows), words).reason(rows.index(row))


SECTION, TOTAL = "it is the heading of a section", "it is a total"


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        (("LUNCH CLUBS",), SECTION),
        (("Lunch clubs",), SECTION),  # a category's own name
        (("Lunch clubs and shared meals",), SECTION),
        (("Younger people:",), SECTION),
        (("", "CHOIRS"), SECTION),
        (("Total: 2",), TOTAL),
        (("Total", "2"), TOTAL),
        (("Grand total", "", "14"), TOTAL),
        (("Sub-total", "£1,200.50"), TOTAL),
        (("Total number of groups: 23",), TOTAL),
        (("Number of groups = 4",), TOTAL),
        (("Total: 4 groups",), TOTAL),
        (("TOTAL GROUPS 4",), TOTAL),
        (("14 groups",), TOTAL),
        (("2 Clubs Walking", "RM17 6SL"), ""),
        (("Name", "Postcode", "Phone"), "it repeats the headings"),
        (("NAME", "", "PHONE"), "it repeats the headings"),
        (("----", "----", "-----"), "it is only a line"),
        (("*****",), "it is only a line"),
        (("1", "2", "3"), "it numbers the columns"),
        (("a", "b", "c"), "it numbers the columns"),
        (("e.g. Quay Choir", "RM17 6SL"), "it is an example"),
        # these are listings
        (("Quay Ladies Choir",), ""),
        (("MIND", "RM17 6SL"), ""),
        (("Total Fitness", "RM17 6SL"), ""),
        (("Total Fitness",), ""),
        (("Total Warrior", "", "01632 960101"), ""),
        (("Name", "RM17 6SL"), ""),
        (("Source of Hope",), ""),
    ],
)
def test_rows_that_are_no_listings_are_told(
    words: Vocabulary, cells: tuple[str, ...], why: str
) -> None:
    assert reason(words, *cells) == why


def test_the_last_row_is_no_section_and_may_be_a_remark(words: Vocabulary) -> None:
    assert reason(words, "CHOIRS", last=True) == ""
    for remark in ("Source: Quay CVS", "Updated 1 May 2026", "* term time only", "End of list"):
        assert reason(words, remark, last=True) == "it is a remark below the list"
        assert reason(words, remark) == ""


def test_where_all_names_are_capitals_they_mean_nothing(words: Vocabulary) -> None:
    assert reason(words, "MIND", full=("QUAY LUNCH", "RM17 6SL", "")) == ""


def test_a_list_of_names_alone_has_no_sections(words: Vocabulary) -> None:
    names = match_headings(["name"])
    sieve = NotListings(names, table(("CHOIRS",), ("Quay",), ("Name",)), words)
    assert [sieve.reason(at) for at in range(3)] == ["", "", "it repeats the headings"]
    assert not sieve.is_doubtful(1)


def test_a_name_alone_among_full_rows_is_doubtful(words: Vocabulary) -> None:
    sieve = NotListings(HEADINGS, table(("Quay Choir", "", ""), FULL), words)
    assert [sieve.is_doubtful(at) for at in (0, 1)] == [True, False]


def test_a_name_alone_below_a_blank_row_is_a_section(words: Vocabulary) -> None:
    rows = [Row(2, FULL), Row(3, FULL), Row(5, ("Older people", "", "")), Row(6, FULL)]
    assert NotListings(HEADINGS, rows, words).reason(2) == SECTION
    spaced = [Row(2, FULL), Row(4, ("Quay Choir", "", "")), Row(6, FULL)]
    assert NotListings(HEADINGS, spaced, words).reason(1) == ""


def test_a_row_that_says_more_about_another_is_none_of_its_own(words: Vocabulary) -> None:
    headings = match_headings(["import_id", "import_id_reference", "name", "phone"])
    rows = table(
        ("1", "", "Quay Lunch", "01632 960101"),
        ("2", "1", "", "01632 960102"),
        ("3", "1", "Quay Supper", ""),
    )
    sieve = NotListings(headings, rows, words)
    found = [sieve.reason(at) for at in range(3)]
    assert found == ["", "it adds to another row, and we read the first row of each", ""]
