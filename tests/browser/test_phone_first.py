"""After Search the first result is on a phone's first screen; the form is one line that opens."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import (
    WIDE,
    card,
    expect_no_sideways_scroll,
    heading,
    names,
    search,
)
from tests.browser.test_accessibility import violations

QUESTIONS = [
    "/find?q=knitting+near+RM17",
    "/find?q=lunch+on+tuesday",
    "/find?q=lonely+in+Corringham",
    "/find?q=free+things+on+saturday&access=step-free&cost=free",
    "/find?need=lonely",
    "/find?day=tue",
]
SCRIPTS = pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box is not None
    return box["y"] + box["height"]


@SCRIPTS
def test_first_result_is_on_the_first_screen(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive(width=390, height=844, js=js)
    for address in QUESTIONS:
        page.goto(address)
        assert bottom(page, "#results .card__name") < 844, address
        expect_no_sideways_scroll(page)


@SCRIPTS
@pytest.mark.parametrize("width", [320, 390])
def test_line_of_the_question_opens_the_form(visitor: Visitor, js: bool, width: int) -> None:
    page = visitor.arrive("/find?q=knitting&near=RM17", width=width, js=js)
    line = page.locator("#question > summary")
    expect(line).to_have_text(re.compile(r"^\s*knitting near RM17\s+Change"), use_inner_text=True)
    words = page.get_by_label("What are you looking for?", exact=True)
    expect(words).to_be_hidden()
    line.click()
    expect(words).to_have_value("knitting")
    expect_no_sideways_scroll(page)
    if js:
        assert violations(page) == []
    words.fill("choir")
    page.get_by_role("button", name="Search", exact=True).click()
    expect(heading(page)).to_have_text(re.compile("for “choir” near RM17$"))
    expect(words).to_be_hidden()
    expect(line).to_contain_text("choir near RM17")


@SCRIPTS
def test_form_is_open_where_nothing_was_asked_or_something_is_wrong(
    visitor: Visitor, js: bool
) -> None:
    page = visitor.arrive(width=390, js=js)
    for address in ("/find", "/find?q=lunch&near=RM99+9ZZ"):
        page.goto(address)
        expect(page.get_by_label("What are you looking for?", exact=True)).to_be_visible()


@SCRIPTS
def test_wide_page_has_the_whole_form_and_no_line(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/find?q=knitting+near+RM17", width=WIDE, js=js)
    expect(page.locator("#question > summary")).to_be_hidden()
    expect(page.get_by_label("What are you looking for?", exact=True)).to_be_visible()
    expect(page.get_by_role("button", name="Search", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_list_map_and_narrow_stand_in_one_row(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?q=lunch", width=width)
    summary = page.locator("#filters-all > summary")
    expect(summary).to_have_text("Narrow", use_inner_text=True)
    row = [*page.locator("#view-switch a").all(), summary]
    boxes = [each.bounding_box() or {} for each in row]
    for side in ("y", "height"):
        sizes = [box[side] for box in boxes]
        assert max(sizes) - min(sizes) < 2, side
    ends = [box["x"] + box["width"] for box in boxes]
    assert all(end <= after["x"] + 1 for end, after in zip(ends, boxes[1:], strict=False))
    summary.click()
    assert summary.bounding_box() == boxes[-1]  # it stays under the finger
    expect(page.get_by_label("Sort by")).to_be_visible()
    assert (page.get_by_label("Sort by").bounding_box() or {})["y"] > bottom(page, "#view-switch")
    expect_no_sideways_scroll(page)
    assert violations(page) == []


def test_filters_end_in_how_many_they_leave(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=390)
    page.locator("#filters-all > summary").click()
    count = heading(page).inner_text().split()[0]
    button = page.locator("#filters-show")
    expect(button).to_have_text(f"Show {count} results")
    page.locator("#filter-day > summary").click()
    page.get_by_label("Tuesday").check()
    expect(heading(page)).not_to_have_text(re.compile(rf"^{count} "))
    left = heading(page).inner_text().split()[0]
    expect(button).to_have_text(re.compile(f"^Show {left} results?$"))
    button.click()
    expect(button).to_be_hidden()
    expect(heading(page)).to_be_focused()


def test_filters_end_in_a_plain_button_without_scripts(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch", width=390, js=False)
    page.locator("#filters-all > summary").click()
    expect(page.get_by_role("button", name="Show results", exact=True)).to_be_visible()


@pytest.mark.parametrize("width", [320, 390])
def test_chips_take_one_row_that_keys_can_scroll(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?q=lonely+in+Corringham&access=step-free", width=width)
    chips = page.locator(".asked a")
    tops = {round((each.bounding_box() or {})["y"] / 20) for each in chips.all()}
    assert chips.count() > 4
    assert len(tops) == 1
    chips.last.focus()
    box = chips.last.bounding_box() or {}
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    expect_no_sideways_scroll(page)


def test_helper_of_the_tests_opens_the_form(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=knitting", width=390)
    search(page, "choir")
    expect(heading(page)).to_have_text(re.compile("for “choir”$"))
    assert names(page)


@SCRIPTS
@pytest.mark.parametrize("width", [320, 390, WIDE])
def test_card_has_the_number_of_the_listing(visitor: Visitor, js: bool, width: int) -> None:
    page = visitor.arrive("/find?q=memory+lunch", width=width, js=js)
    link = card(page, "Riverside Memory Lunch Club").get_by_role("link", name="01632 960000")
    expect(link).to_have_attribute("href", "tel:01632960000")
    expect(link).to_be_visible()


@SCRIPTS
@pytest.mark.parametrize("width", [320, 390])
def test_own_number_is_right_under_the_next_date(visitor: Visitor, js: bool, width: int) -> None:
    page = visitor.arrive("/listing/riverside-memory-lunch-club", width=width, height=844, js=js)
    under = page.locator(".next-date + .ring")
    expect(under).to_have_text("Ring 01632 960000", use_inner_text=True)
    expect(under.get_by_role("link")).to_have_attribute("href", "tel:01632960000")
    if width == 390:
        assert bottom(page, ".ring") < 844
    expect(page.locator(".site-phone")).to_contain_text("Ask Thurrock CVS: 01632 960100")


def test_own_number_stands_once_on_a_wide_page(visitor: Visitor) -> None:
    page = visitor.arrive("/listing/riverside-memory-lunch-club", width=WIDE)
    expect(page.locator("article").get_by_role("link", name="01632 960000")).to_have_count(1)
    expect(page.locator("article a[href='tel:01632960000']:visible")).to_have_count(1)


@pytest.mark.parametrize("width", [320, WIDE])
def test_names_are_under_the_heading_of_their_part(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?q=lunch+on+tuesday", width=width)
    for address in ("/find?q=lunch+on+tuesday", "/find?q=archery"):
        page.goto(address)
        expect(page.locator("#results h3.card__name")).to_have_count(page.locator(".card").count())
        sizes = page.evaluate(
            "['h1', '.divider h2', '.card__name'].map((each) => "
            "parseFloat(getComputedStyle(document.querySelector(`#results ${each}`)).fontSize))"
        )
        assert sizes == sorted(set(sizes), reverse=True)
        assert violations(page) == []


@pytest.mark.parametrize("width", [320, 390, WIDE])
def test_cards_are_added_to_ones_own_list(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find?q=knitting", width=width)
    first, second = page.locator(".card__add a").all()[:2]
    first.click()
    second.click()
    expect(first).to_contain_text("See my list (2)")
    expect(second).to_contain_text("See my list (2)")
    expect(page.locator("#find-status")).to_have_text("Added to your list.")
    added = names(page)[:2]
    search(page, "knitting", "RM17")  # what has just come says it too
    expect(page.locator(".card__add", has_text="See my list (2)")).to_have_count(2)
    assert violations(page) == []
    page.locator(".card__add a", has_text="See my list").first.click()
    expect(page.locator("[data-item] h2")).to_have_text(added)


def test_card_leads_to_a_list_of_its_own_without_scripts(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=knitting", width=390, js=False)
    page.locator(".card__add a").first.click()
    expect(page.locator("#main")).to_contain_text("Knit")
    expect(page).to_have_url(re.compile(r"/sheet/new\?id="))
