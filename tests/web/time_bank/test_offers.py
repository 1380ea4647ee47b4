"""`/work/time-bank/offers`: kept, refused, narrowed, renewed and closed (TB15, TB19)."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.time_bank.items import ItemKind, ItemPreference, ItemState
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.members import CheckSeen
from assetmap.services.context import Context
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.time_bank import keep_item, the_time_bank
from tests.web.inspection import words_of
from tests.web.time_bank.staff import as_, post

AT = "/work/time-bank/offers"
HEM: dict[str, Any] = {
    "account": "101",
    "kind": "offer",
    "title": "Hem curtains",
    "details": "Any size. I have a machine.",
    "category": "create/crafts",
    "days": ["Tue"],
    "places": ["public", "remote"],
    "preferences": ["teach", "younger"],
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_tb19_offer_is_kept_as_typed_for_ninety_days(context: Context) -> None:
    client = as_(context)
    assert post(client, f"{AT}/new", **HEM) == 303
    (item,) = context.store.find(TIME_BANK_ITEMS)
    assert (item.account, item.kind, item.title) == ("101", ItemKind.OFFER, "Hem curtains")
    assert (item.since, item.until) == (date(2026, 3, 16), date(2026, 6, 14))
    assert item.places == (PlaceKind.PUBLIC, PlaceKind.REMOTE)
    assert item.preferences == (ItemPreference.TEACH, ItemPreference.YOUNGER)
    words = client.page(AT).words
    assert "Hem curtains Offer" in words
    assert "Ada Lovelock (101)" in words
    form = client.page(f"{AT}/{item.id}")
    assert form.by_id("title").get("value") == "Hem curtains"
    assert post(client, f"{AT}/{item.id}", **{**HEM, "title": "Mend curtains"}) == 303
    assert context.store.get(TIME_BANK_ITEMS, item.id).title == "Mend curtains"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"title": ""}, "Say in a few words what it is."),
        ({"title": "x" * 81}, "Use 80 characters or fewer."),
        ({"title": "Curtains, ring 01632 960501"}, "This looks like a phone number."),
        ({"details": "Write to me at ada@example.org"}, "This looks like an email address."),
        ({"details": "Come to RM18 8AB"}, "This is a whole postcode"),
        ({"details": "At 12 Sample Road"}, "This looks like a house address."),
        ({"title": "Cakes by Lovelock"}, "This names them."),
        ({"details": "Ask for Margaret Smith"}, "This looks like a person’s name."),
        ({"category": "no/such"}, "Choose what it is about."),
        ({"places": []}, "Choose at least one sort of place."),
        ({"places": ["home"]}, "They have no flag for homes that holds."),
        ({"places": ["lift"]}, "They have no flag for lifts that holds."),
        ({"account": "999"}, "There is no member or group of this number."),
    ],
)
def test_what_may_not_be_shown_is_refused_and_what_was_typed_stays(
    context: Context, changes: dict[str, Any], words: str
) -> None:
    client = as_(context)
    typed = {**HEM, **changes}
    assert post(client, f"{AT}/new", **typed) == 422
    page = client.last
    assert page is not None
    told = [words_of(each) for each in page.by_class("error-message")]
    assert [each for each in told if words in each], told
    assert page.by_id("title").get("value") == typed["title"]
    assert words_of(page.by_id("details")) == typed["details"]
    assert context.store.find(TIME_BANK_ITEMS) == []


def test_tb9_tb10_homes_need_the_flag_and_the_young_are_in_public_places(context: Context) -> None:
    client = as_(context)
    one = context.store.get(TIME_BANK_MEMBERS, "101")
    seen = CheckSeen(date(2026, 3, 1), "p", "basic", date(2027, 3, 1))
    for changed, status in (
        (replace(one, home_allowed=True, dbs=seen), 303),
        (replace(one, home_allowed=True, dbs=replace(seen, until=date(2026, 3, 15))), 422),
        (replace(one, home_allowed=True, dbs=seen, turns_18_on=date(2027, 1, 1)), 422),
    ):
        with context.unit_of_work() as uow:
            uow.save(TIME_BANK_MEMBERS, changed)
        assert post(client, f"{AT}/new", **{**HEM, "places": ["home"]}) == status
    assert post(client, f"{AT}/new", **{**HEM, "places": ["remote"]}) == 422


def test_list_is_narrowed(context: Context) -> None:
    keep_item(context, "101", "Hem curtains", category="create/crafts", ward="E1")
    keep_item(context, "102", "A walk", kind=ItemKind.WANT, until=date(2026, 3, 20))
    keep_item(context, "103", "Old tea", until=date(2026, 3, 15))
    keep_item(context, "101", "Closed cake", state=ItemState.CLOSED)
    client = as_(context)

    def shown(query: str) -> list[str]:
        (listed,) = client.page(f"{AT}{query}").by_class("work__list")
        return [words_of(each).rpartition(" ")[0] for each in listed.iter() if "h2" in each.tag]

    assert shown("") == ["A walk", "Hem curtains"]
    assert shown("?kind=want") == ["A walk"]
    assert shown("?when=soon") == ["A walk"]
    assert shown("?when=ended") == ["Old tea", "Closed cake"]
    assert shown("?category=create") == ["Hem curtains"]
    assert shown("?ward=E1&kind=nonsense&from=-3") == ["Hem curtains"]


def test_tb15_one_call_renews_all_that_was_not_closed(context: Context) -> None:
    keep_item(context, "101", "Hem curtains", until=date(2026, 3, 17))
    keep_item(context, "101", "A walk", kind=ItemKind.WANT, until=date(2026, 3, 1))
    keep_item(context, "101", "Cake", state=ItemState.CLOSED, until=date(2026, 3, 1))
    keep_item(context, "102", "Tea", until=date(2026, 3, 17))
    client = as_(context)
    assert post(client, f"{AT}/renew/101") == 303
    kept = {each.title: each.until for each in context.store.find(TIME_BANK_ITEMS)}
    new, old = date(2026, 6, 14), date(2026, 3, 1)
    assert kept == {"Hem curtains": new, "A walk": new, "Cake": old, "Tea": date(2026, 3, 17)}


def test_closed_is_shown_no_more(context: Context) -> None:
    item = keep_item(context, "101", "Hem curtains")
    client = as_(context)
    assert post(client, f"{AT}/{item.id}/close") == 303
    assert "No offers and wants" in client.page(AT).words
    closed = context.store.get(TIME_BANK_ITEMS, item.id)
    assert (closed.state, closed.until) == (ItemState.CLOSED, date(2026, 3, 16))
    client.page(f"{AT}/nothing", 404)
