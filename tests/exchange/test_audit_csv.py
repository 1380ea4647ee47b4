"""The audit as CSV and JSON."""

import csv
import io
import json
from datetime import UTC, datetime

import pytest

from assetmap.domain.privacy.audit import GENESIS, AuditEvent, AuditValue, chained
from assetmap.exchange.audit_csv import COLUMNS, audit_csv, audit_json

AT = datetime(2026, 3, 16, 9, tzinfo=UTC)


def rows(*values: AuditValue, **changes: str) -> list[list[str]]:
    """The rows of one entry, without its digest."""
    parts = {"by": "p-1", "what": "did", "subject": "listing:a", **changes}
    entry = chained(1, AuditEvent(AT, **parts), values, GENESIS)
    text = "".join(audit_csv([(entry, values)]))
    heading, *found = list(csv.reader(io.StringIO(text)))
    assert tuple(heading) == COLUMNS
    assert {row[-1] for row in found} == {entry.digest}
    return [row[:-1] for row in found]


def test_entry_has_a_row_for_each_value_and_one_when_there_is_none() -> None:
    begin = ["1", "2026-03-16T09:00:00+00:00", "p-1", "did", "listing:a", "", ""]
    assert rows() == [[*begin, "", "", ""]]
    assert rows(AuditValue("name", "A", "B", "s"), AuditValue("phone")) == [
        [*begin, "name", "A", "B"],
        [*begin, "phone", "erased", "erased"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'="])
def test_no_cell_runs_as_a_formula(start: str) -> None:
    text = f"{start}1+1"
    values = (AuditValue(text, text, text, "s"),)
    (row,) = rows(*values, by=text, what=text, subject=text, origin=text, why=text)
    assert row[2:] == [f"'{text}"] * 8


def test_json_has_all_that_a_digest_is_made_of() -> None:
    values = (AuditValue("name", "“A”", "B\n", "s"), AuditValue("phone"))
    entry = chained(1, AuditEvent(AT, "p-1", "did", "listing:a", "screen", "why"), values, GENESIS)
    (document,) = json.loads("".join(audit_json([(entry, values)])))
    assert document == {
        "number": 1,
        "at": "2026-03-16T09:00:00+00:00",
        "by": "p-1",
        "what": "did",
        "subject": "listing:a",
        "origin": "screen",
        "why": "why",
        "values": [
            {"field": "name", "before": "“A”", "after": "B\n"},
            {"field": "phone", "erased": True},
        ],
        "value_digests": list(entry.value_digests),
        "before_it": GENESIS,
        "digest": entry.digest,
    }
    assert len(json.loads("".join(audit_json([(entry, values)] * 3)))) == 3
    assert json.loads("".join(audit_json([]))) == []
