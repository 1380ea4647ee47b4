"""Series, hours and words as schedules of the standard."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import parse_rules, parse_schedule
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.schedules import schedules_of
from tests.factories import TILBURY, a_listing
from tests.open_referral_checks import faults


def schedules(feed: Feed, when: list[str], where: Where | None = None, **changes: Any) -> Any:
    schedule = replace(parse_schedule(when), **changes)
    more = {"where": where} if where else {}
    found = schedules_of(public_view(a_listing(schedule=schedule, **more)), feed)
    assert [fault for each in found for fault in faults("schedule", each)] == []
    return found


def told(feed: Feed, *when: str, **changes: Any) -> list[dict[str, Any]]:
    """The schedules without the ids, which are looked at on their own."""
    return [
        {name: value for name, value in each.items() if name != "id" and not name.endswith("_id")}
        for each in schedules(feed, [*when], **changes)
    ]


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("Tue 10:00-12:00", {"freq": "WEEKLY", "interval": 1, "byday": "TU"}),
        ("1st Fri 10:00-12:00", {"freq": "MONTHLY", "interval": 1, "byday": "1FR"}),
        ("2nd Mon 10:00-12:00", {"freq": "MONTHLY", "interval": 1, "byday": "2MO"}),
        ("Last Fri 10:00-12:00", {"freq": "MONTHLY", "interval": 1, "byday": "-1FR"}),
        (
            "Tue 10:00-12:00 from 2026-01-05 until 2026-07-31",
            {"freq": "WEEKLY", "interval": 1, "byday": "TU", "valid_from": "2026-01-05"}
            | {"valid_to": "2026-07-31", "dtstart": "2026-01-06"},
        ),
        (
            "Every 2 weeks Tue 10:00-12:00 from 2026-03-16",
            {"freq": "WEEKLY", "interval": 2, "byday": "TU", "valid_from": "2026-03-16"}
            | {"dtstart": "2026-03-17"},
        ),
        (
            "2026-04-18 10:00-12:00",
            {"valid_from": "2026-04-18", "valid_to": "2026-04-18", "dtstart": "2026-04-18"},
        ),
        (
            "RRULE:FREQ=MONTHLY;BYMONTHDAY=1,15 10:00-12:00 from 2026-01-10",
            {"freq": "MONTHLY", "interval": 1, "bymonthday": "1,15", "valid_from": "2026-01-10"}
            | {"dtstart": "2026-01-15"},
        ),
        (
            "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE 10:00-12:00 from 2026-03-16",
            {"freq": "WEEKLY", "interval": 2, "byday": "MO,WE", "valid_from": "2026-03-16"}
            | {"dtstart": "2026-03-16"},
        ),
        (
            "RRULE:FREQ=DAILY;COUNT=3 10:00-12:00 from 2026-04-06",
            {"freq": "WEEKLY", "interval": 1, "byday": "MO,TU,WE,TH,FR,SA,SU"}
            | {"valid_from": "2026-04-06", "valid_to": "2026-04-08", "dtstart": "2026-04-06"},
        ),
    ],
)
def test_a_series_is_said_in_the_pieces_of_icalendar(
    feed: Feed, when: str, said: dict[str, Any]
) -> None:
    (found,) = told(feed, when)
    assert found.pop("description")
    assert found == {**said, "opens_at": "10:00", "closes_at": "12:00"}


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=1",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=WEEKLY;BYMONTH=6;BYDAY=TU",
    ],
)
def test_what_the_pieces_cannot_say_is_words_alone(feed: Feed, rule: str) -> None:
    (found,) = told(feed, f"RRULE:{rule} 10:00-12:00 from 2026-06-01")
    assert found.keys() == {"description"}
    assert "10am to 12 noon" in found["description"]


def test_midnight_at_the_end_is_nought_of_the_next_day(feed: Feed) -> None:
    found = told(feed, "Fri 19:00-24:00", "Sat 22:00-02:00")
    assert [(each["opens_at"], each["closes_at"]) for each in found] == [
        ("19:00", "00:00"),
        ("22:00", "02:00"),
    ]


def test_words_hours_and_notes_go_out_too(feed: Feed) -> None:
    found = told(
        feed,
        "Tue 10:00-12:00",
        "By arrangement",
        opening=parse_rules(["Mon 09:00-17:00"]),
        terms="School terms only",
        bank_holidays="closed",
        closed=frozenset((date(2026, 3, 3), date(2026, 4, 7))),
        changes=(
            parse_change("2026-03-10 cancelled"),
            parse_change("2026-03-24 moved to 2026-03-25 11:00-13:00 at Quay Hall: no heating"),
        ),
    )
    notes = (
        "School terms only. On bank holidays: Closed. Not on Tuesday 7 April 2026. "
        "Tuesday 24 March 2026: moved to Wednesday 25 March 2026, 11am to 1pm, at Quay Hall "
        "(no heating)."
    )
    assert [each["description"] for each in found] == [
        "Tuesday, 10am to 12 noon",
        "Open: Monday, 9am to 5pm",
        "By arrangement",
    ]
    assert {each["notes"] for each in found} == {notes}
    assert found[1]["byday"] == "MO"


def test_notes_without_any_time_stand_alone(feed: Feed) -> None:
    assert told(feed, terms="Term time only") == [{"description": "Term time only."}]
    assert told(feed) == []


def test_each_has_an_id_that_stays_and_says_where_it_is(feed: Feed) -> None:
    usual, elsewhere = schedules(feed, ["Tue 10:00-12:00", "Wed 10:00-12:00 at Quay Hall"])
    here = feed.id_of("service_at_location", "knit-club")
    assert usual["service_at_location_id"] == here
    assert "service_at_location_id" not in elsewhere
    assert elsewhere["description"] == "Wednesday, 10am to 12 noon, at Quay Hall"
    assert {usual["service_id"], elsewhere["service_id"]} == {feed.id_of("service", "knit-club")}
    assert usual["id"] == schedules(feed, ["Tue 10:00-13:00", "Fri 10:00-12:00"])[0]["id"]


@pytest.mark.parametrize("precision", [Precision.APPROXIMATE, Precision.AREA, Precision.WITHHELD])
def test_a_place_that_is_not_told_is_told_in_no_schedule(feed: Feed, precision: Precision) -> None:
    where = Where(precision, place="Tilbury", point=TILBURY, area_served="Tilbury")
    changes = tuple(
        parse_change(f"2026-03-24 {what} at 17 Unspoken Lane")
        for what in ("moved", "moved to 2026-03-25", "moved 11:00-13:00")
    )
    found = schedules(feed, ["Tue 10:00-12:00 at 17 Unspoken Lane"], where, changes=changes)
    assert "Unspoken" not in str(found)
    assert found[0]["byday"] == "TU"
    assert found[0]["notes"] == (
        "Tuesday 24 March 2026: at another place. "
        "Tuesday 24 March 2026: moved to Wednesday 25 March 2026. "
        "Tuesday 24 March 2026: moved, 11am to 1pm."
    )
