"""Events as a phone keeps them: what they say, and the traps that calendars have fallen into."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import icalendar
import pytest

from assetmap.domain.listings.listing import Contact, Precision, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.occurrences import LOOK_AHEAD, LOOK_BACK
from assetmap.domain.times.schedule import Schedule, SeriesRecord
from assetmap.domain.times.schedule_text import parse_rule, parse_rules
from assetmap.domain.times.school_terms import SchoolTerm, SchoolTerms
from assetmap.domain.times.series_dates import SeriesCalendar
from assetmap.domain.times.series_records import with_records
from assetmap.exchange.calendar import calendar_file
from assetmap.exchange.calendar_events import Series, event_bytes
from assetmap.services.feed_cache import written
from tests.exchange.calendar_readers import by_recurring_ical_events
from tests.factories import TILBURY, a_listing

TODAY = date(2026, 3, 16)
SITE = "https://d.example"
HALF_TERM = (date(2026, 5, 25), date(2026, 5, 29))
TERMS = SchoolTerms(
    (
        SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 3, 27)),
        SchoolTerm("2025 to 2026", date(2026, 4, 13), date(2026, 7, 21), HALF_TERM),
    )
)
CALENDAR = BoroughCalendar(TERMS, BankHolidays("england"))
UNSURE = "Check on bank holidays: we do not know if it is on."
CLOSED_HUB = Schedule(bank_holidays="closed")


def schedule_of(*rules: str, changes: Iterable[str] = (), **more: Any) -> Schedule:
    records = tuple(
        SeriesRecord(f"s{n}", date(2026, 1, 1), 3, datetime(2026, 3, 1, 12, tzinfo=UTC))
        for n in range(len(rules))
    )
    parsed = parse_rules(rules)
    assert len(parsed) == len(rules)
    return Schedule(parsed, changes=tuple(map(parse_change, changes)), records=records, **more)


def file_of(
    schedule: Schedule,
    today: date = TODAY,
    venue: Schedule | None = None,
    calendar: BoroughCalendar = CALENDAR,
    **listing: Any,
) -> bytes:
    shown = public_view(a_listing(schedule=schedule, **listing))
    first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
    series = written(shown, venue, SeriesCalendar(calendar, first, last), SITE)
    return calendar_file("Knit Club", [each.events for each in series])


def events(file: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


def dates(file: bytes, first: date, last: date) -> list[str]:
    """What a reader lists from one day to another: `03-17 10:00`, cancelled ones marked."""
    found = sorted(by_recurring_ical_events(file, first, last), key=lambda each: each.start)
    return [
        f"{each.start:%m-%d %H:%M}{' cancelled' if each.is_cancelled else ''}" for each in found
    ]


def test_event_says_everything_and_nothing_of_the_clock() -> None:
    file = file_of(
        schedule_of('Tue 10:00-12:00 from 2025-09-02 until 2026-07-21 called "Beginners"'),
        cost="£2",
    )
    assert file.replace(b"\r\n ", b"").decode().split("END:VTIMEZONE\r\n")[1].split("\r\n") == [
        "BEGIN:VEVENT",
        "UID:knit-club-s0@d.example",
        "DTSTAMP:20260301T120000Z",
        "LAST-MODIFIED:20260301T120000Z",
        "SEQUENCE:3",
        "DTSTART;TZID=Europe/London:20250902T100000",
        "DTEND;TZID=Europe/London:20250902T120000",
        "RRULE:FREQ=WEEKLY;BYDAY=TU;UNTIL=20260721T225959Z",
        "SUMMARY:Knit Club: Beginners",
        "LOCATION:Dock Road Hall\\, Tilbury\\, RM18 7TB",
        f"DESCRIPTION:{UNSURE}\\n£2\\nRing 01632 960001 before you go.",
        "URL:https://d.example/listing/knit-club",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]
    assert file == file_of(
        schedule_of('Tue 10:00-12:00 from 2025-09-02 until 2026-07-21 called "Beginners"'),
        today=TODAY + timedelta(days=30),
        cost="£2",
    )


def test_a_changed_listing_is_a_newer_version_of_the_same_event() -> None:
    schedule = schedule_of("Tue 10:00-12:00")
    (before,) = events(file_of(schedule))
    (after,) = events(file_of(schedule, changed_at=datetime(2026, 3, 10, tzinfo=UTC)))
    assert before["UID"] == after["UID"]
    assert after["LAST-MODIFIED"].dt == after["DTSTAMP"].dt == datetime(2026, 3, 10, tzinfo=UTC)
    (unkept,) = events(file_of(Schedule(parse_rules(["Tue 10:00-12:00"]))))
    assert (unkept["UID"], unkept["SEQUENCE"]) == ("knit-club-s1@d.example", 0)
    assert unkept["DTSTAMP"].dt == datetime(2024, 1, 1, tzinfo=UTC)


def test_moving_and_cancelling_keep_the_event_and_count_up() -> None:
    today, now = TODAY, datetime(2026, 3, 16, 9, tzinfo=UTC)
    kept = with_records(None, Schedule(parse_rules(["Tue 10:00-12:00"])), today, now)
    (first,) = events(file_of(kept))
    moved = parse_change("2026-03-24 moved to 2026-03-25 14:00-16:00 at The Annexe: no hall")
    later = with_records(kept, replace(kept, changes=(moved,)), today, now + timedelta(hours=1))
    series, moved_date = events(file_of(later))
    assert series["UID"] == moved_date["UID"] == first["UID"]
    assert (first["SEQUENCE"], series["SEQUENCE"], moved_date["SEQUENCE"]) == (0, 1, 1)
    assert moved_date["RECURRENCE-ID"].dt.isoformat() == "2026-03-24T10:00:00+00:00"
    assert moved_date["DTSTART"].dt.isoformat() == "2026-03-25T14:00:00+00:00"
    assert moved_date["LOCATION"] == "The Annexe"
    assert moved_date["DESCRIPTION"].startswith("Moved from Tuesday 24 March 2026: no hall\n")
    off = parse_change("2026-03-24 cancelled: no hall")
    last = with_records(later, replace(later, changes=(off,)), today, now + timedelta(hours=2))
    series, cancelled = events(file_of(last))
    assert (cancelled["STATUS"], cancelled["SUMMARY"]) == ("CANCELLED", "Cancelled: Knit Club")
    assert (series["UID"], cancelled["SEQUENCE"]) == (first["UID"], 2)
    assert cancelled["DESCRIPTION"].startswith("Cancelled: no hall\n")
    assert dates(file_of(last), TODAY, date(2026, 3, 31)) == [
        *("03-17 10:00", "03-24 10:00 cancelled", "03-31 10:00"),
    ]


@pytest.mark.parametrize(
    ("change", "on", "status"),
    [
        ("2026-04-02 moved to 2026-04-03 14:00-15:00", "2026-04-03T14:00:00+01:00", "CONFIRMED"),
        ("2026-04-02 cancelled", "2026-04-02T10:00:00+01:00", "CANCELLED"),
    ],
)
def test_what_is_on_once_is_one_event_however_it_changes(change: str, on: str, status: str) -> None:
    (event,) = events(file_of(schedule_of("2026-04-02 10:00-12:00", changes=[change])))
    assert (event["DTSTART"].dt.isoformat(), event["STATUS"]) == (on, status)
    assert not {"RRULE", "RECURRENCE-ID", "EXDATE"} & set(event)
    assert (
        events(file_of(schedule_of("2026-04-02 10:00-12:00", changes=["2026-04-02 closed"]))) == []
    )
    assert events(file_of(schedule_of("2026-03-08 10:00-12:00"))) == []


def test_sundays_are_sundays() -> None:
    file = file_of(schedule_of("Sun 10:00-12:00"))
    assert dates(file, TODAY, date(2026, 3, 29)) == ["03-22 10:00", "03-29 10:00"]


def test_across_midnight_it_ends_on_the_next_day() -> None:
    (event,) = events(file_of(schedule_of("Fri 22:00-02:00")))
    assert event["DTEND"].dt - event["DTSTART"].dt == timedelta(hours=4)
    whole_day = events(file_of(schedule_of("Fri 00:00-24:00")))[0]
    assert whole_day["DTEND"].dt - whole_day["DTSTART"].dt == timedelta(days=1)


def test_the_clock_on_the_wall_counts_on_nights_on_which_the_clocks_change() -> None:
    file = file_of(schedule_of("Sun 01:30-02:30"))
    assert dates(file, date(2026, 3, 22), date(2026, 4, 5)) == [
        *("03-22 01:30", "03-29 01:30", "04-05 01:30"),
    ]
    assert dates(file, date(2026, 10, 24), date(2026, 11, 1)) == ["10-25 01:30", "11-01 01:30"]


def test_fifth_weeks_are_only_where_there_are_five() -> None:
    file = file_of(schedule_of("5th Tue 10:00-12:00"))
    assert dates(file, TODAY, date(2026, 9, 30)) == [
        *("03-31 10:00", "06-30 10:00", "09-29 10:00"),
    ]


def test_fortnights_go_on_over_new_year_and_its_fifty_third_week() -> None:
    file = file_of(schedule_of("Every 2 weeks Tue 10:00-12:00 from 2026-03-17"))
    assert dates(file, date(2026, 12, 1), date(2027, 1, 31)) == [
        *("12-08 10:00", "12-22 10:00", "01-05 10:00", "01-19 10:00"),
    ]


def test_the_last_day_is_one_of_them() -> None:
    file = file_of(schedule_of("Tue 23:00-23:30 until 2026-03-31"))
    assert dates(file, TODAY, date(2026, 4, 30))[-1] == "03-31 23:00"


def test_a_session_may_be_moved_onto_a_date_that_is_left_out() -> None:
    schedule = schedule_of(
        "Tue 10:00-12:00",
        closed=frozenset([date(2026, 3, 24)]),
        changes=["2026-03-31 moved to 2026-03-24"],
    )
    file = file_of(schedule)
    assert dates(file, TODAY, date(2026, 4, 7)) == ["03-17 10:00", "03-24 10:00", "04-07 10:00"]


def test_good_friday_at_a_hub_that_closes_is_no_friday_of_the_club() -> None:
    file = file_of(schedule_of("Fri 10:00-12:00"), venue=CLOSED_HUB)
    assert dates(file, date(2026, 3, 27), date(2026, 4, 10)) == ["03-27 10:00", "04-10 10:00"]
    own = file_of(schedule_of("Fri 10:00-12:00", bank_holidays="closed"))
    assert dates(own, date(2026, 3, 27), date(2026, 4, 10)) == ["03-27 10:00", "04-10 10:00"]
    assert b"Check on bank holidays" not in own


def test_substitute_days_count_as_the_days_themselves() -> None:
    file = file_of(
        schedule_of("Mon 10:00-12:00", "Sat 10:00-12:00", bank_holidays="closed"),
    )
    assert dates(file, date(2026, 12, 21), date(2027, 1, 4)) == [
        *("12-21 10:00", "01-02 10:00", "01-04 10:00"),  # neither 26 nor 28 December
    ]


def test_other_hours_on_bank_holidays_are_dates_that_differ() -> None:
    file = file_of(schedule_of("Mon 09:00-17:00", bank_holidays="11:00-13:00"))
    assert dates(file, date(2026, 4, 6), date(2026, 4, 13)) == ["04-06 11:00", "04-13 09:00"]
    assert b"DESCRIPTION:Not at its usual time: Easter Monday.\\n" in file


@pytest.mark.parametrize("terms", ["", "School term time only"])
def test_what_goes_by_terms_ends_with_those_that_are_known(terms: str) -> None:
    rule = "Mon 10:00-11:00" if terms else "Mon 10:00-11:00 until 2027-07-01 in term time"
    file = file_of(schedule_of(rule, terms=terms))
    assert dates(file, date(2026, 3, 23), date(2026, 4, 20)) == [
        *("03-23 10:00", "04-13 10:00", "04-20 10:00"),
    ]
    assert dates(file, date(2026, 5, 18), date(2027, 4, 20)) == [
        *("05-18 10:00", *(f"{on} 10:00" for on in ("06-01", "06-08", "06-15", "06-22", "06-29"))),
        *(f"{on} 10:00" for on in ("07-06", "07-13", "07-20")),
    ]
    assert b"UNTIL=20260721T225959Z" in file
    assert b"erm time only" in file
    later = file_of(schedule_of(rule, terms=terms, changes=["2026-09-07 open"]))
    assert dates(later, date(2026, 7, 20), date(2027, 4, 20)) == ["07-20 10:00", "09-07 10:00"]
    assert events(file_of(schedule_of(rule, terms=terms), calendar=BoroughCalendar())) == []


def test_so_many_times_stays_so_many_unless_it_ends_before() -> None:
    rule = "RRULE:FREQ=WEEKLY;BYDAY=TU,TH;COUNT=6 10:00-12:00 from 2026-03-16"
    file = file_of(schedule_of(rule))
    assert b"COUNT=6" in file
    assert len(dates(file, TODAY, date(2026, 6, 30))) == 6
    ends = file_of(schedule_of(f"{rule} until 2026-03-26"))
    assert b"COUNT" not in ends
    assert dates(ends, TODAY, date(2026, 6, 30)) == [f"03-{day} 10:00" for day in (17, 19, 24, 26)]
    late = file_of(schedule_of(f"{rule} until 2026-06-26"))
    assert b"COUNT=6" in late
    assert b"UNTIL" not in late


def test_exceptions_that_are_over_are_not_kept() -> None:
    past = [date(2026, 1, 6), date(2026, 3, 3), date(2026, 3, 10), date(2026, 3, 24)]
    (event,) = events(file_of(schedule_of("Tue 10:00-12:00", closed=frozenset(past))))
    assert [each.dt.date() for each in event["EXDATE"].dts] == past[2:]


def test_a_series_that_is_over_is_gone_and_one_begun_long_ago_stays() -> None:
    assert events(file_of(schedule_of("Tue 10:00-12:00 until 2026-03-03"))) == []
    file = file_of(schedule_of("Tue 10:00-12:00 from 2024-03-19"))
    assert dates(file, TODAY, date(2026, 3, 22)) == ["03-17 10:00"]
    assert (
        events(
            file_of(
                schedule_of("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29 10:00-11:00 from 2024-02-29")
            )
        )
        == []
    )


SECRET = Where(
    Precision.VENUE, "Hidden House", "1 Hidden Street", "Hidden Town", "RM17 6XX", TILBURY
)


@pytest.mark.parametrize(
    ("precision", "place"),
    [(Precision.APPROXIMATE, "Hidden Town"), (Precision.AREA, ""), (Precision.WITHHELD, "")],
)
def test_no_place_is_told_that_is_not_for_everybody(precision: Precision, place: str) -> None:
    file = file_of(
        schedule_of(
            "Tue 10:00-12:00 at Hidden House",
            changes=["2026-03-24 moved 14:00-15:00 at Hidden House"],
        ),
        where=replace(SECRET, precision=precision, area_served="Thurrock"),
        private=Contact(phone="01632 960999", name="Hidden Person"),
        steward="hidden-steward",
        consent="Hidden consent",
    )
    told = file.replace(b"\r\n ", b"").decode()
    assert [str(each.get("LOCATION", "")) for each in events(file)] == [place, place]
    told = told.replace("Hidden Town", "") if place else told
    assert "idden" not in told
    assert "960999" not in told
    assert "RM17" not in told


def test_hostile_words_stay_words() -> None:
    evil = "Club\r\nATTACH:http://evil.example/x\nEND:VEVENT; a,b \\n \x00\x1b 🎉"
    rule = parse_rule("Tue 10:00-12:00")
    assert rule is not None
    rule = replace(rule, details=replace(rule.details, name=evil, at=evil))
    schedule = replace(schedule_of("Tue 10:00-12:00"), rules=(rule,))
    file = file_of(schedule, name=evil, notice=evil)
    (event,) = events(file)
    assert "ATTACH" not in event
    assert "END:VEVENT; a,b \\n" in event["SUMMARY"]
    assert b"\nATTACH" not in file


def test_series_of_a_listing_have_a_name_each() -> None:
    found = events(
        file_of(schedule_of("Tue 10:00-12:00", "Thu 10:00-12:00", "1st Fri 09:00-10:00"))
    )
    assert [each["UID"] for each in found] == [f"knit-club-s{n}@d.example" for n in range(3)]


def test_series_is_written_alike_however_it_was_come_by() -> None:
    schedule = schedule_of("Tue 10:00-12:00")
    listing = public_view(a_listing(schedule=schedule))
    days = SeriesCalendar(CALENDAR, TODAY, TODAY + timedelta(days=30))
    found = days.dates_of(schedule, schedule.rules[0], schedule.records[0].since, None)
    assert found is not None
    series = Series(listing, schedule.rules[0], schedule.records[0], found)
    assert event_bytes(series, SITE, CALENDAR) in file_of(schedule)
