"""Attacks on the ledger in the database itself, by plain SQL: each is refused (TB2, TB4)."""

import subprocess
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from typing import Any

import psycopg
import pytest

from assetmap.domain.time_bank.ledger import (
    MOST,
    SYSTEM_ACCOUNTS,
    CorrectionReason,
    GrantReason,
    PlaceKind,
    TransferKind,
)
from assetmap.storage.ledger_rules import ACCOUNT_THERE, NO_ACCOUNT, TRANSFER_THERE
from assetmap.storage.postgres.ledger_definitions import missing_rules
from assetmap.storage.postgres.ledger_faults import faults
from assetmap.storage.postgres.ledger_tables import drop_ledger, make_ledger, reset_ledger
from scripts.postgres_cluster.programs import as_its_user, postgres_program, run
from tests.storage.postgres.ledger_databases import (
    TABLES,
    Attacker,
    attacker,
    content,
    made_ledger,
    refused,
    superuser,
)

_NEW: dict[str, Any] = {
    "id": "new",
    "key": "key:new",
    "kind": "exchange",
    "done_on": "2026-03-12",
    "posted_at": "2026-03-16T09:00:00+00:00",
    "posted_by": "p-broker",
    "lines": '[["101",90],["102",-90]]',
}
# How a connection may be set by whoever opens it. Only a superuser plays a replica.
SETTINGS = {
    "as it comes": (),
    "lax": (
        *("SET session_replication_role = replica", "SET standard_conforming_strings = off"),
        *("SET transform_null_equals = on", "SET datestyle = 'German, DMY'"),
        *("SET timezone = 'Pacific/Apia'", "SET row_security = off", "SET xmloption = document"),
        "SET plan_cache_mode = force_generic_plan",
    ),
    "strict": ("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE", "SET CONSTRAINTS ALL DEFERRED"),
}
# What may be added to an INSERT into each table, in the place of SQLite's `OR REPLACE`.
_OF_ID = "ON CONFLICT (id) DO UPDATE SET {}"
CONFLICT = {
    "ledger_accounts": (_OF_ID.format("id = excluded.id"), _OF_ID.format("kind = 'pot'")),
    "ledger_transfers": (_OF_ID.format("id = excluded.id"), _OF_ID.format("kind = '9' WHERE TRUE")),
    "ledger_entries": ("ON CONFLICT (transfer, line) DO UPDATE SET minutes = 9",),
}


@pytest.fixture(scope="module")
def url(postgres_database: Callable[[], str]) -> str:
    """A database with three transfers, of which the last takes another back."""
    return made_ledger(postgres_database())


@pytest.fixture(params=SETTINGS)
def setting(request: pytest.FixtureRequest) -> str:
    """How the connection is set."""
    return str(request.param)


@pytest.fixture
def db(setting: str, url: str) -> Iterator[Attacker]:
    """An attacker's connection, of the tables' owner or of a superuser."""
    who = superuser(url) if setting == "lax" else url
    with attacker(who, *SETTINGS[setting]) as connection:
        yield connection


@pytest.fixture
def plain(url: str) -> Iterator[Attacker]:
    """The owner's connection as it comes."""
    with attacker(url) as connection:
        yield connection


def insert(values: dict[str, Any], tail: str = "") -> str:
    """An insert into the transfers."""
    return (
        f"INSERT INTO ledger_transfers ({', '.join(values)})"
        f" VALUES ({', '.join('?' * len(values))}) {tail}"
    )


