"""What waits to be done: which listings are due, whom to ring next, and how much of everything.

A person's patch is the places whose listings they look after; what names one of those places, as
where it is or as what it covers, is theirs to do. Hub teams see their own listings only.
"""

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from assetmap.domain.checks.check import Check, Method, Outcome
from assetmap.domain.checks.freshness import Freshness, standing_of
from assetmap.domain.listings.ending import is_finished
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.planned import was_to_open_on
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.text import fold
from assetmap.search_index.listing_columns import sort_area
from assetmap.services.checks.evidence import expired_listings
from assetmap.services.checks.sent_back import SentBack, sent_back_to
from assetmap.services.checks.websites import all_dead_on, dead_websites, website_dead_on
from assetmap.services.context import Context
from assetmap.services.every_listing import EveryListing, Mask, Selection
from assetmap.services.imports.batch_work import stopped_batches
from assetmap.services.imports.gone_rows import all_to_be_asked, gone_from_source, is_to_be_asked
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.drafts import LOCAL_SOURCE
from assetmap.services.listings.proposals import waiting
from assetmap.services.listings.staff_search import may_see_work
from assetmap.services.listings.transitions import authors
from assetmap.services.mail.mail_queue import failed_emails
from assetmap.services.open_reports import open_reports
from assetmap.storage.tables import CHECKS

WEEK = timedelta(days=7)
_NEWEST = 200  # checks of today that are looked through


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
        return sort_area(self.listing)


@dataclass(frozen=True)
class Calls:
    """The call list of somebody today: what is left, in order, and what is done with already."""

    left: Selection[DueListing]
    tried: int  # so many more are due and were tried today
    made: int  # so many calls the person has made today
    every: EveryListing

    def after(self, listing_id: str, order: tuple[object, ...]) -> DueListing | None:
        """The call that follows the one at `order`, or the first; None when none is left."""
        place = bisect_right(self.left, order, key=_order)
        others = [*self.left[place : place + 2], *self.left[:2]]
        return next((due for due in others if due.listing.id != listing_id), None)

    def place_of(self, listing_id: str) -> int | None:
        """How many calls come before that about a listing; None when it is none of them."""
        if (at := self.every.place_of(listing_id)) is None:
            return None
        places: list[int] = np.flatnonzero(self.left.positions == at).tolist()
        return places[0] if places else None


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


@dataclass(frozen=True)
class _Noted:
    """What is on record of listings beside themselves, by their ids."""

    reports: Mapping[str, int]  # how many open ones
    gone_from: Mapping[str, str]  # the source
    dead_on: Mapping[str, date]

    @classmethod
    def of(cls, context: Context, every: EveryListing) -> "_Noted":
        return cls(
            Counter(report.listing_id for report in open_reports(context)),
            all_to_be_asked(every, gone_from_source(context)),
            all_dead_on(every, dead_websites(context)),
        )

    def due(self, context: Context, listing: Listing) -> DueListing:
        """The call about a listing."""
        today, listing_id = context.clock.today(), listing.id
        standing = standing_of(listing, context.borough.upkeep)
        return DueListing(
            listing,
            standing.due_on,
            standing.on(today),
            self.reports.get(listing_id, 0),
            self.gone_from.get(listing_id, ""),
            self.dead_on.get(listing_id),
            finished=is_finished(listing, today),
            was_to_open_on=was_to_open_on(listing, today),
        )


def due_listings(
    context: Context, person: Person, *, everywhere: bool = False
) -> Selection[DueListing]:
    """The public listings of somebody's patch that are due within a week or were before.

    Also those with reports, those that their source has no more, those whose website is dead, and
    what was planned to open by today.

    Those with open reports come first, then by area and name.
    """
    every = context.directory_cache.current().every
    noted, arrays = _Noted.of(context, every), every.arrays
    reported = every.mask_of(noted.reports)
    is_due = _is_due(every, context.clock.today()) | reported
    is_due |= every.mask_of((*noted.gone_from, *noted.dead_on))
    is_due &= arrays.is_public
    at = np.flatnonzero(is_due & _wanted(context, person, every, is_due, everywhere=everywhere))
    areas = arrays.kept.coded["sort_area"].codes
    order = np.lexsort((arrays.name_rank[at], areas[at], ~reported[at]))
    return Selection(at[order], lambda position: noted.due(context, every.at(position)))


def _is_due(every: EveryListing, today: date) -> Mask:
    """What is due for what stands in the listing itself."""
    arrays = every.arrays
    in_a_week: Mask = arrays.kept.flat["due_on"] <= (today + WEEK).toordinal()
    return in_a_week | arrays.is_finished(today) | arrays.was_to_open(today)


