"""When a question asks for: the sessions that are on its days, dates, times of day and hours.

They are taken together: Tuesday evening is one session, not Tuesday and an evening. Of several days
any will do. What has no times of its own, such as a lift, suits whenever somebody asks; what says
its times only in words suits a weekday or time of day that the words name, and no date or hour.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.preference import OF_TIME, Preference, PreferenceKind
from assetmap.domain.times.schedule import DAYS, TIMES, slot_bits
from assetmap.search_index.session_table import SessionTable
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.search_index.timetable import Times

LOOK_AHEAD = 35  # days, within which the next of all that is monthly falls


@dataclass(frozen=True)
class Timing:
    """The listings that are on when a question asks, and the sessions by which they are: rows of
    the snapshot's table of them.
    """

    fits: Mask
    rows: Mask

    def soonest(self, snapshot: Snapshot, now: datetime) -> NDArray[np.int32]:
        """Numbers that put the listings in the order of the next of those sessions."""
        times = snapshot.times(now.date())
        return snapshot.sessions.soonest(self.rows, now, times, LOOK_AHEAD)


def timing_of(
    snapshot: Snapshot, preferences: Sequence[Preference], now: datetime
) -> Timing | None:
    """What the days and hours of a question select; None when it names none. `now` is aware."""
    wished = [each for each in preferences if each.sort in OF_TIME]
    if not wished:
        return None
    table, dated = snapshot.sessions, snapshot.times(now.date())
    days = [each for each in wished if each.sort is PreferenceKind.DAY]
    times = _values(wished, PreferenceKind.TIME) or TIMES
    rows = _on_days(table, dated, days, times, now)
    hours = [each for each in wished if each.sort is PreferenceKind.HOURS]
    for each in hours:
        rows = rows & table.between(each.earliest, each.latest)
    fits = table.listings_of(rows) | table.arranged
    if not hours and not any(each.dates for each in days):
        slots = slot_bits(_values(days, PreferenceKind.DAY) or DAYS, times)
        fits |= (table.worded & slots) != 0
    return Timing(fits, rows)


def _on_days(
    table: SessionTable,
    dated: Times,
    days: Sequence[Preference],
    times: Sequence[str],
    now: datetime,
) -> Mask:
    """The sessions on any of some days, at some times of day."""
    if not days:
        every: Mask = (table.slots & slot_bits(DAYS, times)) != 0
        return every
    rows = np.zeros(len(table.slots), bool)
    for each in days:
        at_times = table.starting_on(each.values)
        if tuple(times) != TIMES:
            at_times &= (table.slots & slot_bits(each.values, times)) != 0
        if each.dates:
            at_times &= np.any([table.on(on, now, dated) for on in each.dates], axis=0)
        rows |= at_times
    return rows


def _values(preferences: Sequence[Preference], sort: PreferenceKind) -> tuple[str, ...]:
    found = (value for each in preferences if each.sort is sort for value in each.values)
    return tuple(dict.fromkeys(found))
