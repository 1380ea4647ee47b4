"""What the public may see of a listing. Every public door takes this and nothing else."""

from dataclasses import dataclass, replace
from datetime import datetime

from assetmap.domain.listings.hidden_place import without_hidden
from assetmap.domain.listings.listing import Checked, Contact, Listing, Precision, Status, Where
from assetmap.domain.listings.opening import opening_rules, session_venue
from assetmap.domain.place import Point
from assetmap.domain.times.borough_calendar import BoroughCalendar
from assetmap.domain.times.occurrences import next_session
from assetmap.domain.times.opening_hours import Opening, opening_at
from assetmap.domain.times.rules import Rule
from assetmap.domain.times.schedule import LONDON, Session
from assetmap.domain.times.school_terms import is_on_holiday


@dataclass(frozen=True, slots=True)
class PublicListing:
    """A listing without its private side: no private contact, no point that may not be shown,
    nothing of who reported what or who of the staff saw which proof.

    `where.point` is the venue's point, a neighbourhood's middle when approximate, and None when
    only the area may be known or nothing at all. `shown` is the listing with the rest blanked.
    """

    shown: Listing

    @property
    def id(self) -> str:
        """The listing's id."""
        return self.shown.id

    @property
    def where(self) -> Where:
        """Where it is, as far as that may be shown."""
        return self.shown.where

    @property
    def point(self) -> Point | None:
        """The point that may be shown and measured from, if any."""
        return self.shown.where.point

    def next_session(
        self, now: datetime, calendar: BoroughCalendar, slots: int | None = None
    ) -> Session | None:
        """When it is on next; None for one that is paused, only planned, or in no term it goes by.

        `slots` are the bits of `Schedule.slots` to keep to, any when None.
        """
        today = now.astimezone(LONDON).date()
        is_off = self.shown.status.is_off
        if is_off or is_on_holiday(self.shown.schedule.terms, calendar.terms, today):
            return None
        schedule = self.shown.schedule
        kept = schedule if slots is None else schedule.only(slots)
        return next_session(kept, now, calendar, session_venue(self.shown, calendar))

    def next_of(self, rule: Rule, now: datetime, calendar: BoroughCalendar) -> Session | None:
        """When one of its rules falls next, on a day of term if it goes by those; today, paused or
        not, is left to the caller.
        """
        schedule = replace(self.shown.schedule, rules=(rule,), records=())
        return next_session(schedule, now, calendar, session_venue(self.shown, calendar))

    def opening(self, now: datetime, calendar: BoroughCalendar) -> Opening | None:
        """How its door stands; None for one that has no hours, or is paused or only planned."""
        if self.shown.status is not Status.PUBLISHED:
            return None
        rules = opening_rules(self.shown)
        if not rules:  # as most: whose house it meets in need not be looked up
            return None
        venue = session_venue(self.shown, calendar)
        return opening_at(self.shown.schedule, rules, now, calendar, venue)

    def is_outside(self, authority_code: str) -> bool:
        """Whether it is known to lie in another council's area than `authority_code`.

        A point whose council is unknown is far from every postcode of the borough's, so outside.
        """
        where = self.shown.where
        return where.authority != authority_code and bool(where.authority or where.point)


def public_view(listing: Listing) -> PublicListing:
    """The public side of a listing. Raises ValueError when it is not public at all."""
    if not listing.status.is_public:
        raise ValueError(f"{listing.id} is not public: it is {listing.status}")
    checked = listing.checked
    return PublicListing(
        replace(
            listing,
            private=Contact(),
            where=public_where(listing.where),
            steward="",
            consent="",
            checked=Checked(checked.on, checked.by, checked.how),
            evidence=tuple(replace(evidence, by="") for evidence in listing.evidence),
        )
    )


def public_where(where: Where) -> Where:
    """Where it is, as far as its precision allows."""
    match where.precision:
        case Precision.VENUE:
            return where
        case Precision.APPROXIMATE:
            return without_hidden(where)
        case Precision.AREA:
            return Where(Precision.AREA, area_served=where.area_served or where.place)
        case Precision.WITHHELD:
            return Where(Precision.WITHHELD, area_served=where.area_served)
