"""Check 6: slips of the pen are understood, and finding nothing is not the end."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import card, heading, search, total

NAME = "Riverside Memory Lunch Club"


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
@pytest.mark.parametrize("typed", ["dimentia", "alzheimers"])
def test_misspelled_words_still_find_the_lunch_club(visitor: Visitor, typed: str, js: bool) -> None:
    page = visitor.arrive("/", js=js)
    search(page, typed)
    expect(card(page, NAME)).to_be_visible()
    expect(page.locator("#q")).to_have_value(typed)


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_mended_word_can_be_taken_back(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?q=dimentia", js=js)
    expect(page.get_by_text("Showing results for dementia.")).to_be_visible()
    page.get_by_role("link", name="Search instead for dimentia").click()
    expect(heading(page)).to_have_text("We found nothing for “dimentia”")
    page.get_by_role("link", name="Did you mean “dementia”?").click()
    expect(card(page, NAME)).to_be_visible()


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_nothing_found_offers_ways_on(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?day=sun&access=step-free&within=1&near=RM18", js=js)
    search(page, "zzxqwv", "RM18")
    expect(heading(page)).to_contain_text("We found nothing for “zzxqwv”")
    main = page.get_by_role("main")
    for way in (
        "Look up to 10 miles away",
        "Take off the filters",
        "Look for “zzxqwv” in all of Thurrock",
        "See everything by subject",
        "Tell us what is missing",
    ):
        expect(main.get_by_role("link", name=way)).to_be_visible()
    expect(main.get_by_role("link", name="01632 960100")).to_have_attribute(
        "href", "tel:01632960100"
    )
    main.get_by_role("link", name="See everything by subject").click()
    expect(heading(page)).to_have_text("Browse by subject or place")


def test_wider_search_finds_more(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=swimming&near=RM16+2XJ&within=0.5")
    if total(page) == 0:
        page.get_by_role("link", name="Look up to 10 miles away").click()
        expect(heading(page)).to_contain_text("within 10 miles of")
        assert total(page) > 0
