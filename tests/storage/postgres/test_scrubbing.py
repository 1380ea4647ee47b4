"""What was taken out is overwritten, and nobody has to wait long for that."""

import threading
from collections.abc import Iterator
from contextlib import closing

import pytest

from assetmap.domain.people.people import Person
from assetmap.storage.postgres import postgres_store
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.tables import PEOPLE
from tests.factories import a_listing
from tests.postgres import MakeDatabase
from tests.storage.taken_out import keep_secret


@pytest.fixture
def store(postgres_database: MakeDatabase) -> Iterator[PostgresStore]:
    """The store in an empty database."""
    with closing(PostgresStore(postgres_database())) as store:
        keep_secret(store)
        with store.transaction() as uow:
            uow.save_listing(a_listing("a1"))
        yield store


def test_a_long_read_is_not_waited_for_and_holds_nobody_up(
    store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres_store, "_AT_ONCE", 1)
    with closing(store.all()) as reader:
        next(reader)
        scrubbed: list[bool] = []
        scrubbing = threading.Thread(target=lambda: scrubbed.append(store.scrub()))
        scrubbing.start()
        while scrubbing.is_alive():  # others read and write meanwhile
            assert store.get_listing("a1").listing.id == "a1"
            with store.transaction() as uow:
                uow.save(PEOPLE, Person("p-1"))
            scrubbing.join(0.05)
        assert scrubbed == [False]
        assert len(list(reader)) == 39
    assert store.scrub()


def test_what_somebody_may_see_yet_is_said_to_be_left(store: PostgresStore) -> None:
    with store._as_of_now() as earlier:
        assert earlier.execute("SELECT count(*) FROM listings").fetchone() == (40,)
        earlier.close_cursor()
        with store.transaction() as uow:
            uow.delete_listings(["a2"])
        # Only the tables that it has not read yet could be written again at once.
        assert not store.scrub()
    assert store.scrub()


def test_scrubbing_while_many_write_fails_nobody(store: PostgresStore) -> None:
    ended, failed = threading.Event(), []

    def write(name: str) -> None:
        number = 0
        while not ended.is_set():
            number += 1
            try:
                with store.transaction() as uow:
                    uow.save_listing(a_listing(f"{name}{number}"))
                    uow.save(PEOPLE, Person(f"{name}{number}"))
                list(store.audited())
            except Exception as error:
                failed.append(error)

    threads = [threading.Thread(target=write, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    try:
        store.scrub()
        store.scrub()
    finally:
        ended.set()
        for thread in threads:
            thread.join(30)
    assert failed == []
