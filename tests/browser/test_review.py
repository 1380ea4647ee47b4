"""Review as people see it: a volunteer asks, an editor decides, the public reads the result."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.checks.report import Trouble
from assetmap.domain.people.people import RESIDENT, Role
from assetmap.services.checks.reports import report_problem
from assetmap.services.checks.suggestions import SubmittedSuggestion, submit_suggestion
from assetmap.services.context import Context
from assetmap.services.listings.proposals import propose
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.people import a_person, sign_in_page
from tests.services.colleagues import a_draft_in_review, a_whole_listing, by

VisitorMaker = Callable[[str], Visitor]
Server = Callable[[Context], str]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_whole_listing(), a_whole_listing("knit-klub", name="Knit Klub"))


def arrive(visitor: Visitor, context: Context, role: Role, after: str, **options: bool) -> Page:
    """Somebody with this role, signed in by the real form, at an address."""
    visitor.excuse("cookie: staff")
    page = visitor.arrive(**options)
    sign_in_page(page, context, a_person(context, role, name=f"The {role}"), after)
    return page


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_volunteers_change_is_public_and_found_once_an_editor_approves(
    context: Context, serve: Server, visitor_of: VisitorMaker, js: bool
) -> None:
    volunteer = a_person(context, Role.VOLUNTEER, name="Vera")
    propose(context, by(volunteer), "knit-club", {"when": ("Wed 14:00-16:00",)}, "They moved.")
    site = serve(context)
    resident, editor = visitor_of(site), visitor_of(site)
    public = resident.arrive("/listing/knit-club", js=js)
    facts = public.locator(".fact-list")
    expect(facts.get_by_text("Tuesday, 10am to 12 noon")).to_be_visible()

    page = arrive(editor, context, Role.EDITOR, "/work/review", js=js)
    page.get_by_role("link", name=re.compile("Knit Club")).click()
    change = page.get_by_role("listitem").filter(has_text="Days and times")
    expect(change).to_contain_text("From")
    expect(change).to_contain_text("Tuesday, 10am to 12 noon")
    expect(change).to_contain_text("To")
    expect(change).to_contain_text("Wednesday, 2pm to 4pm")
    page.get_by_role("button", name="Approve", exact=True).click()
    expect(page.get_by_text("Approved. It is public now.")).to_be_visible()
    expect(page.get_by_text("Nothing is waiting for you here.")).to_be_visible()

    public.reload()
    expect(facts.get_by_text("Wednesday, 2pm to 4pm")).to_be_visible()
    public.goto("/find?day=wed")
    expect(public.get_by_role("link", name="Knit Club", exact=True)).to_be_visible()
    page.goto("/work/listings/knit-club/history")
    steps = page.locator(".step__line").all_inner_texts()
    assert steps[:2] == [
        "The editor approved a change: asked for by Vera",
        "Vera proposed a change",
    ]


def test_volunteer_has_no_publish_button_and_an_editor_publishes(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    volunteer = a_person(context, Role.VOLUNTEER, name="The volunteer")
    draft = a_draft_in_review(context, volunteer)
    site = serve(context)
    one, other = visitor_of(site), visitor_of(site)
    one.excuse("403")

    page = arrive(one, context, Role.VOLUNTEER, f"/work/listings/{draft}")
    expect(page.get_by_role("heading", name="Purl Club")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)
    page.goto(f"/work/review/listings/{draft}")
    expect(page.get_by_role("heading", name="You cannot do that here")).to_be_visible()

    page = arrive(other, context, Role.EDITOR, f"/work/review/listings/{draft}")
    expect(page.get_by_text("Wednesday, 2pm to 4pm")).to_be_visible()
    page.get_by_role("button", name="Publish").click()
    page.goto(f"/listing/{draft}")
    expect(page.get_by_role("heading", name="Purl Club", level=1)).to_be_visible()
    page.goto(f"/work/listings/{draft}/history")
    steps = page.locator(".step__line").all_inner_texts()
    assert [steps[0], steps[1]] == [
        "The editor published: asked for by The volunteer",
        "The volunteer sent for review",
    ]


def test_editor_cannot_publish_their_own_draft(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    draft = a_draft_in_review(context, a_person(context, Role.EDITOR))
    page = arrive(
        visitor_of(serve(context)), context, Role.EDITOR, f"/work/review/listings/{draft}"
    )
    expect(page.get_by_text("another editor has to publish it")).to_be_visible()
    expect(page.get_by_role("button", name="Publish")).to_have_count(0)


def test_what_is_missing_is_told_in_a_summary_that_leads_to_the_field(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    proposal = propose(context, by(a_person(context, Role.VOLUNTEER)), "knit-club", {"cost": "£3"})
    someone = visitor_of(serve(context))
    someone.excuse("422")
    page = arrive(someone, context, Role.EDITOR, f"/work/review/proposals/{proposal.id}")
    page.get_by_role("button", name="Send back").click()
    page.get_by_role("link", name=re.compile("Say what should be different")).click()
    expect(page.get_by_label("Or send it back: what should be different?")).to_be_focused()


def test_pages_of_review_are_without_violations_and_fit(
    context: Context, serve: Server, visitor_of: VisitorMaker
) -> None:
    volunteer = a_person(context, Role.VOLUNTEER, name="Vera")
    longer = {"description": "Bring your needles. Beginners are shown how.", "cost": "£3"}
    proposal = propose(context, by(volunteer), "knit-club", longer, "They told me.")
    draft = a_draft_in_review(context, volunteer)
    told = submit_suggestion(
        context, by(RESIDENT), SubmittedSuggestion("Chess", "Grays", contact="me@example.org")
    )
    report_problem(context, by(RESIDENT), "knit-club", Trouble.PRIVATE, "That is my number.")
    page = arrive(visitor_of(serve(context)), context, Role.EDITOR, "/work/review")
    found = []
    for address in (
        *("/work/review", f"/work/review/proposals/{proposal.id}"),
        *(f"/work/review/proposals/{proposal.id}/edits", f"/work/review/listings/{draft}"),
        *(f"/work/review/listings/{told.listing_id}", "/work/listings"),
        *("/work/listings/knit-club", "/work/listings/knit-club/history"),
        *(f"/work/listings/{draft}/history/1", "/work/listings/knit-club/archive"),
    ):
        page.goto(address)
        for each in page.locator("details > summary").all():
            each.click()
        found += violations_at_both(page)
    assert found == []
