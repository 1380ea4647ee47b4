"""The ledger's tables in the SQLite file, and the rules that the file itself holds.

A transfer is one row, written by one statement: its lines stand in it, as JSON, and a trigger
makes an entry of each, by which balances are summed. So there is never half a transfer, whoever
writes to the file and whatever ends them. The rules are triggers and not constraints, since those
can be switched off by a pragma, and `INSERT OR REPLACE` would delete a row without firing a
DELETE trigger: a key that is there already is refused before the row is written.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from assetmap.storage.ledger_rules import ACCOUNT_THERE, NO_ACCOUNT, TRANSFER_THERE
from assetmap.storage.sql.connection import Executor

if TYPE_CHECKING:
    from sqlite_utils import Database

_SYSTEM = (("pot", "pot"), ("issue", "issue"), ("outside", "outside"), ("earlier", "outside"))
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
# What the rules call by a short name.
_SHORT = {
    "@account": "json_extract(line.value, '$[0]')",
    "@minutes": "json_extract(line.value, '$[1]')",
    "@each_line": "SELECT 1 FROM json_each(NEW.lines) line WHERE",
}
_PLAIN = (
    "typeof(NEW.{0}) = 'text' AND length(NEW.{0}) BETWEEN 1 AND 200"
    " AND length(CAST(NEW.{0} AS BLOB)) = length(NEW.{0}) AND NEW.{0} NOT GLOB '*[^ -~]*'"
)
_DAY = "date({0}, '+0 days') = {0} AND {0} >= '1900-01-01'"  # 30 February becomes 2 March
_MOMENT = "'[12][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]T[0-2][0-9]:*[+-][0-9][0-9]:[0-9][0-9]'"
# What must be true of a row, in the order in which it is asked, and what is said where it is not.
_OF_ACCOUNTS = (
    (
        ACCOUNT_THERE,
        "NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id)",
    ),
    (
        "an account is a member’s or a group’s, and called by a number",
        (
            "typeof(NEW.id) = 'text' AND length(NEW.id) BETWEEN 1 AND 9"
            " AND length(CAST(NEW.id AS BLOB)) = length(NEW.id)"
            " AND NEW.id GLOB '[1-9]*' AND NEW.id NOT GLOB '*[^0-9]*'"
            " AND NEW.kind IN ('member', 'group')"
        ),
    ),
)
_OF_TRANSFERS = (
    (
        TRANSFER_THERE,
        (
            "NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE number = NEW.number OR id = NEW.id"
            " OR key = NEW.key OR corrects = NEW.corrects)"
        ),
    ),
    (
        "a transfer has an id, a key and somebody who posted it",
        " AND ".join(_PLAIN.format(each) for each in ("id", "key", "posted_by")),
    ),
    (
        "there is no such kind, reason or place",
        (
            "NEW.kind IN ('exchange', 'group', 'gift', 'pot-gift', 'pot-grant', 'welcome',"
            " 'brought-forward', 'correction', 'closing')"
            " AND NEW.reason IN ('', 'minutes', 'person', 'twice', 'date', 'never', 'illness',"
            " 'caring', 'new', 'group', 'other')"
            " AND NEW.place IN ('', 'public', 'home', 'remote', 'lift')"
        ),
    ),
    (
        "a category and a ward are short names",
        (
            "typeof(NEW.category) = 'text' AND length(CAST(NEW.category AS BLOB)) <= 200"
            " AND typeof(NEW.ward) = 'text' AND length(CAST(NEW.ward AS BLOB)) <= 200"
        ),
    ),
    (
        "a transfer has the day on which it was done and the moment at which it was posted",
        _DAY.format("NEW.done_on")
        + f" AND NEW.posted_at GLOB {_MOMENT} AND NEW.posted_at NOT GLOB '* *'"
        " AND substr(NEW.posted_at, 12, 2) <= '23' AND julianday(NEW.posted_at) IS NOT NULL AND "
        + _DAY.format("substr(NEW.posted_at, 1, 10)"),
    ),
    (
        "a transfer has two lines or more",
        (
            "typeof(NEW.lines) = 'text' AND json_valid(NEW.lines)"
            " AND json_type(NEW.lines) = 'array' AND json_array_length(NEW.lines) >= 2"
        ),
    ),
    (
        "a line is an account and whole minutes",
        (
            "NOT EXISTS (@each_line (line.type = 'array' AND json_array_length(line.value) = 2"
            " AND json_type(line.value, '$[0]') = 'text'"
            " AND json_type(line.value, '$[1]') = 'integer'"
            " AND typeof(@minutes) = 'integer' AND @minutes <> 0"
            " AND @minutes BETWEEN -100000000 AND 100000000) IS NOT TRUE)"
        ),
    ),
    (
        NO_ACCOUNT,
        "NOT EXISTS (@each_line @account NOT IN (SELECT id FROM ledger_accounts))",
    ),
    (
        "each account has one line, and the lines add up to nothing",
        (
            "(SELECT count(DISTINCT @account) = count(*) AND sum(@minutes) = 0"
            " FROM json_each(NEW.lines) line)"
        ),
    ),
    (
        "a correction, and nothing else, takes back an entry that is there and is none itself",
        (
            "(NEW.kind = 'correction') = (NEW.corrects IS NOT NULL)"
            " AND (NEW.corrects IS NULL OR EXISTS (SELECT 1"
            " FROM ledger_transfers WHERE id = NEW.corrects AND kind <> 'correction'))"
        ),
    ),
    (
        "a correction takes back all of an entry",
        (
            "NEW.corrects IS NULL OR (json_array_length(NEW.lines) ="
            " (SELECT count(*) FROM ledger_entries WHERE transfer = NEW.corrects)"
            " AND NOT EXISTS (@each_line NOT EXISTS (SELECT 1 FROM ledger_entries"
            " WHERE transfer = NEW.corrects AND account = @account AND minutes = -@minutes)))"
        ),
    ),
)
_OF_ENTRIES = (
    (
        "this entry is there already",
        (
            "NOT EXISTS (SELECT 1 FROM ledger_entries WHERE transfer = NEW.transfer"
            " AND (line = NEW.line OR account = NEW.account))"
        ),
    ),
    (
        "an entry is a line of its transfer",
        (
            "EXISTS (SELECT 1 FROM ledger_transfers, json_each(lines) line"
            " WHERE ledger_transfers.id = NEW.transfer AND line.key = NEW.line"
            " AND @account = NEW.account AND @minutes = NEW.minutes"
            " AND typeof(NEW.minutes) = 'integer')"
        ),
    ),
)
# Once the row is there. Numbers have no gap, so that one which was taken out leaves one.
_TRANSFER_MADE = (
    "INSERT INTO ledger_entries (transfer, line, account, minutes)"
    " SELECT NEW.id, line.key, @account, @minutes FROM json_each(NEW.lines) line;"
)
_OF_TRANSFERS_MADE = (
    (
        "every line of a transfer has its entry",
        (
            "(SELECT count(*) = json_array_length(NEW.lines) AND sum(minutes) = 0"
            " FROM ledger_entries WHERE transfer = NEW.id)"
        ),
    ),
    (
        "transfers are numbered one after the other",
        (
            "NEW.number = 1 + (SELECT coalesce(max(number), 0) FROM ledger_transfers"
            " WHERE number <> NEW.number)"
        ),
    ),
)


def _trigger(name: str, when: str, rules: tuple[tuple[str, str], ...], first: str = "") -> str:
    asked = " ".join(
        f"SELECT RAISE(ABORT, '{words}') WHERE ({must}) IS NOT TRUE;" for words, must in rules
    )
    made = f"CREATE TRIGGER {name} {when} BEGIN {' '.join(filter(None, (first, asked)))} END"
    for short, long in _SHORT.items():
        made = made.replace(short, long)
    return made


def _triggers() -> Iterator[tuple[str, str]]:
    for table, rules in (
        ("ledger_accounts", _OF_ACCOUNTS),
        ("ledger_transfers", _OF_TRANSFERS),
        ("ledger_entries", _OF_ENTRIES),
    ):
        name = f"{table}_insert"
        yield name, _trigger(name, f"BEFORE INSERT ON {table}", rules)
        for what in ("UPDATE", "DELETE"):
            name = f"{table}_{what.lower()}"
            never = ((f"the ledger is never changed: no {what} of {table}", "FALSE"),)
            yield name, _trigger(name, f"BEFORE {what} ON {table}", never)
    name = "ledger_transfers_made"
    when = "AFTER INSERT ON ledger_transfers"
    yield name, _trigger(name, when, _OF_TRANSFERS_MADE, _TRANSFER_MADE)


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
    for account in _SYSTEM:  # before the rules, which let nobody add another pot
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
