from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import Occurrence, occurrences
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.services.context import Context
from assetmap.web.presenters.occurrence_cards import day_heading, state_words
from assetmap.web.presenters.occurrence_pages import CardTime, OccurrenceCard
from tests.factories import a_listing

MONDAY = date(2026, 3, 16)


def listing_with(*changes: str) -> Listing:
    schedule = parse_schedule(["Tue 10:00-12:00"])
    return a_listing(schedule=replace(schedule, changes=tuple(map(parse_change, changes))))


def times_of(context: Context, listing: Listing, first: str, last: str) -> list[Occurrence]:
    days = date.fromisoformat(first), date.fromisoformat(last)
    return occurrences(listing.schedule, *days, context.calendar())


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("2026-03-17 cancelled", ["Cancelled"]),
        ("2026-03-17 cancelled: no hall", ["Cancelled: no hall"]),
        (
            "2026-03-17 moved to 2026-03-19 14:00-16:00 at The Annexe: flood",
            [
                "Moved to Thursday 19 March, 2pm to 4pm, at The Annexe: flood",
                "Moved from Tuesday 17 March: flood",
            ],
        ),
        (
            "2026-03-17 moved 14:00-16:00",
            ["Moved to 2pm to 4pm", "Moved from 10am"],
        ),
        ("2026-03-17 moved at The Annexe", ["Moved from its usual place"]),
    ],
)
def test_what_differs_is_said_in_words(
    sample_context: Context, change: str, words: list[str]
) -> None:
    listing = listing_with(change)
    holidays = sample_context.calendar().bank_holidays
    found = times_of(sample_context, listing, "2026-03-16", "2026-03-22")
    assert [state_words(listing, each, holidays) for each in found] == words


def test_bank_holiday_of_which_nobody_said_is_to_be_checked(sample_context: Context) -> None:
    listing = a_listing(when=["Fri 10:00-12:00"])
    (found,) = times_of(sample_context, listing, "2026-04-03", "2026-04-03")
    said = state_words(listing, found, sample_context.calendar().bank_holidays)
    assert said == "Good Friday: check that it is on"


def test_heading_names_the_holiday_and_another_year() -> None:
    assert day_heading(date(2026, 4, 3), "Good Friday", MONDAY) == "Friday 3 April: Good Friday"
    assert day_heading(date(2027, 1, 4), "", MONDAY) == "Monday 4 January 2027"


def test_occurrence_is_off_when_none_of_its_times_is_on(sample_context: Context) -> None:
    on, off = CardTime("2pm", ""), CardTime("10am", "", is_off=True)
    top = sample_context.borough.words.categories[0]
    parts = ("knit", "/listing/knit", "Knit", "", (off,), "", "", "", top, "", (), "", False)
    occurrence = OccurrenceCard(*parts)
    assert (occurrence.is_off, replace(occurrence, times=(off, on)).is_off) == (True, False)
