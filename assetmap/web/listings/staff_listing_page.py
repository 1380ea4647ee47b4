"""The staff's page of one listing in words: all that is known of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flask import url_for

from assetmap.domain.checks.check import Check
from assetmap.domain.checks.report import Report
from assetmap.domain.listings.fields import labels
from assetmap.domain.listings.lifecycle import possible_transitions
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.proposal import Proposal
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.validation import Problem
from assetmap.services.checks.checks import checks_of
from assetmap.services.context import Context
from assetmap.services.handouts.collections import every_collection
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.date_changes import series_to_change
from assetmap.services.listings.hidden_places import action_to_see
from assetmap.services.listings.history import Step, history_of, notes_of, person_name
from assetmap.services.listings.proposals import waiting
from assetmap.services.listings.transitions import authors
from assetmap.services.open_reports import open_reports
from assetmap.web.formatting import long_date, moment_words
from assetmap.web.listings.staff_listings_page import listing_line
from assetmap.web.listings.step_lines import StepLine, step_lines
from assetmap.web.presenters.cards import where_words
from assetmap.web.presenters.field_values import reason_words
from assetmap.web.presenters.work_words import collection_choices

_CHECKS_SHOWN = 10
_STEPS_SHOWN = 8


@dataclass(frozen=True)
class Fact:
    """Something that was done or said about a listing, by whom and when."""

    what: str
    who: str
    when: str
    says: str = ""
    url: str = ""
    id: str = ""
    contact: str = ""  # how to answer the person who said it


@dataclass(frozen=True)
class HiddenPart:
    """The hidden place: whether the person may see it, and it in lines once they have asked."""

    may_see: bool
    lines: tuple[str, ...]


@dataclass(frozen=True)
class StaffListingPage:
    """`/work/listings/<id>`: all that staff know of a listing, and what can be done with it."""

    title: str
    listing: Listing
    status: str
    ended: str  # why it is not listed any more
    freshness: str
    due: str  # the day on which a check is due; empty for one that is not public
    is_late: bool
    where: str
    checks: tuple[Fact, ...]
    more_checks: int
    reports: tuple[Fact, ...]
    proposals: tuple[Fact, ...]
    evidence: tuple[tuple[str, str], ...]  # the words, and until when it holds
    notes: tuple[Fact, ...] | None  # None for those who may not read them
    steps: tuple[StepLine, ...] | None  # the newest of its history, likewise
    more_steps: int
    merged_in: tuple[Listing, ...]
    into: Listing | None
    steward: str  # who checks it, in words
    can_open: bool  # it is a draft that this person may go on with
    is_waiting: bool  # for an editor
    can: frozenset[str]  # of the actions and moves: what this person can do with it now
    problems: tuple[Problem, ...] = ()
    note: str = ""  # what was typed as a note
    collections: tuple[tuple[str, str], ...] = ()  # id and name of those that it can be put into
    hidden: HiddenPart | None = None  # there is a place that its precision hides


def staff_listing_page(
    context: Context,
    person: Person,
    listing: Listing,
    problems: tuple[Problem, ...] = (),
    note: str = "",
    place: tuple[str, ...] = (),
) -> StaffListingPage:
    """The page of one listing; `place` is its hidden place, where that has just been asked for."""
    actor, checks = Actor(person), checks_of(context, listing.id)
    steps = _steps(context, actor, listing)
    line, cached = listing_line(context, listing), context.directory_cache.current()
    return StaffListingPage(
        title=listing.name or "No name yet",
        listing=listing,
        status=line.status,
        ended=reason_words(listing.archived_because),
        freshness=line.freshness,
        due=line.due,
        is_late=line.is_late,
        where=where_words(listing),
        checks=tuple(_check(context, check) for check in checks[:_CHECKS_SHOWN]),
        more_checks=max(0, len(checks) - _CHECKS_SHOWN),
        reports=_reports(context, person, open_reports(context, listing.id)),
        proposals=_proposals(context, person, listing.id),
        evidence=_evidence(listing, context.clock.today()),
        notes=_notes(context, actor, listing.id),
        steps=None if steps is None else step_lines(context, steps[:_STEPS_SHOWN]),
        more_steps=max(0, len(steps or ()) - _STEPS_SHOWN),
        merged_in=tuple(cached.every.merged_into(listing.id)),
        into=cached.listings.get(listing.merged_into),
        steward=line.steward,
        can_open=_can_open(context, person, listing),
        is_waiting=listing.status in (Status.IN_REVIEW, Status.SUGGESTED),
        can=_can(context, person, listing),
        problems=problems,
        note=note,
        collections=_collections(context, actor, listing),
        hidden=_hidden(context, person, listing, place),
    )


def _steps(context: Context, actor: Actor, listing: Listing) -> list[Step] | None:
    """Its history, newest first; None for those who may not read it."""
    if not may(actor.person, Action.SEE_AUDIT, listing.id):
        return None
    return history_of(context, actor, listing.id)


def _hidden(
    context: Context, person: Person, listing: Listing, lines: tuple[str, ...]
) -> HiddenPart | None:
    if not context.store.hidden_place(listing.id):
        return None
    return HiddenPart(may(person, action_to_see(listing), listing.id), lines)


def _check(context: Context, check: Check) -> Fact:
    spoke = f"Spoke to {check.spoke_to}." if check.spoke_to else ""
    return Fact(
        what=f"{check.method.label}: {check.outcome.label}",
        who=person_name(context, check.by),
        when=moment_words(check.at),
        says=" ".join(filter(None, (spoke, check.note))),
    )


def _reports(context: Context, person: Person, reports: Iterable[Report]) -> tuple[Fact, ...]:
    answers = may(person, Action.REVIEW)
    return tuple(
        Fact(
            what=report.trouble.label,
            who=person_name(context, report.by),
            when=moment_words(report.at),
            says=report.words,
            id=report.id,
            contact=report.contact if answers else "",
        )
        for report in reports
    )


def _proposals(context: Context, person: Person, listing_id: str) -> tuple[Fact, ...]:
    reviews = may(person, Action.REVIEW)
    return tuple(
        Fact(
            what=_asked(context, proposal),
            who=person_name(context, proposal.by),
            when=moment_words(proposal.at),
            says=proposal.note,
            url=url_for("review.proposal", proposal_id=proposal.id) if reviews else "",
        )
        for proposal in waiting(context, listing_id)
    )


def _asked(context: Context, proposal: Proposal) -> str:
    if proposal.merge_into:
        other = context.directory_cache.current().listings.get(proposal.merge_into)
        return f"Merge into {other.name if other else proposal.merge_into}"
    if proposal.archive_because:
        return f"Archive: {reason_words(proposal.archive_because)}"
    return f"Change {', '.join(labels(change.field for change in proposal.all_changes))}"


def _evidence(listing: Listing, today: date) -> tuple[tuple[str, str], ...]:
    def until(expires: date | None) -> str:
        if expires is None:
            return ""
        return f"{'Ran out' if expires < today else 'Holds until'} {long_date(expires)}"

    return tuple((each.words, until(each.expires)) for each in listing.evidence)


def _notes(context: Context, actor: Actor, listing_id: str) -> tuple[Fact, ...] | None:
    if not may(actor.person, Action.SEE_NOTES, listing_id):
        return None
    return tuple(
        Fact(note.words, person_name(context, note.by), moment_words(note.at))
        for note in notes_of(context, actor, listing_id)
    )


def _collections(context: Context, actor: Actor, listing: Listing) -> tuple[tuple[str, str], ...]:
    if not (listing.status.is_public and may(actor.person, Action.WRITE_NOTES, listing.id)):
        return ()
    return collection_choices(every_collection(context, actor), listing.id)


def _can_open(context: Context, person: Person, listing: Listing) -> bool:
    if listing.status is not Status.DRAFT or not may(person, Action.CREATE):
        return False
    return may(person, Action.CREATE, listing.id) or person.id in authors(context, listing.id)


def _can(context: Context, person: Person, listing: Listing) -> frozenset[str]:
    """The actions that the person may do to this listing, `dates` to cancel or move some, and the
    moves that it can make now.
    """
    allowed = {str(action) for action in Action if may(person, action, listing.id)}
    if listing.status.is_public:
        allowed.add("public")
    if series_to_change(context, person, listing):
        allowed.add("dates")
    return frozenset(allowed | {f"move {move}" for move in possible_transitions(listing.status)})