def ways(db: Attacker, table: str, values: dict[str, Any]) -> Iterator[Callable[[], object]]:
    """Every way in which a row comes into a table."""
    columns, marks = ", ".join(values), ", ".join("?" * len(values))
    given, into = tuple(values.values()), f"INSERT INTO {table} ({columns}) VALUES ({marks})"
    merge = f"MERGE INTO {table} USING (SELECT 1) one ON FALSE WHEN NOT MATCHED THEN INSERT"
    for statement in (
        into,
        f"{into} ON CONFLICT DO NOTHING",
        *(f"{into} {tail}" for tail in CONFLICT[table]),
        f"WITH x AS ({into} RETURNING 1) TABLE x",
        f"{merge} ({columns}) VALUES ({marks})",
    ):
        yield partial(db.execute, statement, given)
    if not any(isinstance(each, bytes) for each in given):
        yield partial(db.copy, table, [*values], given)


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_changed_or_deleted(db: Attacker, table: str) -> None:
    columns = [row.name for row in db.execute(f"SELECT * FROM {table}").description or ()]
    for column in columns:
        change = f"UPDATE {table} SET {column} = {column}"
        assert "never changed: no UPDATE of" in refused(db, change)
        assert "never changed" in refused(db, f"{change} WHERE TRUE RETURNING 1")
    assert "never changed" in refused(db, f"UPDATE {table} SET {columns[1]} = DEFAULT")
    assert "never changed" in refused(db, f"UPDATE ONLY {table} SET {columns[1]} = '9'")
    assert refused(db, f"DELETE FROM {table}") == (
        f"the ledger is never changed: no DELETE of {table}"
    )
    assert "never changed" in refused(db, f"WITH x AS (DELETE FROM {table} RETURNING 1) TABLE x")
    merge = f"MERGE INTO {table} USING (SELECT 1) one ON TRUE WHEN MATCHED THEN"
    assert "never changed" in refused(db, f"{merge} DELETE")
    assert "never changed" in refused(db, f"{merge} UPDATE SET {columns[1]} = '9'")
    cursor = f"DECLARE here CURSOR FOR SELECT * FROM {table} FOR UPDATE"
    for attack in (f"DELETE FROM {table}", f"UPDATE {table} SET {columns[-1]} = '1'"):
        assert "never changed" in refused(
            db,
            lambda attack=attack: [
                db.execute(each)
                for each in (cursor, "FETCH here", f"{attack} WHERE CURRENT OF here")
            ],
        )


@pytest.mark.parametrize("table", TABLES)
def test_no_table_is_emptied(db: Attacker, table: str) -> None:
    for tail in ("CASCADE", "RESTART IDENTITY CASCADE"):
        assert "never changed: no TRUNCATE of" in refused(db, f"TRUNCATE {table} {tail}")
    refused(db, f"TRUNCATE {table}")
    assert "never changed" in refused(db, f"TRUNCATE {', '.join(TABLES)}")


@pytest.mark.parametrize("table", TABLES)
def test_no_row_is_written_over(db: Attacker, table: str) -> None:
    rows = db.rows(f"SELECT * FROM {table}")
    columns = [row.name for row in db.execute(f"SELECT * FROM {table}").description or ()]
    for attack in ways(db, table, dict(zip(columns, rows[0], strict=True))):
        assert "there already" in refused(db, attack)
    for tail in ("", "ON CONFLICT DO NOTHING"):
        again = f"INSERT INTO {table} SELECT * FROM {table} {tail}"
        assert "there already" in refused(db, again)
    assert "there already" in refused(db, lambda: db.copy(table, columns, *rows))


@pytest.mark.parametrize("taken", ["number", "id", "key", "corrects"])
def test_nothing_comes_in_the_place_of_a_transfer(db: Attacker, taken: str) -> None:
    value = {"id": "t", "key": "key:t", "corrects": "wrong"}.get(taken, 1)
    kind = "correction" if taken == "corrects" else "exchange"
    values = {**_NEW, "kind": kind, taken: value}
    for attack in ways(db, "ledger_transfers", values):
        assert refused(db, attack) == TRANSFER_THERE == "this transfer is there already"


def test_what_the_product_reads_of_a_refusal_is_said_word_by_word(plain: Attacker) -> None:
    attack = "INSERT INTO ledger_accounts VALUES ('101', 'member')"
    assert refused(plain, attack) == ACCOUNT_THERE == "this account is there already"
    values = {**_NEW, "lines": '[["101",90],["999",-90]]'}
    assert refused(plain, insert(values), [*values.values()]) == NO_ACCOUNT
    with pytest.raises(psycopg.IntegrityError) as error:
        plain.execute("DELETE FROM ledger_accounts")
    assert error.value.sqlstate == "23000"


