"""A refuge from a coordinator's change to the public page: who sees where it is, and when."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.people.people import Role
from assetmap.domain.place import Point
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import VisitorMaker, arrive
from tests.conftest import ContextMaker
from tests.services.colleagues import a_whole_listing

WORK = "/work/listings/knit-club"
REFUGE = Where(
    Precision.WITHHELD,
    venue="MARK House",
    address="9 MARK Row",
    postcode="RM18 7TB",
    point=Point(51.46381, 0.36191),
    area_served="Thurrock",
)
MARKS = re.compile("MARK House|9 MARK Row|RM18 7TB|51.4638")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_whole_listing(name="Blackwater Refuge", where=REFUGE))


def test_refuge_is_seen_by_an_editor_alone_until_two_people_and_a_word_open_it(
    context: Context,
    serve: Callable[[Context], str],
    visitor_of: VisitorMaker,
) -> None:
    site = serve(context)
    stranger: Visitor = visitor_of(site)
    public = stranger.arrive("/listing/knit-club")
    expect(public.locator("body")).not_to_contain_text(MARKS)
    found = violations_at_both(public)

    coordinator = arrive(visitor_of(site), context, Role.COORDINATOR, f"{WORK}/change?part=where")
    expect(coordinator.locator("body")).not_to_contain_text(MARKS)
    assert not MARKS.search(coordinator.content())
    coordinator.get_by_role("link", name="Replace the place").first.click()
    expect(coordinator.get_by_role("heading", name="Replace the place")).to_be_visible()
    found += violations_at_both(coordinator)
    coordinator.goto(f"{WORK}/change?part=where")
    coordinator.get_by_label("The whole address").check()
    coordinator.get_by_role("button", name="Send to an editor").last.click()
    expect(coordinator.get_by_text("Your change is sent to an editor.")).to_be_visible()
    assert not MARKS.search(coordinator.content())

    volunteer = arrive(visitor_of(site), context, Role.VOLUNTEER, WORK)
    expect(volunteer.get_by_text("Where it is stays hidden. Ask an editor")).to_be_visible()
    assert not MARKS.search(volunteer.content())
    found += violations_at_both(volunteer)

    reviewer = visitor_of(site)
    reviewer.excuse("422")
    editor = arrive(reviewer, context, Role.EDITOR, WORK)
    assert not MARKS.search(editor.content())
    editor.get_by_role("button", name="Show where it is").click()
    expect(editor.get_by_text("9 MARK Row")).to_be_visible()
    found += violations_at_both(editor)
    editor.goto("/work/review")
    editor.get_by_role("link", name=re.compile("Blackwater Refuge")).click()
    box = editor.get_by_role("group", name="Everyone would see where it is")
    expect(box).to_contain_text("9 MARK Row")
    expect(box).to_contain_text("RM18 7TB")
    found += violations_at_both(editor)
    editor.get_by_role("button", name="Approve and show where it is").click()
    expect(editor.get_by_text("type PUBLIC in capital letters").first).to_be_visible()
    public.reload()
    expect(public.locator("body")).not_to_contain_text(MARKS)
    editor.get_by_label("Type PUBLIC to show where it is").fill("PUBLIC")
    editor.get_by_role("button", name="Approve and show where it is").click()
    expect(editor.get_by_text("Approved. It is public now.")).to_be_visible()
    public.reload()
    expect(public.locator("body")).to_contain_text("9 MARK Row")
    assert found == []
