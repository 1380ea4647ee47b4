"""What the functions of the ledger's rules make of JSON, and how they are written."""

from collections.abc import Callable, Iterator

import pytest

from assetmap.storage.ledger_rules import (
    ENTRIES_MADE,
    NUMBERED,
    OF_ACCOUNTS,
    OF_ENTRIES,
    OF_TRANSFERS,
)
from assetmap.storage.postgres.ledger_functions import functions
from tests.storage.postgres.ledger_databases import Attacker, attacker, made_ledger

LINES: dict[str, list[tuple[int, str | None, int | None]]] = {
    '[["101", 90], ["102", -90]]': [(0, "101", 90), (1, "102", -90)],
    '[["\\u0031", 0]]': [(0, "1", 0)],
    '[["", 999999999], ["Ada\\n", -999999999]]': [(0, "", 999999999), (1, "Ada\n", -999999999)],
    '[["1", 1000000000], ["2", 90.0], ["3", 9e1], ["4", "90"], ["5", true], ["6", -0]]': [
        *((0, "1", None), (1, "2", None), (2, "3", None), (3, "4", None), (4, "5", None)),
        (5, "6", 0),
    ],
    '[[101, 90], [null, 90], [["101"], 90], [{}, 90]]': [(each, None, 90) for each in range(4)],
    '[[], ["1"], ["1", 2, 3], 1, "1", null, {"0": "1", "1": 2}]': [
        (each, None, None) for each in range(7)
    ],
    "[]": [],
    "{}": [],
    "null": [],
    '"[]"': [],
    "7": [],
    "": [],
    "none": [],
    '[["101", 90],]': [],
    '[["10\\u00001", 90]]': [],
    '[["\\ud800", 90]]': [],
    '[["1", 1e999999]]': [],
    "[" * 100_000: [],
}


@pytest.fixture(scope="module")
def url(postgres_database: Callable[[], str]) -> str:
    """A database with a ledger."""
    return made_ledger(postgres_database())


@pytest.fixture
def db(url: str) -> Iterator[Attacker]:
    """A connection which nothing is kept of, and that reads no schema without its name."""
    with attacker(url, "SET search_path = ''", "SET TRANSACTION READ ONLY") as connection:
        yield connection


@pytest.mark.parametrize("text", LINES, ids=lambda text: text[:40])
def test_lines_are_read_as_sqlite_reads_them(db: Attacker, text: str) -> None:
    assert db.rows("SELECT * FROM assetmap.ledger_lines(?) ORDER BY line", text) == LINES[text]


def test_nothing_has_no_lines(db: Attacker) -> None:
    assert db.rows("SELECT * FROM assetmap.ledger_lines(NULL)") == []
    assert db.rows("SELECT assetmap.ledger_json(NULL)") == [(None,)]


def test_they_are_written_so_that_no_setting_changes_what_they_do() -> None:
    """Escapes are read by a setting, and marks for values by the product's own connection."""
    for name, statement in functions("assetmap"):
        assert not set("\\?%@") & set(statement), name
        assert "SET search_path TO 'pg_catalog', 'pg_temp'" in statement
        assert "SECURITY DEFINER" not in statement


def test_the_server_asks_every_rule_in_its_order() -> None:
    made = dict(functions("assetmap"))
    for name, rules in {
        "ledger_accounts_insert()": OF_ACCOUNTS,
        "ledger_transfers_insert()": (*OF_TRANSFERS, NUMBERED),
        "ledger_transfers_made()": (ENTRIES_MADE,),
        "ledger_entries_insert()": OF_ENTRIES,
    }.items():
        places = [made[name].index(f"MESSAGE = '{words}'") for words, _ in rules]
        assert places == sorted(places)
        assert made[name].count("RAISE EXCEPTION") == len(rules)
