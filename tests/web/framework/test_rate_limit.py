import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from assetmap.domain.people.people import Role
from assetmap.storage.hit_counters import HitCounters
from assetmap.storage.sqlite.sqlite_hits import SqliteHits
from assetmap.web.framework.rate_limit import HitStorage, visitor, wait_words
from tests.conftest import ContextMaker
from tests.people import a_password, a_person
from tests.web.account.test_signing_in import another, type_password
from tests.web.conftest import client_of


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((1, "a minute"), (60, "a minute"), (61, "2 minutes"), (300, "5 minutes")),
        *((5400, "90 minutes"), (5401, "2 hours"), (86_400, "24 hours")),
    ],
)
def test_wait_is_told_in_words(seconds: int, words: str) -> None:
    assert wait_words(seconds) == words


def test_storage_counts_for_the_library(tmp_path: Path) -> None:
    storage = HitStorage(hits=HitCounters(SqliteHits(tmp_path / "hits.db")))
    assert storage.check()
    assert [storage.incr("a", 60), storage.incr("a", 60, 2), storage.get("a")] == [1, 3, 3]
    storage.clear("a")
    assert storage.get("a") == 0


def test_two_processes_count_together_and_the_file_names_nobody(make_context: ContextMaker) -> None:
    context = make_context()
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    one, other = (client_of(context) for _ in range(2))  # two apps over one data directory
    for client in (one, other, one, other, one):
        assert type_password(another(client), someone, "wrong").status_code == 200
    assert type_password(another(other), someone).status_code == 429
    kept = (context.config.home / "hits.db").read_bytes()
    assert someone.email.encode() not in kept


def test_limits_hold_while_their_file_cannot_be_used(make_context: ContextMaker) -> None:
    context = make_context()
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    (context.config.home / "hits.db").mkdir()
    client = client_of(context)
    answers = [type_password(another(client), someone, "wrong").status_code for _ in range(6)]
    assert answers == [200] * 5 + [429]


def test_wait_grows_with_the_tries(make_context: ContextMaker) -> None:
    context = make_context()
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    client = client_of(context)
    waits = []
    for _ in range(2):
        for _ in range(5):
            type_password(another(client), someone, "wrong")
        refused = type_password(another(client), someone)
        waits.append(int(refused.headers["Retry-After"]))
        forget_short_waits(context.config.home / "hits.db")
    assert 0 < waits[0] <= 300 < waits[1] <= 3600


def forget_short_waits(path: Path) -> None:
    """As if five minutes had passed."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        gone = connection.execute("DELETE FROM hits WHERE name LIKE '%/5/minute'")
        assert gone.rowcount > 0


def test_visitor_with_many_addresses_waits_too(make_context: ContextMaker) -> None:
    context = make_context()
    client = client_of(context)
    people = [a_person(context, Role.VOLUNTEER, id=f"p-{number}") for number in range(21)]
    answers = [type_password(another(client), each, "wrong").status_code for each in people]
    assert answers == [200] * 20 + [429]


@pytest.mark.parametrize(
    ("address", "told_apart_as"),
    [
        ("192.0.2.7", "from 192.0.2.7"),
        ("2001:db8:1:2:aaaa::1", "from 2001:db8:1:2::/64"),
        ("2001:db8:1:2:bbbb::9", "from 2001:db8:1:2::/64"),
        ("2001:db8:1:3::9", "from 2001:db8:1:3::/64"),
        ("::ffff:192.0.2.7", "from ::ffff:192.0.2.7"),
        ("unix:", "from unix:"),
        (None, "from nowhere"),
    ],
)
def test_visitor_of_ipv6_is_the_network(address: str | None, told_apart_as: str) -> None:
    place = {"REMOTE_ADDR": address} if address else {}
    with Flask("any").test_request_context(environ_overrides=place):
        assert visitor() == told_apart_as
