"""The pages of hubs and spaces: who uses them, in parts, and whether they can be taken on."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.borough.borough import Borough, TransferPolicy
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.web.presenters.hosted_here import transfer_box_of
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import ClientMaker, client_of
from tests.web.inspection import Page, words_of

HERE = replace(a_listing().where, venue="Riverside Hub")
POLICY = TransferPolicy("Our policy", "https://council.example/cat", "Property team, 01632 960198")


def at_the_hub(listing_id: str, **changes: Any) -> Listing:
    return a_listing(listing_id, **{"name": listing_id, "where": HERE, **changes})


def hub(**changes: Any) -> Listing:
    return at_the_hub("Riverside Hub", **{"id": "hub", "kind": Kind.HUB, "when": [], **changes})


def space(**changes: Any) -> Listing:
    parts: dict[str, Any] = {
        "kind": Kind.SPACE,
        "capacity": 80,
        "facilities": ("Kitchen", "Stage"),
        "free_hours": "Weekday mornings",
        "cost": "£12 an hour",
        "public": Contact(phone="01632 960001", name="Femi"),
        "when": [],
    }
    return a_listing("hall", **{**parts, **changes})


def also_here(page: Page) -> dict[str, list[str]]:
    """What stands under each heading of what else is at the venue."""
    return {
        words_of(next(each.iter("h2"))): [words_of(entry) for entry in each.iter("li")]
        for each in page.by_class("also-here")
    }


def test_hub_tells_who_visits_meets_and_is_wanted_then_what_it_needs(
    make_client: ClientMaker,
) -> None:
    when = ['Thu 10:00-12:00 called "Housing surgery"']
    host = hub(when=when, needs=("A driver on Tuesdays",), rooms=("Garden room, seats 12",))
    page = make_client(
        host,
        at_the_hub("Debt advice", kind=Kind.SERVICE),
        at_the_hub("Chess"),
        at_the_hub("Greeter", kind=Kind.VOLUNTEERING_ROLE),
    ).page("/listing/hub")
    assert also_here(page) == {
        "Who visits": [
            "Debt advice Tuesday, 10am to 12 noon",
            "Housing surgery Thursday, 10am to 12 noon",
        ],
        "Groups that meet here": ["Chess Tuesday, 10am to 12 noon"],
        "Help wanted here": ["Greeter Tuesday, 10am to 12 noon"],
    }
    links = [words_of(each) for each in page.by_class("host-parts")[0].iter("a")]
    headings = [words_of(each) for each in page.all("h2")]
    assert links == ["This week here", *also_here(page), "They also need"]
    assert [each for each in headings if each in links] == links
    assert "Rooms Garden room, seats 12" in page.words


def test_hub_where_nobody_meets_has_no_headings_without_entries(make_client: ClientMaker) -> None:
    assert also_here(make_client(hub()).page("/listing/hub")) == {}


def test_other_listings_keep_the_plain_list(make_client: ClientMaker) -> None:
    page = make_client(hub(), at_the_hub("Chess")).page("/listing/Chess")
    assert also_here(page) == {"Also at this place": ["Riverside Hub Ask when it is on"]}
    assert page.by_class("host-parts") == []


def test_long_part_is_folded(make_client: ClientMaker) -> None:
    page = make_client(hub(), *(at_the_hub(f"Club {n}") for n in range(10))).page("/listing/hub")
    assert [words_of(each) for each in page.all("summary") if "more" in words_of(each)] == [
        "Show 2 more"
    ]


def test_space_tells_what_it_holds_costs_and_who_uses_it(make_client: ClientMaker) -> None:
    choir, advice = a_listing("choir", name="Choir"), a_listing("a", name="Advice")
    page = make_client(space(), choir, replace(advice, kind=Kind.SERVICE)).page("/listing/hall")
    assert also_here(page) == {
        "Who uses it": [
            "Advice Tuesday, 10am to 12 noon",
            "Choir Tuesday, 10am to 12 noon",
        ]
    }
    facts = [words_of(each) for each in page.by_class("fact")]
    for said in (
        "How many people it holds 80",
        "What is there KitchenStage",
        "When you can hire it Weekday mornings",
        "What it costs £12 an hour",
    ):
        assert said in facts
    assert "Ask for Femi." in page.words


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("open", "Groups can ask the council to take it on"),
        ("asked", "A group has asked to take it on"),
    ],
)
def test_space_that_can_be_taken_on_leads_to_the_policy(
    make_context: ContextMaker, said: str, words: str
) -> None:
    context = make_context(space(transfer=said))
    context.borough = replace(context.borough, transfer_policy=POLICY)
    page = client_of(context).page("/listing/hall")
    (section,) = page.by_class("listing__transfer")
    assert words_of(section) == (
        f"Taking it on {words}. This is called community asset transfer."
        " Our policy Who to ask: Property team, 01632 960198"
    )
    assert [each.get("href") for each in section.iter("a")] == [
        "https://council.example/cat",
        "tel:01632960198",
    ]
    assert not any("Taking it on" in words_of(each) for each in page.by_class("fact"))


def test_without_a_policy_the_page_names_none(make_context: ContextMaker) -> None:
    context = make_context(space(transfer="open"))
    context.borough = replace(context.borough, transfer_policy=None)
    page = client_of(context).page("/listing/hall")
    assert page.by_class("listing__transfer") == []
    assert "Taking it on Groups can ask the council to take it on" in page.words


def test_what_cannot_be_taken_on_needs_no_policy(borough: Borough) -> None:
    assert borough.transfer_policy
    for listing in (space(transfer="no"), space(), space(kind=Kind.GROUP, transfer="open")):
        assert transfer_box_of(listing, borough) is None


def test_planned_hub_says_when_it_opens_and_never_that_it_is_open(
    make_client: ClientMaker,
) -> None:
    opens = date(2026, 9, 7)
    host = hub(when=["Mon 09:00-17:00"], status=Status.PLANNED, opens_on=opens)
    client = make_client(host)
    said = "Planned: opening on Monday 7 September 2026"
    page = client.page("/listing/hub")
    assert said in page.words
    assert page.by_class("next-date") == []
    (card,) = client.page("/find?kind=hub").by_class("card")
    assert said in words_of(card)
    assert "On now" not in words_of(card)
    (found,) = client.data("/find.json?kind=hub")["results"]
    assert (found["status"], found["opens_on"], found["next"], found["opening"]) == (
        *("planned", "2026-09-07"),
        *(None, None),
    )
    assert client.data("/find.json?open=now")["results"] == []


def test_planned_hub_whose_day_has_passed_says_so(make_client: ClientMaker) -> None:
    host = hub(when=["Mon 09:00-17:00"], status=Status.PLANNED, opens_on=date(2026, 3, 2))
    client = make_client(host)
    said = "Was to open on Monday 2 March 2026. Ring to ask whether it has."
    assert said in client.page("/listing/hub").words
    assert said in words_of(client.page("/find?kind=hub").by_class("card")[0])
    assert client.data("/find.json?open=now")["results"] == []


def test_card_of_a_space_without_times_says_when_it_can_be_hired(make_client: ClientMaker) -> None:
    client = make_client(
        space(), space(id="silent", source_id="silent", name="Silent", free_hours="")
    )
    words = [words_of(each) for each in client.page("/find?kind=space&sort=name").by_class("card")]
    assert ["Weekday mornings" in each for each in words] == [True, False]
    assert ["Ask when it is on" in each for each in words] == [False, True]
