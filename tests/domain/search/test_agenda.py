from datetime import date

from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.search.agenda import AgendaEntry
from assetmap.domain.search.results import Hit
from assetmap.domain.times.occurrences import Occurrence, State, moment
from tests.factories import a_listing


def test_entry_is_of_the_day_on_which_it_begins_also_past_midnight() -> None:
    start = moment(date(2026, 3, 20), 22 * 60)
    night = Occurrence(start, start + 240, 0, State.ON, -1, start)
    entry = AgendaEntry(Hit(public_view(a_listing())), "", (night,))
    assert (entry.on, entry.listing.id) == (date(2026, 3, 20), "knit-club")
