"""What waits to be done: which listings are due, whom to ring next, and how much of everything.

A person's patch is the places whose listings they look after; what names one of those places, as
where it is or as what it covers, is theirs to do. Hub teams see their own listings only.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.freshness import Freshness, standing_of
from assetmap.domain.listings.ending import is_finished
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.listings.planned import was_to_open_on
from assetmap.domain.listings.source_row import SourceRow
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.text import fold
from assetmap.services.checks.evidence import expired
from assetmap.services.checks.sent_back import SentBack, sent_back_to
from assetmap.services.checks.websites import dead_websites, website_dead_on
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import stopped_batches
from assetmap.services.imports.gone_rows import gone_from_source, is_to_be_asked
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import LOCAL_SOURCE
from assetmap.services.listings.proposals import waiting
from assetmap.services.listings.transitions import authors
from assetmap.services.mail.mail_queue import failed_emails
from assetmap.services.open_reports import open_reports
from assetmap.storage.tables import CHECKS

WEEK = timedelta(days=7)
_NEWEST = 200  # checks of today that are looked through

_folded = lru_cache(8192)(fold)  # the same names are sorted at every call

Wanted = Callable[[Listing], bool]


@dataclass(frozen=True)
class DueListing:
    """A listing that somebody should ring about by the end of the week from today."""

    listing: Listing
    due_on: date
    freshness: Freshness
    reports: int  # how many open ones
    gone_from: str = ""  # the source whose file has it no more, when nobody has asked since
    website_dead_on: date | None = None  # since when its website does not answer, likewise
    finished: bool = False  # its last date has passed, or it has closed: is there more?
    was_to_open_on: date | None = None  # it is only planned, and that day has come: has it?

    @property
    def area(self) -> str:
        """What it is sorted under: its town, or the area it covers. Nothing when that is secret."""
        where = self.listing.where
        if where.precision is Precision.WITHHELD:
            return where.area_served
        return where.place or where.area_served


@dataclass(frozen=True)
class Calls:
    """The call list of somebody today: what is left, in order, and what is done with already."""

    left: tuple[DueListing, ...]
    tried: int  # so many more are due and were tried today
    made: int  # so many calls the person has made today

    def after(self, listing_id: str, order: tuple[object, ...]) -> DueListing | None:
        """The call that follows the one at `order`, or the first; None when none is left."""
        others = [due for due in self.left if due.listing.id != listing_id]
        return next((due for due in others if _order(due) > order), others[0] if others else None)


@dataclass(frozen=True)
class Work:
    """How much of everything waits for one person."""

    due: int
    reports: int
    suggestions: int
    to_review: int  # proposals and drafts; 0 for those who do not review
    expired: int  # listings with a proof that has run out; 0 for those who do not record any
    letters: int  # that could not be delivered; 0 for those who do not review
    drafts: tuple[Listing, ...]  # the person's own that are not sent yet, and did not come back
    sent_back: tuple[SentBack, ...]
    stopped_imports: int = 0  # files that stopped half-way; 0 for those who bring none in


def due_listings(context: Context, person: Person, *, everywhere: bool = False) -> list[DueListing]:
    """The public listings of somebody's patch that are due within a week or were before.

    Also those with reports, those that their source has no more, those whose website is dead, and
    what was planned to open by today.

    Those with open reports come first, then by area and name.
    """
    today, wanted = context.clock.today(), _wanted(context, person, everywhere)
    cached = context.directory_cache.current()
    reported: dict[str, int] = {}
    for report in open_reports(context):
        reported[report.listing_id] = reported.get(report.listing_id, 0) + 1
    gone, dead = gone_from_source(context), dead_websites(context)
    found = []
    for row in cached.snapshot.rows:
        listing_id = row.listing.id
        listing = cached.listings[listing_id]
        source = _gone_from(listing, gone.get(listing_id))
        dead_on = website_dead_on(listing, dead.get(listing_id))
        is_over, opening = is_finished(listing, today), was_to_open_on(listing, today)
        is_due = row.standing.due_on <= today + WEEK or is_over or bool(opening)
        if not (is_due or listing_id in reported or source or dead_on) or not wanted(listing):
            continue
        reports, standing = reported.get(listing_id, 0), row.standing
        about = (standing.due_on, standing.on(today), reports, source, dead_on)
        found.append(DueListing(listing, *about, finished=is_over, was_to_open_on=opening))
    return sorted(found, key=_order)


def call_list(context: Context, person: Person, *, everywhere: bool = False) -> Calls:
    """Whom to ring today: due, not tried today, and no ending or change heard there waits."""
    today = context.clock.today()
    asked = {x.listing_id for x in waiting(context) if x.archive_because or x.check_id}
    asked |= {x.listing_id for x in _checks_today(context) if x.waits_for_change}
    due = [
        each
        for each in due_listings(context, person, everywhere=everywhere)
        if each.listing.id not in asked
    ]
    left = tuple(each for each in due if today not in each.listing.checked.unanswered)
    return Calls(left, tried=len(due) - len(left), made=len(_calls_today(context, person)))


def call_of(context: Context, listing_id: str) -> DueListing:
    """One listing as a call, whether it is due or not. Raises NotFound."""
    listing = context.store.get_listing(listing_id).listing
    standing = standing_of(listing, context.borough.upkeep)
    reports = len(open_reports(context, listing_id))
    source = _gone_from(listing, gone_from_source(context).get(listing_id))
    dead_on = website_dead_on(listing, dead_websites(context).get(listing_id))
    today = context.clock.today()
    return DueListing(
        *(listing, standing.due_on, standing.on(today), reports, source, dead_on),
        finished=is_finished(listing, today),
        was_to_open_on=was_to_open_on(listing, today),
    )


def next_call(
    context: Context, person: Person, done: DueListing, *, everywhere: bool = False
) -> DueListing | None:
    """The call that comes after one that was just made; None when nothing is left today."""
    calls = call_list(context, person, everywhere=everywhere)
    return calls.after(done.listing.id, _order(done))


def work_of(context: Context, person: Person, *, everywhere: bool = False) -> Work:
    """How much of everything waits for a person, and what of their own came back."""
    cached, wanted = context.directory_cache.current(), _wanted(context, person, everywhere)
    by_status: dict[Status, list[Listing]] = {}
    for listing in cached.listings.values():
        by_status.setdefault(listing.status, []).append(listing)
    due = due_listings(context, person, everywhere=everywhere)
    reviews = may(person, Action.REVIEW)
    in_review = len(by_status.get(Status.IN_REVIEW, ()))
    sent_back = sent_back_to(context, person)
    returned = {each.listing.id for each in sent_back if each.proposal is None}
    return Work(
        due=len(due),
        reports=sum(each.reports for each in due),
        suggestions=sum(_unplaced(each) or wanted(each) for each in _of(by_status, "suggested")),
        to_review=in_review + len(waiting(context)) if reviews else 0,
        expired=len(expired(context)) if may(person, Action.RECORD_EVIDENCE) else 0,
        letters=len(failed_emails(context, Actor(person))) if may(person, Action.REVIEW) else 0,
        drafts=tuple(
            draft
            for draft in _of(by_status, "draft")
            if draft.source == LOCAL_SOURCE
            and draft.id not in returned
            and person.id in authors(context, draft.id)
        ),
        sent_back=sent_back,
        stopped_imports=len(stopped_batches(context)) if may(person, Action.IMPORT) else 0,
    )


def tries(checks: list[Check], since: date | None) -> tuple[Check, ...]:
    """The calls that nobody answered since the last check that counts, oldest first, one a day."""
    failed: dict[date, Check] = {}
    for check in reversed(checks):
        counts = check.outcome is Outcome.NO_ANSWER and check.method.is_attempt
        if counts and (since is None or check.on >= since):
            failed.setdefault(check.on, check)
    return tuple(failed[on] for on in sorted(failed))


def _gone_from(listing: Listing, row: SourceRow | None) -> str:
    return row.source if row and is_to_be_asked(listing, row) else ""


def _order(due: DueListing) -> tuple[object, ...]:
    return (due.reports == 0, _folded(due.area), _folded(due.listing.name), due.listing.id)


def _of(by_status: dict[Status, list[Listing]], status: str) -> list[Listing]:
    return by_status.get(Status(status), [])


def _wanted(context: Context, person: Person, everywhere: bool) -> Wanted:
    """Whether a listing is somebody's to look after."""
    patch = frozenset() if everywhere else frozenset(fold(place) for place in person.patch)
    named: dict[str, frozenset[str]] = {}

    def places(text: str) -> frozenset[str]:
        if text not in named:
            found = context.gazetteer.places_in(text)
            named[text] = frozenset(fold(place.label) for place in found) | {fold(text)}
        return named[text]

    def wanted(listing: Listing) -> bool:
        if not may(person, Action.SEE_WORK, listing.id):
            return False
        texts = filter(None, (listing.where.place, listing.where.area_served))
        return not patch or any(patch & places(text) for text in texts)

    return wanted


def _unplaced(listing: Listing) -> bool:
    return not (listing.where.place or listing.where.area_served)


def _calls_today(context: Context, person: Person) -> set[str]:
    """The listings that somebody has rung about today."""
    checks = _checks_today(context, by=person.id)
    return {check.listing_id for check in checks if check.method is Method.PHONED}


def _checks_today(context: Context, **by: str) -> list[Check]:
    today = context.clock.today()
    checks = context.store.find(CHECKS, newest_first=True, most=_NEWEST, **by)
    return [check for check in checks if check.on == today]
