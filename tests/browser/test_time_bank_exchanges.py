"""Pages of exchanges as people use them: a member by their link, a broker at their desk.

On a small phone, without JavaScript, and with axe. Checks 31 to 34 are in their own file.
"""

import os
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import Role
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind
from assetmap.services.context import Context
from assetmap.services.time_bank.arranging import agree
from assetmap.services.time_bank.confirming import confirm_by_phone
from assetmap.services.time_bank.giving_hours import Gift, give_as_broker
from assetmap.services.time_bank.member_links import member_token
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_MEMBERS
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, expect_no_sideways_scroll
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in_page
from tests.time_bank import BY_BROKER, keep_exchange, keep_item, the_time_bank

pytestmark = pytest.mark.browser

VisitorOf = Callable[[str], Visitor]
Serve = Callable[[Context], str]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Something of every sort on each page."""
    context = make_context()
    the_time_bank(context)
    for minutes in (60, 90):
        done = keep_exchange(context, "101", "102", minutes=minutes, on=date(2026, 2, 20))
        confirm_by_phone(context, BY_BROKER, done.id)
    give_as_broker(context, BY_BROKER, Gift("101", "pot", 60), once="1")
    coming = keep_exchange(
        context, "102", "101", state=ExchangeState.PROPOSED, on=date(2026, 3, 20)
    )
    agree(context, BY_BROKER, coming.id)
    keep_exchange(context, "101", "102", id="waits", category="")
    keep_item(context, "101", "Hedges cut, small ones", days=("Tue", "Wed"))
    keep_item(
        *(context, "102", "My hedge needs a cut"),
        id="want",
        kind=ItemKind.WANT,
        days=("Tue",),
        details="The one at the front. I have shears and a ladder.",
    )
    return context


def own_address(context: Context, number: str) -> str:
    return f"/time-bank/me/{member_token(context, context.store.get(TIME_BANK_MEMBERS, number))}"


def look(page: Page, name: str) -> None:
    """Keep a picture at three widths, where somebody wants to see them."""
    if folder := os.environ.get("ASSETMAP_PICTURES"):
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)


def test_member_says_yes_asks_and_gives_on_a_small_phone_without_scripts(
    context: Context, serve: Serve, visitor_of: VisitorOf
) -> None:
    visitor = visitor_of(serve(context))
    page = visitor.arrive(own_address(context, "102"), width=NARROW, js=False)
    expect(page.get_by_role("heading", name="Your account", level=1)).to_be_visible()
    page.get_by_role("link", name=re.compile("^Answer")).click()
    expect_no_sideways_scroll(page)
    page.get_by_role("button", name="Yes, that is right").click()
    expect(page.get_by_role("status")).to_contain_text("when both of you have said yes")
    assert context.store.get(TIME_BANK_EXCHANGES, "waits").confirmed_by("102") is not None
    page.get_by_role("link", name="Ask for help").click()
    page.get_by_label("What would you like help with?").fill("A shelf put up")
    page.get_by_label("Tuesday").check()
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_text("A shelf put up", exact=True)).to_be_visible()
    expect_no_sideways_scroll(page)


def test_pages_of_a_member_are_without_violations(
    context: Context, serve: Serve, visitor_of: VisitorOf
) -> None:
    visitor = visitor_of(serve(context))
    visitor.excuse("400", "404", "410")
    page, own, found = visitor.arrive(), own_address(context, "101"), []
    for name, path in (
        *(("own", own), ("own-word", f"{own}/exchanges/waits"), ("own-ask", f"{own}/ask")),
        *(("own-give", f"{own}/give"), ("own-none", "/time-bank/me/nonsense")),
        *(("my-account", "/time-bank/my-account"), ("my-sent", "/time-bank/my-account/sent")),
    ):
        page.goto(path)
        found += violations_at_both(page)
        look(page, name)
    with context.unit_of_work() as uow:
        ada = context.store.get(TIME_BANK_MEMBERS, "101")
        uow.save(TIME_BANK_MEMBERS, replace(ada, large_print=True))
    page.goto(own)
    look(page, "own-large")
    found += violations_at_both(page)
    page.goto(f"{own}/ask")
    page.get_by_role("button", name="Ask for it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert found + violations_at_both(page) == []


def test_pages_of_the_broker_are_without_violations(
    context: Context, serve: Serve, visitor_of: VisitorOf
) -> None:
    visitor = visitor_of(serve(context))
    visitor.excuse("cookie: staff", "400")
    page, found = visitor.arrive(), []
    sign_in_page(page, context, a_person(context, Role.ADMIN))
    entry = context.store.ledger.transfers(account="102", newest_first=True)[0].id
    start = "/work/time-bank"
    for name, path in (
        *(("wants", f"{start}/matches"), ("want", f"{start}/matches/want")),
        *(("exchanges", f"{start}/exchanges"), ("exchange", f"{start}/exchanges/waits")),
        *(("new", f"{start}/exchanges/new"), ("ledger", f"{start}/ledger")),
        *(("entry", f"{start}/ledger/{entry}"), ("pot", f"{start}/pot")),
        ("gift", f"{start}/gifts/new"),
    ):
        page.goto(path)
        found += violations_at_both(page)
        look(page, name)
    (coming,) = context.store.find(TIME_BANK_EXCHANGES, state=ExchangeState.AGREED)
    page.goto(f"{start}/exchanges/{coming.id}")
    found += violations_at_both(page)
    look(page, "agreed")
    page.goto(f"{start}/exchanges/new")
    page.get_by_role("button", name="Keep it").click()
    expect(page.get_by_role("alert")).to_be_visible()
    found += violations_at_both(page)
    look(page, "new-wrong")
    assert found == []
