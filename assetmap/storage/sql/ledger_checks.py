"""What must be true of all that is in a ledger, as questions that find what is not.

What the rules of the tables refuse is looked at all the same: somebody may have taken them out,
changed something, and put them back.
"""

# A question, and what is said with each row that comes of it.
Check = tuple[str, str]

RULE_CHANGED = "The rule {} that guards the ledger was taken out, changed or added."
UNREADABLE = "The ledger cannot be read: {}."
_ENTRIES = "SELECT transfer, line, account, minutes FROM ledger_entries"


def checks(lines: str, no_json: str) -> tuple[Check, ...]:
    """The questions, in the order in which they are asked.

    `lines` is the query of a database for each line of each transfer, as an entry has it; `no_json`
    is its condition for a transfer of which the lines cannot be read.
    """
    return (
        (
            f"SELECT id FROM ledger_transfers WHERE {no_json} ORDER BY number",  # noqa: S608 - our own words
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
            f"SELECT DISTINCT transfer FROM ({lines} EXCEPT {_ENTRIES}) missing ORDER BY transfer",  # noqa: S608 - our own words
            "A line of the entry {0} was changed or taken out.",
        ),
        (
            f"SELECT DISTINCT transfer FROM ({_ENTRIES} EXCEPT {lines}) added ORDER BY transfer",  # noqa: S608 - our own words
            "The entry {0} counts for an account in a way that is not in its lines.",
        ),
        *_CHECKS,
    )


_CHECKS: tuple[Check, ...] = (
    (
        (
            "SELECT transfer, sum(minutes) FROM ledger_entries GROUP BY transfer"
            " HAVING sum(minutes) <> 0 ORDER BY transfer"
        ),
        "The lines of the entry {0} add up to {1} minutes.",
    ),
    (
        (
            "SELECT DISTINCT e.account FROM ledger_entries e LEFT JOIN ledger_accounts a"
            " ON a.id = e.account WHERE a.id IS NULL ORDER BY e.account"
        ),
        "There are lines for an account {0} that is not there.",
    ),
    (
        (
            "SELECT c.id FROM ledger_transfers c LEFT JOIN ledger_transfers o ON o.id = c.corrects"
            " WHERE (c.kind = 'correction') <> (c.corrects IS NOT NULL)"
            " OR c.corrects IS NOT NULL AND (o.id IS NULL OR o.kind = 'correction')"
            " ORDER BY c.number"
        ),
        "The correction {0} takes back nothing that it may.",
    ),
    (
        (
            "SELECT c.id FROM ledger_transfers c JOIN ledger_entries o ON o.transfer = c.corrects"
            " LEFT JOIN ledger_entries e ON e.transfer = c.id AND e.account = o.account"
            " WHERE coalesce(e.minutes, 0) <> -o.minutes GROUP BY c.id ORDER BY c.id"
        ),
        "The correction {0} takes back something else than the entry that it names.",
    ),
    (
        "SELECT sum(minutes) FROM ledger_entries HAVING sum(minutes) <> 0",
        "All balances together are {0} minutes and should be nothing.",
    ),
)