@pytest.mark.parametrize("number", [0, -1, 2.4, 5, 99, 2**63 - 1, 2**63, "9"])
def test_a_transfer_comes_after_the_last(db: Attacker, number: object) -> None:
    """A number far away would leave no room for the next, and one before would change the past."""
    for attack in ways(db, "ledger_transfers", {**_NEW, "number": number}):
        refused(db, attack)
    db.execute(insert(_NEW), [*_NEW.values()])
    assert db.rows("SELECT number FROM ledger_transfers WHERE id = 'new'") == [(4,)]


BAD_LINES = {
    "none": "[]",
    "one": '[["101",90]]',
    "not adding up": '[["101",90],["102",-60]]',
    "to oneself": '[["101",90],["101",-90]]',
    "to oneself, written otherwise": '[["101",90],["\\u0031\\u00301",-90]]',
    "nothing": '[["101",0],["102",0]]',
    "less than nothing": '[["101",-0],["102",-0]]',
    "text": '[["101","90"],["102","-90"]]',
    "fractions": '[["101",0.5],["102",-0.5]]',
    "whole floats": '[["101",90.0],["102",-90.0]]',
    "powers": '[["101",9e1],["102",-9e1]]',
    "null": '[["101",null],["102",null]]',
    "true": '[["101",true],["102",-1]]',
    "infinite": '[["101",1e999],["102",-1e999]]',
    "more digits than a number has": '[["101",1e999999],["102",-1e999999]]',
    "over 64 bits": '[["101",9223372036854775808],["102",-9223372036854775808]]',
    "overflowing": '[["101",9223372036854775807],["102",-9223372036854775807]]',
    "least of all": '[["101",-9223372036854775808],["102",9223372036854775807],["103",1]]',
    "over 32 bits": '[["101",4294967296],["102",-4294967296]]',
    "too much": f'[["101",{MOST + 1}],["102",{-MOST - 1}]]',
    "unknown account": '[["101",90],["999",-90]]',
    "account as number": "[[101,90],[102,-90]]",
    "null account": '[[null,90],["102",-90]]',
    "an account with a NUL": '[["101\\u0000",90],["102",-90]]',
    "a NUL alone": '[["\\u0000",90],["102",-90]]',
    "half a character": '[["101\\ud800",90],["102",-90]]',
    "an account with spaces": '[[" 101",90],["102 ",-90]]',
    "a third value": '[["101",90,1],["102",-90,1]]',
    "one value": '[["101"],["102"]]',
    "a third line that is none": '[["101",90],["102",-90],[]]',
    "a third line that is nothing": '[["101",90],["102",-90],null]',
    "lists in lists": '[[["101"],90],[["102"],-90]]',
    "flat": '["101",90,"102",-90]',
    "object": '{"101":90,"102":-90}',
    "object with lists": '{"0":["101",90],"1":["102",-90]}',
    "objects": '[{"0":"101","1":90},{"0":"102","1":-90}]',
    "a text of JSON": '"[[\\"101\\",90],[\\"102\\",-90]]"',
    "twice": '[["101",90],["102",-90]] [["101",90],["102",-90]]',
    "a comma too many": '[["101",90],["102",-90],]',
    "JSON of JavaScript": "[['101',+90],['102',-90]]",
    "deep": "[" * 20_000 + "]" * 20_000,
    "too deep": "[" * 100_000,
    "no JSON": "101: 90",
    "empty": "",
    "null alone": "null",
    "number": 7,
    "blob": b'[["101",90],["102",-90]]',
    "a NUL": '[["101",90],["102",-90]]\x00',
    "missing": None,
}


@pytest.mark.parametrize("name", BAD_LINES)
def test_lines_that_are_unsound_are_refused(db: Attacker, name: str) -> None:
    for attack in ways(db, "ledger_transfers", {**_NEW, "lines": BAD_LINES[name]}):
        refused(db, attack)


SOUND_LINES = {
    "spaces": ' [ [ "101" , 90 ] ,\n["102",\t-90]\r\n] ',
    "written otherwise": '[["\\u0031\\u00301",90],["102",-90]]',
    "the most": f'[["101",{MOST}],["102",{-MOST}]]',
}


