"""The ledger's tables in the SQLite file, and the rules that the file itself holds.

They are triggers, so that they hold for whoever opens the file. `INSERT OR REPLACE` would delete a
row without firing a DELETE trigger, so each table refuses a key that is already there before the
row is written; that needs no setting of the connection.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_TABLES = """
CREATE TABLE ledger_accounts (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('member', 'group', 'pot', 'issue', 'outside'))
) WITHOUT ROWID;
CREATE TABLE ledger_transfers (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL CHECK (kind IN ('exchange', 'group', 'gift', 'pot-gift', 'pot-grant',
    'welcome', 'brought-forward', 'correction', 'closing')),
  done_on TEXT NOT NULL CHECK (done_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  posted_at TEXT NOT NULL,
  posted_by TEXT NOT NULL,
  corrects TEXT UNIQUE REFERENCES ledger_transfers(id),
  reason TEXT NOT NULL DEFAULT '',
  category TEXT NOT NULL DEFAULT '',
  ward TEXT NOT NULL DEFAULT '',
  place TEXT NOT NULL DEFAULT '',
  lines INTEGER NOT NULL CHECK (lines >= 2),
  sealed INTEGER NOT NULL DEFAULT 0 CHECK (sealed IN (0, 1)),
  CHECK ((kind = 'correction') = (corrects IS NOT NULL))
);
CREATE INDEX idx_ledger_transfers_done_on ON ledger_transfers (done_on);
CREATE TABLE ledger_entries (
  transfer TEXT NOT NULL REFERENCES ledger_transfers(id),
  line INTEGER NOT NULL,
  account TEXT NOT NULL REFERENCES ledger_accounts(id),
  minutes INTEGER NOT NULL CHECK (typeof(minutes) = 'integer' AND minutes <> 0),
  PRIMARY KEY (transfer, line),
  UNIQUE (transfer, account)
) WITHOUT ROWID;
CREATE INDEX idx_ledger_entries_account ON ledger_entries (account, minutes);
"""
_NEVER = "CREATE TRIGGER {name} BEFORE {what} ON {table} BEGIN SELECT RAISE(ABORT, '{words}'); END"
_WHEN = (
    "CREATE TRIGGER {name} BEFORE {what} ON {table} WHEN {when}"
    " BEGIN SELECT RAISE(ABORT, '{words}'); END"
)
_RULES: tuple[dict[str, str], ...] = (
    *(
        {
            "name": f"{table}_{what.lower()}",
            "what": what,
            "table": table,
            "words": f"the ledger is never changed: no {what} of {table}",
        }
        for table, what in (
            ("ledger_accounts", "UPDATE"),
            ("ledger_accounts", "DELETE"),
            ("ledger_transfers", "DELETE"),
            ("ledger_entries", "UPDATE"),
            ("ledger_entries", "DELETE"),
        )
    ),
    {
        "name": "ledger_accounts_there",
        "what": "INSERT",
        "table": "ledger_accounts",
        "when": "EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id)",
        "words": "this account is there already",
    },
    {
        "name": "ledger_transfers_there",
        "what": "INSERT",
        "table": "ledger_transfers",
        "when": "EXISTS (SELECT 1 FROM ledger_transfers WHERE number = NEW.number"
        " OR id = NEW.id OR key = NEW.key OR corrects = NEW.corrects)",
        "words": "this transfer is there already",
    },
    {
        "name": "ledger_transfers_open",
        "what": "INSERT",
        "table": "ledger_transfers",
        "when": "NEW.sealed <> 0",
        "words": "a transfer is sealed once its entries are there",
    },
    {
        "name": "ledger_transfers_correct",
        "what": "INSERT",
        "table": "ledger_transfers",
        "when": "NEW.corrects IS NOT NULL AND NOT EXISTS (SELECT 1 FROM ledger_transfers"
        " WHERE id = NEW.corrects AND sealed = 1 AND kind <> 'correction')",
        "words": "a correction takes back an entry that is there and is none itself",
    },
    {
        "name": "ledger_entries_there",
        "what": "INSERT",
        "table": "ledger_entries",
        "when": "EXISTS (SELECT 1 FROM ledger_entries WHERE transfer = NEW.transfer"
        " AND (line = NEW.line OR account = NEW.account))",
        "words": "this entry is there already",
    },
    {
        "name": "ledger_entries_late",
        "what": "INSERT",
        "table": "ledger_entries",
        "when": "NOT EXISTS (SELECT 1 FROM ledger_transfers"
        " WHERE id = NEW.transfer AND sealed = 0)",
        "words": "no entry after a transfer is sealed",
    },
    {
        "name": "ledger_transfers_seal_only",
        "what": "UPDATE",
        "table": "ledger_transfers",
        "when": "NOT (OLD.sealed = 0 AND NEW.sealed = 1 AND NEW.number IS OLD.number"
        " AND NEW.id IS OLD.id AND NEW.key IS OLD.key AND NEW.kind IS OLD.kind"
        " AND NEW.done_on IS OLD.done_on AND NEW.posted_at IS OLD.posted_at"
        " AND NEW.posted_by IS OLD.posted_by AND NEW.corrects IS OLD.corrects"
        " AND NEW.reason IS OLD.reason AND NEW.category IS OLD.category"
        " AND NEW.ward IS OLD.ward AND NEW.place IS OLD.place AND NEW.lines IS OLD.lines)",
        "words": "the ledger is never changed: a transfer is only sealed",
    },
    {
        "name": "ledger_transfers_balance",
        "what": "UPDATE",
        "table": "ledger_transfers",
        "when": "NEW.sealed = 1 AND (SELECT count(*) <> NEW.lines OR coalesce(sum(minutes), 0) <> 0"
        " FROM ledger_entries WHERE transfer = NEW.id)",
        "words": "the entries of a transfer add up to nothing, and all of them are there",
    },
)


def make_ledger(db: "Database") -> None:
    """The tables, their rules, and the accounts that are no person's."""
    from assetmap.domain.time_bank.ledger import SYSTEM_ACCOUNTS

    for statement in filter(None, (each.strip() for each in _TABLES.split(";"))):
        db.execute(statement)
    for rule in _RULES:
        db.execute((_WHEN if "when" in rule else _NEVER).format(**rule))
    for account in SYSTEM_ACCOUNTS:
        db.execute(
            "INSERT INTO ledger_accounts (id, kind) VALUES (?, ?)", (account.id, str(account.kind))
        )
