"""The parts of the list on the page, over its pages, and as data."""

import csv
import io

import pytest

from assetmap.domain.listings.listing import Listing
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, words_of


def knitting(listing_id: str, *when: str, **changes: object) -> Listing:
    return a_listing(listing_id, name=f"Knitting {listing_id}", when=list(when), **changes)


@pytest.fixture
def week(make_client: ClientMaker) -> Client:
    tuesdays = [knitting(f"tue-{n}", "Tue 10:00-12:00") for n in range(3)]
    fridays = [knitting(f"fri-{n}", "Fri 18:00-20:00", cost="free") for n in range(3)]
    return make_client(*tuesdays, *fridays)


def headings(page: Page) -> list[str]:
    return [words_of(each) for each in page.by_class("divider")]


def test_list_is_parted_under_headings(week: Client) -> None:
    page = week.page("/find?q=knitting+on+Tuesday")
    assert headings(page) == ["On Tuesday Show only Tuesday", "Other days"]
    only = page.links()["Show only Tuesday"]
    assert only == "/find?q=knitting+on+Tuesday&day=tue"
    shown = week.page(only)
    assert headings(shown) == []
    assert "3 results" in shown.h1


def test_part_that_goes_on_says_so(week: Client) -> None:
    pages = [week.page(f"/find?q=knitting+on+Tuesday&per_page=2&page={n}") for n in (1, 2, 3)]
    assert [headings(page) for page in pages] == [
        ["On Tuesday Show only Tuesday"],
        ["On Tuesday (continued) Show only Tuesday", "Other days"],
        ["Other days (continued)"],
    ]


def test_list_that_has_only_what_fits_is_not_parted(week: Client) -> None:
    assert headings(week.page("/find?q=knitting+on+weekdays")) == []
    assert headings(week.page("/find?q=knitting")) == []


@pytest.mark.parametrize(
    ("words", "said", "heading"),
    [
        ("knitting on Sunday", "Nothing we know of is on Sunday.", "Other days"),
        ("knitting after 9pm", "Nothing we know of is after 9pm.", "Other times"),
        (
            "knitting on Sunday evenings",
            "Nothing we know of is on Sunday in the evening.",
            "Other days and times",
        ),
        ("knitting for 50p on Fridays", "Nothing we know of fits", "These fit some of it"),
        ("knitting with a hearing loop", "Nothing we know of fits", "These fit some of it"),
    ],
)
def test_that_nothing_fits_is_said_above_the_rest(
    week: Client, words: str, said: str, heading: str
) -> None:
    if "50p" in words:
        words = words.replace("Fridays", "Tuesdays")
    page = week.page(f"/find?q={words.replace(' ', '+')}")
    assert headings(page) == [heading]
    (line,) = [words_of(each) for each in page.by_class("unsure")]
    assert line.startswith(said)


@pytest.mark.parametrize(
    ("words", "heads"),
    [
        ("free knitting", ["Free Show only free", "Other costs"]),
        ("knitting after 6", ["After 6pm", "Other times"]),
        (
            "knitting on Friday after 6",
            ["On Friday after 6pm Show only Friday", "Other days and times"],
        ),
        (
            "free knitting on Friday",
            ["On Friday, free Show only Friday, free", "These fit some of it"],
        ),
        ("knitting tomorrow", ["On Tuesday 17 March Show only Tuesday", "Other days"]),
        (
            "knitting on Tuesday or Sunday",
            ["On Tuesday or Sunday Show only Tuesday or Sunday", "Other days"],
        ),
        ("knitting before noon", ["Before 12 noon", "Other times"]),
        ("knitting for no more than £1", ["Free or up to £1", "Other costs"]),
    ],
)
def test_headings_are_in_plain_words(week: Client, words: str, heads: list[str]) -> None:
    assert headings(week.page(f"/find?q={words.replace(' ', '+')}")) == heads


def test_data_comes_in_the_order_of_the_parts(week: Client) -> None:
    asked = "q=knitting+on+Friday"
    results = week.data(f"/find.json?{asked}")["results"]
    ids = [each["id"] for each in results]
    assert [each["part"] for each in results] == ["fits"] * 3 + ["other"] * 3
    assert sorted(ids[:3]) == ["fri-0", "fri-1", "fri-2"]
    rows = csv.DictReader(io.StringIO(week.get(f"/find.csv?{asked}").text.lstrip("\ufeff")))
    assert [row["id"] for row in rows] == ids
    features = week.data(f"/find.geojson?{asked}")["features"]
    assert [each["id"] for each in features] == ids


def test_wish_tells_its_dates_and_hours(week: Client) -> None:
    found = week.data("/find.json?q=knitting+tomorrow+after+6+for+under+%C2%A33")
    assert found["understood"]["wishes"] == [
        {
            "sort": "hours",
            "values": [],
            "phrase": "after 6",
            "label": "After 6pm",
            "dates": [],
            "earliest": "18:00",
            "latest": None,
            "most_pence": None,
        },
        {
            "sort": "day",
            "values": ["tue"],
            "phrase": "tomorrow",
            "label": "Tuesday 17 March",
            "dates": ["2026-03-17"],
            "earliest": None,
            "latest": None,
            "most_pence": None,
        },
        {
            "sort": "cost",
            "values": [],
            "phrase": "for under £3",
            "label": "Free or up to £3",
            "dates": [],
            "earliest": None,
            "latest": None,
            "most_pence": 300,
        },
    ]


def test_each_condition_can_be_taken_back(week: Client) -> None:
    page = week.page("/find?q=knitting+on+Friday+after+6")
    taken = {words_of(each): str(each.get("href")) for each in page.by_class("meant")}
    assert list(taken) == [
        "Not what I meant: after 6: After 6pm",
        "Not what I meant: Friday",
        "Not what I meant: knitting: craft",
    ]
    without = week.page(taken["Not what I meant: after 6: After 6pm"])
    left = [words_of(each) for each in without.by_class("meant")]
    assert "Not what I meant: Friday" in left
    assert not any("After 6pm" in each for each in left)
