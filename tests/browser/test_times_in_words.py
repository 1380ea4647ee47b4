"""Days and times written in words: given back as a choice, and only what was chosen is kept."""

import re
from collections.abc import Callable, Iterator
from datetime import date

import icalendar
import pytest
import recurring_ical_events
from playwright.sync_api import Page, expect

from assetmap.domain.listings.listing import Listing
from assetmap.domain.people.people import Role
from assetmap.domain.times.schedule_text import notation, parse_schedule
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import approve
from assetmap.storage.tables import PROPOSALS
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

CHANGE = "/work/listings/knit-club/change?part=when"
Arrive = Callable[..., Page]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    when = ("Tue 10:00-12:00", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15")
    return make_context(a_listing(schedule=parse_schedule(when)))


@pytest.fixture
def arrive(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> Iterator[Arrive]:
    """`arrive("/work/...")`: a volunteer's browser there, signed in."""
    someone = visitor_of(serve(context))
    someone.excuse("cookie: staff", "422")

    def go(address: str, **options: object) -> Page:
        page = someone.arrive(**options)  # type: ignore[arg-type]
        sign_in_page(page, context, a_person(context, Role.VOLUNTEER))
        page.goto(address)
        return page

    return go


def send(page: Page) -> None:
    page.get_by_role("button", name="Send to an editor").last.click()


def approved(context: Context) -> Listing:
    """The listing, once an editor has agreed to what waits."""
    (waiting,) = context.store.find(PROPOSALS)
    approve(context, Actor(a_person(context, Role.EDITOR)), waiting.id)
    return context.store.get_listing("knit-club").listing


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_choosing_a_meaning_and_a_start_makes_next_date_and_calendar_agree(
    arrive: Arrive, context: Context, js: bool
) -> None:
    page = arrive(CHANGE, js=js, width=320, height=800)
    row = page.get_by_role("group", name="Row 1")
    row.get_by_label("Day", exact=True).select_option("")
    for label in ("From", "To"):
        row.get_by_label(label, exact=True).fill("")
    page.get_by_label("On the 15th of every month, 10am to 12 noon").uncheck()
    page.get_by_label("Or write it in words").fill("every second Wednesday 2-4")
    send(page)
    expect(page.get_by_role("heading", name="Please check this")).to_be_visible()
    question = page.get_by_role("group", name="“every second Wednesday 2-4” can mean")
    expect(question.get_by_role("radio", checked=True)).to_have_count(0)
    for said in ("8 April, 13 May, 10 June", "18 March, 1 April, 15 April", "25 March, 8 April"):
        expect(question).to_contain_text(said)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if js:
        assert violations_at_both(page) == []
    question.get_by_role("radio").nth(2).check()
    send(page)
    expect(page).to_have_url(re.compile("/work/listings/knit-club$"))

    listing = approved(context)
    assert [notation(rule) for rule in listing.schedule.rules] == [
        "Every 2 weeks Wed 14:00-16:00 from 2026-03-25"
    ]
    page.goto("/listing/knit-club")
    expect(page.get_by_text("Wednesday 25 March").first).to_be_visible()
    answer = page.request.get("/listing/knit-club.ics")
    events = recurring_ical_events.of(icalendar.Calendar.from_ical(answer.text())).between(
        date(2026, 3, 16), date(2026, 5, 1)
    )
    starts = sorted(event["DTSTART"].dt for event in events)
    assert [(at.month, at.day, at.hour) for at in starts] == [(3, 25, 14), (4, 8, 14), (4, 22, 14)]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_what_no_row_can_show_outlives_a_change_of_something_else(
    arrive: Arrive, context: Context, js: bool
) -> None:
    page = arrive(CHANGE, js=js)
    expect(page.get_by_label("On the 15th of every month, 10am to 12 noon")).to_be_checked()
    row = page.get_by_role("group", name="Row 1")
    row.get_by_text("More about this time").click()
    row.get_by_label("Last date (if it ends)").fill("21 July")
    page.get_by_label("It is closed").check()
    page.get_by_label("Dates that differ (if any)").fill("7 April cancelled: no hall")
    send(page)
    expect(page).to_have_url(re.compile("/work/listings/knit-club$"))
    schedule = approved(context).schedule
    assert [notation(rule) for rule in schedule.rules] == [
        "Tue 10:00-12:00 until 2026-07-21",
        "RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2026-01-15",
    ]
    assert schedule.bank_holidays == "closed"
    assert len(schedule.changes) == 1


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_every_other_week_asks_for_a_date_and_keeps_what_was_typed(
    arrive: Arrive, js: bool
) -> None:
    page = arrive(CHANGE, js=js)
    row = page.get_by_role("group", name="Row 1")
    row.get_by_label("How often").select_option("Every other week")
    if js:  # it opens by itself where there is a script, and with the answer where there is none
        expect(row.get_by_label("First date (needed for every other week)")).to_be_visible()
    send(page)
    expect(page.get_by_role("alert")).to_contain_text("Give a date on which it is on")
    first = row.get_by_label("First date (needed for every other week)")
    expect(first).to_be_visible()
    expect(row.get_by_label("From")).to_have_value("10:00")
    first.fill("17 March")
    send(page)
    expect(page).to_have_url(re.compile("/work/listings/knit-club$"))


def test_no_state_of_the_question_has_a_violation(arrive: Arrive) -> None:
    page = arrive(CHANGE)
    found = violations_at_both(page)
    for details in page.locator(".time-more").all():
        details.locator("summary").click()
    found += violations_at_both(page)
    page.get_by_label("Or write it in words").fill(
        "Tuesdays 2-4\nevery third Friday 10-12\nfirst Monday of the month, 2pm\nRing for times"
    )
    page.get_by_label("When is the door open? (if it keeps hours)").fill("9-5")
    page.get_by_label("Dates that differ (if any)").fill("8 April cancelled\nChristmas")
    send(page)
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    found += violations_at_both(page)
    assert found == []
