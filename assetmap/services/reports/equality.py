"""Equality: how many listings say that they have what some people need, and where none does.

Not said is not no: each part tells how many listings say nothing of it.
"""

from dataclasses import dataclass

import numpy as np

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import Search
from assetmap.search_index.filters import has
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context
from assetmap.services.reports.coverage import areas_of_venues
from assetmap.services.search.selection import select
from assetmap.storage.store import NotFound

PARTS = ("access", "audience", "language", "cost")  # facets of the search, in the page's order


@dataclass(frozen=True, slots=True)
class EqualityLine:
    """One feature: the ids of the listings that say they have it, and the wards without any.

    `without` is None where there are no wards.
    """

    value: str
    label: str
    listings: tuple[str, ...]
    without: tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class EqualityPart:
    """The features of one facet; `unsaid` listings of `total` say nothing of it."""

    facet: str
    label: str
    total: int
    unsaid: int
    lines: tuple[EqualityLine, ...]


def equality(context: Context) -> tuple[EqualityPart, ...]:
    """The parts, over the listings that the find page shows."""
    found = select(context, Search())
    return tuple(_part(context, found.snapshot, found.mask, facet) for facet in PARTS)


def equality_list(context: Context, facet: str, value: str) -> EqualityLine:
    """One feature. Raises NotFound when there is none of the name."""
    for part in equality(context):
        for line in part.lines:
            if (part.facet, line.value) == (facet, value):
                return line
    raise NotFound(f"there is no {value!r} of {facet!r}")


def _part(context: Context, snapshot: Snapshot, mask: Mask, facet: str) -> EqualityPart:
    column = snapshot.column(facet)
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    venue = areas_of_venues(wards, snapshot) if wards else None
    lines = []
    for value, label in snapshot.choices[facet].items():
        those = mask & has(snapshot, facet, value)
        without = None
        if wards and venue is not None:
            there = {wards.areas[n].name for n in set(venue[those].tolist()) if n >= 0}
            without = tuple(sorted({each.name for each in wards.areas} - there))
        ids = tuple(snapshot.ids[n] for n in np.flatnonzero(those).tolist())
        lines.append(EqualityLine(value, label, ids, without))
    unsaid = int(np.count_nonzero(mask & ~column.said))
    return EqualityPart(
        facet, FACETS[facet].label, int(np.count_nonzero(mask)), unsaid, tuple(lines)
    )
