"""The day's work: organisers asked, listings that ran out taken off, old things erased, post sent.

What is to be done is worked out from what the store says, and what was done shows there. So a
second run on the same day, or one after a crash, does only what is still to be done.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from assetmap.domain.checks.freshness import Freshness, UpkeepRules, freshness_of, was_rung_in_vain
from assetmap.domain.listings.ending import has_closed, is_finished
from assetmap.domain.listings.lifecycle import ArchiveReason, Transition, next_status
from assetmap.domain.listings.listing import Contact, Listing, Status
from assetmap.domain.people.people import PROGRAM
from assetmap.services.checks.digests import queue_digests
from assetmap.services.checks.organiser_links import forget_old_links
from assetmap.services.checks.organiser_requests import OrganiserRequest, ask, to_ask
from assetmap.services.context import Context
from assetmap.services.imports.batch_work import resume_stopped
from assetmap.services.imports.batches import drop_waiting
from assetmap.services.listing_repository import Actor, StoredListing, load_for_update, save_change
from assetmap.services.listings.archiving import archived
from assetmap.services.listings.superseded import close_superseded
from assetmap.services.mail.mail_queue import Delivery, deliver, erase_old_emails
from assetmap.services.privacy.retention import apply_retention
from assetmap.services.reports.committee import freeze_month
from assetmap.services.time_bank.item_letters import ask_to_renew, keep_standing
from assetmap.services.time_bank.offer_listings import SOURCE
from assetmap.services.time_bank.public_offers import refresh
from assetmap.storage.unit_of_work import UnitOfWork

CALLS_IF_UNCHECKED = 2  # on different days
FINISHED_KEPT = timedelta(days=30)  # its page says that it has finished, and somebody is rung
BATCH = 500  # listings a transaction: others who write wait for about half a second
_BY = Actor(PROGRAM, "upkeep")

T = TypeVar("T")


class Step(StrEnum):
    """What the day's work does with a listing."""

    ARCHIVE = "archive"  # nobody confirmed it for too long, and nobody answered
    CLOSE = "close"  # it is over, all but a role with dates since a month ago
    RESUME = "resume"  # it was closed for now until today


@dataclass(frozen=True)
class DayPlan:
    """What there is to do: a step for some listings, and the organisers to be asked.

    `for_editors` are the ids of those that nobody ever checked and nobody can ring: an editor says
    whether they go.
    """

    steps: Mapping[str, Step] = field(default_factory=dict)
    askings: Sequence[OrganiserRequest] = ()
    for_editors: Sequence[str] = ()


@dataclass(frozen=True)
class DayDone:
    """What was done, in numbers. `erased` is by what it was; `post` is all post, not today's.

    `for_editors` were left for an editor to decide on.
    """

    steps: Counter[Step]
    letters: int
    asked_about: int  # listings
    erased: Mapping[str, int]
    post: Delivery
    for_editors: int
    digests: int  # people written to about what waits for them
    imports: int  # imports that had stopped half-way and are through now
    imports_stopped: int  # and those that still stand still
    members: int = 0  # of the time bank, asked about what they offer and would like
    offers_off: int = 0  # time-bank offers that ran out and are listed no more
    sheet: date | None = None  # the month's end whose figures were kept for the committee


def plan_day(context: Context) -> DayPlan:
    """What there is to do today; nothing is changed by looking."""
    private, rules = context.store.private_contacts(), context.borough.upkeep
    today, steps, staying = context.clock.today(), dict[str, Step](), list[Listing]()
    for_editors = []
    for record in context.store.all():
        listing = record.listing
        contact = private.get(listing.id, Contact())
        step = step_of(listing, contact, rules, today)
        if _is_for_editors(listing, contact, rules, today):
            for_editors.append(listing.id)
        if step is not None:
            steps[listing.id] = step
        elif listing.status.is_public:
            staying.append(listing)
    return DayPlan(steps, to_ask(context, staying), for_editors)


def run_day(context: Context) -> DayDone:
    """Do the day's work; safe to do twice, and after a crash."""
    return carry_out(context, plan_day(context))


