from datetime import UTC, date, datetime
from typing import Any

import icalendar

from assetmap.domain.listings.listing import Status
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.schedule import LONDON
from assetmap.domain.times.schedule_text import parse_schedule
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from assetmap.exchange.calendar import calendar_of, has_dates
from tests.factories import a_listing

NOW = datetime(2026, 3, 16, 9, tzinfo=LONDON)
SITE = "https://d.example"
CALENDAR = BoroughCalendar(
    SchoolTerms((SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 7, 21)),))
)


def events(file: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


def test_weekly_and_monthly_dates_repeat_for_ninety_days() -> None:
    schedule = parse_schedule(
        ["Tue 10:00-12:00", "last Fri 14:00-16:00"], closed=[date(2026, 3, 24), date(2026, 3, 25)]
    )
    weekly, monthly = events(
        calendar_of([public_view(a_listing(schedule=schedule))], NOW, SITE, CALENDAR)
    )
    until = [datetime(2026, 6, 14, 8, tzinfo=UTC)]
    assert dict(weekly["RRULE"]) == {"FREQ": ["WEEKLY"], "UNTIL": until, "BYDAY": ["TU"]}
    assert dict(monthly["RRULE"]) == {"FREQ": ["MONTHLY"], "UNTIL": until, "BYDAY": ["-1FR"]}
    assert weekly["DTSTART"].dt == datetime(2026, 3, 17, 10, tzinfo=LONDON)
    assert weekly["DTEND"].dt == datetime(2026, 3, 17, 12, tzinfo=LONDON)
    assert [each.dt for each in weekly["EXDATE"].dts] == [datetime(2026, 3, 24, 10, tzinfo=LONDON)]
    assert "EXDATE" not in monthly
    assert weekly["SUMMARY"] == "Knit Club"
    assert weekly["LOCATION"] == "Dock Road Hall, Tilbury, RM18 7TB"
    assert weekly["URL"] == "https://d.example/listing/knit-club"


def test_times_stay_on_the_clock_on_the_wall_when_the_clocks_change() -> None:
    file = calendar_of([public_view(a_listing())], NOW, SITE, CALENDAR).decode()
    assert "DTSTART;TZID=Europe/London:20260317T100000" in file
    assert "TZID:Europe/London" in file
    assert "BEGIN:DAYLIGHT" in file


def test_names_of_events_stay_the_same_and_differ_between_rules() -> None:
    listing = public_view(a_listing(when=["Tue 10:00-12:00", "Thu 10:00-12:00"]))
    later = datetime(2026, 3, 30, 9, tzinfo=LONDON)
    first = [each["UID"] for each in events(calendar_of([listing], NOW, SITE, CALENDAR))]
    assert first == [each["UID"] for each in events(calendar_of([listing], later, SITE, CALENDAR))]
    assert len(set(first)) == 2
    assert all(name.endswith("@d.example") for name in first)


def test_what_goes_by_school_terms_has_its_next_eight_dates() -> None:
    schedule = parse_schedule(
        ["Mon 10:00-11:00"], terms="Term time only", closed=[date(2026, 4, 6)]
    )
    file = calendar_of([public_view(a_listing(schedule=schedule))], NOW, SITE, CALENDAR)
    starts = [each["DTSTART"].dt.date() for each in events(file)]
    days = ((3, 16), (3, 23), (3, 30), (4, 13), (4, 20), (4, 27), (5, 4), (5, 11))
    assert starts == [date(2026, month, day) for month, day in days]
    assert len({each["UID"] for each in events(file)}) == 8
    assert all("Term time only" in each["DESCRIPTION"] for each in events(file))


def test_what_has_no_date_to_come_makes_no_file() -> None:
    none = [
        public_view(a_listing(when=["Ring us"])),
        public_view(a_listing(when=["2026-03-01 10:00-11:00"])),
        public_view(a_listing(status=Status.PAUSED)),
    ]
    assert [has_dates(listing, NOW, CALENDAR) for listing in none] == [False, False, False]
    assert calendar_of(none, NOW, SITE, CALENDAR) == b""


def test_hostile_words_stay_words() -> None:
    name = "Club\r\nATTACH:http://evil.example/x\nEND:VEVENT; a,b"
    (event,) = events(calendar_of([public_view(a_listing(name=name))], NOW, SITE, CALENDAR))
    assert "ATTACH" not in event
    assert "a,b" in event["SUMMARY"]


def test_clocks_change_as_they_do_however_far_ahead() -> None:
    file = calendar_of([public_view(a_listing())], NOW, SITE, CALENDAR)
    (zone,) = icalendar.Calendar.from_ical(file).walk("VTIMEZONE")
    told = zone.to_tz()
    for on in (date(2026, 3, 28), date(2026, 3, 30), date(2026, 10, 24), date(2026, 10, 26)):
        noon = datetime(on.year, on.month, on.day, 12)
        assert noon.replace(tzinfo=told).utcoffset() == noon.replace(tzinfo=LONDON).utcoffset()


def test_dates_that_stand_alone_end_when_the_sheet_does() -> None:
    schedule = parse_schedule(["last Mon 10:00-11:00"], terms="Term time only")
    file = calendar_of([public_view(a_listing(schedule=schedule))], NOW, SITE, CALENDAR)
    starts = [each["DTSTART"].dt.date() for each in events(file)]
    assert starts == [date(2026, 3, 30), date(2026, 4, 27), date(2026, 5, 25)]


def test_what_goes_by_school_terms_has_dates_in_known_terms_only_and_says_so() -> None:
    spring = SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 3, 27))
    half_term = (date(2026, 5, 25), date(2026, 5, 29))
    summer = SchoolTerm("2025 to 2026", date(2026, 4, 13), date(2026, 6, 5), half_term)
    schedule = parse_schedule(["Mon 10:00-11:00"], terms="Term time only")
    club = public_view(a_listing(schedule=schedule))
    starts = {
        now: [
            (each["DTSTART"].dt.date().month, each["DTSTART"].dt.date().day)
            for each in events(
                calendar_of([club], now, SITE, BoroughCalendar(SchoolTerms((spring, summer))))
            )
        ]
        for now in (
            NOW,
            datetime(2026, 4, 6, 9, tzinfo=LONDON),
            datetime(2026, 5, 18, 12, tzinfo=LONDON),
        )
    }
    assert list(starts.values()) == [
        [(3, 16), (3, 23), (4, 13), (4, 20), (4, 27), (5, 4), (5, 11), (5, 18)],
        [(4, 13), (4, 20), (4, 27), (5, 4), (5, 11), (5, 18), (6, 1)],
        [(6, 1)],
    ]
    (last,) = events(
        calendar_of([club], max(starts), SITE, BoroughCalendar(SchoolTerms((spring, summer))))
    )
    assert "School terms only: ring first in the holidays." in last["DESCRIPTION"]
    assert not has_dates(
        club, datetime(2026, 6, 2, tzinfo=LONDON), BoroughCalendar(SchoolTerms((spring, summer)))
    )
    assert not has_dates(club, NOW, BoroughCalendar())
    usual = public_view(a_listing())
    assert has_dates(usual, NOW, BoroughCalendar())
    (event,) = events(calendar_of([usual], NOW, SITE, BoroughCalendar()))
    assert "holidays" not in event["DESCRIPTION"]
