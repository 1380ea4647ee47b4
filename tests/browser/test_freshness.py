"""Check 9: every page says honestly when it was last checked, and what that means for you."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import Locator, Page, expect

from assetmap.domain.listings.listing import Checked, Listing, Status
from tests.browser.conftest import Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    card,
    choose,
    expect_no_sideways_scroll,
    heading,
    markers,
    names,
    search,
    show_map,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing

DOUBT = "Not confirmed since August – please ring first"
AMBER = "rgb(253, 242, 216)"


def background(element: Locator) -> str:
    """The colour behind an element, its own or that of what it stands in."""
    return str(
        element.evaluate(
            """(e) => {
              for (let at = e; at; at = at.parentElement) {
                const colour = getComputedStyle(at).backgroundColor;
                if (!/, 0\\)$/.test(colour)) return colour;
              }
            }"""
        )
    )


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_overdue_listing_warns_in_amber_in_words_and_with_a_sign(
    visitor: Visitor, width: int
) -> None:
    page = visitor.arrive("/listing/old-pier-singers", width=width)
    warning = page.get_by_text(DOUBT, exact=True)
    expect(warning).to_be_visible()
    assert background(warning) == AMBER
    expect(page.locator(".doubt svg")).to_be_visible()
    expect(page.locator(".checked")).to_have_text(
        re.compile("Checked by Thurrock CVS on 8 August 2025 – organiser's e-mail")
    )
    expect_no_sideways_scroll(page)


@pytest.mark.parametrize("js", [True, False])
def test_overdue_listing_comes_below_checked_ones(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?q=singing", js=js)
    found = names(page)
    doubtful = page.locator("li[data-listing]").filter(has_text="Not confirmed since")
    first = found.index(doubtful.first.get_by_role("heading").inner_text())
    assert found.index("Old Pier Singers") >= first > 0
    amber = card(page, "Old Pier Singers").get_by_text(DOUBT, exact=True)
    expect(amber).to_be_visible()
    assert background(amber) == AMBER


def clubs() -> tuple[Listing, ...]:
    """One checked, one overdue, and two that nobody has confirmed for a long time."""
    return (
        a_listing("fresh", name="Fresh Knit Club"),
        a_listing("overdue", name="Late Knit Club", checked=Checked(date(2025, 8, 8))),
        a_listing("older", name="Older Knit Club", checked=Checked(date(2025, 5, 1))),
        a_listing(
            "chess",
            name="Chess Club",
            categories=("create/games",),
            checked=Checked(date(2024, 8, 1)),
            summary="",
        ),
    )


Host = Callable[..., tuple[Visitor, Page]]


@pytest.fixture
def host(
    make_context: ContextMaker, serve: Callable[..., str], visitor_of: Callable[[str], Visitor]
) -> Host:
    """`host(listings, address, ...)`: a visitor of a site with those listings, and their page."""

    def make(listings: tuple[Listing, ...], address: str, **window: object) -> tuple[Visitor, Page]:
        someone = visitor_of(serve(make_context(*listings)))
        return someone, someone.arrive(address, **window)  # type: ignore[arg-type]

    return make


@pytest.mark.parametrize("js", [True, False])
def test_unconfirmed_listings_are_shown_when_they_are_asked_for(host: Host, js: bool) -> None:
    _, page = host(clubs(), "/find?q=knit", js=js)
    assert names(page) == ["Fresh Knit Club", "Late Knit Club"]
    expect(page.locator(".older")).to_contain_text("1 more has not been confirmed for a long time.")
    page.get_by_role("link", name="Show them").click()
    expect(heading(page)).to_have_text(re.compile("^3 results"))
    assert names(page) == ["Fresh Knit Club", "Late Knit Club", "Older Knit Club"]
    expect(card(page, "Older Knit Club")).to_contain_text(
        "Not confirmed since May – please ring first"
    )
    page.get_by_role("link", name="Also not confirmed for long").click()
    expect(heading(page)).to_have_text(re.compile("^2 results"))


def test_asking_for_older_ones_is_kept_while_one_narrows_and_looks_at_the_map(host: Host) -> None:
    _, page = host(clubs(), "/find?older=yes")
    choose(page, "Access", "Step-free")
    expect(page.get_by_role("link", name="Also not confirmed for long")).to_be_visible()
    expect(page).to_have_url(re.compile("older=yes"))
    assert len(names(page)) == 4
    show_map(page)
    expect(markers(page)).to_have_count(1)  # all four in one place
    search(page, "chess", "")
    expect(heading(page)).to_have_text(re.compile("^1 result "))


def test_search_that_finds_only_older_ones_offers_them_first(host: Host) -> None:
    _, page = host(clubs(), "/find?q=games&exact=yes")
    ways = page.locator(".nothing__ways a")
    expect(ways.first).to_have_text("Show 1 not confirmed for a long time")
    ways.first.click()
    expect(card(page, "Chess Club")).to_contain_text(
        "Not confirmed since August 2024 – please ring first"
    )


def test_listing_closed_for_now_says_until_when(host: Host) -> None:
    notice = "The hall is being painted."
    paused = a_listing(status=Status.PAUSED, paused_until=date(2026, 5, 3), notice=notice)
    _, page = host((paused,), "/listing/knit-club", width=NARROW)
    expect(page.get_by_text("Closed for now, until 3 May", exact=True)).to_be_visible()
    expect(page.get_by_text(notice, exact=True)).to_be_visible()
    page.goto("/find")
    expect(card(page, "Knit Club")).to_contain_text("Closed for now, until 3 May")
    expect(card(page, "Knit Club")).to_contain_text(notice)
    expect_no_sideways_scroll(page)


def test_listing_taken_off_says_why_and_offers_what_is_near(host: Host) -> None:
    gone = a_listing("gone", status=Status.ARCHIVED, archived_because="closed")
    someone, page = host((a_listing(), gone), "/", js=False)
    someone.excuse("410")
    answer = page.goto("/listing/gone")
    assert answer is not None
    assert answer.status == 410
    expect(heading(page)).to_have_text("This is no longer listed")
    expect(page.get_by_text("It has closed.")).to_be_visible()
    page.get_by_role("link", name="Knit Club", exact=True).click()
    expect(heading(page)).to_have_text("Knit Club")
