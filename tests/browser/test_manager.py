"""A manager reads what the borough has and lacks: checks 35 to 37, in a browser, on the sample."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assetmap.bootstrap import open_context
from assetmap.domain.people.people import PROGRAM, Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.committee import freeze_month
from assetmap.services.time_bank.sample import load_sample_time_bank
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import VisitorMaker, arrive
from tests.conftest import config_at


@pytest.fixture
def context(own_sample_home: Path, postcode_cache: Path) -> Iterator[Context]:
    context = open_context(config_at(own_sample_home, postcode_cache, "2026-03-31"))
    yield context
    context.close()


def a_manager(context: Context, serve: Callable[[Context], str], visitor_of: VisitorMaker) -> Page:
    visitor = visitor_of(serve(context))
    visitor.excuse("cookie: staff")
    return arrive(visitor, context, Role.MANAGER, "/work")


def test_coverage_by_ward(
    context: Context, serve: Callable[[Context], str], visitor_of: VisitorMaker
) -> None:
    """Check 35."""
    page = a_manager(context, serve, visitor_of)
    page.goto("/reports")
    page.get_by_role("link", name="Coverage", exact=True).click()
    tile = context.borough.words.needs[0]
    page.get_by_label("What", exact=True).select_option(label=tile.label)
    page.get_by_role("button", name="Show", exact=True).click()
    table = page.get_by_role("table", name="Listings in each area")
    wards = table.locator("tbody").first.locator("tr")
    assert wards.count() == 13
    expect(table.get_by_text("None", exact=True).first).to_be_visible()
    found = violations_at_both(page)
    page.get_by_role("link", name="With a place here").click()
    counts = wards.locator("td:nth-child(3)").all_inner_texts()
    numbers = [int(each.split()[0]) if each != "None" else 0 for each in counts]
    assert numbers == sorted(numbers)
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a spreadsheet").click()
    rows = list(csv.DictReader(io.StringIO(Path(download.value.path()).read_text())))
    by_ward = {row["area"]: row["venue"] for row in rows[:13]}
    assert sorted(map(int, by_ward.values())) == numbers
    last = wards.last
    name = last.locator("th").inner_text()
    last.locator("td:nth-child(3) a").click()
    expect(page.get_by_role("status")).to_have_text(
        f"{by_ward[name]} {'listing' if by_ward[name] == '1' else 'listings'}"
    )
    assert page.locator("main li").count() == int(by_ward[name])
    assert found == []


def test_asked_and_not_found(
    context: Context, serve: Callable[[Context], str], visitor_of: VisitorMaker
) -> None:
    """Check 36: a search with a name in it, once, is nowhere; another, six times, is told."""
    site = serve(context)
    for number in range(7):
        words = "mrs smith rm18 zither" if number == 6 else "zither lessons"
        visitor = visitor_of(site)
        window = visitor.browser.new_context(user_agent=f"Mozilla/5.0 (number {number})")
        window.new_page().goto(f"{site}/find?q={words.replace(' ', '+')}&near=Purfleet")
        window.close()
    visitor = visitor_of(site)
    visitor.excuse("cookie: staff")
    page = arrive(visitor, context, Role.MANAGER, "/work")
    row = page.get_by_role("row", name="zither lessons")
    page.goto("/reports/asked")
    for _ in range(100):  # they are counted behind the answers
        if row.count():
            break
        page.reload()
    expect(row).to_contain_text("6 times")
    expect(row).to_contain_text("Purfleet")
    expect(row).to_contain_text("March 2026")
    expect(page.locator("main")).not_to_contain_text("smith")
    files = b"".join(each.read_bytes() for each in context.config.home.glob("*.db*"))
    assert b"mrs smith" not in files.lower()
    assert violations_at_both(page) == []


def test_committee_sheet(
    context: Context, serve: Callable[[Context], str], visitor_of: VisitorMaker
) -> None:
    """Check 37."""
    load_sample_time_bank(context, Actor(PROGRAM, "sample"), timedelta())
    freeze_month(context, Actor(PROGRAM, "upkeep"))
    page = a_manager(context, serve, visitor_of)
    page.goto("/reports/committee?at=2026-03-31")
    figures = {}
    for row in page.locator("main table tbody tr").all():
        figures[row.locator("th").inner_text().splitlines()[0]] = row.locator("td").first
    assert figures["Hours brought forward"].inner_text().startswith("13,000 hours")
    for label in ("Listings", "Community hubs", "Micro-enterprises"):
        number = figures[label].inner_text().split()[0].rstrip(":")
        link = figures[label].locator("a")
        behind = page.request.get(link.get_attribute("href") or "").text()
        assert f"{number} listings" in behind
    expect(page.locator("main")).to_contain_text("Counted on 31 March 2026.")
    expect(page.locator("main")).to_contain_text("No money saved is worked out")
    assert violations_at_both(page) == []
    paper = page.request.get("/reports/committee.pdf?at=2026-03-31")
    assert (paper.status, paper.body()[:5]) == (200, b"%PDF-")
