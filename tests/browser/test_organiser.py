"""An organiser, from the letter to the answer: check 26, and their part of check 29."""

import re
import time
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.checks.check import Method
from assetmap.services.checks.checks import checks_of
from assetmap.services.checks.organiser_links import open_link
from assetmap.services.checks.upkeep_run import run_day
from assetmap.services.context import Context
from assetmap.services.listings.proposals import approve, waiting
from assetmap.web.framework.public_form_token import issue
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, expect_no_sideways_scroll, heading
from tests.browser.test_accessibility import violations, violations_at_both
from tests.conftest import ContextMaker
from tests.services.colleagues import EDITOR, by
from tests.services.organisers import LATE, due_listing, outbox

pytestmark = pytest.mark.browser

VisitorOf = Callable[[str], Visitor]
Serve = Callable[[Context], str]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Two listings of Pat's, whom the day's work has written to."""
    context = make_context(
        due_listing("knit-club", name="Ockendon Knit & Natter"),
        due_listing("singers", LATE, name="Old Pier Singers"),
        due_listing("others", name="Somebody Else", private=due_listing().public),
    )
    run_day(context)
    return context


def mailed_link(context: Context) -> str:
    """The path of the link in the one letter that was sent."""
    [file] = outbox(context)
    letter = message_from_bytes(file.read_bytes(), policy=default)
    body = letter.get_body(("plain",))
    assert body is not None
    found = re.search(r"http\S+/organiser/\S+", body.get_content())
    assert found is not None
    return urlsplit(found[0]).path


def read_for_a_while(page: Page, context: Context, path: str) -> None:
    """As if the page had been open for a minute: its forms carry the time they were given out."""
    link = open_link(context, path.split("/")[2]).link
    token = issue(context.config.secret_key, f"organiser {link.id}", time.time() - 60)
    page.locator("[name=form_token]").evaluate_all(
        "(fields, token) => fields.forEach((field) => { field.value = token; })", token
    )


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_organiser_confirms_by_the_mailed_link(
    context: Context, serve: Serve, visitor_of: VisitorOf, js: bool
) -> None:
    someone, path = visitor_of(serve(context)), mailed_link(context)
    someone.excuse("410")
    page = someone.arrive(path, width=NARROW, js=js)
    for _ in range(3):
        page.reload()
    assert checks_of(context, "knit-club") == []
    expect(heading(page)).to_have_text("Are these still correct?")
    expect(page.get_by_role("article")).to_have_count(2)
    expect(page.get_by_text("Somebody Else")).to_have_count(0)
    expect_no_sideways_scroll(page)
    read_for_a_while(page, context, path)
    card = page.get_by_role("article").filter(has_text="Ockendon Knit & Natter")
    card.get_by_role("button", name="Everything is still correct", exact=True).click()
    expect(heading(page)).to_contain_text("Thank you")
    assert [check.method for check in checks_of(context, "knit-club")] == [Method.ORGANISER_LINK]
    page.get_by_role("link", name="Go on").click()
    expect(heading(page)).to_have_text("Is this still correct?")
    expect(page.get_by_role("heading", level=2, name="Old Pier Singers")).to_be_visible()
    public = someone.arrive("/listing/knit-club", js=js)
    expect(public.get_by_text("16 March 2026 – confirmed by the organiser")).to_be_visible()
    read_for_a_while(page, context, path)
    page.get_by_role("button", name="Everything is still correct").click()
    expect(page.get_by_text("That is all. You can close this page.")).to_be_visible()
    page.goto(path)
    expect(heading(page)).to_have_text("This link has been used")


def test_organiser_asks_for_removal(context: Context, serve: Serve, visitor_of: VisitorOf) -> None:
    someone, path = visitor_of(serve(context)), mailed_link(context)
    someone.excuse("400", "410")
    page = someone.arrive(path, width=NARROW)
    card = page.get_by_role("article").filter(has_text="Old Pier Singers")
    card.get_by_role("link", name="It has closed, or take it off").click()
    page.get_by_role("button", name="Take it off").click()
    page.get_by_role("link", name="Choose why it should be taken off.").click()
    expect(page.get_by_label("It has closed for good")).to_be_focused()
    assert violations(page) == []
    page.get_by_label("We do not want to be listed").check()
    read_for_a_while(page, context, path)
    page.get_by_role("button", name="Take it off").click()
    expect(heading(page)).to_contain_text("We will take it off")
    [proposal] = waiting(context)
    approve(context, by(EDITOR), proposal.id)
    page.goto("/listing/singers")
    expect(heading(page)).to_contain_text("no longer listed")
    page.goto("/find?older=yes")
    expect(page.get_by_text("Old Pier Singers")).to_have_count(0)


def test_organiser_sends_a_change_and_reads_what_happens_next(
    context: Context, serve: Serve, visitor_of: VisitorOf
) -> None:
    someone, path = visitor_of(serve(context)), mailed_link(context)
    page = someone.arrive(f"{path}/knit-club/change", width=NARROW)
    page.get_by_role("heading", name="Cost, joining and access").click()
    page.get_by_label("What does it cost?").fill("£3")
    expect_no_sideways_scroll(page)
    read_for_a_while(page, context, path)
    page.get_by_role("button", name="Send this change").click()
    expect(page.get_by_text("A person will look at it within 2 working days.")).to_be_visible()
    assert [[change.after for change in each.changes] for each in waiting(context)] == [["£3"]]
    page.goto("/listing/knit-club")
    expect(page.get_by_text("£2")).to_be_visible()


def test_organisers_pages_are_without_violations(
    context: Context, serve: Serve, visitor_of: VisitorOf
) -> None:
    someone, path = visitor_of(serve(context)), mailed_link(context)
    someone.excuse("404")
    page = someone.arrive()
    found = []
    for address in (
        *(path, f"{path}/knit-club/change", f"{path}/knit-club/pause", f"{path}/knit-club/end"),
        *(f"{path}/thanks?did=changed", "/organiser/wrong"),
    ):
        page.goto(address)
        page.locator("details").evaluate_all("all => all.forEach((one) => { one.open = true; })")
        found += violations_at_both(page)
    assert found == []
