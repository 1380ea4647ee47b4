"""The box of ways to have dates in one's own calendar."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, expect_no_sideways_scroll

LISTING = "/listing/riverside-memory-lunch-club"
HUB = "/listing/riverside-hub"


@pytest.mark.parametrize("width", [NARROW, 390, WIDE])
def test_three_links_are_there_without_javascript(visitor: Visitor, width: int) -> None:
    page = visitor.arrive(LISTING, width=width, js=False)
    host = visitor.site.partition("://")[2]
    box = page.get_by_role("region", name="Put the dates in your calendar")
    ways = {link.inner_text(): link.get_attribute("href") for link in box.get_by_role("link").all()}
    assert ways == {
        "Apple or Outlook calendar": f"webcal://{host}{LISTING}.ics",
        "Google Calendar": "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F"
        f"{host.replace(':', '%3A')}{LISTING.replace('/', '%2F')}.ics",
        "Copy the address": f"{visitor.site}{LISTING}.ics",
    }
    expect(box.get_by_text(f"{visitor.site}{LISTING}.ics", exact=True)).to_be_visible()
    expect_no_sideways_scroll(page)


def test_address_is_copied_and_that_is_said(visitor: Visitor) -> None:
    page = visitor.arrive(width=NARROW)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(HUB)
    box = page.get_by_role("region", name="Put everything that is on here in your calendar")
    box.get_by_role("link", name="Copy the address").click()
    expect(box.get_by_role("status")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{visitor.site}/hub/riverside-hub.ics"
    assert page.url.endswith(HUB)


def test_where_nothing_can_be_copied_it_is_said(visitor: Visitor) -> None:
    page = visitor.arrive(width=390)
    page.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    page.goto(LISTING)
    page.get_by_role("link", name="Copy the address").click()
    expect(page.get_by_text("Not copied: the address is below")).to_be_visible()
