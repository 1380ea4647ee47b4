"""The call list, and one call: whom to ring, what to ask, and what came of it before."""

from dataclasses import dataclass
from datetime import date

from flask import url_for

from assetmap.domain.borough.borough import Borough
from assetmap.domain.checks.check import Check
from assetmap.domain.checks.report import Report
from assetmap.domain.listings.listing import Contact, Listing, Precision
from assetmap.domain.listings.location import remote
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.times.schedule_words import usual_lines
from assetmap.domain.validation import Problem
from assetmap.services.checks.work_queue import Calls, DueListing, tries
from assetmap.web.formatting import counted, long_date
from assetmap.web.presenters.cards import checked_words
from assetmap.web.presenters.work_words import standing_words, website_words

LINES_MOST = 100  # nobody rings more in a day


@dataclass(frozen=True)
class CallLine:
    """One listing on the call list."""

    name: str
    url: str
    area: str
    standing: str  # `Overdue`, `Due on 20 March 2026`
    is_late: bool
    reports: str  # `2 reports`; empty without one
    website: str  # that it does not answer; empty while it does
    tries: str  # `Tried once`; empty when not


@dataclass(frozen=True)
class CallsPage:
    """`/work/calls`: whom to ring today, those with reports first, then by area."""

    title: str
    calls: tuple[CallLine, ...]
    says: str  # `12 calls`, and how many more were tried today
    is_all: bool
    has_patch: bool


@dataclass(frozen=True)
class ReportLine:
    """What a resident reported: in one of our words, in their own, and when."""

    trouble: str
    words: str
    on: str


@dataclass(frozen=True)
class CallLinks:
    """Where the parts of a call's page lead, and where its forms are sent."""

    made: str
    number: str
    skip: str
    check: str
    listing: str


@dataclass(frozen=True)
class CallPage:
    """`/work/calls/<id>`: everything for one call on one page.

    `private` is shown only on the page that answers the press of "Show the number".
    """

    title: str
    listing_id: str
    place: str  # `Call 3 of 12`; empty when it is not on today's list
    area: str
    standing: str
    is_late: bool
    website: str  # that it does not answer; empty while it does
    checked: str
    phone: str
    others: tuple[tuple[str, str], ...]  # other public ways to get in touch: label and what
    has_private: bool
    may_see_private: bool
    private: Contact | None
    script: tuple[tuple[str, str], ...]  # what it is about, and what to ask
    tries: tuple[str, ...]  # `Try 1: 12 March 2026`
    reports: tuple[ReportLine, ...]
    links: CallLinks
    problems: tuple[Problem, ...] = ()
    typed: str = ""  # whom they spoke to, as typed

    @property
    def can_ring(self) -> bool:
        """Whether there is any number to ring."""
        return bool(self.phone or self.has_private)


def calls_page(calls: Calls, me: Person, today: date, *, is_all: bool) -> CallsPage:
    """The call list in words."""
    around = "yes" if is_all else None
    lines = (
        CallLine(
            name=due.listing.name,
            url=url_for("calls.show", listing_id=due.listing.id, all=around),
            area=due.area or "No area given",
            standing=standing_words(due, today),
            is_late=due.freshness.is_doubtful,
            reports=counted(due.reports, "report") if due.reports else "",
            website=website_words(due),
            tries=_tried(len(due.listing.checked.unanswered)),
        )
        for due in calls.left[:LINES_MOST]
    )
    says = counted(len(calls.left), "call") + " to make today."
    if calls.tried:
        more = "1 more was" if calls.tried == 1 else f"{calls.tried} more were"
        says += f" {more} tried today without an answer: try again on another day."
    if len(calls.left) > LINES_MOST:
        says += f" These are the first {LINES_MOST}."
    return CallsPage("Call list", tuple(lines), says, is_all, bool(me.patch))


