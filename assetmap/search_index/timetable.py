"""When every listing is on around today: made for a fortnight, and changed with what changes.

What's on, the next date, filters of days and `open now`, and every feed ask the same arrays. The
base of them is written once and shared by all processes; what changed since is a small overlay.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from hashlib import blake2b
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.opening import venue_names
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import LOOK_AHEAD, LOOK_BACK
from assetmap.search_index.edits import Edit, Rows
from assetmap.search_index.occurrence_index import OccurrenceIndex, now_at
from assetmap.search_index.occurrence_rows import OccurrenceMaker
from assetmap.search_index.occurrence_table import NOTHING, OccurrenceTable

Arrays = dict[str, NDArray[Any]]

DAYS_SERVED = 14  # after the day that it is made for
_OVERLAY_MOST = 50_000  # rows, 1 MB: then a new base is made, since each change copies them


class Times(NamedTuple):
    """The sessions of all listings around a day, and the hours that their doors are open."""

    sessions: OccurrenceIndex
    doors: OccurrenceIndex


@dataclass(frozen=True)
class TimetableBase:
    """The rows of all listings as they were when it was made, for the days `first` to `last`.

    `goes_by` tells the school terms and bank holidays, `key` all of it: two that are equal have one
    key, and nothing of a base ever changes.
    """

    sessions: OccurrenceTable
    doors: OccurrenceTable
    size: int
    first: date
    last: date
    goes_by: int
    key: int

    @classmethod
    def of(
        cls,
        sessions: OccurrenceTable,
        doors: OccurrenceTable,
        size: int,
        days: tuple[date, date],
        goes_by: int,
    ) -> "TimetableBase":
        """With its key."""
        digest = blake2b(repr((size, days, goes_by)).encode(), digest_size=8)
        for column in (*sessions.arrays().values(), *doors.arrays().values()):
            digest.update(np.ascontiguousarray(column).data)
        return cls(sessions, doors, size, *days, goes_by, _number(digest.digest()))

    def arrays(self) -> Arrays:
        """All of it as plain arrays, to be written once."""
        days = [self.first.toordinal(), self.last.toordinal()]
        return {
            "about": np.array([self.size, *days, self.goes_by, self.key], np.int64),
            **self.sessions.arrays("sessions_"),
            **self.doors.arrays("doors_"),
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "TimetableBase":
        """The base whose arrays these are."""
        size, first, last, goes_by, key = arrays["about"].tolist()
        return cls(
            OccurrenceTable.of_arrays(arrays, "sessions_"),
            OccurrenceTable.of_arrays(arrays, "doors_"),
            size,
            date.fromordinal(first),
            date.fromordinal(last),
            goes_by,
            key,
        )


@dataclass(frozen=True)
class Timetable:
    """A base, and what changed since. `moved` has for each listing of the base its position now, or
    -1; the overlays go by positions of now. `guests` has for each listing the names of the venues
    that any of it may be in, as numbers.
    """

    base: TimetableBase
    moved: NDArray[np.int32]
    sessions: OccurrenceTable
    doors: OccurrenceTable
    guests: Rows

    @classmethod
    def of(cls, listings: Sequence[Listing], calendar: BoroughCalendar, today: date) -> "Timetable":
        """The times of all listings, for today and the days served after it."""
        every = dict(enumerate(listings))
        first = today - timedelta(days=LOOK_BACK)
        last = today + timedelta(days=LOOK_AHEAD + DAYS_SERVED)
        maker, size, goes_by = OccurrenceMaker(calendar, first, last), len(every), _mark(calendar)
        sessions, doors = maker.sessions(every), maker.doors(every)
        base = TimetableBase.of(sessions, doors, size, (first, last), goes_by)
        return cls(base, np.arange(size, dtype=np.int32), NOTHING, NOTHING, _guests(every))

    def serves(self, today: date, calendar: BoroughCalendar) -> bool:
        """Whether it has the days around a day, by the school terms and bank holidays of now.

        Its venues are another matter: they come with `with_changed`.
        """
        first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
        has_days = self.base.first <= first and last <= self.base.last
        return has_days and self.base.goes_by == _mark(calendar)

    def around(self, today: date) -> Times:
        """The times as they would be made on a day that it serves: with no day less or more."""
        first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
        return Times(
            OccurrenceIndex(self.base.sessions, self.moved, self.sessions, first, last),
            OccurrenceIndex(self.base.doors, self.moved, self.doors, first, last),
        )

    def with_changed(
        self,
        edit: Edit,
        listings: Sequence[Listing],
        calendar: BoroughCalendar,
        changed_venues: Collection[str] = (),
        read: Callable[[int], Listing] | None = None,
    ) -> "Timetable":
        """The timetable of the next generation; `listings` are those of `edit.changed`.

        `calendar` is that of now, with the school terms and bank holidays of before.
        `changed_venues` are the folded names of the venues that are new in it, gone from it or
        other than before: what may meet there is asked of `read`, by position now, and made again.
        """
        changed = dict(zip(edit.changed.tolist(), listings, strict=True))
        guests = edit.rows_applied(self.guests, _guests(changed))
        names = np.array([_name_number(name) for name in changed_venues], np.int64)
        meeting = guests.owner[np.isin(guests.columns["venue"], names)] if len(names) else ()
        again = sorted({int(each) for each in meeting} - changed.keys())
        if again:
            assert read is not None
            changed |= {position: read(position) for position in again}
        return self._with_rows(_again(edit, again), dict(sorted(changed.items())), calendar, guests)

    def _with_rows(
        self, edit: Edit, changed: Mapping[int, Listing], calendar: BoroughCalendar, guests: Rows
    ) -> "Timetable":
        stays = self.moved >= 0
        moved = np.full(len(self.moved), -1, np.int32)
        moved[stays] = edit.moved[self.moved[stays]]
        maker = OccurrenceMaker(calendar, self.base.first, self.base.last)
        sessions = _overlay(self.sessions, edit, maker.sessions(changed))
        doors = _overlay(self.doors, edit, maker.doors(changed))
        made = replace(self, moved=moved, sessions=sessions, doors=doors, guests=guests)
        return made.compacted(edit.size) if len(sessions) + len(doors) > _OVERLAY_MOST else made

    def compacted(self, size: int) -> "Timetable":
        """The same with all of it in a new base; `size` is the number of the listings now."""
        base = self.base
        times = self.around(base.first + timedelta(days=LOOK_BACK))
        sessions, doors = times.sessions.merged(), times.doors.merged()
        days = (base.first, base.last)
        made = TimetableBase.of(sessions, doors, size, days, base.goes_by)
        return Timetable(made, np.arange(size, dtype=np.int32), NOTHING, NOTHING, self.guests)

    def arrays(self) -> Arrays:
        """All but the base as plain arrays, to be written for each generation."""
        return {
            "base": np.array([self.base.key], np.int64),
            "moved": self.moved,
            "guests_owner": self.guests.owner,
            "guests_venue": self.guests.columns["venue"],
            **self.sessions.arrays("sessions_"),
            **self.doors.arrays("doors_"),
        }

    @classmethod
    def of_arrays(cls, base: TimetableBase, arrays: Mapping[str, NDArray[Any]]) -> "Timetable":
        """The timetable whose arrays these are. Raises ValueError when they are of another base."""
        if arrays["base"].tolist() != [base.key]:
            raise ValueError("these changes are of another base")
        return cls(
            base,
            arrays["moved"],
            OccurrenceTable.of_arrays(arrays, "sessions_"),
            OccurrenceTable.of_arrays(arrays, "doors_"),
            Rows(arrays["guests_owner"], {"venue": arrays["guests_venue"]}),
        )


def _overlay(before: OccurrenceTable, edit: Edit, new: OccurrenceTable) -> OccurrenceTable:
    return OccurrenceTable.stacked((now_at(before, edit.moved), new)).in_order()


def _again(edit: Edit, again: Sequence[int]) -> Edit:
    """The edit as if those at some positions had been written anew as well."""
    if not again:
        return edit
    changed = np.union1d(edit.changed, np.array(again, np.int64))
    return Edit(np.where(np.isin(edit.moved, again), -1, edit.moved), changed, edit.size)


def _guests(listings: Mapping[int, Listing]) -> Rows:
    pairs = [
        (position, _name_number(name))
        for position, listing in listings.items()
        for name in sorted(venue_names(listing))
    ]
    owner = np.array([position for position, _ in pairs], np.int32)
    return Rows(owner, {"venue": np.array([number for _, number in pairs], np.int64)})


def _mark(calendar: BoroughCalendar) -> int:
    holidays = calendar.bank_holidays
    said = (calendar.terms.stretches, holidays.nation, sorted(holidays.added.items()))
    return _number(blake2b(repr(said).encode(), digest_size=8).digest())


def _name_number(name: str) -> int:
    return _number(blake2b(name.encode(), digest_size=8).digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)


class OccurrenceMemory:
    """Keeps the timetable from one generation to the next, for whoever has the listings at hand.

    `times` is asked under one lock at a time by whoever holds a generation of the directory.
    """

    def __init__(self) -> None:
        self._listings: dict[str, Listing] = {}
        self._calendar = BoroughCalendar()
        self._timetable: Timetable | None = None

    def tables(self, listings: Sequence[Listing], calendar: BoroughCalendar, today: date) -> Times:
        """The times of all the listings around a day."""
        timetable, before = self._timetable, self._listings
        now = {each.id: each for each in listings}
        if timetable is None or not timetable.serves(today, calendar):
            timetable = Timetable.of(listings, calendar, today)
        else:
            written = [each for each, listing in now.items() if before.get(each) is not listing]
            edit = Edit.between(list(before), list(now), written)
            venues = changed_venues(self._calendar, calendar)
            new = [listings[n] for n in edit.changed.tolist()]
            timetable = timetable.with_changed(
                edit, new, calendar, venues, lambda position: listings[position]
            )
        self._listings, self._calendar, self._timetable = now, calendar, timetable
        return timetable.around(today)


def changed_venues(before: BoroughCalendar, now: BoroughCalendar) -> frozenset[str]:
    """The folded names of the venues that one calendar has and another has not, or otherwise."""
    names = before.venues.keys() | now.venues.keys()
    return frozenset(each for each in names if before.venues.get(each) != now.venues.get(each))
