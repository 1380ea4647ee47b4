"""Check 2: a postcode in any spelling is one place; one that does not exist is said plainly."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import heading, names, search

NO_SUCH = "We cannot find the postcode RM99 9ZZ. Check it, or give a town such as Grays or Tilbury."


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_postcode_in_two_spellings_is_one_place(visitor: Visitor, js: bool) -> None:
    lists = []
    for typed in ("RM17 6SL", "rm176sl"):
        page = visitor.arrive("/find", js=js)
        search(page, place=typed)
        expect(heading(page)).to_have_text("320 results near RM17 6SL")
        expect(page.locator("#near")).to_have_value(typed)
        lists.append(names(page))
    assert lists[0] == lists[1]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_postcode_that_does_not_exist_is_told_and_a_town_chosen(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?q=lunch", js=js)
    search(page, "lunch", "RM99 9ZZ")
    summary = page.get_by_role("alert").filter(has_text="There is a problem")
    expect(summary).to_contain_text(NO_SUCH)
    field = page.locator("#near")
    expect(field).to_have_value("RM99 9ZZ")
    expect(field).to_have_attribute("aria-invalid", "true")
    summary.get_by_role("link", name=NO_SUCH).click()
    expect(field).to_be_focused()
    expect(heading(page)).to_contain_text("for “lunch”")
    search(page, "lunch", "Tilbury")
    expect(heading(page)).to_contain_text("for “lunch” near Tilbury")
    expect(page.get_by_text("There is a problem")).to_have_count(0)
    assert names(page)[0] == "Riverside Memory Lunch Club"


def test_mistake_takes_the_focus(visitor: Visitor) -> None:
    page = visitor.arrive("/find?near=RM99+9ZZ")
    expect(page.locator("#error-summary")).to_be_focused()
