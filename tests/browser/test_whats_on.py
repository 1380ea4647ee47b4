"""What is on and what is open, as somebody sees it: with scripts and without, on any screen."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import expect

from assetmap.bootstrap import open_context
from assetmap.domain.listings.kinds import Kind
from assetmap.domain.times.schedule_text import parse_schedule
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, expect_no_sideways_scroll
from tests.conftest import ContextMaker, config_at
from tests.factories import a_listing

EASTER = "/whats-on?week-of=2026-03-30"
DAYS = [
    *("Monday 30 March", "Tuesday 31 March", "Wednesday 1 April", "Thursday 2 April"),
    *("Friday 3 April: Good Friday", "Saturday 4 April", "Sunday 5 April"),
]
WEEKDAYS = [f"{day} 09:00-16:00" for day in ("Mon", "Tue", "Wed", "Thu", "Fri")]
SITES = Callable[..., str]


@pytest.mark.parametrize("width", [NARROW, 390, WIDE])
@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_week_has_seven_days_in_order_and_filters(visitor: Visitor, width: int, js: bool) -> None:
    page = visitor.arrive(EASTER, width=width, js=js)
    expect(page.locator("h2.day__heading")).to_have_text(DAYS)
    expect_no_sideways_scroll(page)
    whole = page.locator(".occurrence").count()
    page.goto(f"{EASTER}&q=lunch&category=meet")
    expect(page.locator("h2.day__heading")).to_have_text(DAYS)
    assert 0 < page.locator(".occurrence").count() < whole
    page.get_by_role("link", name="Next week").click()
    expect(page.locator("h2.day__heading").first).to_have_text("Monday 6 April: Easter Monday")
    expect(page.locator("#q")).to_have_value("lunch")


def test_filter_and_search_keep_the_days_with_scripts_and_without(visitor: Visitor) -> None:
    for js in (True, False):
        page = visitor.arrive(EASTER, js=js)
        page.locator("#q").fill("lunch")
        page.get_by_role("button", name="Search", exact=True).click()
        expect(page.locator("h1")).to_have_text(
            "What is on from 30 March to 5 April 2026 for “lunch”"
        )
        assert "week-of=2026-03-30" in page.url


def test_find_leads_to_what_is_on_this_week_with_the_question(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=lunch&near=Tilbury")
    page.get_by_role("link", name="See what is on this week").click()
    expect(page.locator("h1")).to_have_text("What is on this week for “lunch” near Tilbury")
    expect(page.locator(".site-nav [aria-current]")).to_have_text("What’s on")


def test_series_begun_two_years_ago_is_in_the_week_once(
    make_context: ContextMaker, serve: SITES, visitor_of: Callable[[str], Visitor]
) -> None:
    old = a_listing(when=["Every 2 weeks Wed 10:00-12:00 from 2024-03-20"])
    page = visitor_of(serve(make_context(old))).arrive("/whats-on")
    expect(page.locator(".occurrence__name")).to_have_text(["Knit Club"])
    expect(page.locator(".day:has(.occurrence) h2")).to_have_text("Wednesday 18 March")


@pytest.mark.parametrize(
    ("today", "words"),
    [
        ("2026-03-16T10:00", "Open now until 4pm"),
        ("2026-03-16T16:30", "Closed now. Opens tomorrow at 9am"),
        ("2026-04-06T10:00", "Closed today: Easter Monday. Opens Tuesday 7 April at 9am"),
        ("2026-08-31T10:00", "Closed today: Summer bank holiday. Opens Tuesday 1 September at 9am"),
        ("2026-01-01T10:00", "Closed today: New Year’s Day. Opens Friday 2 January at 9am"),
    ],
)
def test_hub_of_the_sample_says_how_its_door_stands(
    own_sample_home: object,
    postcode_cache: object,
    serve: SITES,
    visitor_of: Callable[[str], Visitor],
    today: str,
    words: str,
) -> None:
    context = open_context(config_at(own_sample_home, postcode_cache, today))  # type: ignore[arg-type]
    page = visitor_of(serve(context)).arrive("/listing/riverside-hub")
    expect(page.locator(".next-date strong").first).to_have_text(words)
    page.goto("/find?q=riverside+hub&open=now&older=yes")
    is_open = words.startswith("Open")
    expect(page.locator("#listing-riverside-hub")).to_have_count(int(is_open))
    context.close()


@pytest.mark.parametrize(
    ("today", "when", "words"),
    [
        ("2026-03-22T10:30", "Sun 10:00-12:00", "On now until 12 noon"),
        ("2026-03-21T01:00", "Fri 22:00-02:00", "On now until 2am"),
    ],
)
def test_group_is_on_now_also_past_midnight(
    make_context: ContextMaker,
    serve: SITES,
    visitor_of: Callable[[str], Visitor],
    today: str,
    when: str,
    words: str,
) -> None:
    site = serve(make_context(a_listing(when=[when]), today=today))
    page = visitor_of(site).arrive("/listing/knit-club")
    expect(page.locator(".next-date strong")).to_have_text(words)
    page.goto("/find?open=now")
    expect(page.locator("#listing-knit-club")).to_contain_text(words)
    page.goto("/whats-on?when=today")
    expect(page.locator(".occurrence__said")).to_have_text("On now")


def test_week_of_a_hub_is_read_on_its_page_and_taken_away_on_one_page(
    make_context: ContextMaker, serve: SITES, visitor_of: Callable[[str], Visitor]
) -> None:
    door = replace(
        parse_schedule(['Wed 10:00-12:00 called "Housing surgery"']),
        opening=parse_schedule(WEEKDAYS).rules,
    )
    hub = a_listing("dock-hub", kind=Kind.HUB, name="Dock Hub", schedule=door)
    site = serve(make_context(hub, a_listing(), today="2026-03-16T10:00"))
    page = visitor_of(site).arrive("/listing/dock-hub", width=NARROW)
    week = page.locator(".venue-week")
    expect(week.locator(".occurrence__name")).to_have_text(["Knit Club", "Housing surgery"])
    link = week.get_by_role("link", name="This week to print, A3 (PDF)")
    pdf = pypdf.PdfReader(BytesIO(page.request.get(f"{site}{link.get_attribute('href')}").body()))
    text = " ".join(pdf.pages[0].extract_text().split())
    assert len(pdf.pages) == 1
    assert [name for name in ("Knit Club", "Housing surgery") if name not in text] == []
    week.get_by_role("link", name="See other weeks here").click()
    expect(page.locator("h1")).to_have_text("What is on this week at Dock Hub")
