"""A listing's history: what was done by whom, how it was at each revision, and staff's notes.

The audit tells what was done, for as long as it is kept; the revisions, which are kept for good,
tell how the listing was. One list holds both, and those of the listings merged into it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from assetmap.domain.listings.fields import FIELDS, differences, fields_of
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.proposal import FieldChange, Revision, masked
from assetmap.domain.listings.suggestion import LONGEST, StaffNote
from assetmap.domain.people.people import (
    COMMAND_LINE,
    NOT_SIGNED_IN,
    PROGRAM,
    RESIDENT,
    Action,
    organiser_of,
    require,
)
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.services.context import Context
from assetmap.services.listing_repository import ASKED_BY, WORDS, Actor, new_id, revisions_of
from assetmap.services.privacy.redaction import fields_kept_from, hidden_of
from assetmap.services.time_bank.member_links import MEMBER
from assetmap.storage.store import AuditedEvent, NotFound
from assetmap.storage.tables import PEOPLE, REVISIONS, STAFF_NOTES, revision_id
from assetmap.storage.unit_of_work import UnitOfWork

GONE = "Somebody who has left"
_OTHERS = {
    each.id: each.name
    for each in (
        *(RESIDENT, PROGRAM, COMMAND_LINE, NOT_SIGNED_IN, MEMBER),
        organiser_of(listing_ids=()),
    )
}


def person_name(context: Context, person_id: str) -> str:
    """The name of a person's id, or what they are to the directory when they have no account.

    Somebody whose name was erased, or who is not known any more, is somebody who has left.
    """
    if person_id in _OTHERS:
        return _OTHERS[person_id]
    try:
        return context.store.get(PEOPLE, person_id).name or GONE
    except NotFound:
        return GONE


def add_note(context: Context, actor: Actor, listing_id: str, words: str) -> StaffNote:
    """Keep a note. Raises NotAllowed, NotFound, and ValueError when it is blank or too long."""
    require(actor.person, Action.WRITE_NOTES, listing_id)
    context.store.get_listing(listing_id)
    words = words.strip()
    if not words:
        raise ValueError("Write the note.")
    if len(words) > LONGEST:
        raise ValueError(f"Make the note {LONGEST} characters or fewer. It has {len(words)}.")
    with context.unit_of_work() as uow:
        return keep_note(context, uow, actor, listing_id, words)


def keep_note(
    context: Context, uow: UnitOfWork, actor: Actor, listing_id: str, words: str
) -> StaffNote:
    """The same inside the caller's transaction, who has seen to it that the person may."""
    note = StaffNote(new_id(), listing_id, actor.person.id, context.clock.now(), words)
    uow.save(STAFF_NOTES, note)
    subject = f"listing:{listing_id}"
    uow.audit(AuditEvent(note.at, note.by, "wrote a staff note", subject, actor.origin))
    return note


def notes_of(context: Context, actor: Actor, listing_id: str) -> list[StaffNote]:
    """Every note on a listing, newest first. Raises NotAllowed."""
    require(actor.person, Action.SEE_NOTES, listing_id)
    return context.store.find(STAFF_NOTES, listing_id=listing_id, newest_first=True)


ERASED = "erased"


@dataclass(frozen=True)
class Step:
    """One thing that was done. `revision` is the number of what came of it; 0 when nothing did.

    `by` is a person's id; `origin` is where from: `screen`, `link`, `import`...
    """

    at: datetime
    by: str
    what: str
    listing_id: str
    origin: str = ""
    why: str = ""
    changes: tuple[FieldChange, ...] = ()
    revision: int = 0
    asked_by: str = ""  # a person's id, where somebody else approved it


@dataclass(frozen=True)
class Comparison:
    """A revision beside the one before it, and beside the listing of today."""

    revision: Revision
    newest: int  # the number of the listing's newest revision
    since_before: tuple[FieldChange, ...]
    until_now: tuple[FieldChange, ...]


def history_of(context: Context, actor: Actor, listing_id: str) -> list[Step]:
    """Everything that was done to a listing and to those merged into it, newest first.

    What the person may not read is masked. Raises NotAllowed, NotFound.
    """
    require(actor.person, Action.SEE_AUDIT, listing_id)
    listing = context.store.get_listing(listing_id).listing
    steps = [
        step
        for each in (listing, *merged_in(context, listing_id))
        for step in _steps(context, actor, each)
    ]
    steps.sort(key=lambda step: step.at)  # what was done in one moment stays in its order
    return steps[::-1]


def merged_in(context: Context, listing_id: str) -> tuple[Listing, ...]:
    """The listings whose addresses lead to this one, also by way of another."""
    every = context.directory_cache.current().every
    found: dict[str, Listing] = {}
    wanted = [listing_id]
    while wanted:
        for each in every.merged_into(wanted.pop()):
            if each.id not in found:
                found[each.id] = each
                wanted.append(each.id)
    return tuple(found.values())


