"""A group of term time, through a school year, at every door that says when it is on."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.listings.listing import Checked, Listing
from tests.exchange.calendar_readers import by_recurring_ical_events
from tests.factories import a_listing
from tests.web.conftest import ClientMaker

UNKNOWN = "Term dates not known yet"
SAID = "School terms only: ring first in the holidays"


def checked(today: str) -> Checked:
    return Checked(date.fromisoformat(today[:10]), "Thurrock CVS")


def club(today: str) -> Listing:
    listing = a_listing(when=["Mon 10:00-12:00"], checked=checked(today))
    return replace(listing, schedule=replace(listing.schedule, terms="School term time only"))


@pytest.mark.parametrize(
    ("today", "next_on"),
    [
        ("2026-03-16T09:00", "2026-03-16T10:00:00+00:00"),
        ("2026-03-23T13:00", "2026-04-13T10:00:00+01:00"),  # the next Monday of term
        ("2026-03-28T09:00", None),  # the Easter holidays
        ("2026-05-26T09:00", None),  # half term
        ("2027-09-06T09:00", None),  # beyond what is known
    ],
)
def test_next_date_and_what_is_said_instead(
    make_client: ClientMaker, today: str, next_on: str | None
) -> None:
    client = make_client(
        club(today), a_listing("usual", name="Usual", checked=checked(today)), today=today
    )
    is_holiday, is_unknown = next_on is None, today.startswith("2027-09")
    page = client.page("/listing/knit-club")
    says_next = not is_holiday or is_unknown
    assert (SAID in page.words, "Next on" in page.words) == (is_holiday, says_next)
    assert (UNKNOWN in page.words) is is_unknown
    assert (UNKNOWN in client.page("/find").words) is is_unknown
    assert "School term time only" in page.words
    assert (SAID in client.page("/find").words) is is_holiday
    by_id = {each["id"]: each["next"] for each in client.data("/find.json")["results"]}
    assert by_id.pop("knit-club") == next_on
    assert by_id["usual"]
    sheet = client.page("/sheet/new?id=knit-club&id=usual").words
    assert (sheet.count(SAID), "Monday 30 March" in sheet) == (int(is_holiday), False)


@pytest.mark.parametrize(
    ("today", "entries", "said"),
    [
        ("2026-05-26T09:00", ["Mon 10:00-12:00 in term time"], "Monday 1 June"),
        ("2027-09-06T09:00", ["Mon 10:00-12:00 in term time"], UNKNOWN),
        ("2027-07-20T13:00", ["Mon 10:00-12:00 in term time"], UNKNOWN),  # the last Monday is over
        ("2027-09-06T09:00", ["Mon 10:00-12:00 in term time", "Tue 10:00-12:00"], "7 September"),
        ("2027-09-06T09:00", ["Mon 10:00-12:00 until 2027-07-01 in term time"], "has finished"),
    ],
)
def test_series_in_term_time_says_when_terms_are_not_known_yet(
    make_client: ClientMaker, today: str, entries: list[str], said: str
) -> None:
    listing = a_listing(when=entries, checked=checked(today))
    client = make_client(listing, today=today)
    page = client.page("/listing/knit-club").words
    assert said in page
    assert (UNKNOWN in page) is (said == UNKNOWN)
    assert (UNKNOWN in client.page("/find").words) is (said == UNKNOWN)


def test_calendar_says_it_and_ends_with_what_is_known(make_client: ClientMaker) -> None:
    half_term, too_late = "2026-05-26T09:00", "2027-09-06T09:00"
    client = make_client(club(half_term), today=half_term)
    file = client.get("/listing/knit-club.ics")
    assert f"{SAID}." in file.text.replace("\r\n ", "")
    found = by_recurring_ical_events(file.data, date(2026, 5, 18), date(2026, 6, 7))
    assert [each.start.date() for each in found] == [date(2026, 5, 18), date(2026, 6, 1)]
    late = make_client(club(too_late), today=too_late)
    assert ".ics" not in late.get("/listing/knit-club").text
    # Who subscribed to it is told of no date, and not that it is gone.
    assert b"VEVENT" not in late.get("/listing/knit-club.ics").data
