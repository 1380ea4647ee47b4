"""Connections that are cut, left half-read, forked, stood still upon: nobody else is harmed."""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from urllib.parse import urlsplit

import psycopg
import pytest

from assetmap.domain.people.people import Person
from assetmap.storage.postgres import connections, postgres_store
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.store import OutcomeUnknown, Unavailable
from assetmap.storage.tables import PEOPLE
from scripts.postgres_cluster.proxy import CuttingProxy
from tests.factories import a_listing
from tests.postgres import MakeDatabase

_SESSIONS = (
    "SELECT pid FROM pg_stat_activity WHERE datname = current_database()"
    " AND pid <> pg_backend_pid() AND backend_type = 'client backend' ORDER BY pid"
)


@pytest.fixture
def url(postgres_database: MakeDatabase) -> str:
    """The URL of an empty database."""
    return postgres_database()


@pytest.fixture
def store(url: str) -> Iterator[PostgresStore]:
    """The store in it."""
    with closing(PostgresStore(url)) as store:
        yield store


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    """What one statement gives, past the store."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(query)
        return found.fetchall() if found.description else []


def put(store: PostgresStore, *ids: str) -> None:
    with store.transaction() as uow:
        for id_ in ids:
            uow.save_listing(a_listing(id_))


def keep(store: PostgresStore, id_: str) -> None:
    with store.transaction() as uow:
        uow.save(PEOPLE, Person(id_))


def in_a_fork(act: Callable[[], bool]) -> int:
    """The exit status of a child in which something is done: 0 where it came out as it must."""
    pid = os.fork()
    if not pid:
        try:
            os._exit(0 if act() else 1)
        finally:
            os._exit(2)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def test_a_read_left_half_way_in_a_transaction_harms_no_later_one(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_store, "_AT_ONCE", 1)
    put(store, "a", "b", "c")
    with store.transaction():
        left = store.all()
        next(left)
    with store.transaction() as uow:
        uow.save(PEOPLE, Person("p-1"))
        with pytest.raises(Unavailable):
            list(left)
        left.close()
        uow.save(PEOPLE, Person("p-2"))
    assert [person.id for person in store.find(PEOPLE)] == ["p-1", "p-2"]


def test_a_read_left_half_way_holds_no_connection_once_nobody_has_it(
    store: PostgresStore, url: str
) -> None:
    put(store, "a", "b", "c")
    for _ in range(50):
        next(store.all())
        next(store.audited(), None)
        next(store.changed_since(0))
    assert len(rows(url, _SESSIONS)) == 1


def test_a_store_closed_in_a_fork_leaves_the_connections_of_the_parent(
    store: PostgresStore, url: str
) -> None:
    keep(store, "p-1")
    before = rows(url, _SESSIONS)

    def close() -> bool:
        store.close()
        return store.count(PEOPLE) == 1

    assert in_a_fork(close) == 0
    keep(store, "p-2")
    assert (rows(url, _SESSIONS), store.count(PEOPLE)) == (before, 2)


def test_thousands_of_questions_from_many_threads_take_a_connection_each_at_most(
    store: PostgresStore, url: str
) -> None:
    threads = 6

    def ask(number: int) -> None:
        store.version()
        if number % 50 == 0:
            keep(store, f"p-{number}")
        if number % 70 == 0:
            with suppress(ZeroDivisionError), store.transaction() as uow:
                uow.save(PEOPLE, Person("nobody"))
                raise ZeroDivisionError

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(ask, range(2_000)))
    assert store.count(PEOPLE) == 40
    assert len(rows(url, _SESSIONS)) <= threads


def test_what_is_given_back_after_the_end_is_let_go(store: PostgresStore, url: str) -> None:
    put(store, "a", "b")
    held = store.all()
    next(held)
    store.close()
    held.close()
    assert rows(url, _SESSIONS) == []


def test_a_commit_whose_answer_is_lost_is_neither_kept_nor_lost(store: PostgresStore) -> None:
    """It was kept here, and is not there in the next test: nobody could tell."""
    with _behind_a_proxy(store, is_heard=True) as (proxy, cut):
        with pytest.raises(OutcomeUnknown, match="not known whether"):
            keep(cut, "p-1")
        assert [person.id for person in cut.find(PEOPLE)] == ["p-1"]
        keep(cut, "p-2")
        assert (proxy.cuts, store.count(PEOPLE)) == (1, 2)


def test_a_commit_that_did_not_arrive_is_not_known_either(store: PostgresStore) -> None:
    with _behind_a_proxy(store, is_heard=False) as (proxy, cut):
        with pytest.raises(OutcomeUnknown, match="not known whether"):
            keep(cut, "p-1")
        keep(cut, "p-2")
        assert [person.id for person in store.find(PEOPLE)] == ["p-2"]
        assert proxy.cuts == 1


def test_a_change_that_was_cut_before_its_commit_was_not_kept(store: PostgresStore) -> None:
    with _behind_a_proxy(store, is_heard=True, word=b"INSERT INTO people") as (_, cut):
        with pytest.raises(Unavailable) as raised:
            keep(cut, "p-1")
        assert not isinstance(raised.value, OutcomeUnknown)
        assert store.find(PEOPLE) == []


class _behind_a_proxy:  # noqa: N801 - used as a function
    """The same store reached through a proxy that cuts the next who says a word."""

    def __init__(self, store: PostgresStore, *, is_heard: bool, word: bytes = b"COMMIT") -> None:
        address = urlsplit(store.url)
        self._proxy = CuttingProxy(address.port or 0)
        netloc = f"{address.username}@127.0.0.1:{self._proxy.port}"
        self._url = address._replace(netloc=netloc).geturl()
        self._word, self._is_heard = word, is_heard

    def __enter__(self) -> tuple[CuttingProxy, PostgresStore]:
        self._proxy.__enter__()
        self._store = PostgresStore(self._url)
        self._proxy.cut_at(self._word, is_heard=self._is_heard)
        return self._proxy, self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()
        self._proxy.__exit__(None, None, None)


def test_a_writer_who_stands_still_does_not_keep_the_others_out(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As one whose machine is gone: the server would hold its lock for two hours."""
    monkeypatch.setattr(connections, "STANDING_STILL_S", 1)
    has_begun, may_go_on = threading.Event(), threading.Event()
    said: list[str] = []

    def stand_still() -> None:
        try:
            with store.transaction() as uow:
                uow.save(PEOPLE, Person("p-still"))
                has_begun.set()
                may_go_on.wait(60)
        except Unavailable as error:
            said.append(str(error))

    still = threading.Thread(target=stand_still)
    still.start()
    assert has_begun.wait(30)
    keep(store, "p-1")
    may_go_on.set()
    still.join(30)
    assert len(said) == 1
    assert [person.id for person in store.find(PEOPLE)] == ["p-1"]


