"""What only the PostgreSQL store has. The rest is in test_store_contract.py, for every store."""

import os
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from assetmap.domain.listings.listing import Contact, Precision, Status, Where
from assetmap.domain.people.people import Person
from assetmap.domain.place import Point
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from assetmap.storage.store import DuplicateIdError, QueueEnd, Unavailable
from assetmap.storage.tables import PEOPLE
from tests.factories import a_listing
from tests.postgres import MakeDatabase
from tests.storage.taken_out import holds_secret, keep_secret, take_out_secret
from tests.storage.transfers import a_transfer, open_accounts


@pytest.fixture
def url(postgres_database: MakeDatabase) -> str:
    """The URL of an empty database."""
    return postgres_database()


@pytest.fixture
def store(url: str) -> Iterator[PostgresStore]:
    """The store in it, as the first web machine has it."""
    with closing(PostgresStore(url, "web1")) as store:
        yield store


@pytest.fixture
def second(url: str, store: PostgresStore) -> Iterator[PostgresStore]:
    """The same store, as a second web machine has it."""
    with closing(PostgresStore(url, "web2")) as second:
        yield second


def put(store: PostgresStore, *ids: str) -> None:
    with store.transaction() as uow:
        for id_ in ids:
            uow.save_listing(a_listing(id_))


def queued(store: PostgresStore) -> list[str]:
    return [each.listing_id for each in store.queued()]


def test_each_machine_takes_every_change(store: PostgresStore, second: PostgresStore) -> None:
    for machine in (store, second):
        assert not machine.follows_queue()
        machine.ack_rebuilt(machine.queue_end())  # as after an index that was just made
        assert machine.follows_queue()
    put(store, "a", "b")
    put(second, "c")
    assert queued(store) == queued(second) == ["a", "b", "c"]
    store.ack(2)
    assert (queued(store), queued(second)) == (["c"], ["a", "b", "c"])
    second.ack(3)
    assert (queued(store), queued(second)) == (["c"], [])
    store.ack(1)  # a slower process of the same machine
    assert queued(store) == ["c"]
    store.ack(3)
    put(store, "d")
    assert queued(store) == queued(second) == ["d"]


def test_what_every_machine_took_leaves_the_queue(
    store: PostgresStore, second: PostgresStore, url: str
) -> None:
    store.ack_rebuilt(QueueEnd(0))
    second.ack_rebuilt(QueueEnd(0))
    put(store, "a", "b")
    store.ack(2)
    assert rows(url, "SELECT count(*) FROM index_queue") == [(2,)]
    second.ack(1)
    assert rows(url, "SELECT number FROM index_queue") == [(2,)]
    second.ack(2)
    assert rows(url, "SELECT number FROM index_queue") == []


def test_machine_that_was_away_for_a_week_begins_again(
    store: PostgresStore, second: PostgresStore, url: str
) -> None:
    store.ack_rebuilt(QueueEnd(0))
    second.ack_rebuilt(QueueEnd(0))
    put(store, "a")
    rows(url, "UPDATE index_queue SET queued_at = queued_at - 7 * 86400 - 60")
    store.ack(1)
    assert (store.follows_queue(), second.follows_queue()) == (True, False)
    assert rows(url, "SELECT count(*) FROM index_queue") == [(0,)]
    second.ack_rebuilt(second.queue_end())
    put(store, "b")
    assert queued(second) == ["b"]


def test_machines_that_fell_behind_go_on_at_the_same_time(
    store: PostgresStore, second: PostgresStore, url: str
) -> None:
    """Each takes the other for gone, and would wait for what the other has locked."""
    at_once, failed = threading.Barrier(2), []

    def follow(machine: PostgresStore) -> None:
        at_once.wait(10)
        try:
            machine.ack(machine.queue_end().number - 1)
        except Unavailable as error:
            failed.append(error)

    for _ in range(25):
        put(store, "a", "b")
        rows(url, "DELETE FROM index_positions")
        rows(url, "INSERT INTO index_positions VALUES ('web1', 0), ('web2', 0)")
        rows(url, "UPDATE index_queue SET queued_at = 0")
        machines = [threading.Thread(target=follow, args=(each,)) for each in (store, second)]
        for each in machines:
            each.start()
        for each in machines:
            each.join(30)
    assert failed == []


def test_machine_that_is_new_does_not_hold_up_the_queue_of_others(
    store: PostgresStore, second: PostgresStore
) -> None:
    store.ack_rebuilt(QueueEnd(0))
    put(store, "a")
    assert (queued(store), second.follows_queue()) == (["a"], False)
    store.ack(1)
    assert queued(store) == []


