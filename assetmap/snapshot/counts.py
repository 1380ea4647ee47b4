"""How many listings stand behind each value of each filter."""

import numpy as np

from assetmap.domain.listing import Kind
from assetmap.domain.schedule import DAYS, TIMES
from assetmap.domain.search import Choices, Search
from assetmap.snapshot.filters import COST_WITHIN, Filtered, by_slot, has
from assetmap.snapshot.snapshot import Mask, Snapshot

Counts = dict[str, dict[str, int]]


def facet_counts(
    snapshot: Snapshot, search: Search, base: Mask, filters: dict[str, Filtered]
) -> Counts:
    """For each value, how many listings would surely match if it were chosen too.

    Audiences and access features are added to what is chosen; a category, kind, day, time or
    cost is chosen instead of the one that is. `base` is the rest of the question.
    """
    counts: Counts = {}
    for facet, but in (("category", "category"), ("audience", ""), ("access", "")):
        column = snapshot.column(facet)
        sums = np.count_nonzero(column.has[_all(base, filters, but)], axis=0)
        counts[facet] = dict(zip(column.values, map(int, sums), strict=True))
    for facet, values in (("kind", tuple(Kind)), ("cost", tuple(COST_WITHIN))):
        mask = _all(base, filters, but=facet)
        counts[facet] = {
            value: int(np.count_nonzero(mask & has(snapshot, facet, value))) for value in values
        }
    mask = _all(base, filters, but="day")

    def at(days: Choices, times: Choices) -> int:
        return int(np.count_nonzero(mask & by_slot(snapshot, days, times).surely))

    counts["day"] = {day: at(((day,),), search.time) for day in DAYS}
    counts["time"] = {time: at(search.day, ((time,),)) for time in TIMES}
    return counts


def _all(base: Mask, filters: dict[str, Filtered], but: str = "") -> Mask:
    mask = base.copy()
    for name, filtered in filters.items():
        if name != but:
            mask &= filtered.surely
    return mask
