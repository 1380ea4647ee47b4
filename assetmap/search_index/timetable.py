"""When every listing is on around today: made for a fortnight, and changed with what changes.

What's on, the next date, filters of days and `open now`, and every feed ask the same arrays. The
base of them is written to files that all processes share; what changed since is a small overlay.
"""

import threading
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
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

DAYS_SERVED = 14  # after the day that it is made for
_OVERLAY_MOST = 50_000  # rows, 1 MB: then a new base is made, since each change copies them


class Tables(NamedTuple):
    """The rows of sessions, and of the hours that doors are open."""

    sessions: OccurrenceTable
    doors: OccurrenceTable


class Times(NamedTuple):
    """The sessions of all listings around a day, and the hours that their doors are open."""

    sessions: OccurrenceIndex
    doors: OccurrenceIndex


@dataclass(frozen=True)
class Timetable:
    """The days from `first` to `last` by the school terms and bank holidays that `goes_by` tells.

    `base` are the sessions and the hours of doors as they were when all were worked out, and
    `moved` has for each listing of then its position now, or -1. `overlay` has the others, by
    positions of now; `size` is how many listings there are. `guests` has for each listing the names
    of the venues that any of it may be in, as numbers.
    """

    first: date
    last: date
    goes_by: int
    size: int
    base: Tables
    moved: NDArray[np.int32]
    overlay: Tables
    guests: Rows

    @classmethod
    def of(cls, listings: Sequence[Listing], calendar: BoroughCalendar, today: date) -> "Timetable":
        """The times of all listings, for today and the days served after it. Each listing is read
        once, in order, and need not stay in memory.
        """
        first = today - timedelta(days=LOOK_BACK)
        last = today + timedelta(days=LOOK_AHEAD + DAYS_SERVED)
        named: list[tuple[int, int]] = []

        def each_once() -> Iterator[tuple[int, Listing]]:
            for position, listing in enumerate(listings):
                named.extend(_named(position, listing))
                yield position, listing

        base = Tables(*OccurrenceMaker(calendar, first, last).tables(each_once()))
        return cls._whole(first, last, _mark(calendar), len(listings), base, _guests(named))

    @classmethod
    def _whole(
        cls, first: date, last: date, goes_by: int, size: int, base: Tables, guests: Rows
    ) -> "Timetable":
        moved = np.arange(size, dtype=np.int32)
        return cls(first, last, goes_by, size, base, moved, Tables(NOTHING, NOTHING), guests)

    def serves(self, today: date, calendar: BoroughCalendar) -> bool:
        """Whether it has the days around a day, by the school terms and bank holidays of now.

        Its venues are another matter: they come with `with_changed`.
        """
        first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
        has_days = self.first <= first and last <= self.last
        return has_days and self.goes_by == _mark(calendar)

    def around(self, today: date) -> Times:
        """The times as they would be made on a day that it serves: with no day less or more."""
        first, last = today - timedelta(days=LOOK_BACK), today + timedelta(days=LOOK_AHEAD)
        return self._between(first, last)

    def _between(self, first: date, last: date) -> Times:
        pairs = zip(self.base, self.overlay, strict=True)
        return Times(*(OccurrenceIndex(base, self.moved, new, first, last) for base, new in pairs))

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
        named = [pair for each in changed.items() for pair in _named(*each)]
        guests = edit.rows_applied(self.guests, _guests(named))
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
        new = OccurrenceMaker(calendar, self.first, self.last).tables(changed.items())
        overlay = Tables(
            *(_overlay(before, edit, now) for before, now in zip(self.overlay, new, strict=True))
        )
        made = replace(self, size=edit.size, moved=moved, overlay=overlay, guests=guests)
        return made.compacted() if sum(map(len, overlay)) > _OVERLAY_MOST else made

    def compacted(self) -> "Timetable":
        """The same with all of it as its base."""
        base = Tables(*(index.merged() for index in self._between(self.first, self.last)))
        return self._whole(self.first, self.last, self.goes_by, self.size, base, self.guests)

    def arrays(self) -> dict[str, NDArray[Any]]:
        """All of it as plain arrays: those of one whose base is all there is."""
        sessions, doors = self.compacted().base
        days = [self.first.toordinal(), self.last.toordinal()]
        return {
            "about": np.array([*days, self.goes_by, self.size], np.int64),
            "guests_owner": self.guests.owner,
            "guests_venue": self.guests.columns["venue"],
            **sessions.arrays("sessions_"),
            **doors.arrays("doors_"),
        }

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[Any]]) -> "Timetable":
        """The timetable whose arrays these are. Raises KeyError when one is missing."""
        first, last, goes_by, size = arrays["about"].tolist()
        return cls._whole(
            date.fromordinal(first),
            date.fromordinal(last),
            goes_by,
            size,
            Tables(*(OccurrenceTable.of_arrays(arrays, f"{name}_") for name in Tables._fields)),
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


def _named(position: int, listing: Listing) -> Iterator[tuple[int, int]]:
    """The position of a listing with the number of each venue that it names."""
    for name in sorted(venue_names(listing)):
        yield position, _name_number(name)


def _guests(named: Sequence[tuple[int, int]]) -> Rows:
    owner = np.array([position for position, _ in named], np.int32)
    return Rows(owner, {"venue": np.array([number for _, number in named], np.int64)})


def _mark(calendar: BoroughCalendar) -> int:
    holidays = calendar.bank_holidays
    said = (calendar.terms.stretches, holidays.nation, sorted(holidays.added.items()))
    return _number(blake2b(repr(said).encode(), digest_size=8).digest())


def _name_number(name: str) -> int:
    return _number(blake2b(name.encode(), digest_size=8).digest())


def _number(digest: bytes) -> int:
    return int.from_bytes(digest, "big", signed=True)


class KeptTimes:
    """The timetable of a generation, made when somebody asks for a day that it does not serve.

    Safe to use from several threads.
    """

    def __init__(
        self,
        listings: Sequence[Listing],
        calendar: BoroughCalendar,
        timetable: Timetable | None = None,
    ) -> None:
        """`listings` are read in order when one is made; `calendar` has the venues of now."""
        self._listings, self._calendar = listings, calendar
        self.timetable = timetable
        self._lock = threading.Lock()
        self._on: tuple[date, Times] | None = None

    def on(self, today: date) -> Times:
        """The times of all the listings around a day."""
        on = self._on
        if on is None or on[0] != today:
            with self._lock:
                on = self._on = (today, self.made(today).around(today))
        return on[1]

    def made(self, today: date, *, days: int = 0) -> Timetable:
        """The timetable, of now where what was kept does not serve some days from today on."""
        kept = self.timetable
        until = today + timedelta(days=days)
        if kept is None or not all(kept.serves(on, self._calendar) for on in (today, until)):
            kept = self.timetable = Timetable.of(self._listings, self._calendar, today)
        return kept

    def serves(self, on: date) -> bool:
        """Whether nothing has to be made for a day."""
        return self.timetable is not None and self.timetable.serves(on, self._calendar)


def venues_changed(edit: Edit, before: Rows, now: Rows) -> frozenset[str]:
    """The names of the venues of listings that were written anew, are new or are gone; the rows
    have those of each generation as `text`.
    """
    gone = ~edit.kept[before.owner]
    new = np.isin(now.owner, edit.changed)
    return frozenset([*before.columns["text"][gone].tolist(), *now.columns["text"][new].tolist()])
