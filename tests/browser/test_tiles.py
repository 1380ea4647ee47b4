"""Picture tiles: "I would like to find out about...", by mouse, by keyboard and without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, expect_no_sideways_scroll, heading, names
from tests.browser.test_accessibility import violations

ADVICE = "Advice on loneliness on the council's website"


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_picture_leads_to_results_near_the_place_with_advice(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/", js=js)
    page.get_by_role("link", name="give a place first").click()
    page.locator("#near").fill("RM18")
    page.locator("#near").press("Tab")
    page.get_by_role("button", name="Company and friendship", exact=True).click()
    page.wait_for_url("**/find?**")
    expect(heading(page)).to_contain_text("about company and friendship near RM18")
    assert "near=RM18" in page.url
    assert "need=lonely" in page.url
    assert names(page)
    link = page.get_by_role("link", name=ADVICE)
    expect(link).to_have_attribute("href", "https://example.org/advice/loneliness")


def test_keyboard_reaches_every_picture_and_enter_keeps_the_place(visitor: Visitor) -> None:
    page = visitor.arrive("/find-out-about", js=False)
    page.locator("#near").fill("RM18")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find-out-about?near=RM18")
    expect(page.locator("#near")).to_have_value("RM18")
    page.locator("#near").focus()
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.value"))
    assert reached[:3] == ["lonely", "active", "food"]
    assert len(set(reached)) == 14
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?near=RM18&need=family")


def test_each_picture_has_words(visitor: Visitor) -> None:
    page = visitor.arrive("/find-out-about")
    cup = page.get_by_role("img", name="A cup of coffee")
    expect(cup).to_be_visible()
    expect(page.get_by_role("main").get_by_role("img")).to_have_count(14)


def test_address_of_a_need_is_the_same_in_another_browser(visitor: Visitor) -> None:
    first = visitor.arrive("/find?need=lonely&near=RM18")
    found = names(first)
    assert found
    assert names(visitor.arrive("/find?need=lonely&near=RM18", js=False)) == found


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_page_of_pictures_is_without_violations(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find-out-about?near=Tilbury", width=width)
    expect_no_sideways_scroll(page)
    found = violations(page)
    page.goto("/embed?need=lonely&near=RM18")
    expect_no_sideways_scroll(page)
    assert [*found, *violations(page)] == []
