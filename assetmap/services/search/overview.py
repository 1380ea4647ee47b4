"""The whole directory in figures: how many listings it has today, and how many of each category.

They are those of the empty question, which the home page and the page of subjects ask every time
that somebody opens them; so they are worked out once a day and a generation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from assetmap.domain.search.query import Search
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.snapshot import Snapshot
from assetmap.services.context import Context
from assetmap.services.search.finding import answer_of
from assetmap.services.search.selection import select


@dataclass(frozen=True)
class Overview:
    """`total` counts the listings that are shown; `categories` those of each one, by its slug."""

    total: int
    categories: Mapping[str, int]


def overview(context: Context) -> Overview:
    """The directory as it is shown today."""
    today = context.clock.today()
    kept = _kept(context.directory_cache.current().snapshot)
    found = kept.get(today)
    if found is None:
        selection = select(context, Search())
        answer = answer_of(context, selection, with_hits=False)
        counts = {value.value: value.count for value in answer.facets["category"]}
        found = Overview(answer.total, counts)
        _kept(selection.snapshot)[today] = found
    return found


@per_generation
def _kept(_: Snapshot) -> dict[date, Overview]:
    """The figures of a generation by day, few of which pass before it is another."""
    return {}
