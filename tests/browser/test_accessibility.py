"""Axe on every template and state: no breach of WCAG 2.2 A or AA, nor of its best practice."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Error, Page, expect

from tests.browser.axe import found_by_axe
from tests.browser.conftest import Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    expect_no_sideways_scroll,
    expect_room_for_big_letters,
    markers,
    open_filters,
    show_map,
    wait_for_map,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

ADDRESSES = [
    *(
        "/",
        "/find?q=memory+loss+lunch&near=RM18",
        "/find?q=lunch&view=map&per_page=6",
        "/find?access=step-free&day=tue&cost=upto5&per_page=6",
    ),
    *("/find?q=???&near=RM99+9ZZ&age=old&within=3&sort=near&category=zz&frob=1&per_page=6",),
    *(
        "/find?q=zzxqwv&near=RM18&within=1",
        "/find?q=dimentia&per_page=6",
        "/find?page=3&per_page=6",
    ),
    # One whole week is thousands of elements: the other states of the page are shown with few.
    "/whats-on",
    "/whats-on?week-of=2026-03-30&near=Tilbury&within=1",
    "/whats-on?week-of=31+feb&q=lunch",
    *("/whats-on?hub=riverside-hub", "/whats-on?view=map&when=today", "/listing/riverside-hub"),
    *("/browse", "/about", "/open-data", "/accessibility", "/privacy", "/api", "/nothing-here"),
    *(
        "/listing/riverside-memory-lunch-club",
        "/listing/blackwater-refuge",
        "/listing/hub-aveley",
        "/listing/dock-road-hall",
        "/find?kind=space&capacity=50&per_page=6",
    ),
    *("/who-covers?near=Grays", "/who-covers?near=RM18+9ZZ", "/find?q=knit&near=RM18+7TB"),
    *("/practice/", "/practice/SAMPLE-AVELEY", "/practice/none"),
    *("/time-bank", "/time-bank/join", "/time-bank/join/thanks"),
    *("/embed/make?q=lunch&show=both", "/embed/make?height=9&show=x&category=zz"),
    *("/embed?q=lunch&show=both", "/embed/listing/riverside-hub"),
    *("/listing/kind-hands-at-home", "/listing/old-pier-singers", "/find?q=singers&older=yes"),
]

UNSCRIPTED = (
    "/practice/",
    "/browse",
    "/about",
    "/open-data",
    "/accessibility",
    "/privacy",
    "/api",
    "/nothing-here",
)


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands, each in words."""
    try:
        found_here = found_by_axe(page)
    except Error:  # the page was being left: the one that comes is meant
        found_here = found_by_axe(page)
    return [
        f"{page.url} {found['id']} ({found['impact']}): {node['html'][:160]} "
        f"{node.get('failureSummary', '')[:300]}"
        for found in found_here
        for node in found["nodes"]
    ]


def violations_at_both(page: Page) -> list[str]:
    """The same in a narrow window and in a wide one, neither of which scrolls sideways."""
    found = []
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 900})
        expect_no_sideways_scroll(page)
        if width == NARROW:
            expect_room_for_big_letters(page)
        found += violations(page)
    return found


@pytest.mark.parametrize(
    ("width", "js"),
    [
        *((NARROW, True), (NARROW, False), (WIDE, True)),
        pytest.param(WIDE, False, marks=pytest.mark.thorough),
    ],
    ids=["320-js", "320-no-js", "1280-js", "1280-no-js"],
)
def test_every_page_is_without_violations(visitor: Visitor, width: int, js: bool) -> None:
    """Axe is a script itself, so without scripts means without ours."""
    visitor.excuse("404")
    page = visitor.arrive(width=width)
    if not js:
        page.route("**/static/js/**", lambda route: route.fulfill(content_type="text/javascript"))
    found = []
    for address in ADDRESSES:
        if not js and address in UNSCRIPTED:
            continue
        page.goto(address)
        if js and address.startswith("/find") and width == WIDE:
            wait_for_map(page)
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_state_of_the_find_page_is_without_violations(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?q=lunch", width=width)
    found = []
    open_filters(page)
    for each in page.locator("details.filter > summary").all():
        each.click()
    found += violations(page)

    page.goto("/find?q=dementia")
    show_map(page)
    found += violations(page)
    markers(page).first.focus()
    for _ in range(12):
        if page.locator(".leaflet-popup a:focus").count():
            break
        page.keyboard.press("Enter")
        focused = page.locator(".leaflet-popup a:focus, #map [role=button]:focus")
        expect(focused.first).to_be_attached()
    found += violations(page)

    page.goto("/find")
    page.get_by_role("combobox", name="What are you looking for?").press_sequentially("lunch")
    expect(page.locator(".suggest").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    found += violations(page)

    page.goto("/listing/riverside-hub")
    page.locator("#map-panel").scroll_into_view_if_needed()
    wait_for_map(page)
    found += violations(page)
    assert found == []


def test_gone_and_bare_pages_are_without_violations(
    make_context: ContextMaker, serve: Callable[..., str], visitor_of: Callable[[str], Visitor]
) -> None:
    from assetmap.domain.listings.listing import Status  # beside its only use

    context = make_context(
        a_listing(),
        a_listing("gone", status=Status.ARCHIVED),
        a_listing("paused", name="Paused Club", status=Status.PAUSED, access=()),
    )
    someone = visitor_of(serve(context))
    someone.excuse("410")
    page = someone.arrive()
    found = []
    for address in ("/listing/gone", "/listing/paused", "/find?access=step-free", "/"):
        page.goto(address)
        found += violations(page)
    assert found == []
