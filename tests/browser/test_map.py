"""The map: clusters, popups, circles, and the drawn ground under them."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from assetmap.basemap import Basemap
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.looking import WIDE, expect_drawn_base, markers, show_map, wait_for_map
from tests.conftest import ContextMaker
from tests.factories import TILBURY, a_listing
from tests.web.test_hostile_texts import TEXTS

Serve = Callable[[Context], str]
VisitorOf = Callable[[str], Visitor]


def clusters(page: Page):  # type: ignore[no-untyped-def]
    return page.locator("#map").get_by_role("button", name=re.compile(r"^\d+ places, zoom in$"))


def test_cluster_opens_by_enter_and_the_focus_stays_on_the_map(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    wait_for_map(page)
    biggest = max(clusters(page).all(), key=lambda each: int(each.inner_text()))
    label = biggest.get_attribute("aria-label")
    biggest.focus()
    page.keyboard.press("Enter")
    gone = page.locator("#map").get_by_role("button", name=label or "", exact=True)
    expect(page.locator("#map .leaflet-marker-pane [role=button]:focus")).to_have_count(1)
    assert gone.count() == 0 or label != page.evaluate(
        "document.activeElement.getAttribute('aria-label')"
    )


def test_popup_opens_by_enter_and_gives_the_focus_back(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=knit+natter+ockendon&exact=yes")
    wait_for_map(page)
    pin = page.locator("#map").get_by_role("button", name=re.compile("^Ockendon Knit & Natter, "))
    pin.focus()
    page.keyboard.press("Enter")
    link = page.locator(".leaflet-popup").get_by_role("link", name="Ockendon Knit & Natter")
    expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".leaflet-popup")).to_have_count(0)
    expect(pin).to_be_focused()
    page.keyboard.press("Space")
    expect(link).to_be_focused()
    link.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Ockendon Knit & Natter")


@pytest.fixture
def hostile_site(make_context: ContextMaker, serve: Serve) -> str:
    """Two listings at each of a few spots and one apart, all with hostile names."""
    listings = []
    for number, text in enumerate(TEXTS):
        point = Point(TILBURY.lat + number // 2 * 0.01, TILBURY.lon - number // 2 * 0.02)
        where = replace(a_listing().where, point=point, venue=text)
        listings.append(a_listing(f"h{number}", name=text, where=where, summary=text))
    return serve(make_context(*listings))


def test_popups_say_hostile_names_as_words(visitor_of: VisitorOf, hostile_site: str) -> None:
    """The visitor fails on anything that runs or breaks."""
    page = visitor_of(hostile_site).arrive("/find")
    wait_for_map(page)
    said = []
    for marker in markers(page).all():
        marker.focus()
        page.keyboard.press("Enter")
        popup = page.locator(".leaflet-popup-content")
        expect(popup).to_have_count(1)
        said += popup.locator("a[href^='/listing/']").all_text_contents()
        page.keyboard.press("Escape")
        expect(popup).to_have_count(0)
    assert sorted(said) == sorted(TEXTS)
    assert page.evaluate("window.pwned === undefined")
    # All at one moment: the map draws its markers again when it has slid back from a popup.
    labels = markers(page).evaluate_all("all => all.map((one) => one.ariaLabel ?? '')")
    assert [label for label in labels if re.match(r"2 places, show the list$", label)]


def test_listings_at_one_spot_open_a_list(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=riverside+hub&near=RM18+7AR&within=0.5")
    wait_for_map(page)
    spot = page.locator("#map").get_by_role("button", name=re.compile("places, show the list$"))
    spot.first.click()
    items = page.locator(".leaflet-popup-content li")
    expect(items.first).to_be_visible()
    assert items.count() == int(spot.first.inner_text())
    expect(items.first.get_by_role("link")).to_be_focused()
    # By keyboard: the map may still be sliding the list into view, away from under a pointer.
    items.filter(has_text="Riverside Memory Lunch Club").get_by_role("link").press("Enter")
    expect(page).to_have_url(re.compile("/listing/riverside-memory-lunch-club$"))


def test_soft_places_are_circles_that_say_so(
    make_context: ContextMaker, serve: Serve, visitor_of: VisitorOf
) -> None:
    where = Where(Precision.APPROXIMATE, place="Grays", point=Point(51.4781, 0.3267))
    page = visitor_of(serve(make_context(a_listing(where=where)))).arrive("/find")
    wait_for_map(page)
    expect(page.locator("#map path.soft-area")).to_have_count(1)
    expect(
        page.get_by_role("button", name="Knit Club, Make, play and enjoy, somewhere in this area")
    ).to_be_visible()


def test_card_and_pin_light_up_together(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=knit+natter+ockendon&exact=yes")
    wait_for_map(page)
    card = page.locator("#listing-ockendon-knit-and-natter")
    pin = page.locator("#map").get_by_role("button", name=re.compile("^Ockendon Knit & Natter, "))
    lit = re.compile(r"\bis-lit\b")
    card.hover()
    expect(pin).to_have_class(lit)
    page.get_by_role("heading", level=1).hover()
    expect(pin).not_to_have_class(lit)
    card.get_by_role("link").first.focus()
    expect(pin).to_have_class(lit)
    pin.focus()
    expect(card).to_have_class(lit)


def test_ground_is_drawn_where_there_are_no_tiles(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch")
    wait_for_map(page)
    expect_drawn_base(page)
    expect(page.locator("#map .base-label").first).to_be_attached()
    expect(page.locator("#map .leaflet-control-attribution")).to_contain_text("Crown copyright")


def test_ground_is_drawn_when_tiles_do_not_come(
    make_context: ContextMaker, serve: Serve, visitor_of: VisitorOf
) -> None:
    context = make_context(a_listing())
    tiles = Basemap("http://127.0.0.1:1/{z}/{x}/{y}", "© Nobody")
    context.config = replace(context.config, basemap=tiles)
    someone = visitor_of(serve(context))
    someone.excuse("http://127.0.0.1:1/")
    page = someone.arrive("/find")
    wait_for_map(page)
    expect_drawn_base(page)
    expect(page.locator("#map img.leaflet-tile")).to_have_count(0)
    expect(page.locator("#map .leaflet-control-attribution")).not_to_contain_text("Nobody")
    expect(markers(page)).to_have_count(1)


def test_listing_has_a_small_map(visitor: Visitor) -> None:
    page = visitor.arrive("/listing/riverside-hub")
    page.locator("#map-panel").scroll_into_view_if_needed()
    wait_for_map(page)
    expect_drawn_base(page)
    expect(
        page.locator("#map").get_by_role("img", name=re.compile("^Riverside Hub"))
    ).to_be_visible()
    page.get_by_role("button", name="Zoom in", exact=True).click()
    expect(page.get_by_role("button", name="Search this area")).to_have_count(0)


def test_map_follows_the_question(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    wait_for_map(page)
    expect(page.locator("#map-note")).to_have_text("254 places on the map.")
    page.locator("#q").fill("knit natter ockendon")
    page.locator("#q").press("Enter")
    expect(page.locator("#map-note")).to_have_text("27 places on the map.")


def test_map_that_fails_says_that_the_list_has_it_all(visitor: Visitor) -> None:
    visitor.excuse("leaflet.js", "ERR_FAILED", "could not be drawn")
    page = visitor.arrive()
    page.route("**/leaflet.js*", lambda route: route.abort())
    page.goto("/find?q=lunch")
    expect(page.locator("#map-note")).to_have_text(
        "Sorry, the map could not be shown. Everything on it is in the list."
    )
    expect(page.locator("#results li[data-listing]").first).to_be_visible()


def test_crowded_map_asks_the_server_for_clusters(
    make_context: ContextMaker, serve: Serve, visitor_of: VisitorOf
) -> None:
    many = []
    for number in range(2025):
        point = Point(51.45 + number // 45 * 0.0015, 0.25 + number % 45 * 0.004)
        where = replace(a_listing().where, point=point)
        many.append(a_listing(f"n{number}", name=f"Number {number}", where=where))
    someone = visitor_of(serve(make_context(*many)))
    page = someone.arrive("/find", width=WIDE)
    show_map(page)
    expect(page.locator("#map-note")).to_have_text("2,025 places on the map.")
    drawn = markers(page).count()
    assert 0 < drawn < 200
    with page.expect_response(re.compile(r"/map\.json\?view=.*&zoom=\d")):
        page.get_by_role("button", name="Zoom in", exact=True).click()
    wait_for_map(page)
    expect(markers(page).first).to_be_visible()
