"""`near me` asks where that is, and takes the device's own place on a press alone."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import expect_no_sideways_scroll, heading
from tests.browser.test_accessibility import violations_at_both

PHONE = {"width": 390, "height": 844}
ASKED = "/find?q=choir+near+me"


def on_a_phone(visitor: Visitor, *, js: bool = True) -> Page:
    page = visitor.arrive(**PHONE, js=js)
    page.goto(ASKED)
    return page


def test_own_place_is_taken_on_a_press_and_rounded(visitor: Visitor) -> None:
    page = visitor.arrive(**PHONE)
    page.context.grant_permissions(["geolocation"])
    page.context.set_geolocation({"latitude": 51.476123, "longitude": 0.321987})
    page.goto(ASKED)
    expect(page.get_by_role("heading", name="Where are you?")).to_be_visible()
    expect_no_sideways_scroll(page)
    page.get_by_role("button", name="Use where I am now").click()
    expect(heading(page)).to_have_text(re.compile("near this part of "))
    expect(page).to_have_url(re.compile(r"near=51\.48(,|%2C)0\.32&"))
    expect(page.get_by_role("heading", name="Where are you?")).to_have_count(0)
    assert not [url for url in visitor.requests if "51.476" in url or "0.3219" in url]


def test_device_that_may_not_say_leaves_the_box(visitor: Visitor) -> None:
    page = on_a_phone(visitor)
    page.get_by_role("button", name="Use where I am now").click()
    expect(page.get_by_text("We may not see where you are.")).to_be_visible()
    expect(page.get_by_label("Postcode or town", exact=True)).to_be_focused()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_box_asks_the_same_question_there(visitor: Visitor, js: bool) -> None:
    page = on_a_phone(visitor, js=js)
    if not js:
        expect(page.get_by_role("button", name="Use where I am now")).to_be_hidden()
    page.get_by_label("Postcode or town", exact=True).fill("Tilbury")
    page.get_by_role("button", name="Show what is near").click()
    expect(heading(page)).to_have_text(re.compile("for “choir” near Tilbury"))


def test_question_asked_without_a_page_load_offers_the_button_too(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=choir", **PHONE)
    page.get_by_text("Change", exact=True).click()  # the form is one line once something is asked
    page.locator("#q").fill("choir near me")
    page.locator("#q").press("Enter")
    expect(page.get_by_role("button", name="Use where I am now")).to_be_visible()


@pytest.mark.parametrize("address", [ASKED, "/find?q=dentist", "/find?q=polski"])
def test_question_and_signposts_are_without_violations(visitor: Visitor, address: str) -> None:
    assert violations_at_both(visitor.arrive(address)) == []
