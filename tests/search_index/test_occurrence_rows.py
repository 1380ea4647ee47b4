"""What is worked out for all listings together is what the domain says of each."""

from datetime import timedelta

import pytest
from hypothesis import given

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.opening import opening_rules, session_venue
from assetmap.domain.times.occurrences import Occurrence, occurrences
from assetmap.domain.times.opening_hours import openings
from assetmap.search_index import occurrence_rows as module
from assetmap.search_index.occurrence_rows import OccurrenceMaker
from assetmap.search_index.occurrence_table import OccurrenceTable
from tests.factories import a_listing
from tests.properties import quick
from tests.search_index.timed_listings import DIRECTORIES, TODAY, calendar_of

FIRST, LAST = TODAY - timedelta(days=7), TODAY + timedelta(days=414)


def told(table: OccurrenceTable) -> list[tuple[int, Occurrence]]:
    return [(int(table.owner[n]), table.occurrence(n)) for n in range(len(table))]


@given(DIRECTORIES)
@quick
def test_rows_are_those_of_the_domain(directory: dict[str, Listing]) -> None:
    calendar = calendar_of(directory)
    sessions: list[tuple[int, Occurrence]] = []
    doors: list[tuple[int, Occurrence]] = []
    for n, each in enumerate(directory.values()):
        if each.status.is_off:
            continue
        venue, rules = session_venue(each, calendar), opening_rules(each)
        found = occurrences(each.schedule, FIRST, LAST, calendar, venue)
        sessions += [(n, one) for one in found]
        found = openings(each.schedule, rules, FIRST, LAST, calendar, venue)
        doors += [(n, one) for one in found]
    tables = OccurrenceMaker(calendar, FIRST, LAST).tables(enumerate(directory.values()))
    for table, expected in zip(tables, (sessions, doors), strict=True):
        assert told(table) == sorted(expected, key=lambda pair: (pair[1].start, pair[0]))


def test_many_runs_are_made_a_part_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whens = (
        ["Tue 10:00-12:00", "Tue 10:00-12:00"],
        ["1st Mon 10:00-12:00", "2026-03-17 10:00-11:00"],
    )
    every = [(n, a_listing(when=when)) for n, when in enumerate(whens)]
    whole = told(OccurrenceMaker(calendar_of(), FIRST, LAST).tables(every)[0])
    monkeypatch.setattr(module, "_AT_ONCE", 1)
    assert told(OccurrenceMaker(calendar_of(), FIRST, LAST).tables(every)[0]) == whole
    assert len(whole) > 120
