"""The page of a role says what it asks and gives, and leads to its group, whose page leads back."""

from datetime import date

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision, Where
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, words_of

ROLE = {"kind": Kind.VOLUNTEERING_ROLE, "categories": ("give/volunteering",)}
WHOLE = a_listing(
    "greeter",
    name="Meet and greet",
    with_group="riverside hub",
    time_asked="2 hours a week",
    skills="Talking to people",
    training="Half a day",
    checks_needed="None",
    expenses="Bus fares",
    closes_on=date(2026, 7, 31),
    exchange=("teach", "younger"),
    min_age=16,
    **ROLE,
)


@pytest.fixture
def client(make_client: ClientMaker) -> Client:
    return make_client(
        WHOLE,
        a_listing("hub", name="Riverside Hub", kind=Kind.HUB),
        a_listing("books", name="Bookings", with_group="Nobody", **ROLE),
        a_listing("club", name="Club", where=Where(Precision.AREA, area_served="Grays")),
    )


def facts(page: Page) -> dict[str, str]:
    found = {}
    for fact in page.by_class("fact"):
        label, *lines = [words_of(each) for each in fact]
        found[label] = " ".join(lines)
    return found


def test_a_role_says_all_that_it_asks_and_gives(client: Client) -> None:
    page = client.page("/listing/greeter")
    said = facts(page)
    assert {label: said[label] for label in list(said) if label not in ("When", "Where")} == {
        "Who may come": "For older peopleAge 16 and over",
        "What it costs": "£2",
        "Who it is with": "Riverside Hub",
        "Time asked for": "2 hours a week",
        "Skills": "Talking to people",
        "Training": "Half a day",
        "Checks needed": "None",
        "Expenses": "Bus fares",
        "Closes on": "Friday 31 July 2026",
        "Sharing skills": "Happy to teachWith somebody younger",
        "Access": said["Access"],
    }
    links = {words_of(each): each.get("href") for each in page.all("a")}
    assert links["Riverside Hub"] == "/listing/hub"


def test_who_it_is_with_is_plain_text_where_we_do_not_list_them(client: Client) -> None:
    page = client.page("/listing/books")
    assert facts(page)["Who it is with"] == "Nobody"
    assert "Nobody" not in {words_of(each) for each in page.all("a")}


def test_a_hub_shows_its_roles_once_with_the_time_that_they_ask(client: Client) -> None:
    page = client.page("/listing/hub")
    said = words_of(page.by_id("help-wanted-here"))
    assert said == "Help wanted here"
    (section,) = [
        each for each in page.all("section") if each.get("aria-labelledby") == "help-wanted-here"
    ]
    assert "Meet and greet 2 hours a week" in words_of(section)
    links = [each.get("href") for each in section.iter()]
    assert links.count("/listing/greeter") == 1


def test_a_group_without_a_place_shows_the_roles_that_name_it(make_client: ClientMaker) -> None:
    club = a_listing("club", name="Club", where=Where(Precision.AREA, area_served="Grays"))
    client = make_client(club, a_listing("cook", name="Cook", with_group="Club", **ROLE))
    page = client.page("/listing/club")
    assert words_of(page.by_id("help-wanted-here")) == "Help wanted here"
    assert "/listing/cook" in [each.get("href") for each in page.all("a")]


def test_what_has_no_roles_says_nothing_of_them(client: Client) -> None:
    assert "help-wanted-here" not in client.get("/listing/club").text
