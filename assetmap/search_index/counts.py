"""How many listings stand behind each value of each filter."""

import numpy as np

from assetmap.domain.search.facets import FACETS, TIMETABLE
from assetmap.domain.search.query import Choices, Search
from assetmap.search_index.filters import Filtered, by_slot
from assetmap.search_index.snapshot import Mask, Snapshot

Counts = dict[str, dict[str, int]]


def facet_counts(
    snapshot: Snapshot, search: Search, base: Mask, filters: dict[str, Filtered]
) -> Counts:
    """For each value, how many listings would surely match if it were chosen too.

    A facet of many is added to what is chosen of it, such as an access feature; of the others a
    value is chosen instead of the one that is. `base` is the rest of the question.
    """
    counts: Counts = {}
    for name, facet in FACETS.items():
        if facet.values:
            column = snapshot.column(name)
            mask = _all(base, filters, but="" if facet.is_many else name)
            sums = np.count_nonzero(column.has[mask], axis=0)
            counts[name] = dict(zip(column.values, map(int, sums), strict=True))
    return counts | _timetable_counts(snapshot, search, _all(base, filters, but=TIMETABLE))


def _timetable_counts(snapshot: Snapshot, search: Search, mask: Mask) -> Counts:
    """A day is counted with the times that are chosen, and a time with the days."""

    def at(days: Choices, times: Choices) -> int:
        return int(np.count_nonzero(mask & by_slot(snapshot, days, times).surely))

    return {
        "day": {day: at(((day,),), search.time) for day in snapshot.choices["day"]},
        "time": {time: at(search.day, ((time,),)) for time in snapshot.choices["time"]},
    }


def _all(base: Mask, filters: dict[str, Filtered], but: str = "") -> Mask:
    mask = base.copy()
    for name, filtered in filters.items():
        if name != but:
            mask &= filtered.surely
    return mask
