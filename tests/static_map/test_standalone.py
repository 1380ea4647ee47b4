import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Point
from assetmap.paths import PACKAGE
from assetmap.static_map.standalone import listing_map
from tests.static_map.conftest import HOSTILE, listing

BASEMAP = {
    "outline": {
        "type": "Polygon",
        "coordinates": [[[0.2, 51.4], [0.5, 51.4], [0.5, 51.6], [0.2, 51.6], [0.2, 51.4]]],
    },
    "built_up": {
        "type": "Polygon",
        "coordinates": [[[0.3, 51.45], [0.4, 51.45], [0.4, 51.5], [0.3, 51.45]]],
    },
    "places": [{"name": "Tilbury <i>${x}", "lat": 51.46, "lon": 0.36}],
    "attribution": "Contains OS data <script>",
}
PIN = ".leaflet-marker-icon[role=button]"


@dataclass
class Opened:
    """A page in the browser, and everything that it asked for or complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


@dataclass
class Opener:
    browser: Browser
    folder: Path
    opened: list[Opened] = field(default_factory=list)

    def __call__(self, html: str, width: int = 1280) -> Opened:
        file = self.folder / "map.html"
        file.write_text(html, encoding="utf-8")
        page = self.browser.new_page(viewport={"width": width, "height": 900}, offline=True)
        seen = Opened(page)
        page.on("request", lambda request: seen.requests.append(request.url))
        page.on("console", lambda message: seen.complaints.append(message.text))
        page.on("pageerror", lambda error: seen.complaints.append(str(error)))
        page.goto(file.as_uri())
        page.wait_for_selector("html[data-map-ready]", state="attached")
        self.opened.append(seen)
        return seen


@pytest.fixture
def open_map(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    opener = Opener(browser, tmp_path)
    yield opener
    for seen in opener.opened:
        seen.page.close()


def texts(html: str) -> Any:
    """The texts that lie in the page as data."""
    match = re.search(r'<script type="application/json" id="texts">(.*?)</script>', html)
    assert match
    return json.loads(match[1])


def test_the_page_holds_every_text_as_it_is(
    hostile: list[PublicListing], words: Vocabulary
) -> None:
    html = listing_map(hostile, words, title="All", basemap=BASEMAP)
    assert sorted(card["name"] for card in texts(html)["cards"]) == sorted(HOSTILE)
    assert texts(html)["places"] == ["Tilbury <i>${x}"]


def test_the_same_listings_give_the_same_page(
    hostile: list[PublicListing], words: Vocabulary
) -> None:
    first = listing_map(hostile, words, title="All", basemap=BASEMAP)
    assert listing_map(reversed(hostile), words, title="All", basemap=BASEMAP) == first


def test_the_page_names_no_file_elsewhere(hostile: list[PublicListing], words: Vocabulary) -> None:
    html = listing_map(hostile, words, title="All", basemap=BASEMAP)
    html = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert re.findall(r"url\((?!data:|#)|<link|<iframe|(?:src|href)=\"(?!#)|@import", html) == []
    assert 'lang="en-GB"' in html
    assert re.findall(r'<meta name="viewport" content="(.*?)">', html) == [
        "width=device-width, initial-scale=1"
    ]


def test_no_text_goes_through_foliums_own_popups() -> None:
    banned = re.compile(
        r"folium\.(?:\w+\.)?(?:Popup|Tooltip|DivIcon)\b|GeoJson(?:Popup|Tooltip)"
        r"|import .*\b(?:Popup|Tooltip|DivIcon)\b|\bDivIcon\(|add_(?:js|css)_link"
    )
    files = [*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js")]
    assert [file.name for file in files if banned.search(file.read_text(encoding="utf-8"))] == []


@pytest.mark.browser
def test_hostile_names_are_only_text(
    open_map: Opener, hostile: list[PublicListing], words: Vocabulary
) -> None:
    title = "Map </title><script>window.__x=1</script>"
    note = "{{ 7*191 }} <img src=x onerror=window.__x=1>"
    seen = open_map(listing_map(hostile, words, title=title, note=note, basemap=BASEMAP))
    page = seen.page
    pins = page.locator(PIN)
    shown = pins.evaluate_all("pins => pins.map(pin => pin.getAttribute('aria-label'))")
    assert sorted(shown) == sorted(HOSTILE)
    for number in range(len(HOSTILE)):
        pins.nth(number).focus()
        page.keyboard.press("Enter")
        assert (
            page.locator(".leaflet-popup h2").last.evaluate("h => h.textContent") == shown[number]
        )
    assert page.locator("h1").text_content() == title
    assert page.locator("header p").text_content() == note
    assert page.locator("#layers label").all_text_contents() == [
        "  Meet <b>people</b> {{ 7*191 }} (9)"
    ]
    assert page.locator(".place-name").all_text_contents() == ["Tilbury <i>${x}"]
    assert page.evaluate("window.__x") is None
    assert seen.complaints == []
    assert [url for url in seen.requests if not url.startswith(("file:", "data:"))] == []
    assert len([url for url in seen.requests if url.startswith("file:")]) == 1


@pytest.mark.browser
def test_the_keyboard_opens_and_closes_a_pin(open_map: Opener, words: Vocabulary) -> None:
    page = open_map(listing_map([listing("Choir", 1)], words, title="All")).page
    page.locator(PIN).focus()
    page.keyboard.press("Enter")
    popup = page.get_by_role("dialog", name="Choir")
    assert popup.locator("dd").all_text_contents() == [
        "Tuesday, 12 noon to 2pm",
        "Ask Choir",
        "Hall, Tilbury",
        "£4 Choir",
        "01632 960001 Choir",
    ]
    assert page.evaluate("document.activeElement.querySelector('h2').textContent") == "Choir"
    page.keyboard.press("Escape")
    popup.wait_for(state="detached")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Choir"


@pytest.mark.browser
def test_the_filter_hides_a_category(open_map: Opener, words: Vocabulary) -> None:
    listings = [listing("Choir", 1), listing("Walk", 2, "active"), listing("Swim", 3, "active")]
    page = open_map(listing_map(listings, words, title="All")).page
    page.get_by_label("Get active & outdoors (2)").uncheck()
    labels = "pins => pins.map(pin => pin.getAttribute('aria-label'))"
    assert page.locator(PIN).evaluate_all(labels) == ["Choir"]


@pytest.mark.browser
def test_every_pin_of_a_crowd_can_be_pressed(open_map: Opener, words: Vocabulary) -> None:
    hall = Where(Precision.VENUE, place="Tilbury", point=Point(51.46, 0.36))
    crowd = [listing(f"Club {n}", n, ("meet", "active")[n % 2], where=hall) for n in range(5)]
    page = open_map(listing_map(crowd, words, title="All")).page
    reached = page.locator(PIN).evaluate_all(
        """pins => pins.filter(pin => {
            const box = pin.getBoundingClientRect();
            for (let x = box.left + 1; x < box.right; x += 2)
                for (let y = box.top + 1; y < box.bottom; y += 2)
                    if (document.elementFromPoint(x, y) === pin) return true;
            return false;
        }).length"""
    )
    assert reached == 5


@pytest.mark.browser
def test_a_phone_shows_it_without_scrolling_sideways(
    open_map: Opener, hostile: list[PublicListing], words: Vocabulary
) -> None:
    page = open_map(listing_map(hostile, words, title="All", basemap=BASEMAP), width=320).page
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert page.locator("#filter").get_attribute("open") is None


@pytest.mark.browser
def test_the_list_says_everything_and_what_is_not_on_the_map(
    open_map: Opener, words: Vocabulary
) -> None:
    home = listing("Home help", 2, where=Where(Precision.AREA, area_served="Grays"))
    page = open_map(listing_map([listing("Choir", 1), home], words, title="All")).page
    assert page.locator("#list h3").all_text_contents() == [
        " Meet <b>people</b> {{ 7*191 }}",
        "Not shown on the map",
    ]
    assert page.locator("#list h4").all_text_contents() == ["Choir", "Home help"]


@pytest.mark.browser
def test_a_map_of_nothing_says_so(open_map: Opener, words: Vocabulary) -> None:
    empty = {"type": "MultiPolygon", "coordinates": []}
    html = listing_map([], words, title="All", basemap={"outline": empty, "places": []})
    seen = open_map(html)
    assert seen.page.get_by_text("There is nothing to show.").is_visible()
    assert seen.complaints == []