def test_a_reader_gets_every_change_of_writers_that_overlap(
    store: PostgresStore, second: PostgresStore
) -> None:
    """With a number taken early, as from a sequence, who asked between would miss the slower."""
    put(store, "before")
    has_begun, may_end = threading.Event(), threading.Event()

    def slowly() -> None:
        with store.transaction() as uow:
            uow.save_listing(a_listing("slow"))
            has_begun.set()
            may_end.wait(10)

    slow = threading.Thread(target=slowly)
    slow.start()
    assert has_begun.wait(10)
    quick = threading.Thread(target=put, args=(second, "quick"))
    quick.start()
    reader = SeenChanges(second)
    reader.look()
    may_end.set()
    for thread in (slow, quick):
        while thread.is_alive():
            thread.join(0.01)
            reader.look()
    reader.look()
    assert reader.ids == {"before", "slow", "quick"}
    assert [(each.listing.id, each.version) for each in second.all()] == [
        *(("before", 1), ("quick", 3), ("slow", 2)),
    ]


def test_every_index_is_made_again_where_old_words_must_go(
    store: PostgresStore, second: PostgresStore
) -> None:
    for machine in (store, second):
        machine.ack_rebuilt(machine.queue_end())
    put(store, "a", "b")
    before = second.queue_end()
    with store.transaction() as uow:
        uow.must_rebuild = True
        uow.delete_listings(["a"])
    assert (store.follows_queue(), second.follows_queue()) == (False, False)
    store.ack_rebuilt(store.queue_end())
    second.ack(second.queue_end().number)  # to take the change alone leaves old words behind
    assert (store.follows_queue(), second.follows_queue()) == (True, False)
    second.ack_rebuilt(before)  # an index that was begun before, and ended after
    assert not second.follows_queue()
    second.ack_rebuilt(second.queue_end())
    assert (store.follows_queue(), second.follows_queue()) == (True, True)


def test_unit_that_keeps_nothing_has_no_index_made_again(store: PostgresStore) -> None:
    store.ack_rebuilt(store.queue_end())

    def fail() -> None:
        with store.transaction() as uow:
            uow.must_rebuild = True
            raise ValueError

    with pytest.raises(ValueError):  # noqa: PT011 - our own
        fail()
    assert store.follows_queue()


def test_records_that_are_taken_in_have_every_index_made_again(
    store: PostgresStore, tmp_path: Path
) -> None:
    store.ack_rebuilt(store.queue_end())
    with closing(SqliteStore(tmp_path / "there.db")) as there:
        with there.transaction() as uow:
            uow.save_listing(a_listing("a"))
        store.take_from(there)
    assert not store.follows_queue()


class SeenChanges:
    """What a reader has seen who each time asks for what was written since the last."""

    def __init__(self, store: PostgresStore) -> None:
        self._store, self._generation = store, 0
        self.ids: set[str] = set()

    def look(self) -> None:
        """Take what is new."""
        now = self._store.version()
        for record in self._store.changed_since(self._generation):
            if record.version <= now:
                self.ids.add(record.listing.id)
        self._generation = now


def test_what_is_looked_up_in_a_transaction_stays_so_until_it_is_written(
    store: PostgresStore, second: PostgresStore
) -> None:
    """Two ask whether somebody is there and add them when not: it happens once."""

    def add(at: PostgresStore) -> None:
        with at.transaction() as uow:
            if not at.find(PEOPLE, email="sam@example.org"):
                uow.save(PEOPLE, Person(f"p-{at.count(PEOPLE)}", "Sam", "sam@example.org"))

    threads = [threading.Thread(target=add, args=(at,)) for at in (store, second) * 5]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert store.count(PEOPLE) == 1


def test_a_row_that_is_refused_leaves_the_transaction_usable(store: PostgresStore) -> None:
    with store.transaction() as uow:
        uow.save_listing(a_listing("a", source_id="7"))
        with pytest.raises(DuplicateIdError):
            uow.save_listing(a_listing("b", source_id="7"))
        uow.save_listing(a_listing("c"))
    assert [each.listing.id for each in store.all()] == ["a", "c"]


def test_a_change_that_failed_in_part_is_never_taken_for_kept(store: PostgresStore) -> None:
    """The server answers COMMIT with ROLLBACK then, and no error."""

    def fail_in_part() -> None:
        with store.transaction() as uow:
            uow.save(PEOPLE, Person("p-1"))
            with suppress(psycopg.Error):
                store._connections.own.execute("SELECT nonsense")

    with pytest.raises(Unavailable, match="did not keep the change"):
        fail_in_part()
    assert store.find(PEOPLE) == []


def test_texts_with_what_postgresql_cannot_hold_come_back_whole(store: PostgresStore) -> None:
    names = ("\0", "\x1a", "\x1a0", "a\0b\x1ac", "\x1a1\0", "%s ? %%", "'")
    with store.transaction() as uow:
        for number, name in enumerate(names):
            uow.save_listing(a_listing(f"id{name}", source=name, source_id=str(number)))
            uow.save(PEOPLE, Person(f"p{name}", name, f"{name}@example.org"))
    assert store.sources() == dict.fromkeys(names, 1)
    for name in names:
        assert store.get_listing(f"id{name}").listing.source == name
        assert [each.name for each in store.find(PEOPLE, email=f"{name}@example.org")] == [name]


