"""Check 10: anybody says what is wrong or missing, without a name, a cookie or a puzzle."""

import re
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.storage.tables import REPORTS, SUGGESTIONS
from assetmap.web.framework.public_form_token import issue
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, expect_no_sideways_scroll, heading
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

Here = tuple[Context, Visitor]


@pytest.fixture
def here(
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> Here:
    """A directory of three listings, and somebody who visits it."""
    context = make_context(
        a_listing("arts", name="Arts Club"),
        a_listing("zumba", name="Zumba Club"),
        a_listing("choir", name="Choir"),
    )
    return context, visitor_of(serve(context))


def take_time(page: Page, context: Context, purpose: str) -> None:
    """Let the form have been open for a minute, as it is for anybody who reads it."""
    opened = issue(context.config.secret_key, purpose, time.time() - 60)
    page.locator("[name=form_token]").evaluate("(field, held) => { field.value = held }", opened)


def reference(page: Page) -> str:
    """The reference that the thanks give."""
    expect(heading(page)).to_have_text("Thank you for telling us")
    return page.locator(".thanks__reference").inner_text()


@pytest.mark.parametrize(("js", "width"), [(True, NARROW), (False, WIDE)])
def test_resident_reports_a_problem_and_gets_a_reference(here: Here, js: bool, width: int) -> None:
    context, someone = here
    page = someone.arrive("/listing/zumba", js=js, width=width)
    page.get_by_role("link", name="Something wrong?").click()
    expect(heading(page)).to_have_text("Tell us what is wrong")
    expect_no_sideways_scroll(page)
    page.get_by_label("The number doesn't answer or is wrong").check()
    take_time(page, context, "report")
    page.get_by_role("button", name="Send", exact=True).click()
    (kept,) = context.store.find(REPORTS)
    assert reference(page) == kept.id
    assert (kept.listing_id, kept.by, kept.contact) == ("zumba", "resident", "")
    expect_no_sideways_scroll(page)
    page.get_by_role("link", name="Back to Zumba Club").click()
    expect(heading(page)).to_have_text("Zumba Club")


def test_report_jumps_to_the_top_of_the_queues_of_the_staff(here: Here) -> None:
    context, someone = here
    volunteer = a_person(context, Role.VOLUNTEER)
    page = someone.arrive("/listing/zumba/wrong")
    page.get_by_label("It has closed").check()
    take_time(page, context, "report")
    page.get_by_role("button", name="Send", exact=True).click()
    reference(page)
    someone.excuse("cookie: staff")
    sign_in_page(page, context, volunteer, "/work/calls")
    first = page.locator(".calls__one").first
    expect(first.get_by_role("heading")).to_have_text("Zumba Club")
    expect(first).to_contain_text("1 report")
    page.goto("/work")
    expect(page.get_by_role("main")).to_contain_text("1 report")


def fill_in_trap(page: Page) -> None:
    """As a machine does, which looks at no style sheet."""
    page.locator("#homepage").evaluate("field => { field.value = 'https://buy.example' }")


def test_machine_that_fills_in_what_nobody_sees_is_thanked_and_forgotten(here: Here) -> None:
    context, someone = here
    before = context.store.version()
    page = someone.arrive("/listing/zumba/wrong")
    page.get_by_label("Something else").check()
    fill_in_trap(page)
    take_time(page, context, "report")
    page.get_by_role("button", name="Send", exact=True).click()
    assert re.fullmatch("R-[2-9A-Z]{6}", reference(page))
    page.goto("/suggest")
    page.get_by_label("What is it called?").fill("Buy Here")
    page.get_by_label("Where is it?").fill("Everywhere")
    fill_in_trap(page)
    take_time(page, context, "suggest")
    page.get_by_role("button", name="Send", exact=True).click()
    assert re.fullmatch("S-[2-9A-Z]{6}", reference(page))
    assert (context.store.find(REPORTS), context.store.find(SUGGESTIONS)) == ([], [])
    assert context.store.version() == before


def test_machine_that_is_too_fast_is_thanked_and_forgotten(here: Here) -> None:
    context, someone = here
    page = someone.arrive("/listing/zumba/wrong")
    at_once = {"form_token": issue(context.config.secret_key, "report"), "trouble": "other"}
    sent = page.request.post("/listing/zumba/wrong", form=at_once)
    assert (sent.status, "Thank you for telling us" in sent.text()) == (200, True)
    assert context.store.find(REPORTS) == []


def test_nobody_sees_or_reaches_the_trap(here: Here) -> None:
    _, someone = here
    page = someone.arrive("/suggest")
    names = []
    page.get_by_role("heading", level=1).click()
    for _ in range(40):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.getAttribute('name')"))
    assert {"name", "where", "what", "phone", "email", "website", "words", "contact"} <= set(names)
    assert "homepage" not in names
    box = page.locator("#homepage").locator("xpath=..").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1, 1)
    assert page.get_by_role("textbox", name="Leave this box empty").count() == 0


@pytest.mark.parametrize("js", [True, False])
def test_mistakes_are_told_first_and_lead_to_their_fields(here: Here, js: bool) -> None:
    context, someone = here
    someone.excuse("400")
    page = someone.arrive("/suggest", js=js, width=NARROW)
    page.get_by_label("Is there anything else we should know?").fill("My gran goes there.")
    page.get_by_role("button", name="Send", exact=True).click()
    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Enter what it is called.")
    page.get_by_role("link", name="Enter what it is called.").click()
    expect(page.get_by_label("What is it called?")).to_be_focused()
    expect_no_sideways_scroll(page)
    page.keyboard.type("Purl Club")
    page.get_by_label("Where is it?").fill("Tilbury")
    take_time(page, context, "suggest")
    page.get_by_role("button", name="Send", exact=True).click()
    (kept,) = context.store.find(SUGGESTIONS)
    assert reference(page) == kept.id
    assert kept.words == "My gran goes there."


def test_resident_who_finds_nothing_tells_what_is_missing(here: Here) -> None:
    context, someone = here
    page = someone.arrive("/find?q=zzxqwv")
    page.get_by_role("link", name="Tell us what is missing").click()
    page.get_by_label("What is it called?").fill("Purl Club")
    page.get_by_label("Where is it?").fill("12 Dock Road, RM18 7TB")
    page.get_by_label("Their phone number").fill("01632 960222")
    take_time(page, context, "suggest")
    page.get_by_role("button", name="Send", exact=True).click()
    reference(page)
    page.goto("/find?q=purl&exact=yes")
    expect(heading(page)).to_have_text("We found nothing for “purl”")


def test_forms_and_thanks_are_without_violations(here: Here) -> None:
    _, someone = here
    someone.excuse("400")
    page = someone.arrive()
    found = []
    for address in (
        *("/listing/zumba/wrong", "/listing/zumba/wrong/thanks?reference=R-7K2M9Q"),
        *("/suggest", "/suggest/thanks?reference=S-7K2M9Q"),
    ):
        page.goto(address)
        found += violations_at_both(page)
    for address in ("/listing/zumba/wrong", "/suggest"):
        page.goto(address)
        page.get_by_role("button", name="Send", exact=True).click()
        expect(page.get_by_role("alert")).to_be_visible()
        found += violations_at_both(page)
    assert found == []
