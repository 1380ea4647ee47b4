"""What is wrong with a ledger in the SQLite file, looked at from every side."""

import sqlite3

from assetmap.storage.sql.connection import Executor
from assetmap.storage.sql.ledger_checks import RULE_CHANGED, UNREADABLE, checks
from assetmap.storage.sqlite.ledger_tables import missing_rules

_LINES = (
    "SELECT t.id AS transfer, line.key AS line, json_extract(line.value, '$[0]') AS account,"
    " json_extract(line.value, '$[1]') AS minutes"
    " FROM ledger_transfers t, json_each(t.lines) line"
)
# With a NUL in it, SQLite reads the name of an account only so far.
_CHECKS = checks(_LINES, "NOT json_valid(lines) OR instr(lines, '\\u0000') > 0")


def faults(connection: Executor) -> list[str]:
    """What is wrong, each in a sentence; nothing when the ledger adds up and is guarded."""
    found = [RULE_CHANGED.format(name) for name in missing_rules(connection)]
    for query, words in _CHECKS:
        try:
            found += [words.format(*row) for row in connection.execute(query)]
        except sqlite3.OperationalError as error:  # a table or a text that is not what it was
            found.append(UNREADABLE.format(error))
            break
    return found
