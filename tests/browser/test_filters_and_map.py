"""Check 3: filters count and come off again; the map's view is part of the question."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    choose,
    heading,
    markers,
    names,
    open_filters,
    show_map,
    total,
    wait_for_map,
)

CHOSEN = ["Food, money and home essentials", "Tuesday", "Up to £5", "Step-free"]


def choose_all(page: Page) -> list[int]:
    """Choose the four filters one by one; gives the totals before and after each."""
    totals = [total(page)]
    for group, choice in (
        ("What it is about", "Food, money and home essentials"),
        ("Day", "Tuesday"),
        ("Cost", "Up to £5"),
        ("Access", "Step-free"),
    ):
        choose(page, group, choice)
        expect(page.get_by_role("link", name=f"Remove filter: {choice}")).to_have_count(1)
        totals.append(total(page))
    return totals


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_each_filter_changes_the_count_and_becomes_a_chip(visitor: Visitor, width: int) -> None:
    page = visitor.arrive("/find", width=width)
    totals = choose_all(page)
    assert totals == sorted(totals, reverse=True)
    assert totals[0] > totals[1] > totals[2] > totals[4] > 0
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {
        "category": ["essentials"],
        "day": ["tue"],
        "cost": ["upto5"],
        "access": ["step-free"],
    }
    expect(page.locator("#find-status")).to_have_text(re.compile(rf"^{totals[-1]} results?$"))
    for left in (3, 2, 1, 0):
        page.get_by_role("link", name=re.compile("^Remove filter: ")).first.click()
        expect(page.get_by_role("link", name=re.compile("^Remove filter: "))).to_have_count(left)
    assert total(page) == totals[0]


def test_count_beside_a_filter_is_what_it_gives(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch")
    for group, choice in (("Day", "Tuesday"), ("Cost", "Free"), ("Access", "Step-free")):
        open_filters(page)
        line = page.locator(".choice").filter(has=page.get_by_text(choice, exact=True))
        promised = int((line.locator("[data-count]").text_content() or "").split()[0])
        choose(page, group, choice)
        expect(page.get_by_role("link", name=f"Remove filter: {choice}")).to_have_count(1)
        known = page.request.get(page.url.replace("/find?", "/find.json?")).json()["total_known"]
        assert (choice, known) == (choice, promised)


def test_filter_keeps_the_focus_while_the_results_change(visitor: Visitor) -> None:
    page = visitor.arrive("/find")
    page.locator("details.filter").filter(has_text="Access").locator("summary").click()
    box = page.get_by_role("checkbox", name=re.compile("^Step-free"))
    box.focus()
    box.press("Space")
    expect(page.get_by_role("link", name="Remove filter: Step-free")).to_be_visible()
    expect(box).to_be_focused()
    expect(box).to_be_checked()


def in_view(page: Page) -> dict[str, float]:
    """The box in the address."""
    sides = parse_qs(urlsplit(page.url).query)["bbox"][0].split(",")
    return dict(zip(("west", "south", "east", "north"), map(float, sides), strict=True))


def test_moved_map_is_searched_and_shared(visitor: Visitor) -> None:
    page = visitor.arrive("/find?access=step-free", width=WIDE)
    everywhere = total(page)
    show_map(page)
    offer = page.get_by_role("button", name="Search this area")
    expect(offer).to_be_hidden()
    for _ in range(2):
        page.get_by_role("button", name="Zoom in", exact=True).click()
    page.get_by_role("button", name="Move the map left").click()
    expect(offer).to_be_visible()
    offer.click()
    expect(page).to_have_url(re.compile("bbox="))
    expect(offer).to_be_hidden()
    wait_for_map(page)
    expect(page.locator("#results .chip", has_text="This part of the map")).to_have_count(1)
    found = total(page)
    assert 0 < found < everywhere

    box, answer = in_view(page), page.request.get(page.url.replace("/find?", "/find.json?")).json()
    assert answer["total"] == found
    for result in answer["results"]:
        assert box["west"] <= result["lon"] <= box["east"]
        assert box["south"] <= result["lat"] <= box["north"]
    expect(page.locator("#map-note")).to_have_text(f"{found} places on the map.")

    other = visitor.arrive(page.url, width=WIDE)
    assert total(other) == found
    assert names(other) == [each["name"] for each in answer["results"]]
    expect(other.get_by_role("link", name="Remove filter: This part of the map")).to_be_visible()


def test_question_in_the_address_is_the_whole_page(visitor: Visitor) -> None:
    page = visitor.arrive("/find?near=RM18")
    choose_all(page)
    expect(heading(page)).to_contain_text("near RM18")
    other = visitor.arrive(page.url)
    assert names(other) == names(page)
    assert heading(other).inner_text() == heading(page).inner_text()
    for chip in ["Near RM18", *CHOSEN]:
        expect(other.get_by_role("link", name=f"Remove filter: {chip}")).to_be_visible()
    ticked = "#filters input:checked:not([value=''])"
    assert other.locator(ticked).count() == page.locator(ticked).count() == 4


def test_sort_and_distance_ask_at_once(visitor: Visitor) -> None:
    page = visitor.arrive("/find?near=RM18")
    page.get_by_label("Sort by").select_option("name")
    expect(page).to_have_url(re.compile("sort=name"))
    expect(page.locator("#results[aria-busy]")).to_have_count(0)
    assert names(page) == sorted(names(page), key=str.casefold)
    before = total(page)
    page.get_by_label("How far?").select_option("1")
    expect(heading(page)).to_contain_text("within 1 mile of RM18")
    assert total(page) < before


def test_new_place_leaves_the_part_of_the_map_behind(visitor: Visitor) -> None:
    page = visitor.arrive("/find?bbox=0.33,51.45,0.39,51.49")
    page.locator("#near").fill("Grays")
    page.locator("#near").press("Enter")
    expect(heading(page)).to_contain_text("near Grays")
    assert "bbox" not in page.url


def test_map_and_list_hold_the_same_places(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=dementia")
    wait_for_map(page)
    placed = page.request.get("/map.json?q=dementia").json()["total"]
    on_map = 0
    for marker in markers(page).all():
        label = marker.get_attribute("aria-label") or ""
        many = re.match(r"(\d+) places, ", label)
        on_map += int(many[1]) if many else 1
    assert on_map == placed
    expect(page.locator("#map-note")).to_have_text(f"{placed} places on the map.")
