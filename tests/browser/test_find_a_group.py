"""Check 1: somebody types what they want and where, and sees the group first in a list."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, card, choose, heading, names, search, total

NAME = "Riverside Memory Lunch Club"


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_memory_loss_lunch_near_rm18_is_first_in_the_list(
    visitor: Visitor, width: int, js: bool
) -> None:
    page = visitor.arrive("/", width=width, js=js)
    search(page, "memory loss lunch", "RM18")
    expect(page).to_have_url(re.compile(r"/find\?q=memory\+loss\+lunch&near=RM18$"))
    expect(heading(page)).to_have_text("21 results for “memory loss lunch” near RM18")
    assert names(page)[0] == NAME
    shown = card(page, NAME)
    expect(shown).to_be_visible()
    for words in (
        "Tuesday 17 March, 12 noon",
        "£4",
        "0.4 miles away",
        "Checked by Thurrock CVS on 3 March 2026 – spoke to the organiser",
    ):
        expect(shown).to_contain_text(words)


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_listing_opens_from_the_list(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?q=memory+loss+lunch&near=RM18", js=js)
    page.get_by_role("link", name=NAME, exact=True).click()
    expect(heading(page)).to_have_text(NAME)
    expect(page.get_by_role("main")).to_contain_text("Tuesday 17 March, 12 noon to 2pm")
    expect(page.get_by_role("link", name="01632 960000")).to_have_attribute(
        "href", "tel:01632960000"
    )


def test_filters_work_without_javascript(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch&near=RM18", js=False, width=NARROW)
    before = total(page)
    choose(page, "Day", "Tuesday")
    choose(page, "Access", "Step-free")
    page.get_by_role("button", name="Show results").click()
    expect(page).to_have_url(re.compile("day=tue"))
    assert (0 < total(page) < before, "access=step-free" in page.url) == (True, True)
    assert "q=lunch" in page.url
    assert "near=RM18" in page.url
    chip = page.get_by_role("link", name="Remove filter: Tuesday")
    chip.click()
    expect(chip).to_have_count(0)
    expect(page.get_by_role("link", name="Remove filter: Step-free")).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_paging_shows_everything_once(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?category=meet&near=RM18", js=js)
    wanted, seen = total(page), names(page)
    apart = page.locator(".give .card__name").count()  # a way to give, which is not counted
    assert apart == 1
    following = page.get_by_role("link", name="Next page")
    number = 1
    while following.count():
        number += 1
        following.click()
        expect(page.get_by_text(f"Page {number} of")).to_be_visible()
        seen += names(page)
    assert len(seen) - apart == wanted
    page.get_by_role("link", name="Previous page").click()
    expect(page.get_by_text(f"Page {number - 1} of")).to_be_visible()


def test_back_button_returns_to_the_question_before(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=choir")
    first = heading(page).inner_text()
    search(page, "lunch", "RM18")
    expect(heading(page)).to_contain_text("for “lunch” near RM18")
    page.go_back()
    expect(heading(page)).to_have_text(first)
    expect(page.locator("#q")).to_have_value("choir")
    expect(page.locator("#near")).to_have_value("")


def test_results_are_announced_and_take_the_focus(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    search(page, "memory loss lunch", "RM18")
    expect(page.locator("#find-status")).to_have_text("21 results")
    expect(heading(page)).to_be_focused()
    expect(page).to_have_title(re.compile("^21 results for “memory loss lunch” near RM18"))
