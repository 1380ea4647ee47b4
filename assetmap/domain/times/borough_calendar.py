"""The days that stand out in a borough, and in which order they count for what is on.

The order, as `product.md` has it for people: a date of the listing's own (closed, moved, open), the
closing of the hub it meets in, a bank holiday, school terms, and then the rule.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from assetmap.domain.text import fold
from assetmap.domain.times.bank_holidays import BankHolidays
from assetmap.domain.times.dated_changes import ChangeKind
from assetmap.domain.times.schedule import Schedule
from assetmap.domain.times.school_terms import SchoolTerms, goes_by_school_terms

CLOSED, AS_USUAL = "closed", "as usual"


@dataclass(frozen=True)
class Venue:
    """A place that other listings meet in: when it is closed, nothing in it is on.

    `listing_id` is the id of the listing whose house it is.
    """

    schedule: Schedule
    postcode: str = ""
    listing_id: str = ""


@dataclass(frozen=True)
class BoroughCalendar:
    """School terms, bank holidays, and the hubs whose closing closes what meets in them, by their
    folded names.
    """

    terms: SchoolTerms = field(default_factory=SchoolTerms)
    bank_holidays: BankHolidays = field(default_factory=BankHolidays)
    venues: Mapping[str, Venue] = field(default_factory=dict)

    def venue_of(self, name: str, postcode: str = "") -> Schedule | None:
        """The schedule of the hub of that name; None when there is none, or at another postcode."""
        found = self.hub_of(name, postcode)
        return found.schedule if found else None

    def hub_of(self, name: str, postcode: str = "") -> Venue | None:
        """The hub of that name; None when there is none, or at another postcode."""
        found = self.venues.get(fold(name)) if name else None
        if found is None or (postcode and found.postcode and postcode != found.postcode):
            return None
        return found

    def closing_of(self, schedule: Schedule, on: date) -> str:
        """Why a door is closed all day on a date, as `Easter Monday`; blank when nothing says so.

        `Closed` where it is one of its own dates without a word why, and no bank holiday.
        """
        for change in schedule.changes:
            if change.holds(on) and not change.is_of_sessions:
                return (change.why or "Closed") if change.kind is ChangeKind.CLOSED else ""
        name = self.bank_holidays.name_of(on)
        if on in schedule.closed:
            return name or "Closed"
        return name if name and schedule.bank_holidays == CLOSED else ""

    def of_rule(self, schedule: Schedule, venue: Schedule | None, on: date) -> "DayFound":
        """What the calendar says of a date of a schedule's rules; its own dates are asked first."""
        if venue is not None and self.closing_of(venue, on):
            return _OFF
        holiday = self.bank_holidays.name_of(on)
        if holiday and schedule.bank_holidays == CLOSED:
            return _OFF
        if goes_by_school_terms(schedule.terms) and not self.terms.is_on(on):
            return _OFF
        if not holiday or schedule.bank_holidays == AS_USUAL:
            return _ON
        if schedule.bank_holidays:
            return DayFound(DayState.HOLIDAY_HOURS, holiday)
        return DayFound(DayState.UNSURE, holiday)


class DayState(Enum):
    """Whether what a rule says holds on a date."""

    ON = "on"
    OFF = "off"
    HOLIDAY_HOURS = "at the hours of a bank holiday"
    UNSURE = "a bank holiday of which nothing is known"


@dataclass(frozen=True, slots=True)
class DayFound:
    """What was found of a date, and the name of the bank holiday if it is one."""

    state: DayState
    holiday: str = ""


_ON, _OFF = DayFound(DayState.ON), DayFound(DayState.OFF)
