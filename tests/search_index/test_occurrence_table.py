from dataclasses import replace
from datetime import date

from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.schedule import Schedule
from assetmap.search_index.occurrence_table import OccurrenceMemory
from tests.factories import a_listing

TODAY = date(2026, 3, 16)


def test_what_is_kept_of_a_listing_goes_when_the_house_of_one_of_its_series_closes() -> None:
    memory, listing = OccurrenceMemory(), a_listing(when=["Tue 10:00-12:00 at The Annexe"])
    annexe = Schedule()

    def tuesdays() -> int:
        calendar = BoroughCalendar(venues={"the annexe": Venue(annexe)})
        return len(memory.tables([listing], calendar, TODAY).sessions.start)

    before = tuesdays()
    annexe = replace(annexe, closed=frozenset([date(2026, 3, 17)]))
    assert tuesdays() == before - 1
