"""Check 11: nothing is asked of anybody else, nothing is kept, and help is always in one place."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, show_map, wait_for_map

PAGES = [
    *("/", "/find", "/find?q=lunch", "/find?near=RM99+9ZZ", "/find?q=zzxqwv", "/browse"),
    *("/about", "/accessibility", "/privacy", "/listing/riverside-hub", "/listing/nothing-here"),
    *("/listing/kind-hands-at-home", "/listing/old-pier-singers", "/find?older=yes"),
    *("/listing/riverside-hub/wrong", "/listing/riverside-hub/wrong/thanks?reference=R-7K2M9Q"),
    *("/suggest", "/suggest/thanks?reference=S-7K2M9Q"),
]


def test_no_page_asks_anybody_else_or_keeps_anything(visitor: Visitor, site: str) -> None:
    """The visitor fails on cookies and on requests to others; this drives every page."""
    visitor.excuse("404")
    page = visitor.arrive()
    for address in PAGES:
        page.goto(address, wait_until="load")
        kept = page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]")
        assert kept == [0, 0, ""], address
    page.goto("/find?q=lunch")
    wait_for_map(page)
    assert {url.split("/")[2] for url in visitor.requests if url.startswith("http")} == {
        site.removeprefix("http://")
    }
    assert page.context.cookies() == []


def test_phone_fetches_no_map_until_it_is_asked_for(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=NARROW)
    page.wait_for_load_state("networkidle")
    fetched = [url for url in visitor.requests if "leaflet" in url or "map.json" in url]
    assert fetched == []
    show_map(page)
    assert [url for url in visitor.requests if "leaflet.js" in url]


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_help_is_in_the_same_place_on_every_page(visitor: Visitor, width: int) -> None:
    visitor.excuse("404")
    page = visitor.arrive(width=width, js=False)
    order = []
    for address in PAGES:
        page.goto(address)
        header = page.get_by_role("banner").get_by_role("link", name="01632 960100")
        expect(header).to_have_attribute("href", "tel:01632960100")
        found = [
            page.get_by_role("heading", name="Ask Thurrock CVS"),
            page.get_by_role("heading", name="Worried about someone?"),
            page.locator("#help").get_by_role("link", name="01632 960999"),
            page.get_by_role("contentinfo").get_by_role("link", name="Accessibility statement"),
            page.get_by_role("contentinfo").get_by_role("link", name="Privacy"),
        ]
        for each in found:
            expect(each).to_be_visible()
        bottom = page.evaluate("document.documentElement.scrollHeight")
        places = []
        for each in found:
            box = each.bounding_box()
            assert box is not None
            places.append((round(box["x"]), round(bottom - box["y"] - page.evaluate("scrollY"))))
        order.append(places)
    for places in order:
        assert places == [(pytest.approx(x, abs=1), pytest.approx(y, abs=1)) for x, y in order[0]]
