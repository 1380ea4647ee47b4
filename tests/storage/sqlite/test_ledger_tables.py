"""Attacks on the ledger in the file itself, by plain SQL: the file refuses each (TB2, TB4)."""

import json
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from assetmap.domain.time_bank.ledger import (
    MOST,
    SYSTEM_ACCOUNTS,
    AccountKind,
    CorrectionReason,
    GrantReason,
    PlaceKind,
    TransferKind,
    taken_back,
)
from assetmap.storage.sqlite.ledger_tables import drop_ledger, make_ledger, missing_rules
from assetmap.storage.sqlite.snapshot import copy_records
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.storage.transfers import NOON, a_transfer, open_accounts

_TABLES = ("ledger_accounts", "ledger_transfers", "ledger_entries")
_NEW: dict[str, Any] = {
    "id": "new",
    "key": "key:new",
    "kind": "exchange",
    "done_on": "2026-03-12",
    "posted_at": "2026-03-16T09:00:00+00:00",
    "posted_by": "p-broker",
    "lines": '[["101",90],["102",-90]]',
}
# How a connection may be set by whoever opens the file.
SETTINGS = {
    "as it comes": (),
    "lax": ("foreign_keys = OFF", "ignore_check_constraints = ON", "recursive_triggers = OFF"),
    "strict": ("foreign_keys = ON", "recursive_triggers = ON", "defer_foreign_keys = ON"),
}
OR = ("", "OR REPLACE", "OR IGNORE", "OR FAIL", "OR ROLLBACK", "OR ABORT")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with two transfers, one of which was taken back."""
    path = tmp_path_factory.mktemp("ledger") / "assetmap.db"
    store = SqliteStore(path)
    open_accounts(store, "101", "102")
    open_accounts(store, "103", kind=AccountKind.GROUP)
    wrong = a_transfer("wrong", "102", "103")
    with store.transaction() as uow:
        uow.post(a_transfer("t"))
        uow.post(wrong)
        uow.post(taken_back(wrong, CorrectionReason.PERSON, id_="c", at=NOON, by="p"))
    assert store.ledger.faults() == []
    store.close()
    copy = path.with_name("copy.db")
    copy_records(path, copy)  # one file, without a log
    return copy


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may attack."""
    path = tmp_path / "attacked.db"
    shutil.copyfile(made, path)
    return path


