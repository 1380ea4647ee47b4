"""Whatever is lost, half done or at odds is seen; and what is whole is called so."""

import json
from pathlib import Path

import pytest

from scripts.torture_run.comparison import compare_files
from scripts.torture_run.databases import SqliteDatabase
from scripts.torture_run.homes import Home, copied
from scripts.torture_run.ledger import Kind, Ledger


def sql(home: Home, *statements: str) -> None:
    assert all(home.database.change(*((statement, ()) for statement in statements))), statements


def test_what_is_whole_is_called_so(written: tuple[Home, Ledger]) -> None:
    home, ledger = written
    found = compare_files(home, ledger.writes)
    assert (found.lost, found.disagreeing) == ([], [])


FIRST = "(SELECT min(id) FROM listings WHERE status = 'published')"
ARCHIVED = "document = replace(document, '\"published\"', '\"archived\"')"


@pytest.mark.parametrize(
    ("statement", "lost", "says"),
    [
        ("DELETE FROM reports", Kind.REPORT, "0 reports, 1 in the audit"),
        ("DELETE FROM checks", Kind.CHECK, "0 checks, 1 in the audit"),
        ("DELETE FROM proposals", Kind.PROPOSAL, ""),
        ("DELETE FROM revisions", Kind.CHANGE, "a proposal is approved"),
        ("DELETE FROM revisions", Kind.APPROVAL, "a proposal is approved"),
        ("DELETE FROM revisions WHERE document LIKE '%\"number\":1,%'", "", "has a gap"),
        ("DELETE FROM listings WHERE status = 'suggested'", Kind.SUGGESTION, "was suggested and"),
        (
            "UPDATE listings SET document = replace(document, 'Not this week', 'Next week')",
            "",
            "is not what its history says last",
        ),
        ("DELETE FROM audit WHERE number = 3", "", "the audit is broken at 3"),
        ("DELETE FROM audit_values", "", "is in no audit"),
        (
            "UPDATE listings SET document = replace(document, 'Good company', 'Bad company')",
            "",
            "outdated in the index",
        ),
        (
            f"UPDATE listings SET status = 'archived', {ARCHIVED} WHERE id = {FIRST}",
            "",
            "superfluous in the index",
        ),
        (
            "UPDATE listings SET document = '{' WHERE id = (SELECT max(id) FROM listings)",
            "",
            "cannot be read",
        ),
    ],
)
def test_each_harm_is_seen(
    written: tuple[Home, Ledger], tmp_path: Path, statement: str, lost: str, says: str
) -> None:
    home, ledger = copied(written[0], tmp_path / "home"), written[1]
    sql(home, statement)
    found = compare_files(home, ledger.writes)
    assert any(each.startswith(lost) for each in found.lost) == bool(lost), found
    assert any(says in each for each in found.disagreeing) or not says, found


@pytest.mark.parametrize(("kept", "lost"), [(2, 0), (1, 1), (0, 1)])
def test_an_import_is_whole_or_not_there(
    written: tuple[Home, Ledger], tmp_path: Path, kept: int, lost: int
) -> None:
    home, ledger = copied(written[0], tmp_path / "home"), Ledger()
    write = ledger.send(Kind.IMPORT, "zqkkkkkkqz", rows=2)
    with home.database.reading() as ask:
        [(document,)] = ask("SELECT document FROM listings WHERE status = 'suggested'")
    for number in range(kept):
        row = {**json.loads(document), "id": f"row{number}", "summary": f"Now {write.mark}"}
        insert = (
            "INSERT INTO listings (id, source, source_id, status, generation, document)"
            " VALUES (?, 'file', ?, 'suggested', 1, ?)"
        )
        home.database.change((insert, (row["id"], row["id"], json.dumps(row))))
    for write.is_acknowledged in (False, True):
        found = compare_files(home, ledger.writes)
        assert len(found.lost) == (lost if write.is_acknowledged else 0)
        assert any("half done: 1" in each for each in found.disagreeing) == (kept == 1)


def test_records_that_cannot_be_read_disagree(base: Home, tmp_path: Path) -> None:
    home = copied(base, tmp_path / "home")
    assert isinstance(home.database, SqliteDatabase)
    home.database.path.write_bytes(b"nothing of the kind " * 500)
    [said] = compare_files(home, []).disagreeing
    assert said.startswith("the records cannot be read")


def test_a_page_of_zeros_in_the_index_is_seen(base: Home, tmp_path: Path) -> None:
    home = copied(base, tmp_path / "home")
    [file] = (home.path / "index").glob("*.seg")
    with file.open("r+b") as stream:
        stream.seek(4096)
        stream.write(bytes(4096))
    assert compare_files(home, []).disagreeing != []