def compare(context: Context, actor: Actor, listing_id: str, number: int) -> Comparison:
    """One revision against its neighbours, masked. Raises NotAllowed, NotFound."""
    require(actor.person, Action.SEE_AUDIT, listing_id)
    now = context.store.get_listing(listing_id).listing
    revision = context.store.get(REVISIONS, revision_id(listing_id, number))
    before = _revision_before(context, listing_id, number)
    here = revision.listing
    since = differences(before, here, private=False) if before else _filled(here)
    until = differences(here, now, private=False)
    hidden = hidden_of(actor.person, here, now, *([before] if before else []))
    newest = context.store.count(REVISIONS, listing_id=listing_id)
    return Comparison(revision, newest, _masked(since, hidden), _masked(until, hidden))


def audit_rows(context: Context, actor: Actor, listing_id: str) -> Iterator[tuple[str, ...]]:
    """A listing's history as rows of texts, oldest first, one row a field. Raises NotAllowed."""
    require(actor.person, Action.EXPORT_AUDIT, listing_id)
    for step in reversed(history_of(context, actor, listing_id)):
        at = step.at.isoformat(timespec="seconds")
        asked = f"asked for by {step.asked_by}" if step.asked_by else ""
        why = "; ".join(filter(None, (asked, step.why)))
        told = (at, step.by, step.what, step.listing_id, step.origin, why)
        for change in step.changes:
            yield (*told, change.field, str(change.before), str(change.after))
        if not step.changes:
            yield (*told, "", "", "")


AUDIT_HEADINGS = (
    *("at", "by", "what", "listing", "origin", "why"),
    *("field", "before", "after"),
)


def _steps(context: Context, actor: Actor, listing: Listing) -> list[Step]:
    """One listing's own audit, and those of its revisions that the audit has no entry for."""
    audited = list(context.store.audited(subject=f"listing:{listing.id}"))
    revisions = revisions_of(context, listing.id)
    hidden = fields_kept_from(actor.person, _precisions(listing, audited, revisions))
    numbers = _Numbers(revisions)
    steps = [
        Step(
            at=done.at,
            by=done.by,
            what=done.what,
            listing_id=listing.id,
            origin=done.origin,
            why=done.why or _said(each, WORDS),
            changes=_masked(_changes(each), hidden),
            revision=numbers.take(done),
            asked_by=_said(each, ASKED_BY),
        )
        for each in audited
        for done in (each.entry.happening,)
    ]
    alone = [
        Step(
            *(kept.at, kept.by, kept.what, listing.id),
            revision=kept.number,
            asked_by=kept.asked_by,
        )
        for kept in revisions
        if kept.number in numbers.left
    ]
    return [*alone, *steps]


class _Numbers:
    """The revisions' numbers by what the audit says of the same moment; each is given once."""

    def __init__(self, revisions: Iterable[Revision]) -> None:
        self._numbers: dict[tuple[object, ...], list[int]] = {}
        for each in revisions:
            self._numbers.setdefault((each.at, each.by, each.what), []).append(each.number)

    def take(self, done: AuditEvent) -> int:
        """The number of the revision that came of it; 0 when none did."""
        numbers = self._numbers.get((done.at, done.by, done.what))
        return numbers.pop(0) if numbers else 0

    @property
    def left(self) -> set[int]:
        """Those that nothing was said of."""
        return {number for numbers in self._numbers.values() for number in numbers}


def _said(audited: AuditedEvent, name: str) -> str:
    """What stands beside the fields: the words that somebody typed, or who asked for it."""
    return next((value.after for value in audited.values if value.field == name), "")


def _changes(audited: AuditedEvent) -> Iterator[FieldChange]:
    for value in audited.values:
        if value.is_erased:
            yield FieldChange(value.field, ERASED, ERASED)
        elif value.field in FIELDS:
            yield FieldChange(value.field, value.before, value.after)


def _precisions(
    listing: Listing, audited: Iterable[AuditedEvent], revisions: Iterable[Revision]
) -> set[Precision]:
    """Every precision that the listing has or had, as far back as anybody can tell."""
    found = {listing.where.precision, *(each.listing.where.precision for each in revisions)}
    known = {str(precision): precision for precision in Precision}
    for each in audited:
        for value in each.values:
            if value.field == "precision":
                found |= {known[text] for text in (value.before, value.after) if text in known}
    return found


def _revision_before(context: Context, listing_id: str, number: int) -> Listing | None:
    if number <= 1:
        return None
    return context.store.get(REVISIONS, revision_id(listing_id, number - 1)).listing


def _filled(listing: Listing) -> tuple[FieldChange, ...]:
    values = fields_of(listing, private=False).items()
    return tuple(FieldChange(name, "", value) for name, value in values if value)


def _masked(changes: Iterable[FieldChange], hidden: frozenset[str]) -> tuple[FieldChange, ...]:
    return tuple(masked(change, hidden) for change in changes)
