"""`audit check` and `audit export`."""

import csv
import json
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from assetmap.domain.privacy.audit import AuditEvent, AuditValue
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.cli.conftest import Runner, Said, refusal

PHONE = "01632 960666"
AT = datetime(2026, 3, 16, 9, tzinfo=UTC)


def keep(home: Path) -> list[str]:
    """Two entries; gives their digests."""
    store = SqliteStore(home / "assetmap.db")
    with store.transaction() as uow:
        values = [AuditValue("phone", "=cmd()", PHONE, "s"), AuditValue("summary", "", "@x", "t")]
        uow.audit(AuditEvent(AT, "p-1", "approved a change", "listing:a", "screen"), values)
        uow.audit(AuditEvent(AT, "p-2", "checked", "listing:b", "link", "phoned"))
    digests = [each.entry.digest for each in store.audited()]
    store.close()
    return digests


def test_audit_check_says_that_it_is_whole_and_what_to_note_down(call: Runner, home: Path) -> None:
    digests = keep(home)
    said = f"The audit is whole: 2 entries\nThe last is number 2, digest {digests[1]}\n"
    assert call("audit", "check") == Said(0, said, "")


def test_audit_check_names_the_first_entry_that_was_altered(call: Runner, home: Path) -> None:
    keep(home)
    with sqlite3.connect(home / "assetmap.db") as connection:
        connection.execute("UPDATE audit_values SET document = replace(document, '=cmd', 'x')")
    connection.close()
    said = "The audit is broken at entry 1: a value that belongs to it was changed\n"
    assert call("audit", "check") == Said(1, said, "")


def test_audit_export_writes_csv_masked_and_without_formulas(
    call: Runner, home: Path, tmp_path: Path
) -> None:
    digests = keep(home)
    file = tmp_path / "audit.csv"
    assert call("audit", "export", file) == Said(0, f"2 entries written to {file}\n", "")
    with file.open(newline="", encoding="utf-8") as lines:
        rows = list(csv.reader(lines))
    at = "2026-03-16T09:00:00+00:00"
    first = ["1", at, "p-1", "approved a change", "listing:a", "screen", ""]
    assert rows == [
        [
            *("number", "at", "by", "what", "subject", "origin", "why"),
            *("field", "before", "after", "digest"),
        ],
        [*first, "phone", "hidden", "hidden", digests[0]],
        [*first, "summary", "", "'@x", digests[0]],
        ["2", at, "p-2", "checked", "listing:b", "link", "phoned", "", "", "", digests[1]],
    ]


def test_audit_export_with_personal_values(call: Runner, home: Path, tmp_path: Path) -> None:
    keep(home)
    file = tmp_path / "audit.json"
    assert call("audit", "export", file, "--with-personal", "--listing", "a").status == 0
    (entry,) = json.loads(file.read_text(encoding="utf-8"))
    assert entry["values"] == [
        {"field": "phone", "before": "=cmd()", "after": PHONE},
        {"field": "summary", "before": "", "after": "@x"},
    ]
    call("audit", "export", file, "--by", "p-2")
    assert [each["number"] for each in json.loads(file.read_text(encoding="utf-8"))] == [2]
    call("audit", "export", file, "--by", "nobody")
    assert json.loads(file.read_text(encoding="utf-8")) == []


def test_audit_export_refuses_other_files(call: Runner, home: Path, tmp_path: Path) -> None:
    said = f"{tmp_path / 'a.xlsx'}: the name must end in .csv or .json"
    assert call("audit", "export", tmp_path / "a.xlsx") == refusal(said)
    assert call("audit", "export", tmp_path / "no" / "a.csv").status == 2
