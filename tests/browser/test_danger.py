"""In danger the first number is on a phone's first screen, and the page can be left at once."""

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import expect_no_sideways_scroll, search
from tests.browser.test_accessibility import violations, violations_at_both

PHONES = [(390, 844), (320, 640)]
ASKED = [
    ("/find?q=I+want+to+end+it+all", "tel:116123"),
    ("/find?q=my+boyfriend+hits+me&near=Tilbury", "tel:08082000247"),
    ("/find?q=I+can+smell+gas", "tel:0800111999"),
    ("/find?need=feeling-low", "tel:116123"),
    ("/conversation?q=my+boyfriend+hits+me&show=cards", "tel:08082000247"),
    ("/listing/blackwater-refuge", "tel:08082000247"),
]
ABUSE = "/find?q=my+boyfriend+hits+me"
ELSEWHERE = "www.bbc.co.uk"


def expect_first_number_on_first_screen(page: Page, link: str) -> None:
    """The first number to press is whole within the window, above heading and list."""
    number = page.locator(".urgent a").first
    expect(number).to_have_attribute("href", link)
    box, height = number.bounding_box(), page.viewport_size
    assert box is not None
    assert height is not None
    assert page.evaluate("scrollY") == 0
    assert box["y"] + box["height"] <= height["height"], f"{page.url}: {box}"
    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading is not None
    assert box["y"] < heading["y"]


@pytest.mark.parametrize(("width", "height"), PHONES)
def test_first_number_to_press_is_on_the_first_screen(
    visitor: Visitor, width: int, height: int
) -> None:
    page = visitor.arrive(width=width, height=height)
    for address, link in ASKED:
        page.goto(address)
        expect_first_number_on_first_screen(page, link)
        expect_no_sideways_scroll(page)


def test_numbers_come_and_go_with_the_question_asked_on_the_page(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=320, height=640)
    expect(page.locator(".urgent")).to_have_count(0)
    search(page, "I want to end it all")
    expect(page.locator(".urgent")).to_be_focused()
    expect_first_number_on_first_screen(page, "tel:116123")
    search(page, "knitting")
    expect(page.locator(".urgent")).to_have_count(0)


def test_pages_of_danger_are_accessible(visitor: Visitor) -> None:
    page = visitor.arrive()
    for address, _ in ASKED:
        page.goto(address)
        assert violations_at_both(page) == []


def elsewhere(visitor: Visitor, page: Page) -> None:
    """Have the page that people leave for answered here."""
    visitor.excuse("asked another host")
    page.context.route(
        f"https://{ELSEWHERE}/**", lambda route: route.fulfill(body="Weather", status=200)
    )


@pytest.mark.parametrize("is_pressed", [True, False], ids=["press", "shift three times"])
def test_page_is_left_at_once_and_the_way_back_does_not_lead_there(
    visitor: Visitor, is_pressed: bool
) -> None:
    page = visitor.arrive("/find?q=lunch")
    page.goto(ABUSE)
    assert not any(ELSEWHERE in url for url in visitor.requests)
    elsewhere(visitor, page)
    if is_pressed:
        page.get_by_role("link", name="Leave this page quickly").click()
    else:
        for _ in range(3):
            page.keyboard.press("Shift")
    page.wait_for_url(f"https://{ELSEWHERE}/**")
    page.go_back()
    assert urlsplit(page.url).query == "q=lunch"


def test_page_is_left_without_a_script(visitor: Visitor) -> None:
    page = visitor.arrive(ABUSE, js=False)
    elsewhere(visitor, page)
    page.get_by_role("link", name="Leave this page quickly").click()
    page.wait_for_url(f"https://{ELSEWHERE}/**")


def test_way_to_leave_stays_in_sight(visitor: Visitor) -> None:
    page = visitor.arrive(ABUSE, width=320, height=640)
    page.evaluate("scrollTo(0, 900)")
    expect(page.get_by_role("link", name="Leave this page quickly")).to_be_in_viewport()
    assert violations(page) == []
