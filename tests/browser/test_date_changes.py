"""One date cancelled in two presses, moved and put back: by the organiser's link, at the hub."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.listings.listing import Kind, Precision, Where
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.listings.date_changes import MOVED
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, expect_no_sideways_scroll, heading
from tests.browser.test_accessibility import violations, violations_at_both
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in_page
from tests.services.colleagues import a_whole_listing
from tests.services.organisers import a_link

pytestmark = pytest.mark.browser

VisitorOf = Callable[[str], Visitor]
Serve = Callable[[Context], str]
HOUSE = Where(Precision.VENUE, venue="Riverside Hub", postcode="RM18 7TB", place="Tilbury")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A hub, a lunch club that meets there, and one that does not."""
    return make_context(
        a_whole_listing(
            "hub", name="Riverside Hub", kind=Kind.HUB, where=HOUSE, when=["Mon 09:00-17:00"]
        ),
        a_whole_listing(
            "lunch",
            name="Lunch Club",
            where=HOUSE,
            when=["Tue 12:00-14:00", "1st Fri 10:00-11:00"],
        ),
        a_whole_listing("chess", name="Chess", when=["Tue 12:00-14:00"]),
    )


def look(page: Page, name: str) -> None:
    """Keep pictures of a page where a folder for them is named."""
    if folder := os.environ.get("ASSETMAP_PICTURES"):
        for width in (320, 390, 1280):
            page.set_viewport_size({"width": width, "height": 844})
            page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": NARROW, "height": 844})


def cancel_first(page: Page, why: str) -> None:
    """Two presses: the date, and that it is meant."""
    page.get_by_role("link", name="Cancel Tuesday 17 March 2026, 12 noon to 2pm").click()
    expect(heading(page)).to_have_text("Cancel Tuesday 17 March 2026?")
    page.get_by_label("Why? (you can leave this empty)").fill(why)
    page.get_by_role("button", name="Cancel this date").click()
    expect(page.get_by_role("status")).to_contain_text("Tuesday 17 March 2026 is cancelled.")


def expect_cancelled(visitor: Visitor, why: str) -> None:
    """The public page says so, and its next date is another one."""
    public = visitor.arrive("/listing/lunch")
    expect(public.locator(".next-date")).to_contain_text("Tuesday 24 March")
    said = f"Tuesday 17 March 2026, 12 noon: cancelled ({why})"
    expect(public.get_by_text(said)).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_organiser_cancels_moves_and_takes_back_by_the_link(
    context: Context, serve: Serve, visitor_of: VisitorOf, js: bool
) -> None:
    someone = visitor_of(serve(context))
    someone.excuse("400")
    page = someone.arrive(f"/organiser/{a_link(context, 'lunch')}", width=NARROW, js=js)
    page.get_by_role("link", name="Cancel or move a date").click()
    expect(heading(page)).to_have_text("Cancel or move a date")
    lists = page.locator(".dates__list")
    expect(lists.first.get_by_role("listitem")).to_have_count(8)
    page.get_by_role("link", name="Show more dates").click()
    expect(lists.first.get_by_role("listitem")).to_have_count(58)
    page.go_back()
    expect_no_sideways_scroll(page)
    found = violations(page) if js else []
    look(page, "dates")
    cancel_first(page, "no hall")
    found += violations(page) if js else []
    look(page, "cancelled")
    expect_cancelled(someone, "no hall")
    page.get_by_role("button", name="It is on after all Tuesday 17 March 2026").click()
    expect(page.get_by_role("status")).to_contain_text("is on as always")

    page.get_by_role("link", name="Move Tuesday 17 March 2026, 12 noon to 2pm").click()
    expect(page.get_by_label("Place")).to_have_value("Riverside Hub")
    page.get_by_label("Day").fill("24")
    page.get_by_role("button", name="Move this date").click()
    wrong = "It is on that day at that time anyway, from 12 noon to 2pm. Choose another."
    expect(page.locator("#error-summary")).to_contain_text(wrong)
    expect_no_sideways_scroll(page)
    found += violations(page) if js else []
    look(page, "move")
    page.get_by_label("Day").fill("18")
    page.get_by_label("Starts at").fill("3pm")
    page.get_by_label("Ends at").fill("1pm")
    page.get_by_role("button", name="Move this date").click()
    expect(page.locator("#error-summary")).to_contain_text("The end is before the start.")
    page.get_by_label("Ends at").fill("4.30pm")
    page.get_by_role("button", name="Move this date").click()
    moved = "It is moved to Wednesday 18 March 2026, 3pm to 4:30pm."
    expect(page.get_by_role("status")).to_contain_text(moved)
    public = someone.arrive("/listing/lunch")
    expect(public.locator(".next-date")).to_contain_text("Wednesday 18 March, 3pm to 4:30pm")
    page.get_by_role("link", name="Back").click()
    expect(heading(page)).to_have_text("Is this still correct?")  # the link is not used up
    assert found == []


def test_hub_team_cancels_what_meets_at_its_hub_and_nothing_else(
    context: Context, serve: Serve, visitor_of: VisitorOf
) -> None:
    team = a_person(context, Role.HUB_TEAM, name="Hugh", own=("hub",))
    site = serve(context)
    visitor = visitor_of(site)
    visitor.excuse("cookie: staff", "403")
    hub = visitor.arrive()
    sign_in_page(hub, context, team, "/work")
    hub.get_by_role("link", name="Cancel or move a date").click()
    expect(hub.get_by_role("link", name="Chess")).to_have_count(0)
    found = violations_at_both(hub)
    look(hub, "hub")
    hub.get_by_role("link", name="Lunch Club").click()
    cancel_first(hub, "boiler broken")
    found += violations_at_both(hub)
    expect_cancelled(visitor_of(site), "boiler broken")
    hub.get_by_role("link", name="Back").click()
    expect(hub.get_by_role("link", name="Lunch Club")).to_be_visible()
    for path in ("dates", "dates/2026-03-17-1200/cancel"):
        assert hub.goto(f"/work/listings/chess/{path}").status == 403  # type: ignore[union-attr]
    assert found == []
    assert list(context.store.audited(what=MOVED)) == []
