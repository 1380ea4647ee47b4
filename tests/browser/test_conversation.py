"""Check 14: a conversation on a phone, up to the sheet; with and without scripts, by keyboard."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, expect_no_sideways_scroll
from tests.browser.test_accessibility import violations, violations_at_both

SOFA = "/conversation?near=Tilbury&like=company&must=daytime&must=step-free&show=cards"
MUM = "/conversation?near=Tilbury&q=my+mum+is+lonely+and+used+to+love+kniting&show=cards"
SIZES = [(320, 700), (390, 844), (768, 1024), (1024, 768), (1280, 900)]


def ask(page: Page) -> None:
    page.get_by_label("Where?").fill("Tilbury")
    for label in ("Have company", "In the daytime", "Step-free"):
        page.get_by_label(label, exact=True).check()
    page.get_by_role("button", name="Show what fits").click()


def cards(page: Page) -> list[str]:
    found = page.locator(".option-card")
    return [str(each.get_attribute("data-listing")) for each in found.all()]


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('assetmap.sheet') ?? '{}'"))


def counter(page: Page) -> Locator:
    return page.locator("[data-basket-count]")


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_coordinator_adds_four_to_the_sheet(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/conversation", width=390, height=844, js=js)
    ask(page)
    found = cards(page)
    assert 4 <= len(found) <= 12
    expect(page.get_by_role("heading", name="Something you could give")).to_be_visible()
    for each in found[:4]:
        page.locator(f"[data-pick='{each}']").click()
    expect(counter(page)).to_have_text("4 on the sheet")
    make = page.get_by_role("link", name="Make the sheet")
    expect(make).to_have_attribute(
        "href", "/sheet/new?" + "".join(f"id={each}&" for each in found[:4]) + "near=Tilbury"
    )
    make.click()
    expect(page.get_by_role("main")).to_contain_text("Riverside Memory Lunch Club")


def test_sheet_stays_on_the_device_until_it_is_emptied(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA, width=390, height=844)
    first, second, *_ = cards(page)
    for each in (first, second, first):
        page.locator(f"[data-pick='{each}']").click()
    assert kept(page) == {"items": [{"id": second, "line": ""}]}
    page.goto("/conversation?like=learn&show=cards")
    expect(counter(page)).to_have_text("1 on the sheet")
    page.goto("/conversation")
    expect(counter(page)).to_be_visible()
    page.get_by_role("button", name="Empty it").click()
    expect(counter(page)).to_have_text("0 on the sheet")
    expect(counter(page)).to_be_focused()
    assert kept(page).get("items", []) == []
    asked = [each for each in visitor.requests if second in each]
    assert asked == []  # an id goes into an address only once the sheet is made


def test_sheet_takes_no_more_than_twelve(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA)
    twelve = [{"id": f"x{n}", "line": ""} for n in range(12)]
    page.evaluate(
        "kept => localStorage.setItem('assetmap.sheet', kept)", json.dumps({"items": twelve})
    )
    page.reload()
    page.locator("[data-pick]").first.click()
    expect(counter(page)).to_have_text("The sheet is full: 12 at most")
    assert kept(page) == {"items": twelve}


def test_what_another_program_left_there_does_no_harm(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA)
    for bad in ("", "null", "[", '{"items": [null, 3, {"id": 4}, {"id": "a", "line": 5}]}'):
        page.evaluate("bad => localStorage.setItem('assetmap.sheet', bad)", bad)
        page.reload()
        expect(counter(page)).to_contain_text("on the sheet")


def test_picks_in_the_address_move_to_the_device(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA + "&pick=riverside-hub")
    expect(counter(page)).to_have_text("1 on the sheet")
    assert "pick=" not in page.url
    assert page.locator("[name=pick]").count() == 0
    page.get_by_role("link", name="Remove filter: Step-free").click()
    expect(counter(page)).to_have_text("1 on the sheet")


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_attribution_are_understood_and_can_be_taken_back(visitor: Visitor, js: bool) -> None:
    page = visitor.arrive("/", width=390, height=844, js=js)
    page.get_by_role("main").get_by_role("link", name="Choose together").click()
    page.get_by_label("In their own words").fill("my mum is lonely and used to love knitting")
    page.get_by_role("button", name="Show what fits").click()
    expect(page.locator(".meant")).to_have_count(3)
    expect(page.locator(".card__because").first).to_contain_text("Also:")
    expect(page.locator(".card__because").filter(has_text="lonely")).to_have_count(0)
    page.locator("[data-pick]").first.click()
    page.get_by_role("link", name="Not what I meant: lonely").click()
    expect(page.locator(".meant")).to_have_count(2)
    expect(counter(page)).to_have_text("1 on the sheet")
    assert ("pick=" in page.url) is not js  # with scripts it is on the device


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_must_have_that_leaves_things_out_says_how_many_and_is_taken_off(
    visitor: Visitor, js: bool
) -> None:
    page = visitor.arrive("/conversation?like=make&must=women&must=quiet&show=cards", js=js)
    page.locator("[data-pick]").first.click()
    more = page.get_by_role("link", name="more if you take off “Quiet or small group”")
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        expect_no_sideways_scroll(page)
        expect(more).to_be_visible()
    more.click()
    expect(more).to_have_count(0)
    expect(page.get_by_role("link", name="Remove filter: For women")).to_be_visible()
    expect(counter(page)).to_have_text("1 on the sheet")
    assert ("pick=" in page.url) is not js


def test_screen_that_is_turned_round_says_each_thing_once_and_nothing_that_was_told(
    visitor: Visitor,
) -> None:
    told = "/conversation?near=Tilbury&q=lonely+since+dad+died+and+whisky&show=cards&view=share"
    page = visitor.arrive(told, width=320, js=False)
    main = page.get_by_role("main")
    for words in ("lonely since", "whisky", "Fits:", "You asked for", "We understood"):
        expect(main).not_to_contain_text(words)
    for card in page.locator(".option-card").all():
        name = card.locator(".card__name").inner_text()
        category = card.locator(".card__category").evaluate("e => e.firstChild.data.trim()")
        rest = card.locator(".facts, .card__because").all_inner_texts()
        assert [each for each in rest if category in each] == [], name
        where = card.locator(".facts li").nth(1).inner_text()
        assert name not in where, name


def test_what_does_not_say_stands_apart(visitor: Visitor) -> None:
    page = visitor.arrive("/conversation?near=Bulphan&like=learn&must=bus&show=cards", width=390)
    expect(page.locator("#may-suit")).to_contain_text("We do not know whether")
    sure, unsure, _ = page.locator(".option-cards").all()  # the last is the way to give
    expect(sure.get_by_text("Does not say whether a bus goes there")).to_have_count(0)
    cards = unsure.locator(".option-card").count()
    expect(unsure.get_by_text("Does not say whether a bus goes there")).to_have_count(cards)


def test_starting_again_empties_the_sheet(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA)
    page.locator("[data-pick]").first.click()
    page.get_by_role("link", name="Start again with an empty sheet").click()
    expect(page).to_have_url(f"{visitor.site}/conversation")
    assert kept(page).get("items", []) == []


def test_screen_is_turned_round_in_large_words(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA, width=768, height=1024)
    found = cards(page)
    page.get_by_role("link", name="Turn the screen round").click()
    assert cards(page) == found
    size = page.locator(".option-card .facts li").first.evaluate(
        "e => getComputedStyle(e).fontSize"
    )
    assert float(size.removesuffix("px")) >= 24  # 18 pt
    expect(page.get_by_role("link", name="Staff sign in")).to_have_count(0)
    page.get_by_role("link", name="Back").click()
    assert cards(page) == found


def test_all_of_it_is_done_by_keyboard(visitor: Visitor) -> None:
    page = visitor.arrive("/conversation", width=390, height=844)
    page.get_by_label("Where?").focus()
    page.keyboard.type("Tilbury")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_label("Have company")).to_be_checked()
    page.keyboard.press("Enter")
    page.wait_for_url("**near=Tilbury**")
    first = page.locator("[data-pick]").first
    for _ in range(60):
        if first.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    expect(first).to_be_focused()
    box, bar = first.bounding_box(), page.locator("[data-basket]").bounding_box()
    assert box is not None
    assert bar is not None
    assert box["y"] + box["height"] <= bar["y"]  # what has the focus is not under the bar
    page.keyboard.press("Enter")
    expect(counter(page)).to_have_text("1 on the sheet")
    expect(first).to_be_focused()


@pytest.mark.parametrize(
    "address",
    [
        *("/conversation", "/conversation?near=RM99+9ZZ&show=cards", SOFA, f"{SOFA}&view=share"),
        *("/conversation?q=I+want+to+kill+myself", "/conversation?must=men&must=women&show=cards"),
        *(MUM, f"{MUM}&ignore=lonely", "/conversation?near=Bulphan&like=learn&must=bus&show=cards"),
        "/conversation?near=Bulphan&like=learn&must=bus&show=cards&view=share",
    ],
)
def test_pages_fit_and_are_without_violations(visitor: Visitor, address: str) -> None:
    page = visitor.arrive(address, width=SIZES[0][0], height=SIZES[0][1])
    for _ in _every_size(page):  # the next test has axe look at every one of them
        pass
    assert violations_at_both(page) == []


def test_page_with_a_listing_added_fits_and_is_without_violations(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA, width=SIZES[0][0], height=SIZES[0][1])
    page.locator("[data-pick]").first.click()
    page.locator("#asks > summary").click()
    assert _violations_at_every_size(page) == []


def _violations_at_every_size(page: Page) -> list[str]:
    """What axe finds at each size in turn; turning a tablet round loads nothing anew either."""
    return [found for _ in _every_size(page) for found in violations(page)]


def _every_size(page: Page) -> Iterator[None]:
    """The page at each size, at none of which it scrolls sideways."""
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        expect_no_sideways_scroll(page)
        yield


def test_boxes_and_buttons_are_big_enough_for_a_thumb(visitor: Visitor) -> None:
    page = visitor.arrive(SOFA, width=NARROW, height=700)
    page.locator("#asks > summary").click()
    page.locator("[data-pick]").first.click()
    for each in page.locator("main .tick, main .button, main .chip").all():
        box = each.bounding_box()
        assert box is None or box["height"] >= 24, each.inner_text()
