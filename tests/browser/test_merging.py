"""Two listings made one, as an editor does it and as the public sees it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import arrive
from tests.conftest import ContextMaker
from tests.factories import a_listing


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    klub = a_listing("knit-klub", name="Knit Klub", cost="Free")
    return make_context(a_listing(), klub, a_listing("chess", name="Chess", public=klub.private))


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_editor_merges_two_and_one_page_remains(
    context: Context,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
    js: bool,
) -> None:
    site = serve(context)
    resident = visitor_of(site).arrive("/find", js=js)
    expect(resident.get_by_role("heading", name="3 results")).to_be_visible()

    page = arrive(visitor_of(site), context, Role.EDITOR, "/work/listings/knit-club", js=js)
    page.get_by_role("link", name="Merge", exact=True).click()
    page.get_by_role("link", name="Knit Klub").click()
    expect(page.get_by_role("row", name="Cost")).to_contain_text("£2")
    page.get_by_role("radio", name="Knit Club").check()
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("“Knit Club” stays. “Knit Klub” goes.")).to_be_visible()
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text("leads here now")).to_be_visible()
    expect(page.get_by_text("The editor merged: into knit-club")).to_be_visible()

    resident.goto("/listing/knit-klub")
    expect(resident).to_have_url(f"{site}/listing/knit-club")
    resident.goto("/find")
    expect(resident.get_by_role("heading", name="2 results")).to_be_visible()


def test_pages_of_a_merge_are_without_violations_and_fit(
    context: Context,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> None:
    merge = "/work/listings/knit-club/merge"
    page = arrive(visitor_of(serve(context)), context, Role.EDITOR, merge)
    found = []
    for address in (
        *(merge, f"{merge}?q=chess", f"{merge}/knit-klub"),
        f"{merge}/knit-klub/confirm?keep=knit-club",
    ):
        page.goto(address)
        found += violations_at_both(page)
    assert found == []
