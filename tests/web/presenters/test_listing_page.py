"""The page of one listing, for good: found, moved, gone or never public."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Checked, Contact, Precision, Status, Where
from assetmap.domain.place import Point
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import Page, name_of, words_of


def facts(page: Page) -> dict[str, list[str]]:
    """Each line of the facts under its label."""
    found = {}
    for fact in page.by_class("fact"):
        label = words_of(next(e for e in fact.iter() if name_of(e) == "dt"))
        found[label] = [words_of(e) for e in fact.iter() if name_of(e) in ("p", "li")]
    return found


def test_listing_page_says_everything(client: Client) -> None:
    page = client.page("/listing/riverside-memory-lunch-club")
    assert page.h1 == "Riverside Memory Lunch Club"
    assert words_of(page.by_class("next-date")[0]) == (
        "Next on Tomorrow, Tuesday 17 March, 12 noon to 2pm"
    )
    assert facts(page) == {
        "Who may come": ["For people living with dementia, carers, older people"],
        "When": ["Tuesday, 12 noon to 2pm"],
        "Where": ["Riverside Hub", "Ferry Lane", "Tilbury", "RM18 7AR"],
        "What it costs": ["£4"],
        "How to join": [
            "Ring before you come.",
            "Ring Maureen by Monday noon so there is enough lunch for you.",
        ],
        "Access": [
            "Step-free: no steps from the street to the room",
            "Accessible toilet: a toilet that a wheelchair user can use",
            "Dementia friendly: people living with dementia are expected and welcome",
        ],
        "Getting there": [
            "The bus stops right outside. There are four parking spaces at the side."
        ],
        "On your first visit": [
            (
                "Maureen meets you at the front door and sits with you for your first lunch. She "
                "will ask what you like to be called and what you like to eat."
            )
        ],
    }
    assert words_of(page.by_class("checked")[0]) == (
        "Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser"
    )
    assert page.links()["01632 960000"] == "tel:01632960000"
    assert "Printed 16 March 2026. http://localhost/listing/" in page.words


def test_listing_page_says_closed_days_to_come(client: Client) -> None:
    assert "Friday 3 April 2026: closed" in client.page("/listing/riverside-hub").words


def test_listing_page_forgets_closed_days_gone_by(make_client: ClientMaker) -> None:
    schedule = a_listing().schedule
    closed = frozenset({date(2026, 3, 10), date(2026, 3, 24)})
    listing = a_listing(schedule=type(schedule)(schedule.rules, closed=closed))
    page = make_client(listing).page("/listing/knit-club")
    assert [words_of(each) for each in page.by_class("closed")] == ["Tuesday 24 March 2026: closed"]


def test_listing_page_of_an_area_has_no_pin(client: Client) -> None:
    page = client.page("/listing/kind-hands-at-home")
    assert facts(page)["Where"] == [
        "Covers Grays and Chafford Hundred",
        "We show only the area, so it is not on the map.",
    ]
    assert [e for e in page.elements() if e.get("data-lat")] == []


def test_listing_page_of_a_withheld_place_says_so(client: Client) -> None:
    page = client.page("/listing/blackwater-refuge")
    assert facts(page)["Where"] == ["Location not shown for safety"]
    assert [e for e in page.elements() if e.get("data-lat")] == []


def test_listing_page_of_a_neighbourhood_has_a_circle(make_client: ClientMaker) -> None:
    where = Where(Precision.APPROXIMATE, place="Grays", point=Point(51.4781, 0.3267))
    where = replace(where, authority="E06000034")
    page = make_client(a_listing(where=where)).page("/listing/knit-club")
    assert facts(page)["Where"] == [
        "Around Grays",
        "The map shows the neighbourhood. Ask for the address.",
    ]
    drawn = page.by_id("map")
    assert (drawn.get("data-lat"), drawn.get("data-lon"), drawn.get("data-soft")) == (
        str(where.point.neighbourhood().lat),  # type: ignore[union-attr]
        str(where.point.neighbourhood().lon),  # type: ignore[union-attr]
        "yes",
    )


def test_listing_page_without_a_contact_gives_the_help_line(make_client: ClientMaker) -> None:
    page = make_client(a_listing(public=Contact())).page("/listing/knit-club")
    assert "Ring 01632 960100 and Thurrock CVS will help you to get in touch." in page.words


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"status": Status.PLANNED}, "Planned: not open yet"),
        ({"status": Status.PAUSED}, "Closed for now"),
        (
            {"status": Status.PAUSED, "paused_until": date(2026, 5, 3)},
            "Closed for now, until 3 May",
        ),
        (
            {"status": Status.PAUSED, "paused_until": date(2027, 1, 4)},
            "Closed for now, until 4 January 2027",
        ),
        ({"status": Status.PAUSED, "paused_until": date(2026, 3, 16)}, "Closed for now"),
    ],
)
def test_listing_page_says_when_it_is_not_running(
    make_client: ClientMaker, changes: dict[str, Any], said: str
) -> None:
    client = make_client(a_listing(**changes))
    page = client.page("/listing/knit-club")
    assert words_of(page.by_class("notice--warn")[0]) == said
    card = client.page("/find")
    assert words_of(card.by_class("tag--warn")[0]) == said


def test_listing_page_of_what_is_closed_for_now_names_no_next_date(
    make_client: ClientMaker,
) -> None:
    client = make_client(a_listing(status=Status.PAUSED))
    page = client.page("/listing/knit-club")
    assert page.by_class("next-date") == []
    assert facts(page)["When"] == ["Tuesday, 10am to 12 noon"]
    assert "When: Tuesday, 10am to 12 noon" in client.page("/find").words


def test_listing_page_shows_the_notice_above_everything_else(make_client: ClientMaker) -> None:
    notice = "No meeting on 24 March: <b>the hall</b> is being painted."
    client = make_client(a_listing(notice=notice))
    page = client.page("/listing/knit-club")
    assert words_of(page.by_class("notice")[0]) == notice
    assert page.words.index(notice) < page.words.index("Knitting and talk.")
    assert words_of(client.page("/find").by_class("card__news")[0]) == notice


@pytest.mark.parametrize(
    ("checked", "doubt"),
    [
        (Checked(date(2026, 3, 3), "Thurrock CVS", "visited"), None),
        (Checked(date(2025, 9, 10)), None),  # due, which only staff are told
        (Checked(date(2025, 8, 16)), None),  # 29 days late
        (Checked(date(2025, 8, 14)), "Not confirmed since August – please ring first"),
        (Checked(date(2025, 4, 1)), "Not confirmed since April – please ring first"),
        (Checked(date(2025, 3, 31)), "Not confirmed since March 2025 – please ring first"),
        (Checked(date(2024, 8, 1)), "Not confirmed since August 2024 – please ring first"),
        (Checked(), None),  # which says so itself
        (
            Checked(date(2026, 3, 3), reported=(date(2026, 3, 10), date(2026, 3, 11))),
            "Not confirmed since March – please ring first",
        ),
        (Checked(date(2026, 3, 3), reported=(date(2026, 3, 10),)), None),
        (
            Checked(date(2026, 3, 3), unanswered=(date(2026, 3, 10), date(2026, 3, 11))),
            "Not confirmed since March – please ring first",
        ),
    ],
)
def test_listing_page_warns_of_what_nobody_has_confirmed(
    make_client: ClientMaker, checked: Checked, doubt: str | None
) -> None:
    client = make_client(a_listing(checked=checked))
    page = client.page("/listing/knit-club")
    assert [words_of(each) for each in page.by_class("doubt")] == [doubt] * (doubt is not None)
    card = client.page("/find?older=yes").by_class("facts__checked--doubtful")
    assert [words_of(each) for each in card] == [doubt] * (doubt is not None)


def test_listing_page_says_when_it_was_last_checked_however_long_ago(
    make_client: ClientMaker,
) -> None:
    checked = Checked(date(2025, 8, 8), "Thurrock CVS", "spoke to the organiser")
    page = make_client(a_listing(checked=checked)).page("/listing/knit-club")
    (line,) = page.by_class("checked--not")
    assert words_of(line) == "Checked by Thurrock CVS on 8 August 2025 – spoke to the organiser"


def test_listing_page_without_a_phone_asks_to_get_in_touch(make_client: ClientMaker) -> None:
    listing = a_listing(checked=Checked(date(2025, 8, 8)), public=Contact(email="a@example.org"))
    page = make_client(listing).page("/listing/knit-club")
    said = words_of(page.by_class("doubt")[0])
    assert said == "Not confirmed since August – please get in touch first"


def test_listing_page_leads_to_where_one_tells_what_is_wrong(client: Client) -> None:
    page = client.page("/listing/riverside-hub")
    assert page.links()["Something wrong?"] == "/listing/riverside-hub/wrong"
    assert "01632 960100" in words_of(page.by_class("wrong")[0])


def test_listing_page_of_a_bare_record_is_still_a_page(make_client: ClientMaker) -> None:
    bare = a_listing(
        summary="",
        description="",
        categories=(),
        audience=(),
        access=(),
        cost=Cost(),
        when=[],
        public=Contact(),
        where=Where(Precision.AREA),
        checked=Checked(),
    )
    page = make_client(bare).page("/listing/knit-club")
    assert "Not checked by us yet. Please get in touch before you go." in page.words
    assert facts(page)["Where"] == [
        "Ask where",
        "We do not know a place, so it is not on the map.",
    ]


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"min_age": 16, "max_age": 25}, "Ages 16 to 25"),
        ({"min_age": 60}, "Age 60 and over"),
        ({"max_age": 4}, "Up to age 4"),
    ],
)
def test_listing_page_says_for_what_ages(
    make_client: ClientMaker, ages: dict[str, int], said: str
) -> None:
    page = make_client(a_listing(audience=(), **ages)).page("/listing/knit-club")
    assert facts(page)["Who may come"] == [said]


def test_listing_merged_into_another_moves_for_good(make_client: ClientMaker) -> None:
    old = a_listing("old-club", status=Status.ARCHIVED, merged_into="knit-club")
    response = make_client(a_listing(), old).get("/listing/old-club")
    assert (response.status_code, response.headers["Location"]) == (301, "/listing/knit-club")


def test_listing_removed_is_gone_and_shows_what_is_like_it(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing("removed", name="Removed Club", status=Status.ARCHIVED),
        a_listing("like-it", name="Like It"),
        a_listing("unlike", name="Unlike It", categories=("active/walking",)),
    )
    page = client.page("/listing/removed", 410)
    assert page.h1 == "This is no longer listed"
    assert [words_of(each) for each in page.by_class("card__name")] == ["Like It"]
    assert "Removed Club" not in page.words
    assert "It may have closed, or the people who run it asked us to remove it." in page.words


@pytest.mark.parametrize(
    ("because", "said"),
    [
        ("closed", "It has closed."),
        ("owner asked", "The people who run it asked us not to list it."),
        ("not confirmed", "We could not find anyone to tell us that it still runs."),
        ("moved", "It has moved out of the area."),
        ("policy", "It does not fit what this directory lists."),
    ],
)
def test_listing_removed_says_why_and_since_when(
    make_client: ClientMaker, because: str, said: str
) -> None:
    changed = datetime(2026, 3, 1, 12, tzinfo=UTC)
    gone = a_listing(status=Status.ARCHIVED, archived_because=because, changed_at=changed)
    page = make_client(gone).page("/listing/knit-club", 410)
    assert words_of(page.by_class("lead")[0]) == (
        f"{said} We took it out of the directory on 1 March 2026."
    )
    assert "Knit Club" not in page.words


def test_listing_removed_without_anything_like_it_still_helps(make_client: ClientMaker) -> None:
    page = make_client(a_listing(status=Status.ARCHIVED)).page("/listing/knit-club", 410)
    assert page.by_class("card") == []
    assert {"/find", "/browse", "/"} <= set(page.links().values())


def test_listing_draft_is_not_there(make_client: ClientMaker) -> None:
    client = make_client(a_listing("published"), a_listing("secret-draft", status=Status.DRAFT))
    page = client.page("/listing/secret-draft", 404)
    assert page.words == client.page("/listing/never-was", 404).words
    assert "secret-draft" not in client.get("/find.csv").text


@pytest.mark.parametrize(
    "listing_id", ["nothing", "a" * 5000, "%00", "%F0%9F%8E%89", "' OR 1=1 --", "..", "%2e%2e"]
)
def test_listing_that_never_was_is_not_found(client: Client, listing_id: str) -> None:
    assert client.get(f"/listing/{listing_id}").status_code == 404
