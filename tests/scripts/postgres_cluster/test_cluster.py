"""A primary, two replicas and a failover: real servers, which are killed."""

import threading
from collections.abc import Callable
from contextlib import suppress

import psycopg
import pytest

from scripts.benchmark.processes import Failed
from scripts.postgres_cluster.cluster import DATABASE, Cluster, Node
from scripts.postgres_cluster.databases import rows
from scripts.postgres_cluster.process_tree import is_alive
from scripts.postgres_cluster.waiting import wait_until
from tests.scripts.postgres_cluster.running import processes

ALL = "SELECT id FROM listings ORDER BY id"


def write(cluster: Cluster, *ids: str) -> None:
    """Rows, through the pgbouncer of the primary; acknowledged when this returns."""
    url = cluster.primary().pgbouncer.url(DATABASE)
    rows(url, "CREATE TABLE IF NOT EXISTS listings (id text)")
    for each in ids:
        rows(url, "INSERT INTO listings VALUES (%s)", each)


def ids_of(node: Node) -> list[str]:
    """What a node's server has, asked through its pgbouncer; the table may be yet to come."""
    try:
        return [id_ for (id_,) in rows(node.pgbouncer.url(DATABASE), ALL)]
    except psycopg.errors.UndefinedTable:
        return []


def roles(cluster: Cluster) -> list[str]:
    """What the three are, in words."""
    return [state.role for state in cluster.states()]


def test_a_row_is_at_one_replica_at_once_and_at_the_other_soon(cluster: Cluster) -> None:
    write(cluster, "one", "two")
    following = cluster.replicas()
    assert len(following) == 2
    assert any(ids_of(node) == ["one", "two"] for node in following)
    for node in following:
        wait_until(lambda node=node: ids_of(node) == ["one", "two"], "the row is there")
        with pytest.raises(psycopg.errors.ReadOnlySqlTransaction):
            rows(node.pgbouncer.url(DATABASE), "DELETE FROM listings")
    states = [(state.role, state.synchronous) for state in cluster.states()]
    assert sorted(states) == [("primary", ""), ("replica", "quorum"), ("replica", "quorum")]


def test_a_replica_takes_the_place_of_a_killed_primary(cluster: Cluster) -> None:
    write(cluster, "before")
    old = cluster.kill_primary()
    assert sorted(roles(cluster)) == ["replica", "replica", "stopped"]
    assert any(ids_of(node) == ["before"] for node in cluster.replicas())  # still read
    new = cluster.promote()
    assert (new, len(cluster.replicas())) == (cluster.primary(), 1)
    write(cluster, "since")
    for node in (new, *cluster.replicas()):
        wait_until(lambda node=node: ids_of(node) == ["before", "since"], "the row is there")
    assert cluster.rejoin() == [old]
    wait_until(lambda: ids_of(old) == ["before", "since"], "the old primary follows the new one")
    assert sorted(roles(cluster)) == ["primary", "replica", "replica"]


def test_a_replaced_primary_never_comes_back_as_a_second_one(cluster: Cluster) -> None:
    write(cluster, "before")
    old = cluster.kill_primary()
    new = cluster.promote()
    cluster.stop()
    again = Cluster(cluster.folder)
    again.start()
    assert again.primary().name == new.name
    assert old.name in [node.name for node in again.replicas()]
    write(again, "since")


def test_no_acknowledged_row_is_lost_with_the_primary(cluster: Cluster) -> None:
    write(cluster)
    acknowledged: list[str] = []
    enough = threading.Event()

    def writes(number: int) -> None:
        with suppress(psycopg.OperationalError):
            for count in range(10_000):
                id_ = f"{number}-{count:04}"
                rows(url, "INSERT INTO listings VALUES (%s)", id_)
                acknowledged.append(id_)
                if len(acknowledged) >= 40:
                    enough.set()

    url = cluster.primary().server.url(DATABASE)
    writers = [threading.Thread(target=writes, args=(number,)) for number in range(4)]
    for each in writers:
        each.start()
    assert enough.wait(60)
    cluster.kill_primary()
    for each in writers:
        each.join()
    assert set(acknowledged) <= set(ids_of_server(cluster.promote()))


def ids_of_server(node: Node) -> list[str]:
    """What a server has, past its pgbouncer."""
    return [id_ for (id_,) in node.server.rows(ALL, database=DATABASE)]


def test_nobody_is_promoted_beside_a_primary_or_where_another_may_have_more(
    cluster: Cluster,
) -> None:
    with pytest.raises(Failed, match="a primary runs"):
        cluster.promote()
    first, second = cluster.replicas()
    first.server.kill()
    cluster.kill_primary()
    with pytest.raises(Failed, match="stand still"):
        cluster.promote()
    first.server.start()
    assert cluster.promote() in (first, second)


def test_pgbouncer_lends_connections_for_a_transaction(cluster: Cluster) -> None:
    primary = cluster.primary()
    [mode] = [
        value
        for name, value, *_ in rows(primary.pgbouncer.url("pgbouncer", "postgres"), "SHOW CONFIG")
        if name == "pool_mode"
    ]
    assert mode == "transaction"
    url = primary.pgbouncer.url(DATABASE)
    ask = "SELECT pg_backend_pid()"
    with psycopg.connect(url) as one, psycopg.connect(url) as other:
        lent = one.execute(ask).fetchone()
        assert other.execute(ask).fetchone() != lent  # while its transaction lasts
        one.commit()
        other.commit()
        asked = set()
        for each in (one, other):
            asked.add(each.execute(ask).fetchone())
            each.commit()
        assert len(asked) == 1  # two connections of ours, one of the server


def test_the_url_names_every_pgbouncer(cluster: Cluster) -> None:
    hosts = ",".join(url.removeprefix("postgresql://assetmap@")[:15] for url in cluster.urls)
    assert cluster.url == f"postgresql://assetmap@{hosts}/assetmap"
    ask = "SELECT current_user, current_database(), pg_is_in_recovery()"
    for urls in (cluster.urls, cluster.server_urls):
        said = [rows(url, ask) for url in urls]
        replica = [node.server.is_replica() for node in cluster.nodes]
        assert said == [[("assetmap", DATABASE, is_replica)] for is_replica in replica]
    assert set(cluster.urls).isdisjoint(cluster.server_urls)


@pytest.mark.parametrize("end", [Cluster.stop, Cluster.kill], ids=["stopped", "killed"])
def test_nothing_runs_once_it_has_ended(cluster: Cluster, end: Callable[[Cluster], object]) -> None:
    ours = processes(cluster.folder)
    assert len(ours) == 6
    end(cluster)
    assert [pid for pid in ours if is_alive(pid)] == processes(cluster.folder) == []
    assert roles(cluster) == ["stopped"] * 3
