"""The append-only record of who did what: a chain in which nothing can be altered unseen.

Each entry's digest covers the entry before it, so that a changed or missing entry breaks the
chain. Values of fields are kept apart, each with a salt of its own; the entry holds only their
digests. A value can thus be erased, as the law asks for personal ones, and the chain stays whole.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditValue:
    """A field's value before and after; `salt` keeps its digest from being guessed.

    An erased one has no salt and no values.
    """

    field: str
    before: str = ""
    after: str = ""
    salt: str = ""

    @property
    def is_erased(self) -> bool:
        """Whether the values were taken out."""
        return not self.salt

    @property
    def is_blank(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.before or self.after)

    def digest(self) -> str:
        """What the chain keeps of the value."""
        return _sha([self.field, self.before, self.after, self.salt])


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """Something that was done. `subject` is `listing:ID`, `person:ID` or `do-not-list:ID`.

    `origin` says where from; `by` is a person's id, never a name; `why` a word or two, never about
    a person.
    """

    at: datetime
    by: str
    what: str
    subject: str
    origin: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """A happening in the chain: `fields` and `value_digests` in step, `digest` of all of it."""

    number: int
    happening: AuditEvent
    fields: tuple[str, ...]
    value_digests: tuple[str, ...]
    before_it: str
    digest: str


def chained(
    number: int, happening: AuditEvent, values: Iterable[AuditValue], before_it: str
) -> AuditEntry:
    """The next entry of the chain, after the one whose digest is `before_it`."""
    values = tuple(values)
    fields = tuple(value.field for value in values)
    digests = tuple(value.digest() for value in values)
    return AuditEntry(
        number,
        happening,
        fields,
        digests,
        before_it,
        _entry_digest(number, happening, fields, digests, before_it),
    )


def first_break(entries: Iterable[AuditEntry], before_it: str = GENESIS) -> int | None:
    """The number of the first entry that does not follow from the one before, or None.

    `before_it` is the digest that the first of them should follow.
    """
    number: int | None = None
    for entry in entries:
        wanted = _entry_digest(
            entry.number, entry.happening, entry.fields, entry.value_digests, before_it
        )
        is_next = number is None or entry.number == number + 1
        if not is_next or entry.before_it != before_it or entry.digest != wanted:
            return entry.number
        number, before_it = entry.number, entry.digest
    return None


def values_agree(entry: AuditEntry, values: Iterable[AuditValue]) -> bool:
    """Whether the values kept beside an entry are those it was made with, or were erased."""
    values = tuple(values)
    if tuple(value.field for value in values) != entry.fields:
        return False
    return all(
        value.is_blank if value.is_erased else value.digest() == digest
        for value, digest in zip(values, entry.value_digests, strict=True)
    )


def _entry_digest(
    number: int,
    happening: AuditEvent,
    fields: tuple[str, ...],
    digests: tuple[str, ...],
    before_it: str,
) -> str:
    return _sha(
        [
            number,
            happening.at.isoformat(),
            happening.by,
            happening.what,
            happening.subject,
            happening.origin,
            happening.why,
            list(fields),
            list(digests),
            before_it,
        ]
    )


def _sha(parts: list[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