@pytest.fixture(params=SETTINGS)
def db(request: pytest.FixtureRequest, made: Path) -> Iterator[sqlite3.Connection]:
    """An attacker's connection to the same file, which is held in memory."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(made.read_bytes())
        for setting in SETTINGS[request.param]:
            connection.execute(f"PRAGMA {setting}")
        yield connection


def content(db: sqlite3.Connection) -> dict[str, list[Any]]:
    return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in _TABLES}


def refused(db: sqlite3.Connection, statement: str, values: Any = ()) -> str:
    """What the file says to an attack, that it is an error, and that nothing has changed."""
    before = content(db)
    with pytest.raises(sqlite3.Error) as error:
        db.execute(statement, values)
    assert content(db) == before
    return str(error.value)


def insert(values: dict[str, Any], how: str = "", tail: str = "") -> str:
    """An insert into the transfers. Columns may be called otherwise, such as `rowid`."""
    columns, marks = ", ".join(values), ", ".join(f":{each}" for each in values)
    return f"INSERT {how} INTO ledger_transfers ({columns}) VALUES ({marks}) {tail}"


@pytest.mark.parametrize("table", _TABLES)
def test_no_row_is_changed_or_deleted(db: sqlite3.Connection, table: str) -> None:
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    for column in columns:
        for how in OR:
            change = f"UPDATE {how} {table} SET {column} = {column}"
            assert "never changed" in refused(db, change)
    assert "never changed" in refused(db, f"UPDATE {table} SET {columns[1]} = '9' WHERE TRUE")
    assert "never changed" in refused(db, f"DELETE FROM {table}")
    assert "never changed" in refused(db, f"DELETE FROM {table} WHERE TRUE")
    assert "never changed" in refused(db, f"WITH x AS (SELECT 1) DELETE FROM {table}")


@pytest.mark.parametrize("table", _TABLES)
def test_no_row_is_written_over(db: sqlite3.Connection, table: str) -> None:
    rows = f"SELECT * FROM {table}"
    for how in OR:
        assert "there already" in refused(db, f"INSERT {how} INTO {table} {rows}")
    assert "there already" in refused(db, f"REPLACE INTO {table} {rows}")
    columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    for does in ("NOTHING", f"UPDATE SET {columns[-1]} = 1"):
        upsert = f"INSERT INTO {table} {rows} WHERE TRUE ON CONFLICT DO {does}"
        assert "there already" in refused(db, upsert)


@pytest.mark.parametrize("taken", ["number", "rowid", "oid", "_rowid_", "id", "key", "corrects"])
def test_nothing_comes_in_the_place_of_a_transfer(db: sqlite3.Connection, taken: str) -> None:
    value = {"id": "t", "key": "key:t", "corrects": "wrong"}.get(taken, 1)
    kind = "correction" if taken == "corrects" else "exchange"
    values = {**_NEW, "kind": kind, taken: value}
    for how in OR:
        assert refused(db, insert(values, how), values) == "this transfer is there already"


@pytest.mark.parametrize("number", [0, -1, 3.5, 5, 99, 2**63 - 1, "9"])
def test_a_transfer_comes_after_the_last(db: sqlite3.Connection, number: object) -> None:
    """A number far away would leave no room for the next, and one before would change the past."""
    values = {**_NEW, "number": number}
    for how in OR:
        refused(db, insert(values, how), values)
    db.execute(insert(_NEW), _NEW)
    assert db.execute("SELECT number FROM ledger_transfers WHERE id = 'new'").fetchone() == (4,)


BAD_LINES = {
    "none": "[]",
    "one": '[["101",90]]',
    "not adding up": '[["101",90],["102",-60]]',
    "to oneself": '[["101",90],["101",-90]]',
    "to oneself, written otherwise": '[["101",90],["\\u0031\\u00301",-90]]',
    "nothing": '[["101",0],["102",0]]',
    "text": '[["101","90"],["102","-90"]]',
    "fractions": '[["101",0.5],["102",-0.5]]',
    "whole floats": '[["101",90.0],["102",-90.0]]',
    "null": '[["101",null],["102",null]]',
    "true": '[["101",true],["102",-1]]',
    "infinite": '[["101",1e999],["102",-1e999]]',
    "over 64 bits": '[["101",9223372036854775808],["102",-9223372036854775808]]',
    "overflowing": '[["101",9223372036854775807],["102",-9223372036854775807]]',
    "least of all": '[["101",-9223372036854775808],["102",9223372036854775807],["103",1]]',
    "too much": f'[["101",{MOST + 1}],["102",{-MOST - 1}]]',
    "unknown account": '[["101",90],["999",-90]]',
    "account as number": "[[101,90],[102,-90]]",
    "null account": '[[null,90],["102",-90]]',
    "a third value": '[["101",90,1],["102",-90,1]]',
    "flat": '["101",90,"102",-90]',
    "object": '{"101":90,"102":-90}',
    "objects": '[{"0":"101","1":90},{"0":"102","1":-90}]',
    "no JSON": "101: 90",
    "number": 7,
    "blob": b'[["101",90],["102",-90]]',
    "missing": None,
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_lines_that_are_unsound_are_refused(db: sqlite3.Connection, name: str) -> None:
    values = {**_NEW, "lines": BAD_LINES[name]}
    for how in OR:
        before = content(db)
        with suppress(sqlite3.Error):  # `OR IGNORE` passes over a missing text in silence
            db.execute(insert(values, how), values)
        assert content(db) == before


BAD_VALUES: dict[str, list[Any]] = {
    "id": [None, "", b"x", "\x00", "é", "x\ny", "x" * 201],
    "key": [None, "", b"x", "é", "x" * 201],
    "posted_by": [None, "", b"x", "é"],
    "kind": [None, "", "Exchange", "sale", "correction", b"exchange"],
    "reason": [None, "Ada was ill", b""],
    "place": [None, "her house", b""],
    "category": [None, "x" * 201, b"x"],
    "ward": [None, "x" * 201, b"x"],
    "done_on": [
        *(None, "", "today", "now", "2026-02-30", "2026-3-1", "0000-01-01", "2026-03-12T09:00"),
        *(20260312, b"2026-03-12", "12/03/2026", "2460000.5"),
    ],
    "posted_at": [
        *(None, "", "now", "2026-03-16", "2026-03-16T09:00:00", "2026-02-30T09:00:00+00:00"),
        *("2026-03-16T24:00:00+00:00", "2026-03-16T09:00:00 +00:00", "2026-03-16T09:00:00Z", 7),
        *("2026-03-16T09:00:00+00:00 by Ada", "2026-03-16 09:00:00+00:00"),
    ],
    "corrects": ["t", "c", "nothing", "new", "", b"t"],
}


@pytest.mark.parametrize("column", BAD_VALUES)
def test_values_that_cannot_be_are_refused(db: sqlite3.Connection, column: str) -> None:
    for value in BAD_VALUES[column]:
        values = {**_NEW, column: value}
        for how in OR:
            before = content(db)
            with suppress(sqlite3.Error):
                db.execute(insert(values, how), values)
            assert content(db) == before or _is_default(db, column, how), (value, how)


def _is_default(db: sqlite3.Connection, column: str, how: str) -> bool:
    """`OR REPLACE` puts the default in the place of nothing, which is sound; it is undone here."""
    if how != "OR REPLACE" or column not in ("reason", "place", "category", "ward"):
        return False
    row = db.execute(f"SELECT {column} FROM ledger_transfers WHERE id = 'new'").fetchone()
    for rule in ("ledger_transfers_delete", "ledger_entries_delete"):
        db.execute(f"DROP TRIGGER {rule}")
    db.execute("DELETE FROM ledger_entries WHERE transfer = 'new'")
    db.execute("DELETE FROM ledger_transfers WHERE id = 'new'")
    return bool(row == ("",))


CORRECTIONS = {
    "of nothing": {"corrects": "nothing"},
    "of a correction": {"corrects": "c", "lines": '[["102",90],["103",-90]]'},
    "of itself": {"corrects": "new"},
    "second": {"corrects": "wrong", "lines": '[["102",-90],["103",90]]'},
    "not the other way round": {"corrects": "t"},
    "half": {"corrects": "t", "lines": '[["101",-45],["102",45]]'},
    "with more": {"corrects": "t", "lines": '[["101",-90],["102",80],["103",10]]'},
    "of others": {"corrects": "t", "lines": '[["102",90],["103",-90]]'},
    "without a name": {"corrects": None},
}


@pytest.mark.parametrize("name", CORRECTIONS)
def test_corrections_of_what_they_may_not_are_refused(db: sqlite3.Connection, name: str) -> None:
    values = {**_NEW, "kind": "correction", **CORRECTIONS[name]}
    for how in OR:
        refused(db, insert(values, how), values)


@pytest.mark.parametrize(
    "row",
    [
        ("t", 2, "103", 90),  # a third line
        ("t", 0, "103", 90),
        ("t", 7, "101", 90),  # the same again
        ("c", 2, "101", -90),  # of a correction
        ("nothing", 0, "101", 90),  # of a transfer that is not there
        ("t", 2, "999", 90),
        ("t", None, "103", 0),
        (None, 0, "103", 15),
    ],
    ids=str,
)
def test_no_entry_is_added_by_itself(db: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    for how in OR:
        before = content(db)
        with suppress(sqlite3.Error):
            db.execute(f"INSERT {how} INTO ledger_entries VALUES (?, ?, ?, ?)", row)
        assert content(db) == before


@pytest.mark.parametrize(
    "row",
    [
        *(("104", "pot"), ("104", "issue"), ("104", "outside"), ("104", "bank"), ("104", None)),
        *(("", "member"), ("Ada", "member"), ("0104", "member"), (b"104", "member")),
        *(("1234567890", "member"), ("10\x004", "member"), (None, "member"), ("-5", "group")),
    ],
    ids=str,
)
def test_no_account_but_a_members_or_a_groups_is_added(
    db: sqlite3.Connection, row: tuple[Any, ...]
) -> None:
    for how in OR:
        before = content(db)
        with suppress(sqlite3.Error):
            db.execute(f"INSERT {how} INTO ledger_accounts VALUES (?, ?)", row)
        assert content(db) == before


def test_of_many_rows_in_one_statement_none_comes_with_a_bad_one(db: sqlite3.Connection) -> None:
    good, bad = _NEW["lines"], '[["101",90],["102",-60]]'
    for how in OR:
        statement = (
            f"INSERT {how} INTO ledger_transfers (id, key, kind, done_on, posted_at, posted_by,"
            " lines) VALUES ('n1', 'n1', 'gift', '2026-03-12', '2026-03-16T09:00:00+00:00', 'p',"
            f" '{good}'), ('n2', 'n2', 'gift', '2026-03-12', '2026-03-16T09:00:00+00:00', 'p',"
            f" '{bad}')"
        )
        refused(db, statement)


def test_where_the_schema_is_not_trusted_nothing_is_posted_at_all(db: sqlite3.Connection) -> None:
    """The rules read JSON by a function that such a connection does not let them use."""
    db.execute("PRAGMA trusted_schema = OFF")
    refused(db, insert(_NEW), _NEW)
    refused(db, "UPDATE ledger_entries SET minutes = 1")
    refused(db, "INSERT OR REPLACE INTO ledger_transfers SELECT * FROM ledger_transfers")


def test_an_attached_file_is_guarded_too(path: Path) -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        db.execute("ATTACH ? AS x", (str(path),))
        before = {table: db.execute(f"SELECT * FROM x.{table}").fetchall() for table in _TABLES}
        for table in _TABLES:
            for attack in (
                f"UPDATE x.{table} SET rowid = 9",
                f"DELETE FROM x.{table}",
                f"REPLACE INTO x.{table} SELECT * FROM x.{table}",
            ):
                with pytest.raises(sqlite3.Error):
                    db.execute(attack)
        for table, rows in before.items():
            assert db.execute(f"SELECT * FROM x.{table}").fetchall() == rows


def test_a_trigger_or_a_view_of_ones_own_does_not_get_round(db: sqlite3.Connection) -> None:
    """Neither does a table in memory by the same name, which only whoever makes it sees."""
    db.execute(
        "CREATE TEMP TRIGGER mine AFTER INSERT ON main.ledger_accounts BEGIN"
        " UPDATE ledger_entries SET minutes = 9; END"
    )
    refused(db, "INSERT INTO ledger_accounts VALUES ('104', 'member')")
    db.execute("DROP TRIGGER mine")
    db.execute("CREATE TEMP VIEW seen AS SELECT * FROM main.ledger_entries")
    refused(db, "UPDATE seen SET minutes = 9")
    db.execute("CREATE TEMP TABLE ledger_entries AS SELECT * FROM main.ledger_entries")
    db.execute("UPDATE ledger_entries SET minutes = 9")
    db.execute("DROP TABLE temp.ledger_entries")
    assert missing_rules(db) == []


def test_sqlite_utils_neither_replaces_nor_upserts(path: Path) -> None:
    db = Database(path)
    rows = {table: list(db[table].rows) for table in _TABLES}
    for table in _TABLES:
        key = {"ledger_transfers": "id", "ledger_accounts": "id"}.get(table)
        pk = key or ("transfer", "line")
        for attack in (
            lambda t=table, p=pk: db.table(t).insert(rows[t][0], pk=p, replace=True),
            lambda t=table, p=pk: db.table(t).upsert(rows[t][0], pk=p),
            lambda t=table, p=pk: db.table(t).insert(rows[t][0], pk=p, ignore=True),
            lambda t=table: db.table(t).delete_where(),
        ):
            with pytest.raises(sqlite3.IntegrityError):
                attack()
            db.conn.rollback()
        assert list(db[table].rows) == rows[table]


@pytest.mark.skipif(not shutil.which("sqlite3"), reason="the program sqlite3 is not installed")
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger_entries SET minutes = 900 WHERE account = '101'",
        "DELETE FROM ledger_entries",
        "DELETE FROM ledger_transfers WHERE id = 't'",
        "INSERT OR REPLACE INTO ledger_transfers SELECT * FROM ledger_transfers",
        "INSERT INTO ledger_entries VALUES ('t', 2, '103', 90)",
        (
            "INSERT INTO ledger_transfers (id, key, kind, done_on, posted_at, posted_by, lines)"
            " VALUES ('n', 'n', 'gift', '2026-03-12', '2026-03-16T09:00:00+00:00',"
            " 'p', '[[\"101\", 90]]')"
        ),
    ],
)
def test_the_sqlite3_program_is_refused(path: Path, statement: str) -> None:
    done = subprocess.run(["sqlite3", path, statement], capture_output=True, text=True, timeout=30)
    assert done.returncode != 0
    assert "rror" in done.stderr
    store = SqliteStore(path)
    assert (store.ledger.faults(), store.ledger.balance("101")) == ([], 90)
    store.close()


def test_a_sound_transfer_is_taken_and_comes_back_whole(db: sqlite3.Connection) -> None:
    """What the rules allow, also with other settings of the connection: entries are made of it."""
    db.execute(insert(_NEW), _NEW)
    entries = db.execute("SELECT * FROM ledger_entries WHERE transfer = 'new'").fetchall()
    assert entries == [("new", 0, "101", 90), ("new", 1, "102", -90)]
    assert missing_rules(db) == []


def test_every_kind_reason_and_place_is_known_to_the_file(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        (rule,) = db.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'ledger_transfers_insert'"
        ).fetchone()
    for word in (*TransferKind, *CorrectionReason, *GrantReason, *PlaceKind):
        assert f"'{word}'" in rule
    assert f"BETWEEN -{MOST} AND {MOST}" in rule


def test_a_ledger_is_made_with_its_own_accounts_and_dropped_whole() -> None:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        make_ledger(db)
        rows = db.execute("SELECT id, kind FROM ledger_accounts").fetchall()
        assert sorted(rows) == sorted((each.id, str(each.kind)) for each in SYSTEM_ACCOUNTS)
        assert missing_rules(db) == []
        drop_ledger(db)
        assert db.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        make_ledger(db)
        assert missing_rules(db) == []


def test_a_copy_is_guarded_too(path: Path, tmp_path: Path) -> None:
    copy_records(path, tmp_path / "copy.db")
    with closing(sqlite3.connect(tmp_path / "copy.db", isolation_level=None)) as db:
        assert missing_rules(db) == []
        assert "never changed" in refused(db, "UPDATE ledger_entries SET minutes = 1")
        lines = db.execute("SELECT lines FROM ledger_transfers WHERE id = 't'").fetchone()
        assert json.loads(lines[0]) == [["101", 90], ["102", -90]]
