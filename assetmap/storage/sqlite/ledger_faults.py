"""What is wrong with a ledger in the SQLite file, looked at from every side.

What the rules of the tables refuse is looked at all the same: somebody may have taken them out,
changed something, and put them back.
"""

import sqlite3

from assetmap.storage.sql.connection import Executor
from assetmap.storage.sqlite.ledger_tables import missing_rules

_LINES = (
    "SELECT t.id AS transfer, line.key AS line, json_extract(line.value, '$[0]') AS account,"
    " json_extract(line.value, '$[1]') AS minutes"
    " FROM ledger_transfers t, json_each(t.lines) line"
)
_ENTRIES = "SELECT transfer, line, account, minutes FROM ledger_entries"
_CHECKS = (
    (
        "SELECT id FROM ledger_transfers WHERE NOT json_valid(lines) ORDER BY number",
        "The lines of the entry {0} cannot be read.",
    ),
    (
        (
            "SELECT max(number) - count(*), max(number) FROM ledger_transfers"
            " HAVING max(number) <> count(*)"
        ),
        "Entries were taken out: {0:,} numbers up to {1:,} are not there.",
    ),
    (
        f"SELECT DISTINCT transfer FROM ({_LINES} EXCEPT {_ENTRIES})",  # noqa: S608 - our own words
        "A line of the entry {0} was changed or taken out.",
    ),
    (
        f"SELECT DISTINCT transfer FROM ({_ENTRIES} EXCEPT {_LINES})",  # noqa: S608 - our own words
        "The entry {0} counts for an account in a way that is not in its lines.",
    ),
    (
        (
            "SELECT transfer, sum(minutes) FROM ledger_entries GROUP BY transfer"
            " HAVING sum(minutes) <> 0"
        ),
        "The lines of the entry {0} add up to {1} minutes.",
    ),
    (
        (
            "SELECT DISTINCT e.account FROM ledger_entries e LEFT JOIN ledger_accounts a"
            " ON a.id = e.account WHERE a.id IS NULL"
        ),
        "There are lines for an account {0} that is not there.",
    ),
    (
        (
            "SELECT c.id FROM ledger_transfers c LEFT JOIN ledger_transfers o ON o.id = c.corrects"
            " WHERE (c.kind = 'correction') <> (c.corrects IS NOT NULL)"
            " OR c.corrects IS NOT NULL AND (o.id IS NULL OR o.kind = 'correction')"
        ),
        "The correction {0} takes back nothing that it may.",
    ),
    (
        (
            "SELECT c.id FROM ledger_transfers c JOIN ledger_entries o ON o.transfer = c.corrects"
            " LEFT JOIN ledger_entries e ON e.transfer = c.id AND e.account = o.account"
            " WHERE coalesce(e.minutes, 0) <> -o.minutes GROUP BY c.id"
        ),
        "The correction {0} takes back something else than the entry that it names.",
    ),
    (
        "SELECT sum(minutes) FROM ledger_entries HAVING sum(minutes) <> 0",
        "All balances together are {0} minutes and should be nothing.",
    ),
)


def faults(connection: Executor) -> list[str]:
    """What is wrong, each in a sentence; nothing when the ledger adds up and is guarded."""
    found = [
        f"The rule {name} that guards the ledger was taken out, changed or added."
        for name in missing_rules(connection)
    ]
    for query, words in _CHECKS:
        try:
            found += [words.format(*row) for row in connection.execute(query)]
        except sqlite3.OperationalError as error:  # a table or a text that is not what it was
            found.append(f"The ledger cannot be read: {error}.")
            break
    return found
