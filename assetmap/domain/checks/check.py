"""A check: who made sure that a listing is true, when, how, and what came of it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from assetmap.domain.listings.listing import Checked, Listing
from assetmap.domain.times.schedule import LONDON

UNDO_WITHIN = timedelta(minutes=1)


class Method(StrEnum):
    """How somebody made sure."""

    PHONED = "phoned"
    VISITED = "visited"
    ORGANISER_LINK = "organiser-link"
    ORGANISER_WROTE = "organiser-wrote"
    MET = "met"
    REGISTER = "register"
    LOOKED = "looked"  # at a website or a leaflet only

    @property
    def label(self) -> str:
        """The method as a form names it."""
        return _METHODS[self][0]

    @property
    def public_words(self) -> str:
        """The method as the public reads it, behind `Checked by ... on ...`."""
        return _METHODS[self][1]

    @property
    def is_evidence(self) -> bool:
        """Whether it tells more than what anybody may read: only then the clock starts again."""
        return self not in (Method.REGISTER, Method.LOOKED)

    @property
    def is_attempt(self) -> bool:
        """Whether nobody answering it tells something: only at the phone or at the door."""
        return self in (Method.PHONED, Method.VISITED)


_METHODS = {
    Method.PHONED: ("Phoned", "spoke to the organiser"),
    Method.VISITED: ("Visited", "visited"),
    Method.ORGANISER_LINK: ("The organiser confirmed by link", "confirmed by the organiser"),
    Method.ORGANISER_WROTE: ("The organiser wrote to us", "the organiser wrote to us"),
    Method.MET: ("Met the organiser at an event", "spoke to the organiser"),
    Method.REGISTER: ("Looked in an official register", "looked in an official register"),
    Method.LOOKED: ("Looked at their website or a leaflet", "looked at their website"),
}


class Outcome(StrEnum):
    """What came of it."""

    ALL_CORRECT = "all-correct"
    CHANGED = "changed"
    NO_ANSWER = "no-answer"
    CLOSED = "closed"
    WANTS_REMOVAL = "wants-removal"

    @property
    def label(self) -> str:
        """The outcome as a button names it."""
        return _OUTCOMES[self]

    @property
    def confirms(self) -> bool:
        """Whether the organiser was reached and the listing goes on."""
        return self in (Outcome.ALL_CORRECT, Outcome.CHANGED)


_OUTCOMES = {
    Outcome.ALL_CORRECT: "All correct",
    Outcome.CHANGED: "Something changed",
    Outcome.NO_ANSWER: "No answer",
    Outcome.CLOSED: "It has closed",
    Outcome.WANTS_REMOVAL: "They want to be taken off",
}
CONFIRMABLE = ("still running", "times", "place", "contact", "cost")


@dataclass(frozen=True, slots=True)
class Check:
    """One check event. `spoke_to` is a role ("the treasurer"), never a name; no note on people.

    `by` is the id of the person (`organiser` for a link), `body` who the public is told checked it.
    So that it can be taken back: `before` is what stood on the listing, `settled` the reports that
    it closed, and `revision` the number of the listing's newest revision after it.
    """

    id: str
    listing_id: str
    at: datetime
    by: str
    method: Method
    outcome: Outcome
    body: str = ""
    spoke_to: str = ""
    confirmed: tuple[str, ...] = ()
    note: str = ""
    before: Checked | None = field(default=None, compare=False)
    settled: tuple[str, ...] = field(default=(), compare=False)
    revision: int = field(default=0, compare=False)

    @property
    def on(self) -> date:
        """The day of the check, as people here count days."""
        return self.at.astimezone(LONDON).date()

    @property
    def waits_for_change(self) -> bool:
        """Whether it counts only once the change that staff heard of is public.

        What organisers change by their link is on the page at once, or counts when it is approved.
        """
        return self.outcome is Outcome.CHANGED and self.method is not Method.ORGANISER_LINK

    def can_be_undone(self, now: datetime) -> bool:
        """Whether "All correct" was pressed within the last minute, so that it may be a slip."""
        is_new = self.at <= now <= self.at + UNDO_WITHIN
        return self.outcome is Outcome.ALL_CORRECT and self.before is not None and is_new

    @property
    def resets_clock(self) -> bool:
        """Whether the listing counts as checked on that day: an answer, and first-hand."""
        return self.outcome.confirms and self.method.is_evidence


def after_check(listing: Listing, check: Check) -> Listing:
    """The listing as it stands after one more check.

    A check from before the last one (a clock that jumped back, a paper list typed in late) never
    makes the listing look older than it is. Doubts from after the day of the check stay.
    """
    last = listing.checked
    if last.on is not None and check.on < last.on:
        return listing
    if check.resets_clock:
        checked = Checked(
            check.on,
            check.body,
            check.method.public_words,
            tuple(on for on in last.reported if on > check.on),
            tuple(on for on in last.unanswered if on > check.on),
        )
        return replace(listing, checked=checked)
    tells = check.outcome is Outcome.NO_ANSWER and check.method.is_attempt
    if tells and check.on not in last.unanswered:
        tried = tuple(sorted((*last.unanswered, check.on)))
        return replace(listing, checked=replace(last, unanswered=tried))
    return listing


def after_report(listing: Listing, on: date) -> Listing:
    """The listing as it stands after somebody reported a problem with it."""
    reported = (*listing.checked.reported, on)
    return replace(listing, checked=replace(listing.checked, reported=reported))


def without_report(listing: Listing, on: date) -> Listing:
    """The listing once a report of that day turned out to be unfounded."""
    reported = list(listing.checked.reported)
    if on in reported:
        reported.remove(on)
    return replace(listing, checked=replace(listing.checked, reported=tuple(reported)))
