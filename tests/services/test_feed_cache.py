"""What is written of a listing is kept, and made again when anything that it hangs on changes."""

from dataclasses import replace
from datetime import date

from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.domain.times.schedule import Schedule
from assetmap.services.feed_cache import FeedCache
from tests.factories import a_listing

TODAY = date(2026, 3, 16)


def test_written_once_until_something_changes() -> None:
    cache, house = FeedCache("https://d.example"), Schedule()
    club = public_view(a_listing(when=["Tue 10:00-12:00 at The Annexe", "Thu 10:00-11:00"]))

    def events(listing: PublicListing, house: Schedule, today: date = TODAY) -> tuple[bytes, ...]:
        calendar = BoroughCalendar(venues={"the annexe": Venue(house)})
        ((first, second),) = cache.series_of([listing], calendar, today)
        return first.events, second.events

    first = events(club, house)
    assert events(club, house)[0] is first[0]
    read_again = public_view(replace(club.shown)), replace(house)
    assert events(*read_again)[0] is first[0]
    closed = events(club, replace(house, closed=frozenset([date(2026, 3, 17)])))
    assert b"EXDATE;TZID=Europe/London:20260317T100000" in closed[0]
    assert closed[1] == first[1]
    renamed = public_view(replace(club.shown, name="Another"))
    assert b"SUMMARY:Another" in events(renamed, house)[0]
    tomorrow = events(club, house, date(2026, 3, 17))
    assert tomorrow == first
    assert tomorrow[0] is not first[0]
