"""The ledger's tables in the SQLite file, and the rules that the file itself holds.

A transfer is one row, written by one statement: its lines stand in it, as JSON, and a trigger
makes an entry of each, by which balances are summed. So there is never half a transfer, whoever
writes to the file and whatever ends them. The rules are triggers and not constraints, since those
can be switched off by a pragma, and `INSERT OR REPLACE` would delete a row without firing a
DELETE trigger: a key that is there already is refused before the row is written.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assetmap.storage.ledger_rules import (
    ENTRIES_MADE,
    MAKE_ENTRIES,
    NEVER_CHANGED,
    NUMBERED,
    OF_ACCOUNTS,
    OF_ENTRIES,
    OF_TRANSFERS,
    SYSTEM,
    Rules,
    in_full,
)
from assetmap.storage.sql.connection import Executor

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = {
    "ledger_accounts": "id TEXT NOT NULL PRIMARY KEY, kind TEXT NOT NULL) WITHOUT ROWID",
    "ledger_transfers": (
        "number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL UNIQUE,"
        " kind TEXT NOT NULL, done_on TEXT NOT NULL, posted_at TEXT NOT NULL,"
        " posted_by TEXT NOT NULL, corrects TEXT UNIQUE REFERENCES ledger_transfers(id),"
        " reason TEXT NOT NULL DEFAULT '', category TEXT NOT NULL DEFAULT '',"
        " ward TEXT NOT NULL DEFAULT '', place TEXT NOT NULL DEFAULT '', lines TEXT NOT NULL)"
    ),
    "ledger_entries": (
        "transfer TEXT NOT NULL REFERENCES ledger_transfers(id), line INTEGER NOT NULL,"
        " account TEXT NOT NULL REFERENCES ledger_accounts(id), minutes INTEGER NOT NULL,"
        " PRIMARY KEY (transfer, line), UNIQUE (transfer, account)) WITHOUT ROWID"
    ),
}
_INDEXES = {
    "idx_ledger_transfers_done_on": "ledger_transfers (done_on)",
    "idx_ledger_entries_account": "ledger_entries (account, minutes)",
}
_PLAIN = (
    "typeof(NEW.{0}) = 'text' AND length(NEW.{0}) BETWEEN 1 AND 200"
    " AND length(CAST(NEW.{0} AS BLOB)) = length(NEW.{0}) AND NEW.{0} NOT GLOB '*[^ -~]*'"
)
_DAY = "date({0}, '+0 days') = {0} AND {0} >= '1900-01-01'"  # 30 February becomes 2 March
_MOMENT = "'[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:*[+-][0-9][0-9]:[0-9][0-9]'"
# What SQLite says for the short names in the rules.
_SHORT = {
    "@account": "json_extract(line.value, '$[0]')",
    "@minutes": "json_extract(line.value, '$[1]')",
    "@line": "line.key",
    "@lines": "json_each(NEW.lines) line",
    "@lines_kept": "json_each(lines) line",
    "@count_lines": "json_array_length(NEW.lines)",
    "@is_number": (
        "typeof(NEW.id) = 'text' AND length(NEW.id) BETWEEN 1 AND 9"
        " AND length(CAST(NEW.id AS BLOB)) = length(NEW.id)"
        " AND NEW.id GLOB '[1-9]*' AND NEW.id NOT GLOB '*[^0-9]*'"
    ),
    "@are_plain": " AND ".join(_PLAIN.format(each) for each in ("id", "key", "posted_by")),
    "@are_short": (
        "typeof(NEW.category) = 'text' AND length(CAST(NEW.category AS BLOB)) <= 200"
        " AND typeof(NEW.ward) = 'text' AND length(CAST(NEW.ward AS BLOB)) <= 200"
    ),
    "@are_moments": (
        _DAY.format("NEW.done_on")
        + f" AND NEW.posted_at GLOB {_MOMENT} AND NEW.posted_at NOT GLOB '* *'"
        " AND substr(NEW.posted_at, 12, 2) <= '23' AND julianday(NEW.posted_at) IS NOT NULL AND "
        + _DAY.format("substr(NEW.posted_at, 1, 10)")
    ),
    "@is_list": (
        "typeof(NEW.lines) = 'text' AND json_valid(NEW.lines) AND json_type(NEW.lines) = 'array'"
    ),
    "@is_line": (
        "line.type = 'array' AND json_array_length(line.value) = 2"
        " AND json_type(line.value, '$[0]') = 'text'"
        " AND json_type(line.value, '$[1]') = 'integer'"
        " AND typeof(@minutes) = 'integer'"
    ),
    "@is_whole": " AND typeof(NEW.minutes) = 'integer'",
}


def _trigger(name: str, when: str, rules: Rules, first: str = "") -> str:
    asked = " ".join(
        f"SELECT RAISE(ABORT, '{words}') WHERE ({must}) IS NOT TRUE;" for words, must in rules
    )
    made = f"CREATE TRIGGER {name} {when} BEGIN {' '.join(filter(None, (first, asked)))} END"
    return in_full(made, _SHORT)


def _triggers() -> Iterator[tuple[str, str]]:
    for table, rules in (
        ("ledger_accounts", OF_ACCOUNTS),
        ("ledger_transfers", OF_TRANSFERS),
        ("ledger_entries", OF_ENTRIES),
    ):
        name = f"{table}_insert"
        yield name, _trigger(name, f"BEFORE INSERT ON {table}", rules)
        for what in ("UPDATE", "DELETE"):
            name = f"{table}_{what.lower()}"
            never = ((NEVER_CHANGED.format(what=what, table=table), "FALSE"),)
            yield name, _trigger(name, f"BEFORE {what} ON {table}", never)
    name = "ledger_transfers_made"
    when = "AFTER INSERT ON ledger_transfers"
    yield name, _trigger(name, when, (ENTRIES_MADE, NUMBERED), MAKE_ENTRIES)


_STATEMENTS = (
    {name: f"CREATE TABLE {name} ({columns}" for name, columns in _TABLES.items()}
    | {name: f"CREATE INDEX {name} ON {columns}" for name, columns in _INDEXES.items()}
    | dict(_triggers())
)


def make_ledger(db: "Database | Executor") -> None:
    """The tables, the accounts that are no person's, and the rules; inside a transaction."""
    statements = list(_STATEMENTS.values())
    for statement in statements[: len(_TABLES)]:
        db.execute(statement)
    for account in SYSTEM:  # before the rules, which let nobody add another pot
        db.execute("INSERT INTO ledger_accounts (id, kind) VALUES (?, ?)", account)
    for statement in statements[len(_TABLES) :]:
        db.execute(statement)


def drop_ledger(connection: Executor) -> None:
    """Take the tables out with all that is in them; inside a transaction that makes them anew."""
    for table in reversed(_TABLES):
        connection.execute(f"DROP TABLE {table}")


def missing_rules(connection: Executor) -> list[str]:
    """The tables, indexes and triggers that are not there as they were made; others beside them."""
    names = ", ".join("?" * len(_TABLES))
    query = (
        "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"  # noqa: S608 - our own words
        f" AND lower(tbl_name) IN ({names})"
    )
    found = dict(connection.execute(query, tuple(_TABLES)).fetchall())
    names_of_all = sorted({*_STATEMENTS, *found})
    return [name for name in names_of_all if found.get(name) != _STATEMENTS.get(name)]