def test_who_waits_too_long_for_another_is_told_so(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE_S", 1)
    with psycopg.connect(store.url) as other:
        other.execute("SELECT value FROM counters WHERE name = 'generation' FOR UPDATE")
        with pytest.raises(Unavailable, match="lock timeout"):
            keep(store, "p-1")
        assert store.find(PEOPLE) == []  # and reading goes on
    keep(store, "p-2")
    assert [person.id for person in store.find(PEOPLE)] == ["p-2"]


def test_a_database_that_may_only_be_read_is_read_and_says_so(
    store: PostgresStore, url: str
) -> None:
    keep(store, "p-1")
    assert store.is_writable()
    name = urlsplit(url).path[1:]
    rows(url, f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    with closing(PostgresStore(url)) as read_only:
        assert not read_only.is_writable()
        assert read_only.count(PEOPLE) == 1
        with pytest.raises(Unavailable, match="takes changes"):
            keep(read_only, "p-2")


def test_a_commit_waits_for_the_disk_whatever_the_database_is_set_to(
    store: PostgresStore, url: str
) -> None:
    """Else what was acknowledged is gone after a power cut; more than that is left as it is."""
    name = urlsplit(url).path[1:]
    for setting, held in (("off", "on"), ("local", "local"), ("remote_apply", "remote_apply")):
        rows(url, f"ALTER DATABASE {name} SET synchronous_commit = {setting}")
        with closing(PostgresStore(url)) as set_so, set_so._writing() as connection:
            assert connection.execute("SHOW synchronous_commit").fetchone() == (held,)


def test_what_was_written_does_not_stand_in_an_error(store: PostgresStore) -> None:
    """It goes into logs, and the database's own words quote the whole row."""

    def write_badly() -> None:
        with store._writing() as connection:
            connection.execute(
                "INSERT INTO private_contacts VALUES (?, ?)", ("nobody", "01632 960666")
            )
            connection.execute("INSERT INTO counters VALUES (?, NULL)", ("01632 960666",))

    with pytest.raises(Unavailable) as raised:
        write_badly()
    assert "960666" not in str(raised.value)
    assert "nobody" not in str(raised.value)
    assert "violates" in str(raised.value)


def test_a_database_whose_texts_are_no_unicode_is_refused(url: str) -> None:
    superuser = urlsplit(url)._replace(
        netloc=urlsplit(url).netloc.replace("assetmap@", "postgres@")
    )
    name = f"{superuser.path[1:]}_latin"
    rows(
        superuser.geturl(),
        f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C' OWNER assetmap",
    )
    try:
        with pytest.raises(Unavailable, match="LATIN1 and not in UTF8"):
            PostgresStore(urlsplit(url)._replace(path=f"/{name}").geturl())
    finally:
        rows(superuser.geturl(), f"DROP DATABASE {name} WITH (FORCE)")