@pytest.mark.parametrize("name", SOUND_LINES)
def test_lines_that_are_sound_are_taken_and_kept_as_they_are(plain: Attacker, name: str) -> None:
    lines = SOUND_LINES[name]
    minutes = MOST if name == "the most" else 90
    plain.execute(insert({**_NEW, "lines": lines}), [*{**_NEW, "lines": lines}.values()])
    assert plain.rows("SELECT lines FROM ledger_transfers WHERE id = 'new'") == [(lines,)]
    entries = plain.rows("SELECT * FROM ledger_entries WHERE transfer = 'new' ORDER BY line")
    assert entries == [("new", 0, "101", minutes), ("new", 1, "102", -minutes)]
    assert faults(plain) == []


# The server makes a text of whatever comes for a column of texts, of bytes as well.
BAD_VALUES: dict[str, list[Any]] = {
    "id": [None, "", "\x00", "a\x00b", "é", "x\ny", "x\n", "\x7f", "x" * 201],
    "key": [None, "", "é", "x" * 201],
    "posted_by": [None, "", "é"],
    "kind": [None, "", "Exchange", "exchange ", "sale", "correction", b"exchange"],
    "reason": [None, "Ada was ill", b""],
    "place": [None, "her house", b""],
    "category": [None, "x" * 201, "é" * 101],
    "ward": [None, "x" * 201],
    "done_on": [
        *(None, "", "today", "now", "2026-02-30", "2026-02-29", "2026-04-31", "2026-3-1"),
        *("0000-01-01", "1899-12-31", "2026-03-12T09:00", "2026-13-01", "2026-00-10", "2026-01-00"),
        *(20260312, b"2026-03-12", "12/03/2026", "2460000.5", "infinity", "epoch", "2026-03-12\n"),
        *("2026-03-12 BC", "10000-01-01", "２０２６-03-12"),
    ],
    "posted_at": [
        *(None, "", "now", "2026-03-16", "2026-03-16T09:00:00", "2026-02-30T09:00:00+00:00"),
        *("2026-03-16T24:00:00+00:00", "2026-03-16T09:00:00 +00:00", "2026-03-16T09:00:00Z", 7),
        *("2026-03-16T09:00:00+00:00 by Ada", "2026-03-16 09:00:00+00:00", "infinity"),
        *("2026-03-16T09:60:00+00:00", "2026-03-16T09:00:60+00:00", "2026-03-16T09:00:00+15:00"),
        *("1899-12-31T09:00:00+00:00", "2026-03-16T09:00:00+00:00\n"),
    ],
    "corrects": ["t", "c", "nothing", "new", "", b"t"],
}


@pytest.mark.parametrize("column", BAD_VALUES)
def test_values_that_cannot_be_are_refused(db: Attacker, column: str) -> None:
    for value in BAD_VALUES[column]:
        for attack in ways(db, "ledger_transfers", {**_NEW, column: value}):
            refused(db, attack)


@pytest.mark.parametrize("day", ["1900-01-01", "2024-02-29", "2026-03-31", "9999-12-31"])
@pytest.mark.parametrize(
    "time", ["00:00+00:00", "23:59:59+14:00", "12:30:15.123456-05:30", "09:00:00+01:00"]
)
def test_days_and_moments_that_are_there_are_taken(db: Attacker, day: str, time: str) -> None:
    values = {**_NEW, "done_on": day, "posted_at": f"{day}T{time}"}
    db.execute(insert(values), [*values.values()])
    assert db.rows("SELECT done_on, posted_at FROM ledger_transfers WHERE id = 'new'") == [
        (day, f"{day}T{time}")
    ]


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
def test_corrections_of_what_they_may_not_are_refused(db: Attacker, name: str) -> None:
    values = {**_NEW, "kind": "correction", **CORRECTIONS[name]}
    for attack in ways(db, "ledger_transfers", values):
        refused(db, attack)


@pytest.mark.parametrize(
    "row",
    [
        ("t", 2, "103", 90),  # a third line
        ("t", 0, "103", 90),
        ("t", 7, "101", 90),  # the same again
        ("c", 2, "101", -90),  # of a correction
        ("nothing", 0, "101", 90),  # of a transfer that is not there
        ("t", 2, "999", 90),
        ("t", 2, "103", 2**63),
        ("t", None, "103", 0),
        ("t", 2, "103", None),
        ("t", 2, None, 90),
        (None, 0, "103", 15),
    ],
    ids=str,
)
def test_no_entry_is_added_by_itself(db: Attacker, row: tuple[Any, ...]) -> None:
    values = dict(zip(("transfer", "line", "account", "minutes"), row, strict=True))
    for attack in ways(db, "ledger_entries", values):
        refused(db, attack)


