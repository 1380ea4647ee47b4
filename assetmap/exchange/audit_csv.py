"""The audit as a file: CSV with a row for each value, or JSON that can be proved elsewhere."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from assetmap.domain.privacy.audit import AuditEntry, AuditValue
from assetmap.exchange.csv_files import write_table

ERASED = "erased"
COLUMNS = (
    *("number", "at", "by", "what", "subject", "origin", "why"),
    *("field", "before", "after", "digest"),
)

Entry = tuple[AuditEntry, tuple[AuditValue, ...]]


def audit_csv(entries: Iterable[Entry]) -> Iterator[str]:
    """The lines of a CSV file, the columns' names first; an entry without values has one row.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """
    yield from write_table(COLUMNS, _rows(entries))


def audit_json(entries: Iterable[Entry]) -> Iterator[str]:
    """The parts of a JSON document: a list of entries with all that their digests are made of."""
    separator = "["
    for entry, values in entries:
        yield f"{separator}\n{json.dumps(_document(entry, values), ensure_ascii=False)}"
        separator = ","
    yield "[]\n" if separator == "[" else "\n]\n"


def _rows(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    for entry, values in entries:
        done = entry.happening
        told = (done.at.isoformat(), done.by, done.what, done.subject, done.origin, done.why)
        for value in values or (AuditValue(""),):
            before, after = (value.before, value.after)
            if value.field and value.is_erased:
                before = after = ERASED
            yield (str(entry.number), *told, value.field, before, after, entry.digest)


def _document(entry: AuditEntry, values: tuple[AuditValue, ...]) -> dict[str, Any]:
    done = entry.happening
    return {
        "number": entry.number,
        "at": done.at.isoformat(),
        "by": done.by,
        "what": done.what,
        "subject": done.subject,
        "origin": done.origin,
        "why": done.why,
        "values": [_value_document(value) for value in values],
        "value_digests": list(entry.value_digests),
        "before_it": entry.before_it,
        "digest": entry.digest,
    }


def _value_document(value: AuditValue) -> dict[str, Any]:
    if value.is_erased:
        return {"field": value.field, "erased": True}
    return {"field": value.field, "before": value.before, "after": value.after}
