"""The ledger's rules, which a database holds itself: what must be true of a row, in SQL.

Every database is given the same rules in the same order, and refuses a row with the same words.
What databases say differently stands here as a short name, such as `@account`, for which each puts
its own SQL: see `in_full`.
"""

import re
from collections.abc import Mapping

# What must be true of a row, in the order in which it is asked, and what is said where it is not.
Rules = tuple[tuple[str, str], ...]

ACCOUNT_THERE = "this account is there already"
TRANSFER_THERE = "this transfer is there already"
NO_ACCOUNT = "there is no such account"
NEVER_CHANGED = "the ledger is never changed: no {what} of {table}"

# The accounts that are no person's, and their kinds.
SYSTEM = (("pot", "pot"), ("issue", "issue"), ("outside", "outside"), ("earlier", "outside"))
# What the rules call by a short name: a database adds the rest, `@account` and `@minutes` of a
# line, `@line` as it is counted from 0, `@lines` of the new transfer and `@lines_kept` of one that
# is there, `@count_lines`, and what its SQL has to say to ask for texts, days and lines.
_SHORT = {"@each_line": "SELECT 1 FROM @lines WHERE"}

OF_ACCOUNTS: Rules = (
    (ACCOUNT_THERE, "NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE id = NEW.id)"),
    (
        "an account is a member’s or a group’s, and called by a number",
        "@is_number AND NEW.kind IN ('member', 'group')",
    ),
)
OF_TRANSFERS: Rules = (
    (
        TRANSFER_THERE,
        (
            "NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE number = NEW.number OR id = NEW.id"
            " OR key = NEW.key OR corrects = NEW.corrects)"
        ),
    ),
    ("a transfer has an id, a key and somebody who posted it", "@are_plain"),
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
    ("a category and a ward are short names", "@are_short"),
    (
        "a transfer has the day on which it was done and the moment at which it was posted",
        "@are_moments",
    ),
    ("a transfer has two lines or more", "@is_list AND @count_lines >= 2"),
    (
        "a line is an account and whole minutes",
        (
            "NOT EXISTS (@each_line (@is_line AND @minutes <> 0"
            " AND @minutes BETWEEN -100000000 AND 100000000) IS NOT TRUE)"
        ),
    ),
    (NO_ACCOUNT, "NOT EXISTS (@each_line @account NOT IN (SELECT id FROM ledger_accounts))"),
    (
        "each account has one line, and the lines add up to nothing",
        "(SELECT count(DISTINCT @account) = count(*) AND sum(@minutes) = 0 FROM @lines)",
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
            "NEW.corrects IS NULL OR (@count_lines ="
            " (SELECT count(*) FROM ledger_entries WHERE transfer = NEW.corrects)"
            " AND NOT EXISTS (@each_line NOT EXISTS (SELECT 1 FROM ledger_entries"
            " WHERE transfer = NEW.corrects AND account = @account AND minutes = -@minutes)))"
        ),
    ),
)
OF_ENTRIES: Rules = (
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
            "EXISTS (SELECT 1 FROM ledger_transfers, @lines_kept"
            " WHERE ledger_transfers.id = NEW.transfer AND @line = NEW.line"
            " AND @account = NEW.account AND @minutes = NEW.minutes@is_whole)"
        ),
    ),
)
# Numbers have no gap, so that a transfer which was taken out leaves one.
NUMBERED = (
    "transfers are numbered one after the other",
    (
        "NEW.number = 1 + (SELECT coalesce(max(number), 0) FROM ledger_transfers"
        " WHERE number <> NEW.number)"
    ),
)
# Once a transfer is there.
MAKE_ENTRIES = (
    "INSERT INTO ledger_entries (transfer, line, account, minutes)"
    " SELECT NEW.id, @line, @account, @minutes FROM @lines;"
)
ENTRIES_MADE = (
    "every line of a transfer has its entry",
    (
        "(SELECT count(*) = @count_lines AND sum(minutes) = 0"
        " FROM ledger_entries WHERE transfer = NEW.id)"
    ),
)


def in_full(sql: str, short: Mapping[str, str]) -> str:
    """SQL in a database's own words, put for the short names in it, which may hold others.

    Raises KeyError for a short name that is not known.
    """
    known = {**_SHORT, **short}
    while "@" in sql:
        sql = re.sub(r"@\w+", lambda name: known[name.group()], sql)
    return sql
