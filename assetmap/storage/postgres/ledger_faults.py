"""What is wrong with a ledger in a PostgreSQL database, looked at from every side."""

from assetmap.storage.postgres.ledger_definitions import changed
from assetmap.storage.sql.connection import Executor
from assetmap.storage.sql.ledger_checks import RULE_CHANGED, UNREADABLE, checks

_LINES = (
    "SELECT t.id AS transfer, line.line AS line, line.account AS account, line.minutes AS minutes"
    " FROM ledger_transfers t, ledger_lines(t.lines) line"
)
_CHECKS = checks(_LINES, "ledger_json(lines) IS NULL")
_READ_BY = ("ledger_json(lines text)", "ledger_lines(lines text)")


def faults(connection: Executor) -> list[str]:
    """What is wrong, each in a sentence; nothing when the ledger adds up and is guarded.

    A question that fails would end the transaction, so none is asked of tables that have lost or
    changed a column, or by a function that is not the one that was made.
    """
    other = changed(connection)
    found = [RULE_CHANGED.format(name) for name in sorted({name for _, name in other})]
    unreadable = sorted(name for sort, name in other if sort == "columns" or name in _READ_BY)
    if unreadable:
        return [*found, UNREADABLE.format(f"{', '.join(unreadable)} not as made")]
    for query, words in _CHECKS:
        found += [words.format(*row) for row in connection.execute(query)]
    return found
