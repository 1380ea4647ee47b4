"""Acceptance check 8: a resident filters *Give my time* and sees roles with hours, skills and a
number, on the page of a role too, with and without scripts and in a narrow window.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Contact
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    card,
    choose,
    expect_no_sideways_scroll,
    heading,
    names,
)
from tests.browser.test_accessibility import violations
from tests.conftest import ContextMaker
from tests.factories import a_listing

ROLE = {"kind": Kind.VOLUNTEERING_ROLE, "categories": ("give/volunteering",), "cost": ""}


@pytest.fixture
def resident(
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> Visitor:
    context = make_context(
        a_listing(
            "greeter",
            name="Meet and greet",
            summary="Say hello at the door, show people round and pour the tea.",
            with_group="Riverside Hub",
            time_asked="2 hours a week, mornings",
            skills="Talking to people; you will learn how a hub works",
            training="Half a day, then beside somebody who knows",
            expenses="Bus fares",
            checks_needed="No checks needed",
            exchange=("learn",),
            min_age=16,
            public=Contact(phone="01632 960009", name="Maureen"),
            **ROLE,
        ),
        a_listing("driver", name="Lunch club driver", checks_needed="Driving licence", **ROLE),
        a_listing("hub", name="Riverside Hub", kind=Kind.HUB),
        a_listing("lunch", name="Lunch Club", needs=("A driver on Tuesdays", "A bigger room")),
    )
    return visitor_of(serve(context))


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_a_resident_who_gives_time_sees_roles_and_whom_to_ring(
    resident: Visitor, width: int, js: bool
) -> None:
    page = resident.arrive("/", width=width, js=js)
    page.get_by_role("link", name="Giving my time").click()
    page.wait_for_url("**/find?need=give")
    assert set(names(page)[:2]) == {"Meet and greet", "Lunch club driver"}
    found = card(page, "Meet and greet")
    for said in ("2 hours a week, mornings", "you will learn how a hub works", "01632 960009"):
        expect(found).to_contain_text(said)
    expect(page.get_by_role("heading", name="They also need")).to_be_visible()
    expect(page.locator(".card__needs")).to_have_text(
        "They need: A driver on Tuesdays; A bigger room"
    )
    expect_no_sideways_scroll(page)
    page.get_by_role("link", name="Meet and greet", exact=True).click()
    expect(heading(page)).to_have_text("Meet and greet")
    for said in ("2 hours a week, mornings", "Half a day", "Bus fares", "Ask for Maureen."):
        expect(page.locator("article.listing")).to_contain_text(said)
    expect_no_sideways_scroll(page)
    page.locator(".fact-list").get_by_role("link", name="Riverside Hub").click()
    expect(page.get_by_role("heading", name="Help wanted here")).to_be_visible()
    expect(page.get_by_role("link", name="Meet and greet")).to_be_visible()


def test_filters_of_roles_leave_what_needs_no_checks(resident: Visitor) -> None:
    page = resident.arrive("/find?need=give")
    choose(page, "Checks", "No checks needed")
    page.wait_for_url("**checks=none**")
    expect(page.locator("#results li[data-listing]")).to_have_count(1)
    assert names(page) == ["Meet and greet"]


def test_who_can_drive_is_told_who_needs_a_driver(resident: Visitor) -> None:
    page = resident.arrive("/find?q=I+can+drive")
    expect(page.locator(".card__needs")).to_have_text("They need: A driver on Tuesdays")
    page.goto("/find?q=driver+to+take+me+to+hospital")
    expect(page.locator(".card__needs")).to_have_count(0)


@pytest.mark.parametrize("width", [NARROW, WIDE])
@pytest.mark.parametrize(
    "address", ["/find?need=give", "/find?q=I+can+drive", "/listing/greeter", "/listing/hub"]
)
def test_pages_of_giving_are_without_violations(
    resident: Visitor, address: str, width: int
) -> None:
    page = resident.arrive(address, width=width)
    assert violations(page) == []
