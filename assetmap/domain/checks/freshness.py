"""How far a listing can be trusted today: worked out from its checks, never typed.

From the day of the last check that counts, the listing's kind says after how many months it is due
again. Around that day stand the rungs: ask the organiser, due, overdue (the public is told),
unconfirmed (not shown unless asked for), lapsed (to be archived). Days and months are data.
One that nobody has ever checked is due from the first, and goes down the later rungs as if it had
been checked on the day it became public.
"""

from calendar import monthrange
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import MAXYEAR, date, timedelta
from enum import StrEnum

from assetmap.domain.listings.listing import Checked, Kind, Listing
from assetmap.domain.times.school_terms import goes_by_school_terms

_TERM_MONTHS = 2
_UNKNOWN = date.min + timedelta(days=366)  # long ago; a year from the calendar's beginning


class Freshness(StrEnum):
    """Where a listing stands on the ladder, from best to worst."""

    FRESH = "fresh"
    ASK = "ask"  # due within a month: the organiser is asked
    DUE = "due"
    UNCHECKED = "unchecked"  # nobody has ever checked it: due, and the public is told
    OVERDUE = "overdue"
    UNCONFIRMED = "unconfirmed"
    LAPSED = "lapsed"

    @property
    def label(self) -> str:
        """The rung as staff say it."""
        return _LABELS[self]

    @property
    def is_due(self) -> bool:
        """Whether the day on which somebody should check it again has come."""
        return self not in (Freshness.FRESH, Freshness.ASK)

    @property
    def is_doubtful(self) -> bool:
        """Whether the public is told that nobody has confirmed it for too long."""
        return self in (Freshness.OVERDUE, Freshness.UNCONFIRMED, Freshness.LAPSED)


_LABELS = {
    Freshness.FRESH: "Checked",
    Freshness.ASK: "Due soon",
    Freshness.DUE: "Check due",
    Freshness.UNCHECKED: "Not checked yet",
    Freshness.OVERDUE: "Overdue",
    Freshness.UNCONFIRMED: "Not confirmed",
    Freshness.LAPSED: "To be archived",
}


@dataclass(frozen=True)
class UpkeepRules:
    """How often listings are checked and what follows when they are not. A borough's own data.

    `months` by kind; the rest are days before or after the day on which a check is due.
    `second_failure` is how many reports, or calls without answer on different days, make a
    listing overdue at once; without so many such calls none is given up. `four_eyes`: nobody
    publishes what they wrote themselves.
    """

    months: Mapping[Kind, int] = field(default_factory=dict)
    usual_months: int = 6
    ask_before: int = 30
    overdue_after: int = 30
    unconfirmed_after: int = 90
    lapsed_after: int = 180
    second_failure: int = 2
    four_eyes: bool = True
    link_days: int = 30
    audit_months: int = 24
    report_months: int = 6
    submission_months: int = 6
    gap_months: int = 24
    session_days: int = 14

    def months_of(self, kind: Kind) -> int:
        """How many months a check of this kind of listing holds."""
        return self.months.get(kind, self.usual_months)


@dataclass(frozen=True, slots=True)
class Standing:
    """The days on which a listing reaches each rung.

    `due_on` is never None. Later rungs are None for a listing that nobody has checked and of which
    nothing tells since when it is known. `is_checked`: somebody has checked it.
    """

    due_on: date
    ask_on: date
    overdue_on: date | None
    unconfirmed_on: date | None
    lapsed_on: date | None
    is_checked: bool = True

    def on(self, today: date) -> Freshness:
        """The rung on a day."""
        rungs = (
            (self.lapsed_on, Freshness.LAPSED),
            (self.unconfirmed_on, Freshness.UNCONFIRMED),
            (self.overdue_on, Freshness.OVERDUE),
            (self.due_on, Freshness.DUE),
            (self.ask_on, Freshness.ASK),
        )
        reached = (rung for on, rung in rungs if on is not None and today >= on)
        rung = next(reached, Freshness.FRESH)
        return rung if self.is_checked or rung.is_doubtful else Freshness.UNCHECKED


def standing_of(listing: Listing, rules: UpkeepRules) -> Standing:
    """When the listing reaches each rung of the ladder; no rung is reached before an earlier one.

    One report makes it due on that day; `second_failure` of them, or calls without answer on so
    many days, make it overdue. A listing that nobody has checked is due from the day it became
    public, and overdue as one that was checked on that day. One that goes by school terms is due at
    the latest on the next 1 September.
    """
    checked, known = listing.checked, listing.checked.on or _public_since(listing)
    doubted = _doubted_on(checked, rules)
    if known is None:
        return Standing(_UNKNOWN, _UNKNOWN, doubted, None, None, is_checked=False)
    planned = _planned(listing, known, rules)
    doubts = [on for on in (min(checked.reported, default=None), doubted) if on is not None]
    due = min((planned if checked.on else known, *doubts))
    overdue = _days_after(planned, rules.overdue_after)
    return Standing(
        due_on=due,
        ask_on=_days_after(due, -rules.ask_before) if checked.on else due,
        overdue_on=min(overdue, doubted) if doubted else overdue,
        unconfirmed_on=_days_after(planned, rules.unconfirmed_after),
        lapsed_on=_days_after(planned, rules.lapsed_after),
        is_checked=checked.on is not None,
    )


def _public_since(listing: Listing) -> date | None:
    """The day it became public or, where that is not on record, was taken in."""
    if listing.published_on is None and listing.created_at is not None:
        return listing.created_at.date()
    return listing.published_on


def _planned(listing: Listing, checked: date, rules: UpkeepRules) -> date:
    """When a check is due again if nobody doubts it: what goes by school terms, each September."""
    planned = months_after(checked, rules.months_of(listing.kind))
    if not goes_by_school_terms(listing.schedule.terms):
        return planned
    september = date(checked.year, 9, 1)
    if september < months_after(checked, _TERM_MONTHS):  # what was said this summer still holds
        september = months_after(september, 12)
    return min(planned, september)


def freshness_of(listing: Listing, rules: UpkeepRules, today: date) -> Freshness:
    """Where a listing stands on a day."""
    return standing_of(listing, rules).on(today)


def was_rung_in_vain(checked: Checked, rules: UpkeepRules) -> bool:
    """Whether nobody answered on so many days since the last check that it counts as a failure."""
    return _reached_on(set(checked.unanswered), rules) is not None


def months_after(on: date, months: int) -> date:
    """The same day some months later, or the last day of a month that is shorter.

    A file may say any date, and the calendar ends: nothing is later than its last day.
    """
    years, month = divmod(on.month - 1 + months, 12)
    year = on.year + years
    if year > MAXYEAR:
        return date.max
    return date(year, month + 1, min(on.day, monthrange(year, month + 1)[1]))


def _days_after(on: date, days: int) -> date:
    try:
        return on + timedelta(days=days)
    except OverflowError:
        return date.max if days > 0 else date.min


def _doubted_on(checked: Checked, rules: UpkeepRules) -> date | None:
    """The day on which reports or failed calls were too many, if they ever were."""
    reached = (_reached_on(checked.reported, rules), _reached_on(set(checked.unanswered), rules))
    return min((on for on in reached if on is not None), default=None)


def _reached_on(failures: Collection[date], rules: UpkeepRules) -> date | None:
    """The day of the failure that was one too many, if there were so many."""
    needed = rules.second_failure
    return sorted(failures)[needed - 1] if len(failures) >= needed else None
