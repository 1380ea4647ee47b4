"""The checks of a ledger, which any database answers; what they find is in each one's own tests."""

import sqlite3
from contextlib import closing

from assetmap.storage.sql.ledger_checks import checks

_LINES = "SELECT 't' AS transfer, 0 AS line, '101' AS account, 90 AS minutes"
_TABLES = """
CREATE TABLE ledger_accounts (id, kind);
CREATE TABLE ledger_transfers (number, id, kind, corrects, lines);
CREATE TABLE ledger_entries (transfer, line, account, minutes);
INSERT INTO ledger_accounts VALUES ('101', 'member');
INSERT INTO ledger_transfers VALUES (2, 't', 'gift', NULL, '');
INSERT INTO ledger_entries VALUES ('t', 0, '101', 60), ('x', 0, '999', 30);
"""


def test_each_question_has_its_words() -> None:
    """The rules of the tables are not there, and lines are read by a query that is given."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(_TABLES)
        found = [
            words.format(*row)
            for query, words in checks(_LINES, "lines = ''")
            for row in db.execute(query)
        ]
    assert found == [
        "The lines of the entry t cannot be read.",
        "Entries were taken out: 1 numbers up to 2 are not there.",
        "A line of the entry t was changed or taken out.",
        "The entry t counts for an account in a way that is not in its lines.",
        "The entry x counts for an account in a way that is not in its lines.",
        "The lines of the entry t add up to 60 minutes.",
        "The lines of the entry x add up to 30 minutes.",
        "There are lines for an account 999 that is not there.",
        "All balances together are 90 minutes and should be nothing.",
    ]
