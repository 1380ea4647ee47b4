"""One change to a listing, kept whole: the listing, its revision and its line in the audit.

Every change of a listing by anybody goes through here, inside the caller's transaction, so that
none can leave out the history.
"""

import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from assetmap.domain.listings.fields import FIELDS, differences, value_words
from assetmap.domain.listings.hidden_place import hidden_fields, with_hidden, without_hidden
from assetmap.domain.listings.lifecycle import with_published_on
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import FieldChange, Revision, masked
from assetmap.domain.people.people import Person
from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.domain.times.series_records import with_records
from assetmap.services.context import Context
from assetmap.storage.store import NotFound
from assetmap.storage.tables import REVISIONS
from assetmap.storage.unit_of_work import UnitOfWork

WORDS = "words"  # the audit's name for what somebody typed about a change
ASKED_BY = "asked_by"  # and for the id of the person who asked for one


@dataclass(frozen=True)
class Actor:
    """Who does something, and from where: `screen`, `link`, `import`, `command line`, `upkeep`."""

    person: Person
    origin: str = "screen"


@dataclass(frozen=True)
class StoredListing:
    """A listing with its private contact and hidden place, and the generation it was read at."""

    listing: Listing
    version: int


def load_for_update(context: Context, listing_id: str) -> StoredListing:
    """All of a listing, for a change to it. Raises NotFound.

    What is put back must be whole: the store takes a blank private contact or hidden place for an
    erased one. Not for pages: they show what `Store.get_listing` gives.
    """
    record = context.store.get_listing(listing_id)
    private = context.store.private_contact(listing_id)
    where = with_hidden(record.listing.where, context.store.hidden_place(listing_id))
    return StoredListing(replace(record.listing, private=private, where=where), record.version)


def save_change(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    before: StoredListing | None,
    after: Listing,
    what: str,
    why: str = "",
    words: str = "",
    asked_by: str = "",
) -> Listing:
    """Keep a listing that was made or changed; gives it as kept. Raises Stale, Taken.

    Nothing is written when nothing differs, and no revision when no field does (a call that nobody
    answered and a report cast doubts, which are not in FIELDS). A listing that came in without
    history, from a file, gets its state until now as the first revision. `words` are what somebody
    typed about it, `asked_by` the id of who asked for it, if the actor only approved it: both stand
    among the audit's values, so that they can be erased.
    """
    now = context.clock.now()
    after = with_published_on(after, before.listing if before else None, now.date())
    after = _with_records(before.listing if before else None, after, now)
    changes = differences(before.listing, after) if before else _filled(after)
    happening = AuditEvent(now, actor.person.id, what, f"listing:{after.id}", actor.origin, why)
    if before and not changes:
        if after != before.listing:
            uow.save_listing(after, expected=before.version)
            uow.audit(happening)
        return after
    stamp = now.replace(microsecond=0)
    after = replace(after, created_at=after.created_at or stamp, changed_at=stamp)
    number = _revisions_so_far(context, uow, before) if before else 0
    uow.save_listing(after, expected=before.version if before else None)
    hidden = _hidden_in_history(context, uow, before.listing if before else None, after)
    uow.save(REVISIONS, Revision(_shown(after), number + 1, now, actor.person.id, what, asked_by))
    told = (masked(change, hidden) for change in changes)
    uow.audit(happening, (*audit_values(told), *_said(WORDS, words), *_said(ASKED_BY, asked_by)))
    return after


def _with_records(before: Listing | None, after: Listing, now: datetime) -> Listing:
    """The listing with the ids by which calendars know its series, as they were where it can be."""
    if before and replace(after.schedule, records=before.schedule.records) == before.schedule:
        return replace(after, schedule=before.schedule)
    then = before.schedule if before else None
    return replace(after, schedule=with_records(then, after.schedule, now.date(), now))


def _revisions_so_far(context: Context, uow: UnitOfWork, before: StoredListing) -> int:
    """How many there are, once a listing that came in without history has its first."""
    listing = before.listing
    if number := context.store.count(REVISIONS, listing_id=listing.id):
        return number
    at = listing.changed_at or listing.created_at or context.clock.now()
    uow.save(REVISIONS, Revision(_shown(listing), 1, at, "program", "taken in"))
    return 1


def _hidden_in_history(
    context: Context, uow: UnitOfWork, before: Listing | None, after: Listing
) -> frozenset[str]:
    """The fields of which the history must not tell values, now or before.

    What is hidden from now on is taken out of what is on record of the time before.
    """
    hidden = hidden_fields([before.where.precision] if before else [])
    if newly_hidden := hidden_fields([after.where.precision]) - hidden:
        _hide_in_history(context, uow, after, newly_hidden)
    return hidden | newly_hidden


def _hide_in_history(
    context: Context, uow: UnitOfWork, listing: Listing, fields: Collection[str]
) -> None:
    for revision in revisions_of(context, listing.id):
        then = revision.listing.where
        bare = without_hidden(replace(then, precision=listing.where.precision))
        kept = replace(revision.listing, where=replace(bare, precision=then.precision))
        if kept != revision.listing:
            uow.save(REVISIONS, replace(revision, listing=kept))
    uow.must_rebuild = True
    audited = context.store.audited(subject=f"listing:{listing.id}")
    uow.erase_values([each.entry.number for each in audited], fields)


def audit_values(changes: Iterable[FieldChange]) -> tuple[AuditValue, ...]:
    """The audit's values of some fields' changes, each with a salt of its own."""
    return tuple(
        AuditValue(
            change.field,
            value_words(change.before),
            value_words(change.after),
            secrets.token_hex(16),
        )
        for change in changes
    )


def _said(name: str, text: str) -> tuple[AuditValue, ...]:
    return (AuditValue(name, "", text, secrets.token_hex(16)),) if text else ()


def new_id() -> str:
    """An id that nobody can guess, for what people do not have to type."""
    return secrets.token_urlsafe(9)


def revisions_of(context: Context, listing_id: str) -> list[Revision]:
    """Every revision of a listing, oldest first."""
    return context.store.find(REVISIONS, listing_id=listing_id)


def revision_number(context: Context, listing_id: str) -> int:
    """The number of a listing's newest revision; 0 when it has no history yet."""
    return context.store.count(REVISIONS, listing_id=listing_id)


def exists(context: Context, listing_id: str) -> bool:
    """Whether there is such a listing, in any status."""
    try:
        context.store.get_listing(listing_id)
    except NotFound:
        return False
    return True


def _filled(listing: Listing) -> tuple[FieldChange, ...]:
    """Every field that a new listing says something in, as a change from nothing."""
    values = ((name, field.read(listing)) for name, field in FIELDS.items())
    return tuple(FieldChange(name, "", value) for name, value in values if value)


def _shown(listing: Listing) -> Listing:
    """The listing as its revision keeps it: without private contact and hidden place."""
    where = without_hidden(listing.where)
    return replace(listing, private=type(listing.private)(), where=where)