def test_a_fork_leaves_the_connections_of_the_parent_alone(store: PostgresStore) -> None:
    put(store, "a")
    pid = os.fork()
    if not pid:
        is_well = store.version() == 1 and len(list(store.all())) == 1
        os._exit(0 if is_well else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    put(store, "b")
    assert store.version() == 2


def test_idle_connections_that_the_server_ended_are_made_anew(
    store: PostgresStore, url: str
) -> None:
    put(store, "a")
    ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
    with pytest.raises(psycopg.errors.AdminShutdown):
        rows(url, f"{ended} AND datname = current_database()")
    assert store.version() == 1
    put(store, "b")
    assert store.version() == 2


def test_scrubbed_tables_hold_nothing_that_was_taken_out(store: PostgresStore, url: str) -> None:
    superuser = url.replace(f"//{urlsplit(url).username}@", "//postgres@")
    (data, oid) = rows(
        superuser,
        "SELECT current_setting('data_directory'), oid FROM pg_database"
        " WHERE datname = current_database()",
    )[0]
    folder = Path(data) / "base" / str(oid)
    keep_secret(store)
    rows(superuser, "CHECKPOINT")
    assert holds_secret(folder)
    take_out_secret(store)
    rows(superuser, "CHECKPOINT")
    assert not holds_secret(folder)


def test_another_schema_of_a_newer_program_is_refused(store: PostgresStore, url: str) -> None:
    rows(url, "INSERT INTO schema_changes VALUES ('0999_beyond')")
    with pytest.raises(Unavailable, match="newer version of the program: they have 0999_beyond"):
        PostgresStore(url)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("postgresql://%", "cannot be read"),
        ("postgresql://one:1,two/x?port=1,2,3", "ports"),
        ("postgresql://assetmap@127.0.0.1:1/x", "cannot be reached"),
    ],
)
def test_url_that_leads_nowhere_is_told_plainly(wrong: str, said: str) -> None:
    with pytest.raises(Unavailable, match=said):
        PostgresStore(wrong)


def test_records_go_to_sqlite_and_back_and_are_the_same(
    store: PostgresStore, postgres_database: MakeDatabase, tmp_path: Path
) -> None:
    put(store, "a", "b")
    keep_secret(store)
    open_accounts(store, "101", "102")
    with store.transaction() as uow:
        uow.save(PEOPLE, Person("p-1", "Sam"))
        uow.post(a_transfer())
    with (
        closing(SqliteStore(tmp_path / "there.db")) as there,
        closing(PostgresStore(postgres_database())) as back,
    ):
        there.take_from(store)
        back.take_from(there)
        for each in (there, back):
            assert list(each.all()) == list(store.all())
            assert each.private_contacts() == store.private_contacts()
            assert list(each.audited()) == list(store.audited())
            assert each.find(PEOPLE) == store.find(PEOPLE)
            assert each.ledger.transfers() == store.ledger.transfers()
            assert each.ledger.balances() == store.ledger.balances()
            assert each.ledger.faults() == []
            assert (each.version(), each.instance_id()) == (store.version(), store.instance_id())
            with each.transaction() as uow:  # and it goes on
                uow.save(PEOPLE, Person("p-2", "Ada"))
                uow.save_listing(a_listing("new"))
                uow.post(a_transfer("2"))
            assert [person.id for person in each.find(PEOPLE)] == ["p-1", "p-2"]
        with pytest.raises(Unavailable, match="there are listings already"):
            back.take_from(store)


def test_maps_of_the_council_see_what_the_public_does(store: PostgresStore, url: str) -> None:
    here = Point(51.5, 0.32)
    with store.transaction() as uow:
        for id_, precision, status in (
            ("hall", Precision.VENUE, Status.PUBLISHED),
            ("hidden", Precision.WITHHELD, Status.PUBLISHED),
            ("draft", Precision.VENUE, Status.DRAFT),
        ):
            where = Where(precision, "Hall", "1 Road", "Grays", "RM17 6SL", here)
            private = Contact(phone="01632 960666")
            uow.save_listing(a_listing(id_, where=where, status=status, private=private))
    seen = rows(url, "SELECT id, name, kind, place, ST_AsText(point) FROM public_places")
    assert seen == [("hall", "Knit Club", "group", "Grays", "POINT(0.32 51.5)")]


def rows(url: str, query: str) -> list[tuple[object, ...]]:
    """What one statement gives, past the store."""
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(query)
        return found.fetchall() if found.description else []
