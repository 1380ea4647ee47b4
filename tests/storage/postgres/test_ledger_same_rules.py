"""SQLite and PostgreSQL take the same rows into a ledger, and refuse others with the same words.

But for a NUL, which no text in PostgreSQL can hold: what has one is refused there before anything
else is asked.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import psycopg
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assetmap.storage.sqlite.ledger_tables import make_ledger
from tests.properties import quick
from tests.storage.postgres.ledger_databases import TABLES, Attacker, attacker, made_ledger
from tests.thorough import examples

SOUND: dict[str, Any] = {
    "id": "new",
    "key": "key:new",
    "kind": "exchange",
    "done_on": "2026-03-12",
    "posted_at": "2026-03-16T09:00:00+00:00",
    "posted_by": "p-broker",
    "corrects": None,
    "reason": "",
    "category": "help/garden",
    "ward": "",
    "place": "lift",
    "lines": '[["101",90],["102",-90]]',
}
PRINTED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=6)
MINUTES = st.sampled_from([90, -90, 45, -45, 0, 10**8, 10**9, 2**63, 90.0, 1e3, "90", None, True])
ACCOUNTS = st.sampled_from(["101", "102", "103", "pot", "999", "", 101, None, "101\n", ["101"]])
LINE = st.one_of(st.tuples(ACCOUNTS, MINUTES), st.tuples(ACCOUNTS), MINUTES, st.just({}))
SOUND_LINE = st.tuples(
    st.sampled_from(["101", "102", "103", "pot"]), st.sampled_from([90, -90, 45, -45, 180, -180])
)
NUMBERS = st.integers(0, 99).map("{:02}".format)
YEARS = st.sampled_from(["1899", "1900", "2024", "2026", "9999", "0000"])
DAYS = st.builds("{}-{}-{}".format, YEARS, NUMBERS, NUMBERS)
SECONDS = st.sampled_from(["", ":00", ":59.5", ":61", ":1", ":00."])
TIMES = st.builds("{}:{}{}".format, NUMBERS, NUMBERS, SECONDS)
ZONES = st.sampled_from(
    ["+00:00", "-05:30", "+14:00", "+15:00", "Z", "", "+01", "+01:60", " +01:00"]
)
TEXTS = st.sampled_from(["t", "key:t", "", "~", " "]) | PRINTED
VALUES: dict[str, st.SearchStrategy[Any]] = {
    **dict.fromkeys(("id", "key", "posted_by"), TEXTS),
    "kind": st.sampled_from(["correction", "gift", "closing", "", "Gift", "gift "]),
    "done_on": DAYS | PRINTED,
    "posted_at": st.builds("{}T{}{}".format, DAYS, TIMES, ZONES),
    "corrects": st.sampled_from(["t", "wrong", "c", "new", ""]),
    **dict.fromkeys(("reason", "place"), st.sampled_from(["twice", "home", "", "x"])),
    **dict.fromkeys(("category", "ward"), st.sampled_from(["x" * 200, "é" * 100, "é" * 101, ""])),
    "lines": st.lists(LINE, max_size=4).map(json.dumps)
    | st.lists(SOUND_LINE, min_size=2, max_size=3).map(json.dumps)
    | st.sampled_from(['[["101",-90],["102",90]]', '[["101",9e1],["102",-9e1]]', "[[]]", "{}", ""]),
}
ROWS = st.sets(st.sampled_from(sorted(VALUES)), min_size=1, max_size=3).flatmap(
    lambda names: st.fixed_dictionaries({name: VALUES[name] for name in sorted(names)})
)


@pytest.fixture(scope="module")
def postgres(postgres_database: Callable[[], str]) -> Iterator[Attacker]:
    """A ledger with three transfers."""
    with attacker(made_ledger(postgres_database())) as db:
        yield db


@pytest.fixture(scope="module")
def sqlite(postgres: Attacker) -> Iterator[sqlite3.Connection]:
    """The same ledger in a file."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        make_ledger(db)
        for table in TABLES[:2]:
            for row in postgres.rows(f"SELECT * FROM {table} ORDER BY 1"):
                if row[1] not in ("pot", "issue", "outside"):
                    db.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
        for table in TABLES:
            query = f"SELECT * FROM {table} ORDER BY 1, 2"
            assert db.execute(query).fetchall() == postgres.rows(query)
        yield db


def answers(postgres: Attacker, sqlite: sqlite3.Connection, row: dict[str, Any]) -> list[str]:
    """What each says to a row, nothing where it is taken, which is undone."""
    into = f"INSERT INTO ledger_transfers ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"
    said = []
    sqlite.execute("SAVEPOINT before")
    try:
        sqlite.execute(into, [*row.values()])
        said.append("")
    except sqlite3.Error as error:
        said.append(str(error))
    sqlite.execute("ROLLBACK TO before")
    try:
        with postgres.raw.transaction(force_rollback=True):
            postgres.execute(into, [*row.values()])
        said.append("")
    except psycopg.Error as error:
        said.append(error.diag.message_primary or str(error))
    return said


@settings(quick, max_examples=examples(300))
@given(ROWS)
@example({})
@example({"kind": "correction", "corrects": "t", "lines": '[["101",-90],["102",90]]'})
def test_both_say_the_same_of_every_row(
    postgres: Attacker, sqlite: sqlite3.Connection, row: dict[str, Any]
) -> None:
    in_file, in_server = answers(postgres, sqlite, {**SOUND, **row})
    assert in_server == in_file
