"""Suggestions come while typing, by keyboard too, and are never in the way of it."""

import re

from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, expect_no_sideways_scroll, heading, open_question


def box(page: Page):  # type: ignore[no-untyped-def]
    return page.get_by_role("combobox", name="What are you looking for?")


def test_suggestions_wait_for_two_letters(visitor: Visitor) -> None:
    page = visitor.arrive("/")
    box(page).press_sequentially("m")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box(page).press_sequentially("emory l")
    options = page.get_by_role("option")
    expect(options.filter(has_text="Riverside Memory Lunch Club")).to_be_visible()
    assert not [url for url in visitor.requests if url.endswith("suggest.json?q=m")]


def test_suggestions_are_reached_by_keyboard(visitor: Visitor) -> None:
    page = visitor.arrive("/")
    box(page).press_sequentially("riverside m")
    first = page.locator(".suggest").get_by_role("option").first
    expect(first).to_be_visible()
    expect(box(page)).to_have_attribute("aria-expanded", "true")
    box(page).press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    expect(box(page)).to_have_attribute("aria-activedescendant", first.get_attribute("id") or "")
    expect(box(page)).to_be_focused()
    words = first.inner_text()
    box(page).press("Enter")
    expect(heading(page)).to_have_text(words)


def test_suggestions_close_with_escape_and_keep_the_words(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    box(page).press_sequentially("lunch")
    expect(page.locator(".suggest").get_by_role("option").first).to_be_visible()
    box(page).press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box(page)).to_have_value("lunch")
    box(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/find\?q=lunch$"))


def test_suggestions_do_not_hold_up_typing(visitor: Visitor) -> None:
    """While the server keeps a suggestion waiting, letters go in and Enter searches."""
    page = visitor.arrive("/find")
    waiting: list[Route] = []

    def hold(route: Route) -> None:
        waiting.append(route)

    page.route("**/suggest.json*", hold)
    with page.expect_request(re.compile("suggest.json")):
        box(page).press_sequentially("lu")
    box(page).press_sequentially("nch club")
    expect(box(page)).to_have_value("lunch club")
    box(page).press("Enter")
    expect(heading(page)).to_contain_text("for “lunch club”")
    assert waiting


def test_suggestions_that_fail_are_no_matter(visitor: Visitor) -> None:
    visitor.excuse("ERR_FAILED", "Failed to load resource")
    page = visitor.arrive("/find")
    page.route("**/suggest.json*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        box(page).press_sequentially("lunch")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box(page).press("Enter")
    expect(heading(page)).to_contain_text("for “lunch”")


def test_place_box_suggests_places_and_fills_itself(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=NARROW)
    open_question(page)
    place = page.get_by_role("combobox", name="Town or postcode")
    place.press_sequentially("tilb")
    option = page.get_by_role("option", name="Tilbury", exact=True)
    expect(option).to_be_visible()
    expect_no_sideways_scroll(page)
    option.click()
    expect(place).to_have_value("Tilbury")
    expect(place).to_be_focused()
    place.press("Enter")
    expect(heading(page)).to_contain_text("near Tilbury")


def test_suggestions_say_how_many_there_are(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    box(page).press_sequentially("walk")
    says = page.locator(".suggest [role=status]").first
    expect(says).to_have_text(re.compile(r"^\d+ suggestions?\. Use the down arrow to choose\.$"))
    options = page.locator(".suggest").get_by_role("option").count()
    assert says.inner_text().startswith(f"{options} ")
