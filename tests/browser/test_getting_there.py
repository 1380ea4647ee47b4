"""The way to a venue in the phone's own map app, and a page handed on by the phone's own way."""

import json

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, choose, expect_no_sideways_scroll

ADDRESS = "/listing/riverside-memory-lunch-club"
WEB = "https://www.openstreetmap.org/directions?to=51.46479%2C0.35454"
PHONES = {
    "Mozilla/5.0 (Linux; Android 15; Pixel 8)": (
        "geo:51.46479,0.35454?q=51.46479,0.35454(Riverside%20Memory%20Lunch%20Club)"
    ),
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)": (
        "maps://?daddr=51.46479,0.35454&q=Riverside%20Memory%20Lunch%20Club"
    ),
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)": WEB,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)": WEB,
}


def as_device(page: Page, agent: str) -> None:
    """The page takes itself to be on another device."""
    page.add_init_script(f"Object.defineProperty(navigator, 'userAgent', {{value: '{agent}'}})")


def with_sharing(page: Page) -> None:
    """A device that has a way of sharing, and keeps what it was given."""
    page.add_init_script(
        "window.shared = []; navigator.share = async (what) => { window.shared.push(what); }"
    )


@pytest.mark.parametrize("agent", PHONES, ids=["android", "iphone", "mac", "windows"])
def test_way_opens_in_the_devices_own_map_app(visitor: Visitor, agent: str) -> None:
    page = visitor.arrive(width=NARROW)
    as_device(page, agent)
    page.goto(ADDRESS)
    way = page.locator("#directions")
    expect(way).to_have_attribute("href", PHONES[agent])
    where = "on OpenStreetMap" if PHONES[agent] == WEB else "in my map app"
    expect(way).to_have_text(f"Show me the way {where}")


@pytest.mark.parametrize("width", [NARROW, 390, WIDE])
def test_way_and_bus_are_there_without_javascript(visitor: Visitor, width: int) -> None:
    page = visitor.arrive(ADDRESS, width=width, js=False)
    expect(page.get_by_role("heading", name="How to get there")).to_be_visible()
    expect(page.get_by_role("link", name="Show me the way")).to_have_attribute("href", WEB)
    expect(page.get_by_text("By bus: Look up a bus with Traveline. Ask for")).to_be_visible()
    expect(page.locator("#share-button")).to_be_hidden()
    expect_no_sideways_scroll(page)


def test_page_is_handed_on_by_the_devices_own_way(visitor: Visitor, site: str) -> None:
    page = visitor.arrive(width=390)
    with_sharing(page)
    page.goto(ADDRESS)
    page.get_by_role("button", name="Share this page").click()
    page.goto("/find?q=lunch&near=RM18")
    choose(page, "Day", "Tuesday")
    expect(page).to_have_url(f"{site}/find?q=lunch&near=RM18&day=tue")
    page.get_by_role("button", name="Share this list").click()
    shared = page.evaluate("window.shared")
    assert shared[-1]["url"] == f"{site}/find?q=lunch&near=RM18&day=tue", json.dumps(shared)
    assert "lunch" in shared[-1]["title"]


def test_nothing_to_share_with_is_no_button(visitor: Visitor) -> None:
    page = visitor.arrive(ADDRESS)
    expect(page.locator("#print-button")).to_be_visible()
    expect(page.locator("#share-button")).to_be_hidden()
