"""The rules of listings' schedules as flat rows."""

from collections.abc import Iterable, Iterator, Mapping

import numpy as np

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.opening import is_session
from assetmap.domain.times.schedule import slots_of
from assetmap.search_index.edits import Rows

COLUMNS = {
    "slots": np.int32,
    "days": np.uint8,
    "start": np.int16,
    "end": np.int16,
    "happens": np.bool_,
    "is_away": np.bool_,
    "named_as": np.int32,
}


def _rows(listing: Listing) -> Iterator[tuple[int, int, int, int, bool, bool, int]]:
    """A listing's rules as rows of COLUMNS."""
    schedule = listing.schedule
    named: dict[str, int] = {}
    for number, rule in enumerate((*schedule.rules, *schedule.opening)):
        start, happens = rule.hours.start, number < len(schedule.rules)
        yield (
            slots_of(rule),
            weekday_bits(rule.weekdays),
            start,
            start + rule.hours.minutes,
            happens and is_session(listing, rule),
            bool(rule.details.at),
            named.setdefault(rule.details.name, number),
        )


def rule_rows(listings: Mapping[int, Listing]) -> Rows:
    """The rules of some listings, by the position of each: series, then the hours of the door."""
    found = [(position, row) for position, each in listings.items() for row in _rows(each)]
    owner = np.fromiter((position for position, _ in found), np.int32, len(found))
    columns = zip(*(row for _, row in found), strict=True) if found else ((),) * len(COLUMNS)
    return Rows(
        owner,
        {
            name: np.array(column, kind)
            for (name, kind), column in zip(COLUMNS.items(), columns, strict=True)
        },
    )


def weekday_bits(places: Iterable[int]) -> int:
    """Weekdays, 0 is Monday, as bits."""
    bits = 0
    for place in places:
        bits |= 1 << place
    return bits