@pytest.mark.parametrize(
    "row",
    [
        *(("104", "pot"), ("104", "issue"), ("104", "outside"), ("104", "bank"), ("104", None)),
        *(("", "member"), ("Ada", "member"), ("0104", "member"), (b"104", "member")),
        *(("1234567890", "member"), ("10\x004", "member"), (None, "member"), ("-5", "group")),
        *(("104\n", "member"), ("１０４", "member"), ("104 ", "member"), ("pot", "pot")),
    ],
    ids=str,
)
def test_no_account_but_a_members_or_a_groups_is_added(db: Attacker, row: tuple[Any, ...]) -> None:
    for attack in ways(db, "ledger_accounts", dict(zip(("id", "kind"), row, strict=True))):
        refused(db, attack)


def test_of_many_rows_in_one_statement_none_comes_with_a_bad_one(db: Attacker) -> None:
    columns = [*_NEW]
    rows = [{**_NEW, "id": f"n{each}", "key": f"n{each}"} for each in range(3)]
    rows[2]["lines"] = '[["101",90],["102",-60]]'
    values = [value for row in rows for value in row.values()]
    marks = ", ".join(f"({', '.join('?' * len(columns))})" for _ in rows)
    for tail in ("", "ON CONFLICT DO NOTHING"):
        into = f"INSERT INTO ledger_transfers ({', '.join(columns)}) VALUES {marks} {tail}"
        refused(db, into, values)
    refused(db, lambda: db.copy("ledger_transfers", columns, *(row.values() for row in rows)))


def test_many_rows_in_one_statement_are_numbered_one_after_the_other(plain: Attacker) -> None:
    columns = [*_NEW]
    rows = [{**_NEW, "id": f"n{each}", "key": f"n{each}"} for each in range(3)]
    plain.copy("ledger_transfers", columns, *([*row.values()] for row in rows))
    assert plain.rows("SELECT number, id FROM ledger_transfers WHERE number > 3 ORDER BY 1") == [
        *((4, "n0"), (5, "n1"), (6, "n2"))
    ]
    assert plain.rows("SELECT count(*) FROM ledger_entries WHERE transfer LIKE 'n_'") == [(6,)]
    assert faults(plain) == []


def test_a_superuser_who_plays_a_replica_adds_no_entries_and_that_is_found(url: str) -> None:
    """It is the one thing that is not refused: a replica is given the entries as well."""
    with attacker(superuser(url), "SET session_replication_role = replica") as db:
        db.execute(insert(_NEW), [*_NEW.values()])
        assert faults(db) == ["A line of the entry new was changed or taken out."]
        db.execute(
            "INSERT INTO ledger_entries VALUES ('new', 0, '101', 90), ('new', 1, '102', -90)"
        )
        assert faults(db) == []


def test_a_sound_transfer_is_taken_and_comes_back_whole(db: Attacker, setting: str) -> None:
    """What the rules allow, also with other settings of the connection: entries are made of it."""
    db.execute("SET session_replication_role = origin") if setting == "lax" else None
    db.execute(insert(_NEW), [*_NEW.values()])
    entries = db.rows("SELECT * FROM ledger_entries WHERE transfer = 'new' ORDER BY line")
    assert entries == [("new", 0, "101", 90), ("new", 1, "102", -90)]
    assert faults(db) == []


