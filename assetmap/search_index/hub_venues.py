"""The hubs among some rows as the places that others meet in, each read when it is asked for."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from assetmap.domain.listings.listing import Listing
from assetmap.domain.times.borough_calendar import BoroughCalendar, Venue
from assetmap.search_index.read_sequence import ReadSequence
from assetmap.search_index.row import Row
from assetmap.search_index.row_arrays import RowArrays


def with_hubs(calendar: BoroughCalendar, arrays: RowArrays, rows: Sequence[Row]) -> BoroughCalendar:
    """A borough's calendar with the hubs among some rows, by name and by that of their house."""
    return replace(calendar, venues=_HubVenues(arrays, rows))


def shown_of(rows: Sequence[Row]) -> Sequence[Listing]:
    """The public side of each of some rows, which are read when they are asked for."""
    return ReadSequence(len(rows), lambda position: rows[position].listing.shown)


class _HubVenues(Mapping[str, Venue]):
    def __init__(self, arrays: RowArrays, rows: Sequence[Row]) -> None:
        names = arrays.lists["hub_name"]
        self._rows = rows
        self._at = dict(zip(names.columns["text"].tolist(), names.owner.tolist(), strict=True))

    def __getitem__(self, name: str) -> Venue:
        hub = self._rows[self._at[name]].listing.shown
        return Venue(hub.schedule, hub.where.postcode, hub.id)

    def __iter__(self) -> Iterator[str]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)
