"""Check 4: everything by keyboard and by buttons, and on 320 pixels without sideways scrolling."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    expect_no_sideways_scroll,
    expect_room_for_big_letters,
    markers,
    open_filters,
    show_map,
    switch_to,
    wait_for_map,
)

PAGES = [
    *(
        "/",
        "/find?view=map&q=lunch",
        "/find",
        "/find?q=memory+loss+lunch&near=RM18",
        "/find?near=RM99+9ZZ&age=x&within=2",
    ),
    *(
        "/find?q=zzxqwv",
        "/find?q=dimentia&access=step-free&day=tue&cost=upto5",
        "/browse",
        "/who-covers?near=Tilbury",
        "/embed/make?q=lunch&show=both",
        "/practice/SAMPLE-TILBURY",
        "/about",
    ),
    *("/accessibility", "/privacy", "/api", "/listing/riverside-memory-lunch-club"),
    *("/listing/blackwater-refuge", "/nothing-here"),
]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_narrow_pages_do_not_scroll_sideways(visitor: Visitor, js: bool) -> None:
    """320 px is also what a page 1280 px wide has at 400 %."""
    visitor.excuse("404")
    page = visitor.arrive(width=NARROW, height=256, js=js)
    for address in PAGES:
        page.goto(address)
        expect_no_sideways_scroll(page)
        expect_room_for_big_letters(page)
        if address.startswith("/find"):
            open_filters(page)
            expect_no_sideways_scroll(page)
            if js:
                show_map(page)
                expect_no_sideways_scroll(page)
                expect_room_for_big_letters(page)


def test_magnified_letters_do_not_scroll_sideways(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=memory+loss+lunch&near=RM18", width=WIDE)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect_no_sideways_scroll(page)


def tab_stops(page: Page, most: int = 400) -> list[dict[str, Any]]:
    """What Tab reaches one after another, with how it looks and what covers it."""
    stops: list[dict[str, Any]] = []
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    for _ in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body) return null;
              const box = at.getBoundingClientRect();
              const seen = getComputedStyle(at);
              const middle = document.elementFromPoint(
                Math.min(Math.max(box.x + box.width / 2, 0), innerWidth - 1),
                Math.min(Math.max(box.y + box.height / 2, 0), innerHeight - 1));
              const label = at.id && document.querySelector(`label[for="${at.id}"]`);
              return {
                name: at.getAttribute("aria-label") || at.textContent.trim() || label?.textContent
                  || "",
                marker: Boolean(at.closest(".leaflet-marker-pane")),
                inside: box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1,
                width: box.width, height: box.height,
                outline: seen.outlineStyle !== "none" && parseFloat(seen.outlineWidth) > 0,
                shadow: seen.boxShadow !== "none",
                background: seen.backgroundColor,
                uncovered: Boolean(middle && (at.contains(middle) || middle.contains(at)
                  || at.labels?.length && [...at.labels].some((l) => l.contains(middle)))),
              };
            }"""
        )
        if stop is None:
            break
        stops.append(stop)
    return stops


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_focus_is_always_seen_and_never_covered(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?q=dementia&near=RM18", width=width, height=600)
    show_map(page)
    stops = tab_stops(page)
    assert len(stops) > 25
    unseen = [stop for stop in stops if not (stop["outline"] or stop["shadow"])]
    covered = [stop for stop in stops if not (stop["uncovered"] and stop["inside"])]
    assert (unseen, covered) == ([], [])
    assert [stop for stop in stops if not stop["name"]] == []


def test_every_marker_is_reached_and_named(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=dementia", height=1000)
    wait_for_map(page)
    labels = sorted(each.get_attribute("aria-label") or "" for each in markers(page).all())
    reached = sorted(stop["name"] for stop in tab_stops(page) if stop["marker"])
    assert reached == labels
    assert labels
    assert [label for label in labels if not re.search(r"\w+.*, \w", label)] == []


def test_every_listing_of_the_map_is_reached_by_keyboard(visitor: Visitor) -> None:
    """From a cluster down to a listing's own page with Enter alone."""
    page = visitor.arrive("/find?q=dementia")
    wait_for_map(page)
    markers(page).first.focus()
    for _ in range(12):
        if page.locator(".leaflet-popup a:focus").count():
            break
        page.keyboard.press("Enter")
        focused = page.locator(".leaflet-popup a:focus, #map [role=button]:focus")
        expect(focused.first).to_be_attached()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/listing/"))


def test_map_moves_by_buttons_alone(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch")
    wait_for_map(page)
    pane, land = page.locator("#map .leaflet-map-pane"), page.locator("#map .base-land")
    for name, changing, attribute in (
        ("Move the map left", pane, "style"),
        ("Move the map up", pane, "style"),
        ("Move the map right", pane, "style"),
        ("Move the map down", pane, "style"),
        ("Zoom in", land, "d"),
        ("Zoom out", land, "d"),
    ):
        button = page.get_by_role("button", name=name, exact=True)
        before = changing.get_attribute(attribute) or ""
        button.focus()
        page.keyboard.press("Enter")
        expect(changing).not_to_have_attribute(attribute, before)
        expect(button).to_be_focused()
        expect(page.get_by_role("button", name="Search this area")).to_be_visible()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_targets_are_big_enough(visitor: Visitor, width: int) -> None:
    """Pins, chips and controls; axe measures the rest, with the room around them."""
    page = visitor.arrive(width=width)
    small = []
    for address in ("/", "/find?q=dementia&near=RM18&day=tue", "/listing/riverside-hub", "/browse"):
        page.goto(address)
        if address.startswith("/find"):
            show_map(page)
            open_filters(page)
        small += page.evaluate(
            """() => [...document.querySelectorAll(
                ".chip, .pager a, .site-nav a, button, input:not([type=hidden]), select, summary, "
                + "[role=button]")]
              .filter((each) => each.offsetParent !== null)
              .filter((each) => getComputedStyle(each).visibility !== "hidden")
              .map((each) => [each.getBoundingClientRect(), each.textContent.trim() || each.name])
              .filter(([box]) => box.width && (box.width < 24 || box.height < 24))
              .map(([box, name]) => `${location.pathname} ${name}: ${box.width}x${box.height}`)"""
        )
    assert small == []


def test_skip_link_leads_to_the_main_part(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_list_and_map_are_two_ways_to_see_one_question(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=NARROW)
    first = page.locator("#results li[data-listing]").first
    name = first.get_attribute("data-listing")
    expect(page.locator("#map")).to_be_hidden()
    switch_to(page, "Map")
    expect(page).to_have_url(re.compile(r"/find\?q=lunch&view=map$"))
    wait_for_map(page)
    expect(page.locator("#map")).to_be_in_viewport()
    expect(first).to_have_attribute("data-listing", name or "")
    switch_to(page, "List")
    expect(page).to_have_url(re.compile(r"/find\?q=lunch$"))
    expect(page.locator("#map")).to_be_hidden()


def test_filters_do_not_stand_before_the_results_on_a_phone(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=NARROW, height=640)
    box = page.get_by_role("heading", level=1).bounding_box()
    assert box is not None
    assert box["y"] < 900
    expect(page.locator("#filter-groups")).to_be_hidden()
