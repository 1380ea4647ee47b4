"""Check 27: a volunteer works the call list."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.checks.report import Trouble
from assetmap.domain.listings.listing import Checked, Contact, Listing
from assetmap.domain.people.people import RESIDENT, Person, Role
from assetmap.services.checks.reports import report_problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

Serve = Callable[[Context], str]
VisitorOf = Callable[[str], Visitor]
NEVER = Checked(None)


def a_club(letter: str, checked: Checked, **changes: Any) -> Listing:
    return a_listing(f"club-{letter}", name=f"Club {letter}", checked=checked, **changes)


def arrive(
    site: Visitor, context: Context, someone: Person, *, js: bool = True, width: int = 390
) -> Page:
    """A page of somebody who is signed in, at their home."""
    site.excuse("cookie: staff")
    page = site.arrive(js=js, width=width)
    sign_in_page(page, context, someone, after="/work")
    return page


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_no_answer_on_two_days_and_then_all_correct(
    make_context: ContextMaker, serve: Serve, visitor_of: VisitorOf, js: bool
) -> None:
    october = Checked(date(2025, 10, 1), "Thurrock CVS", "spoke to the organiser")
    first = make_context(
        a_club("a", october, private=Contact(phone="01632 960777", name="Jean")),
        a_club("b", october),
        today="2026-03-30",
    )
    report_problem(first, Actor(RESIDENT), "club-a", Trouble.NUMBER_DEAD)
    someone = a_person(first, Role.VOLUNTEER)
    page = arrive(visitor_of(serve(first)), first, someone, js=js)
    page.get_by_role("link", name="2 due this week").click()
    page.get_by_role("link", name="Start with the first call").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Club a")
    expect(page.get_by_role("main")).to_contain_text("Call 1 of 2")
    expect(page.get_by_role("main")).not_to_contain_text("01632 960777")
    page.get_by_role("button", name="Show the number").click()
    expect(page.get_by_role("link", name="01632 960777")).to_have_attribute(
        "href", "tel:01632960777"
    )
    looked = [each.entry.happening.what for each in first.store.audited(subject="listing:club-a")]
    assert looked[-1] == "looked at private contact"
    page.get_by_role("button", name="No answer").click()
    expect(page.get_by_role("status")).to_contain_text("That was try 1.")
    expect(page.get_by_role("heading", level=1)).to_have_text("Club b")

    second = make_context(today="2026-03-31")
    page = arrive(visitor_of(serve(second)), second, someone, js=js)
    page.goto("/work/calls/club-a")
    expect(page.get_by_role("list", name="Earlier tries")).to_have_text("Try 1: 30 March 2026")
    page.get_by_role("button", name="No answer").click()
    page.goto("/work/calls/club-a")
    expect(page.get_by_role("list", name="Earlier tries").get_by_role("listitem")).to_have_text(
        ["Try 1: 30 March 2026", "Try 2: 31 March 2026"]
    )
    expect(page.locator(".call__about")).to_contain_text("Overdue")
    page.goto("/listing/club-a")
    expect(page.get_by_role("main")).to_contain_text("please ring first")

    third = make_context(today="2026-04-01")
    page = arrive(visitor_of(serve(third)), third, someone, js=js)
    page.goto("/work/calls/club-a")
    page.get_by_label("Who did you speak to?").fill("the treasurer")
    page.get_by_role("button", name="All correct").click()
    expect(page.get_by_role("status")).to_contain_text(
        "Kept: Club a is all correct. Next due 1 October 2026."
    )
    if js:
        assert violations_at_both(page) == []
    page.get_by_role("button", name="Undo").click()  # a slip
    expect(page.get_by_role("status")).to_contain_text("Taken back.")
    expect(page.locator(".call__about")).to_contain_text("Overdue")
    page.get_by_role("button", name="All correct").click()
    page.goto("/work/calls")
    expect(page.get_by_role("main")).not_to_contain_text("Club a")


def test_ten_calls_are_ten_pages_and_ten_presses(
    make_context: ContextMaker, serve: Serve, visitor_of: VisitorOf
) -> None:
    context = make_context(*(a_club(str(number), NEVER) for number in range(10)))
    someone = a_person(context, Role.VOLUNTEER)
    page = arrive(visitor_of(serve(context)), context, someone)
    page.goto("/work/calls")
    loads: list[str] = []
    page.on("load", lambda at: loads.append(at.url.rpartition("/")[2]))
    page.get_by_role("link", name="Start with the first call").click()
    for number in range(10):
        expect(page.get_by_role("main")).to_contain_text(f"Call {number + 1} of 10")
        page.wait_for_load_state("load")  # a page that is left before that never tells of it
        page.get_by_role("button", name="All correct").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Call list")
    page.wait_for_load_state("load")
    assert loads == [*(f"club-{number}" for number in range(10)), "calls"]


def test_every_page_of_the_work_is_without_violations(
    make_context: ContextMaker, serve: Serve, visitor_of: VisitorOf
) -> None:
    context = make_context(
        a_club("a", NEVER, private=Contact(phone="01632 960777")),
        a_club("b", NEVER, public=Contact()),
    )
    report_problem(context, Actor(RESIDENT), "club-a", Trouble.TIMES_WRONG, "It is on Mondays")
    editor = a_person(context, Role.EDITOR)
    site = visitor_of(serve(context))
    page = arrive(site, context, editor)
    site.excuse("400")
    found = []
    for address in (
        *("/work", "/work/calls", "/work/calls/club-a", "/work/calls/club-b"),
        *("/work/listings/club-a/check", "/work/listings/club-a/evidence", "/work/evidence"),
    ):
        page.goto(address)
        found += violations_at_both(page)
    page.goto("/work/listings/club-a/check")
    page.get_by_role("button", name="Save this check").click()
    found += violations_at_both(page)
    assert found == []
