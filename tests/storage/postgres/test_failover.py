"""The store on a primary with two replicas: where it reads, and what a dead primary takes along."""

from collections.abc import Iterator
from contextlib import closing

import pytest

from assetmap.domain.people.people import Person
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.store import Unavailable
from assetmap.storage.tables import PEOPLE
from scripts.postgres_cluster.cluster import Cluster
from scripts.postgres_cluster.server import SUPERUSER
from scripts.postgres_cluster.waiting import wait_until
from tests.scripts.postgres_cluster.conftest import (
    cluster as cluster,  # noqa: PLC0414 - fixtures, which pytest finds here
)
from tests.scripts.postgres_cluster.conftest import (
    made_cluster as made_cluster,  # noqa: PLC0414
)
from tests.scripts.postgres_cluster.conftest import (
    server_folder as server_folder,  # noqa: PLC0414
)
from tests.storage.postgres.writer import Writer, put

_BEFORE_AND_AFTER = 20  # acknowledged writes on each side of the failover


@pytest.fixture(params=["servers", "pgbouncer"])
def store(request: pytest.FixtureRequest, cluster: Cluster) -> Iterator[PostgresStore]:
    """A store in an empty cluster, past its pgbouncers and through them."""
    url = cluster.url
    if request.param == "servers":
        hosts = ",".join(f"127.0.0.1:{node.server.port}" for node in cluster.nodes)
        url = f"postgresql://assetmap@{hosts}/assetmap"
    with closing(PostgresStore(url, "web1")) as store:
        yield store


def reads_from_a_replica(store: PostgresStore) -> bool:
    with store._reading() as connection:
        return bool(connection.execute("SELECT pg_is_in_recovery()").fetchone()[0])


def test_reads_go_to_a_replica_and_see_what_was_written(store: PostgresStore) -> None:
    for number in range(20):
        put(store, f"l{number}")
        assert store.version() == number + 1
        assert store.get_listing(f"l{number}").version == number + 1
        with store.transaction() as uow:
            uow.save(PEOPLE, Person(f"p{number}"))
        assert store.count(PEOPLE) == number + 1  # also of what has no generation
    wait_until(lambda: reads_from_a_replica(store), "a replica has it all")
    assert len(list(store.all())) == 20


def test_replica_that_is_behind_is_not_asked(store: PostgresStore, cluster: Cluster) -> None:
    put(store, "a")
    wait_until(lambda: reads_from_a_replica(store), "a replica has it")
    with store._reading() as connection:
        port = connection.execute("SELECT inet_server_port()").fetchone()[0]
    (behind,) = (node.server for node in cluster.nodes if node.server.port == port)
    superuser = behind.url("assetmap", SUPERUSER)
    assert behind.is_replica()
    behind.rows("SELECT pg_wal_replay_pause()")
    wait_until(
        lambda: behind.rows("SELECT pg_get_wal_replay_pause_state()") == [("paused",)],
        f"{superuser} stands still",
    )
    try:
        put(store, "b")  # the other replica has it, which is enough
        assert store.get_listing("b").listing.id == "b"
        assert not reads_from_a_replica(store)
    finally:
        behind.rows("SELECT pg_wal_replay_resume()")
    wait_until(lambda: reads_from_a_replica(store), "the replica is read again")
    assert store.version() == 2


def all_have_what_there_was(cluster: Cluster) -> bool:
    """Whether every replica has the directory's tables: what is acknowledged is on one at least,
    and another may still be making them on a busy machine.
    """
    asked = "SELECT to_regclass('public.listings') IS NOT NULL"
    replicas = (node.server for node in cluster.nodes if node.server.is_replica())
    return all(each.rows(asked, database="assetmap") == [(True,)] for each in replicas)


def test_failover_loses_nothing_acknowledged_and_is_read_on(
    store: PostgresStore, cluster: Cluster
) -> None:
    writer = Writer(store)
    writer.start()
    writer.wait_for(_BEFORE_AND_AFTER)
    wait_until(lambda: all_have_what_there_was(cluster), "each replica has caught up")
    cluster.kill_primary()
    acknowledged = set(writer.acknowledged)
    assert {each.listing.id for each in store.all()} >= acknowledged  # nobody takes changes now
    with pytest.raises(Unavailable, match="no database server takes changes now"):
        put(store, "refused")
    assert store.version() >= len(acknowledged)
    cluster.promote()
    writer.wait_for(len(writer.acknowledged) + _BEFORE_AND_AFTER)
    writer.stop()
    there = {each.listing.id for each in store.all()}
    assert there >= set(writer.acknowledged)
    # What was cut off in the middle may be there or not; beyond that there is nothing.
    assert len(there - set(writer.acknowledged)) <= 1
    assert {each.listing.id for each in store.changed_since(0)} == there
    assert {each.listing_id for each in store.queued()} == there
