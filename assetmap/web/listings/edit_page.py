"""What the page for changing a published listing shows."""

from dataclasses import dataclass, replace

from assetmap.domain.listings.fields import labels
from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.people.people import Action, Person, may
from assetmap.domain.search.query import Problem
from assetmap.services.context import Context
from assetmap.services.listings.proposals import waiting
from assetmap.web.forms.listing_form import DrawnField, Form, drawn, is_home
from assetmap.web.forms.questions import CONTACT, GROUPS, NEWS, WHERE, FormGroup
from assetmap.web.presenters.cards import long_date

PRIVATE = replace(
    CONTACT.without(f.name for f in CONTACT.public_side.fields),
    slug="private",
    title="Private contact",
    lead="Only staff see this, and it is written down who looked.",
)


@dataclass(frozen=True)
class ChangeGroup:
    """One group of the form, with a place to jump to."""

    slug: str
    title: str
    lead: str
    fields: tuple[DrawnField, ...]
    home: str  # the answer to whether it is someone's home, where that is asked
    asks_home: bool


@dataclass(frozen=True)
class WaitingChange:
    """A change of this listing that an editor has still to look at.

    `withdraw_url` is where its own writer takes it back; empty for everybody else.
    """

    url: str
    withdraw_url: str
    asked_on: str
    fields: str
    note: str


@dataclass(frozen=True)
class ChangePage:
    """`/work/listings/<id>/change`: the questions with the answers that are public now."""

    title: str
    listing: Listing
    part: str
    action: str
    groups: tuple[ChangeGroup, ...]
    news: tuple[DrawnField, ...]  # what may be changed at once; none when the person may not
    waiting: tuple[WaitingChange, ...]
    problems: tuple[Problem, ...]
    note: str
    until: str
    why: str
    places: tuple[str, ...]
    is_paused: bool
    may_see_private: bool


def groups_of(part: str, listing: Listing, person: Person) -> tuple[FormGroup, ...]:
    """The groups of a part of the page: one, the private contact alone, or all the public ones.

    Whoever may change a notice and closed days at once is not asked for them twice.
    """
    if part == PRIVATE.slug:
        return (PRIVATE,)
    may_live = may(person, Action.CHANGE_LIVE, listing.id)
    low_risk = tuple(field.name for field in NEWS.fields)
    groups = [group.asked_of(listing.kind).public_side.without(low_risk) for group in GROUPS]
    if not may_live:
        groups.append(NEWS)
    one = tuple(group for group in groups if group.slug == part)
    return one or tuple(groups)


def change_page(
    context: Context,
    person: Person,
    listing: Listing,
    part: str,
    problems: tuple[Problem, ...] = (),
    form: Form | None = None,
    *,
    is_call: bool = False,
) -> ChangePage:
    """The page over a public listing, with what was typed. Raises NotPossible for any other."""
    if not listing.status.is_public:
        raise NotPossible("Only a published listing can be changed this way.")
    may_live = may(person, Action.CHANGE_LIVE, listing.id) and part in ("", NEWS.slug)
    groups = () if may_live and part == NEWS.slug else groups_of(part, listing, person)
    asked = dict(form or {})
    query = "&".join([f"part={part}"] * bool(part) + ["from=call"] * is_call)
    path = f"/work/listings/{listing.id}/change"
    return ChangePage(
        title=f"Change {listing.name}",
        listing=listing,
        part=part,
        action=f"{path}?{query}" if query else path,
        groups=tuple(_group(context, listing, group, form) for group in groups),
        news=drawn(NEWS, listing, context.borough, form) if may_live else (),
        waiting=_waiting(context, person, listing),
        problems=problems,
        note=str(asked.get("note", "")),
        until=str(asked.get("until", "")),
        why=str(asked.get("why", "")),
        places=tuple(place.name for place in context.borough.places),
        is_paused=listing.status is Status.PAUSED,
        may_see_private=may(person, Action.SEE_PRIVATE, listing.id),
    )


def _group(context: Context, listing: Listing, group: FormGroup, form: Form | None) -> ChangeGroup:
    return ChangeGroup(
        group.slug,
        group.title,
        group.lead,
        drawn(group, listing, context.borough, form),
        is_home(listing, form) if group.asks_home else "",
        group.asks_home and group.slug == WHERE.slug,
    )


def _waiting(context: Context, person: Person, listing: Listing) -> tuple[WaitingChange, ...]:
    may_review = may(person, Action.REVIEW)
    return tuple(
        WaitingChange(
            f"/work/review/proposals/{proposal.id}" if may_review else "",
            f"/work/listings/{listing.id}/change/withdraw/{proposal.id}"
            if proposal.by == person.id
            else "",
            long_date(proposal.at.date()),
            ", ".join(labels(change.field for change in proposal.changes)) or "Other details",
            proposal.note,
        )
        for proposal in waiting(context, listing.id)
    )