def call_list(context: Context, person: Person, *, everywhere: bool = False) -> Calls:
    """Whom to ring today: due, not tried today, and no ending or change heard there waits."""
    today, every = context.clock.today(), context.directory_cache.current().every
    asked = {x.listing_id for x in waiting(context) if x.archive_because or x.check_id}
    asked |= {x.listing_id for x in _checks_today(context) if x.waits_for_change}
    due = due_listings(context, person, everywhere=everywhere).only(~every.mask_of(asked))
    left = due.only(~every.arrays.was_rung_in_vain_on(today))
    made = len(_calls_today(context, person))
    return Calls(left, tried=len(due) - len(left), made=made, every=every)


def call_of(context: Context, listing_id: str) -> DueListing:
    """One listing as a call, whether it is due or not. Raises NotFound."""
    listing = context.store.get_listing(listing_id).listing
    row = gone_from_source(context).get(listing_id)
    source = row.source if row and is_to_be_asked(listing, row) else ""
    dead_on = website_dead_on(listing, dead_websites(context).get(listing_id))
    noted = _Noted(
        {listing_id: len(open_reports(context, listing_id))},
        {listing_id: source},
        {listing_id: dead_on} if dead_on else {},
    )
    return noted.due(context, listing)


def next_call(
    context: Context, person: Person, done: DueListing, *, everywhere: bool = False
) -> DueListing | None:
    """The call that comes after one that was just made; None when nothing is left today."""
    calls = call_list(context, person, everywhere=everywhere)
    return calls.after(done.listing.id, _order(done))


def work_of(context: Context, person: Person, *, everywhere: bool = False) -> Work:
    """How much of everything waits for a person, and what of their own came back."""
    every = context.directory_cache.current().every
    due = due_listings(context, person, everywhere=everywhere)
    open_ones = Counter(report.listing_id for report in open_reports(context))
    is_due = np.zeros(len(every), bool)
    is_due[due.positions] = True
    places = ((every.place_of(each), number) for each, number in open_ones.items())
    reviews = may(person, Action.REVIEW)
    in_review = len(every.with_status(Status.IN_REVIEW))
    sent_back = sent_back_to(context, person)
    returned = {each.listing.id for each in sent_back if each.proposal is None}
    local = every.arrays.has_status(Status.DRAFT) & every.arrays.is_of_source(LOCAL_SOURCE)
    return Work(
        due=len(due),
        reports=sum(number for at, number in places if at is not None and is_due[at]),
        suggestions=_suggestions(context, person, every, everywhere=everywhere),
        to_review=in_review + len(waiting(context)) if reviews else 0,
        expired=len(expired_listings(context)) if may(person, Action.RECORD_EVIDENCE) else 0,
        letters=len(failed_emails(context, Actor(person))) if may(person, Action.REVIEW) else 0,
        drafts=tuple(
            draft
            for draft in every.where(local)
            if draft.id not in returned and person.id in authors(context, draft.id)
        ),
        sent_back=sent_back,
        stopped_imports=len(stopped_batches(context)) if may(person, Action.IMPORT) else 0,
    )


def _suggestions(context: Context, person: Person, every: EveryListing, *, everywhere: bool) -> int:
    """How many suggestions are of somebody's patch, or say no place."""
    waits, coded = every.arrays.has_status(Status.SUGGESTED), every.arrays.kept.coded
    unplaced = coded["place"].having("") & coded["area_served"].having("")
    wanted = _wanted(context, person, every, waits, everywhere=everywhere)
    return int((waits & (unplaced | wanted)).sum())


def tries(checks: list[Check], since: date | None) -> tuple[Check, ...]:
    """The calls that nobody answered since the last check that counts, oldest first, one a day."""
    failed: dict[date, Check] = {}
    for check in reversed(checks):
        counts = check.outcome is Outcome.NO_ANSWER and check.method.is_attempt
        if counts and (since is None or check.on >= since):
            failed.setdefault(check.on, check)
    return tuple(failed[on] for on in sorted(failed))


def _order(due: DueListing) -> tuple[object, ...]:
    return (due.reports == 0, fold(due.area), fold(due.listing.name), due.listing.id)


def _wanted(
    context: Context, person: Person, every: EveryListing, among: Mask, *, everywhere: bool
) -> Mask:
    """Which listings of some are somebody's to look after."""
    theirs = may_see_work(person, every)
    patch = frozenset() if everywhere else frozenset(fold(place) for place in person.patch)
    if not patch:
        return theirs

    def is_named(text: str) -> bool:
        found = context.gazetteer.places_in(text)
        return bool(text and patch & {*(fold(place.label) for place in found), fold(text)})

    coded = every.arrays.kept.coded
    named = (coded[field].where(is_named, among) for field in ("place", "area_served"))
    return theirs & np.logical_or(*named)


def _calls_today(context: Context, person: Person) -> set[str]:
    """The listings that somebody has rung about today."""
    checks = _checks_today(context, by=person.id)
    return {check.listing_id for check in checks if check.method is Method.PHONED}


def _checks_today(context: Context, **by: str) -> list[Check]:
    today = context.clock.today()
    checks = context.store.find(CHECKS, newest_first=True, most=_NEWEST, **by)
    return [check for check in checks if check.on == today]
