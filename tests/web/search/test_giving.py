"""What somebody who wants to give sees: roles with what they ask, their filters, what is needed."""

import csv
import io
from datetime import date

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Contact
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, words_of

ROLE = {"kind": Kind.VOLUNTEERING_ROLE, "categories": ("give/volunteering",)}
FILTERS = ["Sharing a skill", "Training", "Expenses", "Checks"]
LISTINGS = (
    a_listing(
        "greeter",
        name="Meet and greet",
        time_asked="2 hours a week",
        skills="Talking to people",
        training="Half a day",
        expenses="Bus fares",
        checks_needed="None",
        public=Contact(phone="01632 960009"),
        **ROLE,
    ),
    a_listing("mentor", name="Mentor", exchange=("teach", "younger"), checks_needed="DBS", **ROLE),
    a_listing("quiet", name="Quiet role", cost="", **ROLE),
    a_listing("lunch", name="Lunch Club", needs=("A driver on Tuesdays", "A <b>room</b>")),
    a_listing("over", name="Over", needs=("A pianist",), needs_until=date(2026, 3, 15)),
)


@pytest.fixture
def client(make_client: ClientMaker) -> Client:
    return make_client(*LISTINGS)


def filters(page: Page) -> list[str]:
    return [words_of(each) for each in page.by_class("filter__label")]


def cards(page: Page) -> dict[str | None, str]:
    return {each.get("data-listing"): words_of(each) for each in page.by_class("card")}


def test_card_of_a_role_says_hours_skills_and_whom_to_ring(client: Client) -> None:
    said = cards(client.page("/find?need=give"))["greeter"]
    assert "Time asked for: 2 hours a week" in said
    assert "Skills: Talking to people" in said
    assert "Phone: 01632 960009" in said
    assert "Ask about the cost" not in cards(client.page("/find?need=give"))["quiet"]


@pytest.mark.parametrize(
    "asked", ["need=give", "category=give", "q=volunteering", "kind=volunteering-role"]
)
def test_filters_of_roles_stand_where_ways_to_give_are_sought(client: Client, asked: str) -> None:
    assert filters(client.page(f"/find?{asked}"))[-4:] == FILTERS


@pytest.mark.parametrize("asked", ["", "q=lunch", "need=lonely", "near=Tilbury", "category=create"])
def test_nobody_else_is_offered_them(client: Client, asked: str) -> None:
    assert set(filters(client.page(f"/find?{asked}"))).isdisjoint(FILTERS)


def test_a_filter_that_nobody_says_anything_of_is_left_out(make_client: ClientMaker) -> None:
    client = make_client(a_listing("role", expenses="Fares", **ROLE))
    assert [each for each in filters(client.page("/find?need=give")) if each in FILTERS] == [
        "Expenses"
    ]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("training=given", {"greeter": [], "mentor": ["training"], "quiet": ["training"]}),
        ("expenses=paid", {"greeter": [], "mentor": ["expenses"], "quiet": ["expenses"]}),
        ("checks=none", {"greeter": [], "quiet": ["checks"]}),
        ("exchange=teach", {"mentor": []}),
        ("exchange=teach&exchange=younger", {"mentor": []}),
        ("exchange=learn", {}),
        ("exchange=learn,teach", {"mentor": []}),
        ("need=give&checks=none&training=given", {"greeter": [], "quiet": ["training", "checks"]}),
    ],
)
def test_filters_find_roles_alone_and_say_what_is_not_said(
    client: Client, asked: str, found: dict[str, list[str]]
) -> None:
    results = client.data(f"/find.json?{asked}")["results"]
    assert {each["id"]: each["unknown"] for each in results} == found


def test_page_says_what_a_role_does_not_say(client: Client) -> None:
    said = cards(client.page("/find?checks=none&training=given"))["quiet"]
    assert "Does not say whether training is given or whether checks are needed" in said


def test_what_is_needed_stands_after_the_list_with_its_heading(client: Client) -> None:
    page = client.page("/find?need=give&q=I+can+drive")
    (section,) = page.by_class("give")
    heading = page.by_id("also-need-heading")
    assert section.get("aria-labelledby") == "also-need-heading"
    assert words_of(heading) == "They also need"
    assert [words_of(each) for each in page.by_class("card__needs")] == [
        "They need: A driver on Tuesdays"
    ]
    everything = client.page("/find?need=give")
    assert [words_of(each) for each in everything.by_class("card__needs")] == [
        "They need: A driver on Tuesdays; A <b>room</b>"
    ]
    assert client.page("/find?q=driver").by_class("card__needs") == []


def test_data_says_what_is_needed_today_and_nothing_that_has_run_out(client: Client) -> None:
    document = client.data("/find.json?need=give&q=drive")
    assert [(each["id"], each["needs"], each["needed"]) for each in document["also_need"]] == [
        ("lunch", ["A driver on Tuesdays", "A <b>room</b>"], ["A driver on Tuesdays"])
    ]
    results = client.data("/find.json")["results"]
    assert {each["id"]: each["needs"] for each in results if each["needs"]} == {
        "lunch": ["A driver on Tuesdays", "A <b>room</b>"]
    }
    for address in ("/find.csv", "/find.geojson", "/find.json", "/pack.json", "/map.json"):
        assert "A pianist" not in client.get(address).text, address
    rows = csv.DictReader(io.StringIO(client.get("/find.csv").text))
    needs = {row["id"]: (row["needs"], row["needs_until"]) for row in rows}
    assert (needs["lunch"], needs["over"]) == (
        ("A driver on Tuesdays; A <b>room</b>", ""),
        ("", ""),
    )
