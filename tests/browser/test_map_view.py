"""The map's own view: the whole window, and the list of what is in view beside or below it."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.borough.drawn_map import DrawnMap, Shape
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    choose,
    expect_drawn_base,
    expect_no_sideways_scroll,
    heading,
    markers,
    names,
    total,
    wait_for_map,
)
from tests.browser.test_accessibility import violations
from tests.conftest import ContextMaker
from tests.factories import a_listing

PHONE = 390
WIDTHS = [NARROW, PHONE, WIDE]
GRAYS = "bbox=0.3180,51.4720,0.3360,51.4820"  # some streets of the town


def box(page: Page, what: str) -> dict[str, float]:
    """Where something stands in the window."""
    found = page.locator(what).bounding_box()
    assert found
    return dict(found)


def in_view(page: Page) -> int:
    """How many the map says are in view."""
    words = page.locator("#map-note").inner_text()
    number = re.search(r"([\d,]+) in view", words) or re.match(r"([\d,]+) place", words)
    assert number, words
    return int(number[1].replace(",", ""))


def expect_list_of_view(page: Page) -> None:
    """The list is of just what the map shows."""
    expect(heading(page)).to_have_text(re.compile(rf"^{in_view(page)} results?"))


@pytest.mark.parametrize("width", WIDTHS)
def test_map_has_the_window_and_the_list_is_beside_or_below(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?view=map&q=lunch&near=Tilbury", width=width, height=844)
    wait_for_map(page)
    expect_no_sideways_scroll(page)
    frame, results = box(page, ".map-frame"), box(page, "#results")
    if width == WIDE:
        assert frame["y"] + frame["height"] == pytest.approx(844, abs=2)
        assert frame["width"] > WIDE / 2
        assert results["x"] + results["width"] <= frame["x"]
    else:
        assert (frame["x"], frame["width"]) == (0, width)
        assert frame["height"] > 844 / 2
        assert frame["y"] < 844 / 2
        assert results["y"] >= frame["y"] + frame["height"]
    count = page.locator("#map-note")
    expect(count).to_have_text(re.compile(r"^20 places on the map"))
    expect(count).to_be_in_viewport(ratio=1)
    assert page.locator("#map-note").evaluate("e => e.scrollWidth <= e.clientWidth")
    assert len(names(page)) == 20 + page.locator(".give .card").count()
    assert page.evaluate(
        "document.getElementById('results').compareDocumentPosition("
        "document.getElementById('map')) === Node.DOCUMENT_POSITION_FOLLOWING"
    )


@pytest.mark.parametrize("width", WIDTHS)
def test_map_view_without_scripts_is_the_list(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?view=map&q=lunch", width=width, js=False)
    expect(page.locator("noscript p")).to_contain_text("The map needs JavaScript, which is off.")
    assert len(names(page)) == 20 + page.locator(".give .card").count()
    expect(page.locator("#map-panel")).to_be_hidden()
    expect(page.locator("#view-switch")).to_be_hidden()
    expect_no_sideways_scroll(page)
    page.locator("#question > summary").click()
    page.locator("#q").fill("choir")
    page.locator("#q").press("Enter")
    expect(heading(page)).to_contain_text("choir")
    assert parse_qs(urlsplit(page.url).query)["view"] == ["map"]


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_list_follows_the_map_and_the_address_holds_both(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?view=map&access=step-free", width=width)
    wait_for_map(page)
    everywhere = total(page)
    for _ in range(3):
        page.get_by_role("button", name="Zoom in", exact=True).click()
    expect(page).to_have_url(re.compile("bbox="))
    expect(page.locator("#results .chip", has_text="This part of the map")).to_have_count(1)
    expect_list_of_view(page)
    assert 0 < total(page) < everywhere
    expect(page.locator("#find-status")).to_have_text(re.compile(rf"^{total(page)} results?$"))

    other = visitor.arrive(page.url, width=width)
    wait_for_map(other)
    assert names(other) == names(page)
    assert other.url == page.url, "the same window shows the same view"
    other.get_by_role("link", name="Remove filter: This part of the map").click()
    expect(other.locator("#results .chip", has_text="This part of the map")).to_have_count(0)
    assert total(other) == everywhere
    assert "view=map" in other.url


def test_list_follows_a_window_that_shows_more_than_the_address(visitor: Visitor) -> None:
    page = visitor.arrive("/find?view=map&bbox=0.30,51.474,0.34,51.476", width=WIDE)
    wait_for_map(page)
    expect(page).not_to_have_url(re.compile("51.474,"))
    expect_list_of_view(page)


def test_question_is_changed_in_the_map_view(visitor: Visitor) -> None:
    page = visitor.arrive("/find?view=map", width=PHONE)
    wait_for_map(page)
    page.locator("#question > summary").click()
    page.locator("#q").fill("knit natter ockendon")
    page.locator("#q").press("Enter")
    expect(page.locator("#map-note")).to_have_text(re.compile(r"^\d\d places on the map"))
    expect(heading(page)).to_be_focused()
    expect(page.locator("#q")).to_be_hidden()
    choose(page, "Day", "Tuesday")
    expect(page).to_have_url(re.compile(r"view=map.*day=tue|day=tue.*view=map"))
    link = page.locator("#view-switch").get_by_role("link", name="List")
    asked = parse_qs(urlsplit(link.get_attribute("href") or "").query)
    assert asked == {"q": ["knit natter ockendon"], "day": ["tue"]}


@pytest.mark.parametrize("width", WIDTHS)
def test_map_view_is_without_violations(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?view=map&q=knit+natter+ockendon&exact=yes", width=width)
    wait_for_map(page)
    found = violations(page)
    pin = page.locator("#map").get_by_role("button", name=re.compile("^Ockendon Knit & Natter, "))
    pin.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup")).to_be_visible()
    found += violations(page)
    page.locator("#question > summary").click()
    found += violations(page)
    expect_no_sideways_scroll(page)
    assert found == []


@pytest.mark.parametrize("address", ["/find?q=lunch", "/find?view=map&q=lunch"])
def test_link_leads_past_the_pins(visitor: Visitor, address: str) -> None:
    page = visitor.arrive(address, width=WIDE)
    wait_for_map(page)
    skip = page.get_by_role("link", name="Skip past the map")
    skip.focus()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#after-map")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("!document.getElementById('map-panel').contains(document.activeElement)")
    after = "document.querySelector('.ease, #help').contains(document.activeElement)"
    assert page.evaluate(after)


def test_popup_says_day_cost_distance_and_phone(visitor: Visitor) -> None:
    page = visitor.arrive("/find?view=map&q=knit+natter+ockendon&near=RM15&exact=yes")
    wait_for_map(page)
    pin = page.locator("#map").get_by_role("button", name=re.compile("^Ockendon Knit & Natter, "))
    pin.focus()
    page.keyboard.press("Enter")
    facts = page.locator(".leaflet-popup .map-facts li")
    expect(facts).to_have_text(
        [
            "When: Thursday, 10am to 12 noon",
            "Cost: £1.50",
            re.compile(r"How far: \d\.\d miles away"),
            "Phone: 01632 960001",
        ]
    )
    ring = facts.get_by_role("link", name="01632 960001")
    expect(ring).to_have_attribute("href", "tel:01632960001")


@pytest.mark.parametrize("width", WIDTHS)
def test_place_asked_for_is_ringed_named_and_in_the_middle(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?view=map&q=lunch&near=RM17+6SL", width=width, height=844)
    wait_for_map(page)
    ring = page.get_by_role("img", name="RM17 6SL, the place you asked for")
    expect(ring).to_be_in_viewport()
    expect(page.locator(".searched-name")).to_have_text("RM17 6SL")
    at, frame = ring.bounding_box(), box(page, "#map")
    assert at
    assert at["x"] + at["width"] / 2 == pytest.approx(frame["x"] + frame["width"] / 2, abs=20)
    assert at["y"] + at["height"] / 2 == pytest.approx(frame["y"] + frame["height"] / 2, abs=20)


@pytest.mark.parametrize("width", [PHONE, WIDE])
def test_drawn_map_is_not_blank_close_by(visitor: Visitor, width: int) -> None:
    page = visitor.arrive(f"/find?view=map&near=RM17+6SL&{GRAYS}", width=width)
    wait_for_map(page)
    expect_drawn_base(page)
    expect(page.locator(".base-label--sector", has_text="RM17").first).to_be_attached()
    colours = "canvas => { const d = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data; let n = 0; for (let i = 3; i < d.length; i += 4) n += d[i] > 0; return n / (d.length / 4); }"  # noqa: E501
    assert page.locator(".leaflet-postcodes-pane canvas").evaluate(colours) > 0.05
    for _ in range(4):  # one more zoom than any name of a town has room for
        page.get_by_role("button", name="Zoom in", exact=True).click()
    expect(page.locator(".base-label--unit").first).to_be_attached()
    page.get_by_role("button", name="Move the map right").click()
    page.get_by_role("button", name="Move the map right").click()
    named = page.locator(".map-around:not([hidden]), .base-label--place, .searched-name")
    expect(named.first).to_be_attached()


def test_boroughs_own_edge_and_water_are_drawn(
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> None:
    context = make_context(a_listing())
    river = Shape((((0.2, 51.45), (0.4, 51.45)),), is_line=True)
    lake = Shape((((0.3, 51.5), (0.31, 51.5), (0.31, 51.51), (0.3, 51.5)),))
    drawn = DrawnMap((), (river, lake), "© Anytown")
    context.borough = replace(context.borough, drawn_map=drawn)
    page = visitor_of(serve(context)).arrive("/find?view=map")
    wait_for_map(page)
    expect(page.locator("#map .base-water")).to_have_count(1)
    expect(page.locator("#map .base-river")).to_have_count(1)
    expect(page.locator("#map .base-edge")).to_have_count(1)
    expect(page.locator(".leaflet-control-attribution")).to_contain_text("© Anytown")


# A page that was scrolled may say so some frames later: wait for ten in which nothing moved.
UNTIL_STILL = """async () => {
  for (let still = 0, last = scrollY; still < 10; still = scrollY === last ? still + 1 : 0) {
    last = scrollY;
    await new Promise(requestAnimationFrame);
  }
}"""


def drag(page: Page, fingers: Any, steps: list[list[tuple[float, float]]]) -> None:
    """Fingers that are put down, moved step by step and lifted again."""
    # A finger that rests before it is lifted throws nothing: no page scrolls on after it.
    for number, at in enumerate([*steps, *[steps[-1]] * 12, []]):
        points = [{"x": x, "y": y, "id": finger} for finger, (x, y) in enumerate(at)]
        kind = "touchEnd" if not at else "touchMove" if number else "touchStart"
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
        page.evaluate("new Promise(requestAnimationFrame)")


@pytest.mark.parametrize("address", ["/find?view=map&q=lunch", "/listing/riverside-hub"])
def test_one_finger_scrolls_the_page_and_two_move_the_map(visitor: Visitor, address: str) -> None:
    context = visitor.browser.new_context(
        viewport={"width": PHONE, "height": 700},
        base_url=visitor.site,
        has_touch=True,
        is_mobile=True,
        reduced_motion="reduce",
    )
    visitor.contexts.append(context)
    page = context.new_page()
    page.goto(address)
    page.locator("#map-panel").scroll_into_view_if_needed()
    wait_for_map(page)
    page.locator("#map").scroll_into_view_if_needed()
    pane, land = page.locator("#map .leaflet-map-pane"), page.locator("#map .base-land")
    fingers = context.new_cdp_session(page)
    frame, still = box(page, "#map"), pane.get_attribute("style")
    drawn = land.get_attribute("d") or ""
    scrolled = page.evaluate("scrollY")
    x, y = frame["x"] + frame["width"] / 2, min(frame["y"] + frame["height"], 700) - 30
    drag(page, fingers, [[(x, y - step)] for step in range(0, 150, 10)])
    page.evaluate(UNTIL_STILL)
    expect(page.locator(".map-hint")).to_have_text("Use two fingers to move the map")
    assert page.evaluate("scrollY") > scrolled
    assert (pane.get_attribute("style"), land.get_attribute("d")) == (still, drawn)

    frame, scrolled = box(page, "#map"), page.evaluate("scrollY")
    x, y = frame["x"] + frame["width"] / 2, max(frame["y"], 0) + 120
    drag(page, fingers, [[(x - 60 + step, y), (x + 20 + step, y)] for step in range(0, 80, 8)])
    expect(land).not_to_have_attribute("d", drawn)
    assert abs(page.evaluate("scrollY") - scrolled) <= 1  # a part of a pixel may be rounded


def test_wheel_scrolls_the_page_until_the_map_is_meant(visitor: Visitor) -> None:
    page = visitor.arrive("/find?view=map&q=lunch")
    wait_for_map(page)
    land = page.locator("#map .base-land")
    shape, frame = land.get_attribute("d") or "", box(page, "#map")
    page.mouse.move(frame["x"] + 30, frame["y"] + frame["height"] - 60)
    page.mouse.wheel(0, -200)
    expect(page.locator(".map-hint")).to_have_text("Hold Ctrl and scroll to zoom the map")
    assert land.get_attribute("d") == shape
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    expect(land).not_to_have_attribute("d", shape)
    closer = land.get_attribute("d") or ""
    page.locator("#map").focus()
    page.mouse.wheel(0, -200)
    expect(land).not_to_have_attribute("d", closer)


def test_view_switch_and_menu_are_told_apart_in_forced_colours(visitor: Visitor) -> None:
    page = visitor.arrive("/find?view=map&q=lunch")
    wait_for_map(page)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    look = (
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).borderBottomColor].join()"
    )
    switch = page.locator("#view-switch a")
    assert switch.nth(0).evaluate(look) != switch.nth(1).evaluate(look)
    menu = page.locator(".site-nav")
    current = menu.get_by_role("link", name="Map").evaluate(look)
    assert current != menu.get_by_role("link", name="Find").evaluate(look)
    for marker in markers(page).all()[:3]:
        shown = marker.evaluate("e => getComputedStyle(e).backgroundColor")
        assert shown != page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_picture_on_the_home_page_opens_the_map(visitor: Visitor, width: int, js: bool) -> None:
    page = visitor.arrive("/", width=width, js=js)
    picture = page.locator(".map-door img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    if js:
        expect(picture).to_have_js_property("naturalWidth", 640)
    expect_no_sideways_scroll(page)
    picture.click()
    expect(page).to_have_url(re.compile(r"/find\?view=map$"))
    expect(page.locator("#results li[data-listing]").first).to_be_visible()


def test_also_at_this_place_leads_there(visitor: Visitor) -> None:
    page = visitor.arrive("/listing/tea-and-talk-english", width=NARROW)
    also = page.get_by_role("region", name="Also at this place")
    expect(also.get_by_role("link")).to_have_count(8)
    also.get_by_text("Show 9 more").click()
    expect(also.get_by_role("link")).to_have_count(17)
    expect_no_sideways_scroll(page)
    assert violations(page) == []
    also.get_by_role("link", name="Late Light Café").click()
    expect(heading(page)).to_have_text("Late Light Café")


def test_map_weighs_little_on_a_phone(visitor: Visitor) -> None:
    """Over the wire, all that a first visit fetches; postcodes close by come as tiles do."""
    page = visitor.arrive(width=PHONE)
    sizes: dict[str, int] = {}
    page.on("requestfinished", lambda r: sizes.__setitem__(r.url, sum(_bytes(r.sizes()))))
    page.goto("/find?view=map&near=RM17+6SL")
    wait_for_map(page)
    page.wait_for_load_state("networkidle")
    page_alone = {url: size for url, size in sizes.items() if "/postcodes/" not in url}
    assert sum(page_alone.values()) < 120_000, sizes


def _bytes(sizes: Any) -> tuple[int, int]:
    return sizes["responseBodySize"], sizes["responseHeadersSize"]
