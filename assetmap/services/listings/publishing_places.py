"""Making a place public that was hidden: a typed word, and two people whatever the settings say."""

from collections.abc import Collection
from dataclasses import replace

from assetmap.domain.listings.fields import FIELDS, value_words, with_fields
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Proposal
from assetmap.domain.people.people import Action, Person, Role, may
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, revisions_of
from assetmap.storage.tables import PEOPLE

WORD = "PUBLIC"
MADE_PUBLIC = "a hidden place was made public"  # why, in the audit
TYPED = "typed the word for a hidden place"


class PlaceNotConfirmed(Exception):
    """A place that was hidden would become public, and what that needs is not there."""


class FirstWordTyped(PlaceNotConfirmed):
    """The only person who may publish has typed the word; it counts from the day after."""


def hidden_changes(proposal: Proposal) -> frozenset[str]:
    """The fields of a hidden place that a proposal speaks of."""
    names = (change.field for change in proposal.private_changes)
    return frozenset(name for name in names if not FIELDS[name].private)


def becomes_public(listing: Listing, proposal: Proposal) -> tuple[tuple[str, str], ...]:
    """What of a place everyone would see that is hidden now: each field's label and its words.

    `listing` is the whole one, its hidden place included.
    """
    wanted = {change.field: change.after for change in proposal.all_changes}
    after = with_fields(listing, {k: v for k, v in wanted.items() if FIELDS[k].write is not None})
    return _lines(listing, after)


def becomes_public_again(context: Context, draft: Listing) -> tuple[tuple[str, str], ...]:
    """The same of a draft that was public before, with its place hidden then."""
    return _lines(as_it_was_public(context, draft), draft)


def as_it_was_public(context: Context, draft: Listing) -> Listing:
    """A draft with as much hidden of its place as when it was last public, if it ever was."""
    public = [x for x in revisions_of(context, draft.id) if x.listing.status.is_public]
    if not public:
        return draft
    precision = public[-1].listing.where.precision
    return replace(draft, where=replace(draft.where, precision=precision))


def _lines(before: Listing, after: Listing) -> tuple[tuple[str, str], ...]:
    exposed = exposed_fields(before, after)
    return tuple((FIELDS[name].label, value_words(FIELDS[name].read(after))) for name in exposed)


def exposed_fields(before: Listing, after: Listing) -> tuple[str, ...]:
    """The fields that were hidden before and are not afterwards, where they say something."""
    opened = hidden_fields([before.where.precision]) - hidden_fields([after.where.precision])
    return tuple(name for name in FIELDS if name in opened and FIELDS[name].read(after))


def require_confirmed(
    context: Context,
    person: Person,
    before: Listing,
    after: Listing,
    authors: Collection[str],
    typed: str,
) -> str:
    """What the audit should say of it, nothing when no hidden place becomes public.

    Raises PlaceNotConfirmed without the typed word or a second person. Where only one person may
    publish, an admin's word counts on the day after it was first typed: FirstWordTyped until then.
    """
    if not exposed_fields(before, after):
        return ""
    if typed.strip() != WORD:
        raise PlaceNotConfirmed(
            f"This would show everyone where it is. To do that, type {WORD} in capital letters."
        )
    if person.id not in authors:
        return MADE_PUBLIC
    publishers = [x for x in context.store.find(PEOPLE) if x.active and may(x, Action.PUBLISH)]
    if len(publishers) > 1 or Role.ADMIN not in person.roles:
        raise PlaceNotConfirmed(
            "You asked for this yourself. It would show everyone where it is, so another person "
            "has to approve it."
        )
    today = context.clock.today()
    typed_before = context.store.audited(subject=f"listing:{before.id}", by=person.id, what=TYPED)
    if not any(each.entry.happening.at.date() < today for each in typed_before):
        raise FirstWordTyped(
            "You are the only one who can publish, so please think it over. Type the word again "
            "tomorrow, and it will be public."
        )
    return MADE_PUBLIC


def note_first_word(context: Context, actor: Actor, listing_id: str) -> None:
    """Write down that the word was typed, so that it counts on another day."""
    now = context.clock.now()
    with context.unit_of_work() as uow:
        subject = f"listing:{listing_id}"
        uow.audit(AuditEvent(now, actor.person.id, TYPED, subject, actor.origin))
