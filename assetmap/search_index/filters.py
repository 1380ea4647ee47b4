"""A question's filters as masks over a snapshot, and how many listings have each value."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np

from assetmap.domain.search.facets import FACETS, TIMETABLE
from assetmap.domain.search.query import Choices, Search, all_choices
from assetmap.domain.times.occurrences import State, moment_of
from assetmap.domain.times.schedule import DAYS, TIMES, slot_bits
from assetmap.search_index.facet_bits import facet_bits
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.row_columns import NO_AGE
from assetmap.search_index.snapshot import Mask, Snapshot


@dataclass(frozen=True)
class Filtered:
    """One filter: `surely` has it; `open` says nothing either way, which is not a no."""

    surely: Mask
    open: Mask

    @property
    def maybe(self) -> Mask:
        """Those that are not ruled out."""
        return self.surely | self.open


def facet_filters(snapshot: Snapshot, search: Search, now: datetime) -> dict[str, Filtered]:
    """A mask for each facet that the question uses, and for `age` and `need`; `now` is aware.

    Day and time of day are one filter under `day`: Tuesday evening is not Tuesday and evening.
    """
    masks = {}
    for name, facet in FACETS.items():
        if facet.values and search.choices(name):
            masks[name] = filter_by(snapshot, name, search.choices(name))
    if search.day or search.time:
        masks[TIMETABLE] = by_slot(snapshot, search.day, search.time)
    if search.open:
        masks["open"] = open_at(snapshot, now)
    if search.need:
        slugs = snapshot.words.need[search.need].categories
        masks["need"] = filter_by(snapshot, "category", (slugs,))
    if search.age is not None:
        masks["age"] = _by_age(snapshot, search.age)
    return masks


def all_of(base: Mask, masks: Iterable[Mask]) -> Mask:
    """Those of `base` that are in each of some masks; all of `base` where there are none."""
    everywhere = base.copy()
    for mask in masks:
        everywhere &= mask
    return everywhere


def filter_by(snapshot: Snapshot, facet: str, choices: Choices) -> Filtered:
    """One facet's choices: all of the groups must hold, any value of a group will do."""
    surely = np.ones(len(snapshot), bool)
    for group in choices:
        surely &= np.any([has(snapshot, facet, value) for value in group], axis=0)
    return Filtered(surely, _open(snapshot, facet) & ~surely)


def has(snapshot: Snapshot, facet: str, value: str) -> Mask:
    """Which listings surely have a value of one of FACETS, but not of one that goes by the clock.

    Raises KeyError for that, and for another facet.
    """
    match facet:
        case "day":
            return by_slot(snapshot, ((value,),), ()).surely
        case "time":
            return by_slot(snapshot, (), ((value,),)).surely
    return snapshot.column(facet).having(value)


def wanted_slots(search: Search) -> int:
    """The bits of `Schedule.slots` that any of a question's days and times name."""
    days = tuple(all_choices(search.day)) or DAYS
    return slot_bits(days, tuple(all_choices(search.time)) or TIMES)


def _open(snapshot: Snapshot, facet: str) -> Mask:
    """Which listings say nothing of a facet, where that is not as good as a no."""
    if FACETS[facet].unsaid:
        return ~snapshot.column(facet).said
    return np.zeros(len(snapshot), bool)


def by_slot(snapshot: Snapshot, days: Choices, times: Choices) -> Filtered:
    """Days and times of day as one filter; no day means any day, and no time any time."""
    surely = np.ones(len(snapshot), bool)
    for day in days or (DAYS,):
        for time in times or (TIMES,):
            surely &= (snapshot.slots & slot_bits(day, time)) != 0
    return Filtered(surely, np.zeros(len(snapshot), bool))


def open_at(snapshot: Snapshot, now: datetime) -> Filtered:
    """What is open, or has a session on, `now` (aware). On a bank holiday of which a listing says
    nothing that is left open.
    """
    surely, may_be = np.zeros(len(snapshot), bool), np.zeros(len(snapshot), bool)
    for index in snapshot.times(now.date()):
        table = index.during(moment_of(now))
        is_unsure = table.state == State.UNSURE
        surely[table.owner[~is_unsure]] = True
        may_be[table.owner[is_unsure]] = True
    surely &= ~snapshot.is_planned
    return Filtered(surely, may_be & ~surely & ~snapshot.is_planned)


def _by_age(snapshot: Snapshot, age: int) -> Filtered:
    low, high = snapshot.min_age, snapshot.max_age
    unsaid = (low == NO_AGE) & (high == NO_AGE)
    surely = ~unsaid & (low <= age) & ((high == NO_AGE) | (age <= high))
    return Filtered(surely, unsaid)


Counts = dict[str, dict[str, int]]


def facet_counts(
    snapshot: Snapshot, search: Search, base: Mask, filters: dict[str, Filtered], now: datetime
) -> Counts:
    """For each value, how many listings would surely match if it were chosen too.

    A facet of many is added to what is chosen of it, such as an access feature; of the others a
    value is chosen instead of the one that is. `base` is the rest of the question.
    """
    counts = column_counts(snapshot, base, filters)
    is_open = _without("open", base, filters) & _open_now(snapshot, now)
    counts["open"] = {"now": int(np.count_nonzero(is_open))}
    mask = _without(TIMETABLE, base, filters)
    if not search.day and not search.time:
        bits = facet_bits(snapshot)
        of_days, of_times = bits.counts_of("day", mask), bits.counts_of("time", mask)
        counts["day"] = dict(zip(DAYS, of_days, strict=True))
        counts["time"] = dict(zip(TIMES, of_times, strict=True))
        return counts
    return counts | _timetable_counts(snapshot, search, mask)


def column_counts(snapshot: Snapshot, base: Mask, filters: dict[str, Filtered]) -> Counts:
    """The same of the facets alone that neither the timetable nor the clock answers."""
    bits = facet_bits(snapshot)
    of_all = bits.counts(all_of(base, (filtered.surely for filtered in filters.values())))
    counts: Counts = {}
    for name, facet in FACETS.items():
        if facet.values:
            found = of_all[bits.rows[name]]
            if name in filters and not facet.is_many:
                found = bits.counts_of(name, _without(name, base, filters))
            counts[name] = dict(zip(snapshot.column(name).values, found, strict=True))
    return counts


def _without(name: str, base: Mask, filters: dict[str, Filtered]) -> Mask:
    """Those of `base` that surely match every filter but one."""
    return all_of(base, (each.surely for other, each in filters.items() if other != name))


@per_generation
def _open_kept(_: Snapshot) -> dict[tuple[date, int], Mask]:
    """What is surely open at the minute that was asked for last."""
    return {}


def _open_now(snapshot: Snapshot, now: datetime) -> Mask:
    """What is surely open `now`: every question of a minute counts it."""
    kept, minute = _open_kept(snapshot), (now.date(), moment_of(now))
    found = kept.get(minute)
    if found is None:
        found = open_at(snapshot, now).surely
        kept.clear()
        kept[minute] = found
    return found


def _timetable_counts(snapshot: Snapshot, search: Search, mask: Mask) -> Counts:
    """A day is counted with the times that are chosen, and a time with the days."""

    def at(days: Choices, times: Choices) -> int:
        return int(np.count_nonzero(mask & by_slot(snapshot, days, times).surely))

    return {
        "day": {day: at(((day,),), search.time) for day in snapshot.choices["day"]},
        "time": {time: at(search.day, ((time,),)) for time in snapshot.choices["time"]},
    }