def test_what_stands_before_it_in_the_path_does_not_get_round(plain: Attacker) -> None:
    """Tables, functions and operators of one's own, in another schema or for oneself alone."""
    for statement in (
        *("CREATE SCHEMA mine", "SET search_path = mine, assetmap, pg_catalog"),
        *(f"CREATE TABLE mine.{table} AS TABLE assetmap.{table} WITH NO DATA" for table in TABLES),
        *(f"CREATE TEMP TABLE {table} AS TABLE assetmap.{table} WITH NO DATA" for table in TABLES),
        "INSERT INTO mine.ledger_accounts VALUES ('999', 'member')",
        "INSERT INTO pg_temp.ledger_accounts VALUES ('999', 'member')",
        (
            "CREATE FUNCTION mine.ledger_json(text) RETURNS json LANGUAGE sql"
            " AS 'SELECT ''[1,2]''::json'"
        ),
        (
            "CREATE FUNCTION mine.same(numeric, integer) RETURNS boolean LANGUAGE sql"
            " AS 'SELECT TRUE'"
        ),
        "CREATE OPERATOR mine.= (LEFTARG = numeric, RIGHTARG = integer, FUNCTION = mine.same)",
        ("CREATE FUNCTION mine.max(bigint) RETURNS bigint LANGUAGE sql AS 'SELECT 9::bigint'"),
    ):
        plain.execute(statement)
    into = insert(_NEW).replace("ledger_transfers", "assetmap.ledger_transfers")
    for lines in ('[["101",90],["999",-90]]', '[["101",90],["102",-60]]', "[]"):
        with pytest.raises(psycopg.IntegrityError), plain.raw.transaction():
            plain.execute(into, [*{**_NEW, "lines": lines}.values()])
    with pytest.raises(psycopg.IntegrityError), plain.raw.transaction():
        plain.execute("UPDATE assetmap.ledger_entries SET minutes = 9")
    plain.execute(into, [*_NEW.values()])
    plain.execute("SET search_path = assetmap, public, pg_temp")
    assert plain.rows("SELECT number FROM ledger_transfers WHERE id = 'new'") == [(4,)]
    assert faults(plain) == []


def test_a_view_of_ones_own_does_not_get_round(db: Attacker) -> None:
    db.execute("CREATE TEMP VIEW seen AS SELECT * FROM ledger_entries")
    assert "never changed" in refused(db, "UPDATE seen SET minutes = 9")
    assert "never changed" in refused(db, "DELETE FROM seen")
    refused(db, "INSERT INTO seen VALUES ('t', 2, '103', 90)")


def test_nobody_but_the_owner_writes_or_reads(url: str) -> None:
    with attacker(superuser(url), "CREATE ROLE ledger_stranger", "SET ROLE ledger_stranger") as db:
        for statement in ("SELECT 1 FROM {}", "DELETE FROM {}", "TRUNCATE {}"):
            for table in TABLES:
                with pytest.raises(psycopg.errors.InsufficientPrivilege), db.raw.transaction():
                    db.execute(statement.format(f"assetmap.{table}"))


@pytest.mark.parametrize("isolation", ["READ COMMITTED", "REPEATABLE READ"])
def test_of_two_who_write_at_once_each_has_a_number(
    postgres_database: Callable[[], str], isolation: str
) -> None:
    """Neither a number nor a key is given twice, whoever waits, and none is left out."""
    url = made_ledger(postgres_database())
    words: list[str] = []

    def write(name: str) -> None:
        with closing(psycopg.connect(url, autocommit=True)) as raw:
            db = Attacker(raw)
            db.execute("SET search_path = assetmap")
            db.execute(f"SET default_transaction_isolation = '{isolation}'")
            for number in range(20):
                values = {**_NEW, "id": f"{name}-{number}", "key": f"same-{number}"}
                try:
                    db.execute(insert(values), [*values.values()])
                except psycopg.Error as error:
                    words.append(error.diag.message_primary or "")

    writers = [threading.Thread(target=write, args=(name,)) for name in "abc"]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    with attacker(url) as db:
        assert faults(db) == []
        numbers = [row[0] for row in db.rows("SELECT number FROM ledger_transfers ORDER BY 1")]
        assert numbers == [*range(1, len(numbers) + 1)]
        if isolation == "READ COMMITTED":
            assert (len(numbers), words) == (3 + 20, [TRANSFER_THERE] * 40)
        assert len(numbers) + len(words) == 3 + 60


