"""The audit: proof that it was not altered, and reading of it, as far as each role may."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from assetmap.clock import LONDON
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.proposal import HIDDEN
from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import GENESIS, AuditEntry, AuditValue, first_break, values_agree
from assetmap.services.account.sign_in_failures import ADDRESS_MARK
from assetmap.services.context import Context
from assetmap.services.listing_repository import ASKED_BY, Actor
from assetmap.services.privacy.redaction import hidden_everywhere
from assetmap.storage.store import AuditedEvent

PAGE = 50  # entries
# Of a member of staff, not of a listing.
_OF_PEOPLE = frozenset(("name", "email"))
# What is no more than an id, a role or a place; the rest may be anything that somebody typed.
_OF_WORK = ("roles", "patch", "hub", "handed_to", "listings", "drafts", "collections")
_PLAIN = frozenset((*FIELDS, *_OF_WORK, ADDRESS_MARK, ASKED_BY))


@dataclass(frozen=True)
class Proof:
    """What a look through the chain found.

    `number` and `digest` are those of the newest entry: noted down elsewhere, they tell later
    whether entries were taken off the end, which the file alone cannot show. `broken` is the number
    of the first entry that is not as it was written, and `why` says what is wrong with it.
    """

    entries: int
    number: int = 0
    digest: str = GENESIS
    taken_out: int = 0  # by retention, which counts them
    broken: int | None = None
    why: str = ""


@dataclass(frozen=True)
class AuditFilter:
    """Which entries are asked for; blanks ask for any. Days are whole and both count."""

    listing: str = ""
    by: str = ""
    what: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class AuditLine:
    """An entry with its values as far as the person who asked may read them."""

    entry: AuditEntry
    values: tuple[AuditValue, ...]


def prove(context: Context) -> Proof:
    """Go through the whole chain, its values, and the count of what retention took out."""
    taken_out = sum(context.store.audit_totals().values())
    count, before = 0, Proof(0, number=taken_out, taken_out=taken_out)
    previous: AuditEntry | None = None
    for audited in context.store.audited():
        entry = audited.entry
        count += 1
        if why := _wrong(audited, previous, taken_out):
            number = (previous.number if previous else taken_out) + 1
            return Proof(count, before.number, before.digest, taken_out, number, why)
        previous = entry
        before = Proof(count, entry.number, entry.digest, taken_out)
    if taken_out and not count:
        return Proof(0, 0, GENESIS, taken_out, taken_out + 1, "it is missing")
    return before


def entries(
    context: Context, actor: Actor, wanted: AuditFilter, before: int | None = None, most: int = PAGE
) -> list[AuditLine]:
    """The newest entries that are asked for, the newest first; `before` a number, to read on.

    Values that the person may not read are masked. Raises NotAllowed.
    """
    require(actor.person, Action.EXPORT_AUDIT)
    found = list(_audited(context, wanted, before, most))
    hidden = hidden_everywhere(actor.person)
    return [_line(each, hidden) for each in reversed(found)]


def export(
    context: Context, actor: Actor, wanted: AuditFilter, *, personal: bool
) -> Iterator[AuditLine]:
    """All the entries that are asked for, oldest first; without `personal` values are masked.

    Raises NotAllowed, also when somebody who may not erase asks for personal values.
    """
    require(actor.person, Action.EXPORT_AUDIT)
    if personal:
        require(actor.person, Action.ERASE)
    hidden = frozenset() if personal else hidden_everywhere(None)
    return (_line(each, hidden) for each in _audited(context, wanted))


def actions(context: Context) -> tuple[str, ...]:
    """Everything that the audit says was done, by name, for the filter's list."""
    return tuple(context.store.audit_actions())


def _audited(
    context: Context, wanted: AuditFilter, before: int | None = None, most: int | None = None
) -> Iterator[AuditedEvent]:
    return context.store.audited(
        subject=f"listing:{wanted.listing}" if wanted.listing else "",
        by=wanted.by,
        what=wanted.what,
        since=_midnight(wanted.since),
        until=_midnight(wanted.until, days=1),
        before=before,
        most=most,
    )


def _midnight(on: date | None, days: int = 0) -> datetime | None:
    if on is None or on > date.max - timedelta(days=days):
        return None
    return datetime.combine(on + timedelta(days=days), time(), LONDON)


def _line(audited: AuditedEvent, hidden: frozenset[str]) -> AuditLine:
    is_person = audited.entry.happening.subject.startswith("person:")
    fields = hidden and (hidden | _OF_PEOPLE if is_person else hidden)
    return AuditLine(audited.entry, tuple(_masked(value, fields) for value in audited.values))


def _masked(value: AuditValue, hidden: frozenset[str]) -> AuditValue:
    is_plain = value.field in _PLAIN and value.field not in hidden
    if value.is_erased or is_plain or not hidden:
        return value
    before, after = (HIDDEN if text else "" for text in (value.before, value.after))
    return AuditValue(value.field, before, after, value.salt)


def _wrong(audited: AuditedEvent, previous: AuditEntry | None, taken_out: int) -> str:
    """What is wrong with an entry, in plain words; empty when it is as it was written."""
    entry = audited.entry
    if previous is None and entry.number != taken_out + 1:
        return "entries before it are missing"
    # The entry that the oldest one followed may be gone, so it is taken at its word.
    before_it = previous.digest if previous else entry.before_it
    if previous is None and not taken_out:
        before_it = GENESIS
    if previous and entry.number != previous.number + 1:
        return "it is missing, or another was put in its place"
    if first_break([entry], before_it) is not None:
        return "it does not follow from the one before, or was changed"
    if not values_agree(entry, audited.values):
        return "a value that belongs to it was changed"
    return ""
