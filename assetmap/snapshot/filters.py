"""The filters of a question as masks over a snapshot, and which listings leave them open."""

from dataclasses import dataclass

import numpy as np

from assetmap.domain.cost import CostBand
from assetmap.domain.listing import Kind
from assetmap.domain.schedule import DAYS, TIMES
from assetmap.domain.search import FACETS, Choices, Search, all_choices
from assetmap.snapshot.snapshot import COST_BANDS, KINDS, NO_AGE, Mask, Snapshot

COST_WITHIN = {"free": ("free",), "upto5": ("free", "upto5")}


@dataclass(frozen=True)
class Filtered:
    """One filter: `surely` has it; `open` says nothing either way, which is not a no."""

    surely: Mask
    open: Mask

    @property
    def maybe(self) -> Mask:
        """Those that are not ruled out."""
        return self.surely | self.open


def facet_filters(snapshot: Snapshot, search: Search) -> dict[str, Filtered]:
    """A mask for each facet that the question uses, and for `age` and `need`.

    Day and time of day are one filter under `day`: Tuesday evening is not Tuesday and evening.
    """
    masks = {}
    for facet in ("category", "kind", "audience", "access", "cost"):
        if search.choices(facet):
            masks[facet] = filter_by(snapshot, facet, search.choices(facet))
    if search.day or search.time:
        masks["day"] = by_slot(snapshot, search.day, search.time)
    if search.need:
        slugs = snapshot.words.need[search.need].categories
        masks["need"] = filter_by(snapshot, "category", (slugs,))
    if search.age is not None:
        masks["age"] = _by_age(snapshot, search.age)
    return masks


def filter_by(snapshot: Snapshot, facet: str, choices: Choices) -> Filtered:
    """One facet's choices: all of the groups must hold, any value of a group will do."""
    surely = np.ones(len(snapshot), bool)
    for group in choices:
        surely &= np.any([has(snapshot, facet, value) for value in group], axis=0)
    return Filtered(surely, _open(snapshot, facet) & ~surely)


def has(snapshot: Snapshot, facet: str, value: str) -> Mask:
    """Which listings surely have a value of one of FACETS."""
    mask: Mask
    match facet:
        case "kind":
            mask = snapshot.kind == KINDS.index(Kind(value))
        case "cost":
            bands = [COST_BANDS.index(band) for band in COST_BANDS if band in COST_WITHIN[value]]
            mask = np.isin(snapshot.cost, bands)
        case "day":
            mask = (snapshot.slots & slot_bits((value,), TIMES)) != 0
        case "time":
            mask = (snapshot.slots & slot_bits(DAYS, (value,))) != 0
        case "category" | "audience" | "access":
            column = snapshot.column(facet)
            mask = column.has[:, column.index(value)]
        case _:
            raise KeyError(f"{facet} is none of {FACETS}")
    return mask


def slot_bits(days: tuple[str, ...], times: tuple[str, ...]) -> int:
    """The bits of `Schedule.slots` for any of some days at any of some times."""
    return sum(1 << (DAYS.index(day) * 3 + TIMES.index(time)) for day in days for time in times)


def wanted_slots(search: Search) -> int:
    """The bits of `Schedule.slots` that any of a question's days and times name."""
    days = tuple(all_choices(search.day)) or DAYS
    return slot_bits(days, tuple(all_choices(search.time)) or TIMES)


def _open(snapshot: Snapshot, facet: str) -> Mask:
    """Which listings say nothing of a facet. Kind, category and audience are never left open."""
    if facet == "access":
        return ~snapshot.access.said
    if facet == "cost":
        unsaid: Mask = snapshot.cost == COST_BANDS.index(CostBand.UNKNOWN)
        return unsaid
    return np.zeros(len(snapshot), bool)


def by_slot(snapshot: Snapshot, days: Choices, times: Choices) -> Filtered:
    """Days and times of day as one filter; no day means any day, and no time any time."""
    surely = np.ones(len(snapshot), bool)
    for day in days or (DAYS,):
        for time in times or (TIMES,):
            surely &= (snapshot.slots & slot_bits(day, time)) != 0
    return Filtered(surely, np.zeros(len(snapshot), bool))


def _by_age(snapshot: Snapshot, age: int) -> Filtered:
    low, high = snapshot.min_age, snapshot.max_age
    unsaid = (low == NO_AGE) & (high == NO_AGE)
    surely = ~unsaid & (low <= age) & ((high == NO_AGE) | (age <= high))
    return Filtered(surely, unsaid)