def test_who_writes_second_waits_and_is_told_what_the_first_has_done(url: str) -> None:
    with attacker(url) as first, attacker(url) as second:
        first.execute(insert(_NEW), [*_NEW.values()])
        second.execute("SET lock_timeout = '50ms'")
        other = {**_NEW, "id": "other", "key": "other"}
        with pytest.raises(psycopg.errors.LockNotAvailable), second.raw.transaction():
            second.execute(insert(other), [*other.values()])
        with pytest.raises(psycopg.errors.LockNotAvailable), second.raw.transaction():
            second.execute("INSERT INTO ledger_accounts VALUES ('104', 'member')")
        assert second.rows("SELECT count(*) FROM ledger_transfers") == [(3,)]
        first.raw.rollback()
        second.execute(insert(other), [*other.values()])
        assert second.rows("SELECT max(number) FROM ledger_transfers") == [(4,)]


def test_every_kind_reason_and_place_is_known_to_the_server(plain: Attacker) -> None:
    ((rule,),) = plain.rows("SELECT prosrc FROM pg_proc WHERE proname = 'ledger_transfers_insert'")
    for word in (*TransferKind, *CorrectionReason, *GrantReason, *PlaceKind):
        assert f"'{word}'" in rule
    assert f"BETWEEN -{MOST} AND {MOST}" in rule


@pytest.mark.parametrize("schema", ["assetmap", "other", '"Odd name"'])
def test_a_ledger_is_made_with_its_own_accounts_and_dropped_whole(
    postgres_database: Callable[[], str], schema: str
) -> None:
    count = "SELECT count(*) FROM pg_depend WHERE refobjid = ?::regnamespace"
    with closing(psycopg.connect(postgres_database())) as raw:
        db = Attacker(raw)
        db.execute(f"CREATE SCHEMA {schema}")
        db.execute(f"SET search_path = {schema}")
        make_ledger(db)
        rows = db.rows("SELECT id, kind FROM ledger_accounts")
        assert sorted(rows) == sorted((each.id, str(each.kind)) for each in SYSTEM_ACCOUNTS)
        assert missing_rules(db) == []
        drop_ledger(db)
        assert db.rows(count, schema) == [(0,)]
        make_ledger(db)
        assert faults(db) == []
        db.execute("INSERT INTO ledger_accounts VALUES ('101', 'member'), ('102', 'member')")
        db.execute(insert(_NEW), [*_NEW.values()])
        assert faults(db) == []


def test_a_ledger_that_was_dumped_and_restored_is_whole_and_guarded(
    url: str, postgres_database: Callable[[], str]
) -> None:
    """The triggers come last, so that the rows come in as they are."""
    other = postgres_database()
    dumped = run(postgres_program("pg_dump"), "--schema=assetmap", "--no-owner", url)
    done = subprocess.run(
        [postgres_program("psql"), "-q", "-X", "-v", "ON_ERROR_STOP=1", other],
        input=dumped,
        text=True,
        capture_output=True,
        timeout=60,
        **as_its_user(),
    )
    assert (done.returncode, done.stderr) == (0, "")
    with attacker(url) as db, attacker(other) as copy:
        assert content(copy) == content(db)
        assert faults(copy) == []
        assert "never changed" in refused(copy, "UPDATE ledger_entries SET minutes = 1")
        copy.execute(insert(_NEW), [*_NEW.values()])
        assert copy.rows("SELECT number FROM ledger_transfers WHERE id = 'new'") == [(4,)]
        assert faults(copy) == []


def test_it_begins_anew_while_others_read_what_was_there(url: str) -> None:
    with attacker(url) as db, attacker(url, "SET lock_timeout = '50ms'") as other:
        before = content(other)
        reset_ledger(db)
        assert sorted(db.rows("SELECT id, kind FROM ledger_accounts")) == sorted(
            (each.id, str(each.kind)) for each in SYSTEM_ACCOUNTS
        )
        assert db.rows("TABLE ledger_transfers") == db.rows("TABLE ledger_entries") == []
        assert content(other) == before
        assert faults(db) == faults(other) == []
        db.execute("INSERT INTO ledger_accounts VALUES ('101', 'member'), ('102', 'member')")
        db.execute(insert(_NEW), [*_NEW.values()])
        assert db.rows("SELECT number, id FROM ledger_transfers") == [(1, "new")]
        assert "never changed" in refused(db, "DELETE FROM ledger_entries")
