"""The rules are written once, and each database has them in full."""

import hashlib
import json

import pytest

from assetmap.domain.time_bank.ledger import SYSTEM_ACCOUNTS
from assetmap.storage.ledger_rules import SYSTEM, in_full
from assetmap.storage.sqlite import ledger_tables

# What the tables of every SQLite ledger were made of, since there is one.
_MADE_OF = "0c8e49710181f0df5a9e86c57191687cabeb6c5ada47aa732fd457af16ffc28f"


def test_short_names_stand_for_sql_that_may_hold_others() -> None:
    short = {"@lines": "json_each(NEW.lines) line", "@account": "line.value", "@all": "@each_line"}
    assert in_full("@all @account", short) == (
        "SELECT 1 FROM json_each(NEW.lines) line WHERE line.value"
    )
    assert in_full("SELECT 1", {}) == "SELECT 1"
    with pytest.raises(KeyError, match="@nobody"):
        in_full("@nobody", {})


def test_the_accounts_that_are_no_persons_are_the_time_banks() -> None:
    assert tuple((each.id, str(each.kind)) for each in SYSTEM_ACCOUNTS) == SYSTEM


def test_what_a_file_was_made_with_is_what_it_is_held_against() -> None:
    """A rule that is written otherwise, be it by a space, would be missing from every file that
    there is: it needs a change of the file (storage/sqlite/migrations.py) that makes it anew.
    """
    made = json.dumps(ledger_tables._STATEMENTS).encode()
    assert hashlib.sha256(made).hexdigest() == _MADE_OF