def call_page(
    due: DueListing,
    calls: Calls,
    checks: list[Check],
    reports: list[Report],
    borough: Borough,
    me: Person,
    today: date,
    *,
    is_all: bool,
    has_private: bool,
    private: Contact | None = None,
    problems: tuple[Problem, ...] = (),
    typed: str = "",
) -> CallPage:
    """One call in words."""
    listing, public = due.listing, due.listing.public
    return CallPage(
        title=listing.name,
        listing_id=listing.id,
        place=_place(calls, listing.id),
        area=due.area or "No area given",
        standing=standing_words(due, today),
        is_late=due.freshness.is_doubtful,
        website=website_words(due),
        checked=_checked(listing, borough),
        phone=public.phone,
        others=_others(public),
        has_private=has_private,
        may_see_private=may(me, Action.SEE_PRIVATE, listing.id),
        private=private,
        script=script_of(listing, borough),
        tries=_tries(checks, listing),
        reports=tuple(_told(report) for report in reports),
        links=_links(listing.id, is_all=is_all),
        problems=problems,
        typed=typed,
    )


def script_of(listing: Listing, borough: Borough) -> tuple[tuple[str, str], ...]:
    """What to read out, each with what it is about."""
    return (
        ("Say who you are", _greeting(listing, borough)),
        ("Running", "Are you still running?"),
        ("Times", _times_question(listing)),
        ("Place", _place_question(listing)),
        ("Cost", _cost_question(listing)),
        ("Contact", _contact_question(listing.public)),
        *_needs_question(listing),
    )


def _checked(listing: Listing, borough: Borough) -> str:
    if listing.checked.on is None:
        return "Nobody has checked it yet."
    return checked_words(listing, borough)


def _others(public: Contact) -> tuple[tuple[str, str], ...]:
    ways = (("Email", public.email), ("Website", public.website))
    return tuple((label, text) for label, text in ways if text)


def _tries(checks: list[Check], listing: Listing) -> tuple[str, ...]:
    failed = tries(checks, listing.checked.on)
    return tuple(f"Try {n}: {long_date(check.on)}" for n, check in enumerate(failed, start=1))


def _told(report: Report) -> ReportLine:
    return ReportLine(report.trouble.label, report.words, long_date(report.on))


def _links(listing_id: str, *, is_all: bool) -> CallLinks:
    around = "yes" if is_all else None
    return CallLinks(
        made=url_for("calls.made", listing_id=listing_id, all=around),
        number=url_for("calls.number", listing_id=listing_id, all=around),
        skip=url_for("calls.after", listing_id=listing_id, all=around),
        check=url_for("checks.form", listing_id=listing_id),
        listing=f"/work/listings/{listing_id}",
    )


def _greeting(listing: Listing, borough: Borough) -> str:
    return (
        f"Hello, I am ringing from {borough.body}. We list {listing.name} in the {borough.title}. "
        "May I check that what we say is right? It takes two minutes."
    )


def _times_question(listing: Listing) -> str:
    lines = usual_lines(listing.schedule)
    return f"Is it still {'; '.join(lines)}?" if lines else "When is it on? We do not say."


def _place_question(listing: Listing) -> str:
    where = listing.where
    if where.precision is Precision.WITHHELD:
        return "Do not ask where it is: we keep that secret."
    if where.precision is Precision.AREA:
        if where.area_served:
            return f"Do you still cover {where.area_served}?"
        if way := remote(listing):
            return f"Is it still {way.lower()}?"
        return "Where is it, or which places do you cover? We do not say."
    named = dict.fromkeys(filter(None, (where.venue, where.address, where.place, where.postcode)))
    return f"Is it still at {', '.join(named)}?" if named else "Where is it? We do not say."


def _cost_question(listing: Listing) -> str:
    text = listing.cost.text.strip()
    return f"Is the cost still: {text}?" if text else "What does it cost? We do not say."


def _contact_question(public: Contact) -> str:
    ways = [way for way in (public.phone, public.email, public.website) if way]
    if not ways:
        return "How may people get in touch with you? We show no number."
    return f"May people still get in touch by {' or '.join(ways)}?"


def _needs_question(listing: Listing) -> tuple[tuple[str, str], ...]:
    """Whether they still need what they said, which their page tells until its time is over."""
    if not listing.needs:
        return ()
    return (("Needs", f"Do you still need this: {'; '.join(listing.needs)}?"),)


def _place(calls: Calls, listing_id: str) -> str:
    place = calls.place_of(listing_id)
    if place is None:
        return ""
    return f"Call {calls.made + place + 1} of {calls.made + len(calls.left)}"


def _tried(times: int) -> str:
    return {0: "", 1: "Tried once", 2: "Tried twice"}.get(times, f"Tried {times} times")
