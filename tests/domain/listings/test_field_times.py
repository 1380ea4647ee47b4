"""The fields about times: what each reads and writes, and what it leaves alone."""

from dataclasses import replace
from datetime import date

from assetmap.domain.listings.fields import FIELDS, with_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.dated_changes import parse_change
from assetmap.domain.times.schedule_text import parse_rules
from tests.factories import a_listing

WHOLE = {
    "when": ("Tue 10:00-12:00 until 2026-07-21", "Ring first"),
    "terms": "Term time only",
    "opening_hours": ("Mon 09:00-17:00", "1st Sat 10:00-12:00"),
    "phone_hours": ("Tue 09:00-10:00",),
    "bank_holidays": "closed",
    "closed_dates": ("2026-12-25",),
    "changes": ("2026-04-07 cancelled: no hall", "2026-12-24 open 10:00-13:00"),
}


def a_timed_listing() -> Listing:
    return with_fields(a_listing(), WHOLE)


def test_all_of_it_is_read_back_as_it_was_written() -> None:
    listing = a_timed_listing()
    assert {name: FIELDS[name].read(listing) for name in WHOLE} == WHOLE
    schedule = listing.schedule
    assert schedule.opening == parse_rules(WHOLE["opening_hours"])
    assert schedule.phone == parse_rules(WHOLE["phone_hours"])
    assert schedule.changes == tuple(map(parse_change, WHOLE["changes"]))
    assert schedule.closed == {date(2026, 12, 25)}


def test_each_leaves_the_others_alone() -> None:
    listing = a_timed_listing()
    for name in WHOLE:
        blank = with_fields(listing, {name: ""})
        left = {other: FIELDS[other].read(blank) for other in WHOLE if other != name}
        assert left == {other: value for other, value in WHOLE.items() if other != name}
        assert not FIELDS[name].read(blank)


def test_changes_are_in_the_order_of_their_dates_and_each_is_there_once() -> None:
    lines = ("2026-05-04 cancelled", "2026-04-07 cancelled", "2026-05-04  CANCELLED")
    changed = with_fields(a_listing(), {"changes": lines})
    assert FIELDS["changes"].read(changed) == ("2026-04-07 cancelled", "2026-05-04 cancelled")
    same = replace(changed, schedule=changed.schedule)
    assert with_fields(same, {"changes": FIELDS["changes"].read(same)}) is same