def carry_out(context: Context, plan: DayPlan) -> DayDone:
    """Do what was planned, but for what is no longer so."""
    steps: Counter[Step] = Counter()
    for some_ids in _batches(tuple(plan.steps)):
        with context.unit_of_work() as uow:
            steps.update(filter(None, [_take_step(context, uow, id_) for id_ in some_ids]))
    with context.unit_of_work() as uow:
        keep_standing(context, uow)
        offers_off = len(refresh(context, uow, _BY).taken_off)
        close_superseded(context, uow, _BY)
    letters = asked_about = 0
    for askings in _batches(plan.askings):
        with context.unit_of_work() as uow:
            for asking in askings:
                if _still_stands(context, asking) and ask(context, uow, _BY, asking):
                    letters += 1
                    asked_about += len(asking.listings)
    with context.unit_of_work() as uow:
        members = ask_to_renew(context, uow)
    erased = _erase(context)
    with context.unit_of_work() as uow:
        digests = queue_digests(context, uow)
    post, for_editors = deliver(context), len(plan.for_editors)
    resumed = [batch.state.is_going_on for batch in resume_stopped(context)]
    through = resumed.count(False), resumed.count(True)
    counts = letters, asked_about
    bank = members, offers_off
    kept = freeze_month(context, _BY)
    sheet = kept.on if kept else None
    return DayDone(steps, *counts, erased, post, for_editors, digests, *through, *bank, sheet)


def step_of(listing: Listing, private: Contact, rules: UpkeepRules, today: date) -> Step | None:
    """What is to be done with a listing on a day, if anything."""
    # A member's offer follows what the member says, whom the time bank asks: taken off here, it
    # would be back the same night.
    if not listing.status.is_public or listing.source == SOURCE:
        return None
    if _is_over(listing, today):
        return Step.CLOSE
    if _is_lapsed(listing, rules, today) and _cannot_be_reached(listing, private, rules):
        return Step.ARCHIVE
    if listing.status is Status.PAUSED and listing.paused_until and listing.paused_until <= today:
        return Step.RESUME
    return None


def _take_step(context: Context, uow: UnitOfWork, listing_id: str) -> Step | None:
    """Do what is to be done now: somebody may have checked the listing since it was planned."""
    before = load_for_update(context, listing_id)
    listing = before.listing
    step = step_of(listing, listing.private, context.borough.upkeep, context.clock.today())
    match step:
        case Step.ARCHIVE:
            archived(context, uow, _BY, before, ArchiveReason.NOT_CONFIRMED)
        case Step.CLOSE:
            archived(context, uow, _BY, before, ArchiveReason.FINISHED)
        case Step.RESUME:
            _resume(context, uow, before)
    return step


def _resume(context: Context, uow: UnitOfWork, before: StoredListing) -> None:
    status = next_status(before.listing.status, Transition.RESUME)
    after = replace(before.listing, status=status, paused_until=None, notice="")
    save_change(context, uow, _BY, before, after, "resumed", "the day it opens again")


def _still_stands(context: Context, asking: OrganiserRequest) -> bool:
    """Whether nobody changed one of the listings meanwhile; if so, the next run asks."""
    return all(
        context.store.get_listing(listing.id).listing == listing for listing in asking.listings
    )


def _is_lapsed(listing: Listing, rules: UpkeepRules, today: date) -> bool:
    return freshness_of(listing, rules, today) is Freshness.LAPSED


def _cannot_be_reached(listing: Listing, private: Contact, rules: UpkeepRules) -> bool:
    """Whether somebody rang in vain on enough days since the last check, or nobody can ring.

    One that nobody ever checked may be true all the same: it takes two days, whatever the rules
    say, and without a number the program does not decide.
    """
    if listing.checked.on is None and len(set(listing.checked.unanswered)) < CALLS_IF_UNCHECKED:
        return False
    return not _has_phone(listing, private) or was_rung_in_vain(listing.checked, rules)


def _has_phone(listing: Listing, private: Contact) -> bool:
    return bool(listing.public.phone or private.phone)


def _is_for_editors(listing: Listing, private: Contact, rules: UpkeepRules, today: date) -> bool:
    """Whether only an editor can say if it goes: never checked, long public, and no number."""
    is_unchecked = listing.status.is_public and listing.checked.on is None
    return is_unchecked and not _has_phone(listing, private) and _is_lapsed(listing, rules, today)


def _is_over(listing: Listing, today: date) -> bool:
    """Whether its last date has passed for so long that nobody added another.

    A volunteering role goes with its dates: nobody can take it up any more. A closing date is
    often put off, so that somebody is rung about it first.
    """
    goes_at_once = listing.kind.rules.ends_with_dates and not has_closed(listing, today)
    kept = timedelta(0) if goes_at_once else FINISHED_KEPT
    return is_finished(listing, today - kept)


def _erase(context: Context) -> dict[str, int]:
    with context.unit_of_work() as uow:
        erased = {
            "letters": erase_old_emails(context, uow),
            "links": forget_old_links(context, uow),
        }
    erased |= {"files that nobody brought in": drop_waiting(context)}
    return apply_retention(context) | erased


def _batches(every: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(every), BATCH):
        yield every[start : start + BATCH]
