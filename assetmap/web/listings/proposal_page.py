"""A proposal in words: what it asks for, field by field, and what was decided on it."""

from dataclasses import dataclass

from assetmap.domain.listings.fields import FIELDS, labels, with_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import HIDDEN, Proposal, ProposalState, Value, masked
from assetmap.domain.people.people import Person
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from assetmap.services.listings.history import person_name
from assetmap.services.listings.proposals import conflicts
from assetmap.services.listings.publishing_places import becomes_public, hidden_changes
from assetmap.services.listings.stewards import named, with_name
from assetmap.web.formatting import long_date, moment_words
from assetmap.web.forms.listing_form import DrawnField, Form, drawn
from assetmap.web.forms.questions import GROUPS, NEWS, FormGroup
from assetmap.web.listings.change_page import ChangeLine, change_line
from assetmap.web.presenters.field_values import reason_words

_DECIDED = {
    ProposalState.APPROVED: "approved",
    ProposalState.SENT_BACK: "sent back",
    ProposalState.WITHDRAWN: "withdrew",
    ProposalState.CLOSED: "closed",
}


@dataclass(frozen=True)
class ProposalPage:
    """`/work/review/proposals/<id>`: what somebody asks for, and what can be done with it."""

    title: str
    id: str
    listing: Listing
    who: str
    when: str
    note: str
    lines: tuple[ChangeLine, ...]
    archive: str  # why it is to be archived, when it asks for that; else empty
    into: Listing | None  # the listing that it is to be merged into, when it asks for that
    is_own: bool  # and four-eyes holds, so that somebody else has to approve
    has_conflict: bool
    can_edit: bool  # whether a form can ask for at least one of the fields
    problems: tuple[Problem, ...] = ()
    words: str = ""  # what was typed to send it back with
    hides_place: bool = False  # lines that are hidden until somebody asks
    public_place: tuple[tuple[str, str], ...] = ()  # label and words of what everyone would see


@dataclass(frozen=True)
class EditsPage:
    """`/work/review/proposals/<id>/edits`: the fields that it changes, to be put right first."""

    title: str
    id: str
    listing: Listing
    fields: tuple[DrawnField, ...]
    lines: tuple[ChangeLine, ...]
    problems: tuple[Problem, ...] = ()
    public_place: tuple[tuple[str, str], ...] = ()  # as on the page before


@dataclass(frozen=True)
class DecidedPage:
    """A proposal that somebody has decided on already."""

    title: str
    says: str  # `Sam approved this at 10:05.`
    words: str  # what it was sent back with
    listing: Listing
    lines: tuple[ChangeLine, ...]
    came_too_late: bool  # whether this person had just tried to decide on it too
    edited: str = ""  # what was published in other words: `Cost, Notice`


def proposal_page(
    context: Context,
    person: Person,
    proposal: Proposal,
    problems: tuple[Problem, ...] = (),
    words: str = "",
    *,
    shows_place: bool = False,
) -> ProposalPage:
    """The page of a proposal that waits, for the person who looks at it.

    `shows_place` once they have asked to see what it says of a hidden place.
    """
    listing = load_for_update(context, proposal.listing_id).listing
    lines = _lines(context, proposal, listing, shows_place=shows_place)
    into = context.store.get_listing(proposal.merge_into).listing if proposal.merge_into else None
    return ProposalPage(
        title=f"{_title(proposal)}: {listing.name}",
        id=proposal.id,
        listing=listing,
        who=person_name(context, proposal.by),
        when=moment_words(proposal.at),
        note=proposal.note,
        lines=lines,
        archive=reason_words(proposal.archive_because) if not into else "",
        into=into,
        is_own=proposal.by == person.id and context.borough.upkeep.four_eyes,
        has_conflict=any(line.is_conflict for line in lines),
        can_edit=bool(edits_group(proposal).fields),
        problems=problems,
        words=words,
        hides_place=bool(hidden_changes(proposal)) and not shows_place,
        public_place=becomes_public(listing, proposal),
    )


def edits_page(
    context: Context, proposal: Proposal, form: Form | None, problems: tuple[Problem, ...] = ()
) -> EditsPage:
    """The form of a proposal's fields: as asked for, or as an editor has just typed them."""
    listing = load_for_update(context, proposal.listing_id).listing
    wanted = {
        change.field: change.after
        for change in proposal.all_changes
        if FIELDS[change.field].write is not None
    }
    group = edits_group(proposal)
    return EditsPage(
        title=f"Approve with edits: {listing.name}",
        id=proposal.id,
        listing=listing,
        fields=drawn(
            group, with_fields(listing, wanted), context.borough, form, today=context.clock.today()
        ),
        lines=_lines(context, proposal, listing, shows_place=True),
        problems=problems,
        public_place=becomes_public(listing, proposal),
    )


def edits_group(proposal: Proposal) -> FormGroup:
    """The questions of the form that ask for what a proposal changes."""
    changed = {change.field for change in proposal.all_changes}
    asked = {field.name: field for group in (NEWS, *GROUPS) for field in group.fields}
    return FormGroup(
        "edits", "", tuple(asked[name] for name in FIELDS if name in changed & asked.keys())
    )


def decided_page(context: Context, proposal: Proposal, *, came_too_late: bool) -> DecidedPage:
    """The page of a proposal that does not wait any more."""
    listing = context.store.get_listing(proposal.listing_id).listing
    now = context.clock.now()
    at = proposal.decided_at or now
    when = f"at {at:%H:%M}" if at.date() == now.date() else f"on {long_date(at.date())}"
    return DecidedPage(
        title=f"{_title(proposal)}: {listing.name}",
        says=_decided(context, proposal, when),
        words=proposal.words,
        listing=listing,
        lines=tuple(
            change_line(
                with_name(context, masked(change, hidden_changes(proposal))), context.borough
            )
            for change in proposal.all_changes
        ),
        came_too_late=came_too_late,
        edited=", ".join(labels(proposal.edited)),
    )


def edited_words(context: Context, proposal: Proposal) -> str:
    """`Asked for by Vera, edited by Edna.`; empty when it was published as it was asked for."""
    if not proposal.edited:
        return ""
    asked, by = person_name(context, proposal.by), person_name(context, proposal.decided_by)
    return f"Asked for by {asked}, edited by {by}."


def _decided(context: Context, proposal: Proposal, when: str) -> str:
    says = f"{person_name(context, proposal.decided_by)} {_DECIDED[proposal.state]} this {when}."
    return " ".join(filter(None, (says, edited_words(context, proposal))))


def _lines(
    context: Context, proposal: Proposal, listing: Listing, *, shows_place: bool
) -> tuple[ChangeLine, ...]:
    moved_on = set(conflicts(context, proposal))
    hidden = frozenset[str]() if shows_place else hidden_changes(proposal)

    def now(field: str) -> Value | None:
        if field not in moved_on:
            return None
        return HIDDEN if field in hidden else named(context, field, FIELDS[field].read(listing))

    return tuple(
        change_line(with_name(context, masked(change, hidden)), context.borough, now(change.field))
        for change in proposal.all_changes
    )


def _title(proposal: Proposal) -> str:
    if proposal.merge_into:
        return "Merge"
    return "Archive" if proposal.archive_because else "Change"
