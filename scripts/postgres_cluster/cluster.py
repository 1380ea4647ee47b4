"""A primary and two streaming replicas, a pgbouncer before each, and a failover between them.

A commit is acknowledged once a replica has applied it as well. So the replica that has most has
everything that was acknowledged, and takes the place of a primary that is gone.
"""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmark.processes import HOST, Failed
from scripts.postgres_cluster import replicas
from scripts.postgres_cluster.databases import create_template, drop_database
from scripts.postgres_cluster.pgbouncer import PgBouncer
from scripts.postgres_cluster.programs import give_folder
from scripts.postgres_cluster.removal import end_all
from scripts.postgres_cluster.server import OWNER, SUPERUSER, PostgresServer
from scripts.postgres_cluster.waiting import wait_until

DATABASE = "assetmap"
_TEMPLATE = "assetmap_template"
_NAMES = ("node1", "node2", "node3")  # in `synchronous_standby_names` too
_SETTINGS = {
    "wal_level": "replica",
    "max_wal_senders": "10",
    "hot_standby": "on",
    "wal_keep_size": "256MB",  # so that the other replica finds with the new primary what it lacks
    "wal_retrieve_retry_interval": "200ms",  # a replica without a primary looks for it so often
    "synchronous_commit": "remote_apply",
}
_QUORUM = f"ANY 1 ({', '.join(_NAMES)})"  # who is primary is never a replica of itself
_SYNCHRONOUS = (
    "SELECT count(*) FROM pg_stat_replication"
    " WHERE state = 'streaming' AND sync_state IN ('sync', 'quorum')"
)
_WRITTEN = "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn"
_LAG = "SELECT application_name, sync_state, sent_lsn - replay_lsn FROM pg_stat_replication"


@dataclass(frozen=True)
class Node:
    """One of the three: what its machine would run."""

    name: str
    server: PostgresServer
    pgbouncer: PgBouncer
    replaced: Path  # a file, there once another one has become primary in its place

    def is_replaced(self) -> bool:
        """Whether it was primary once: started as it is, it would be a second one."""
        return self.replaced.exists()


@dataclass(frozen=True)
class NodeState:
    """What one of the three does; `lag` is in bytes, None where it is no replica that streams."""

    node: Node
    role: str  # primary, replica, stopped
    synchronous: str = ""  # what its primary says of it: quorum, async
    lag: int | None = None


class Cluster:
    """Three servers in one folder, which any process may stop, harm, ask and start again."""

    def __init__(self, folder: Path) -> None:
        """The cluster that was once made in this folder."""
        self.folder = folder
        self.nodes = tuple(
            Node(
                name,
                PostgresServer(folder / name),
                PgBouncer(folder / f"{name}-pgbouncer"),
                folder / f"{name}-replaced",
            )
            for name in _NAMES
        )

    @classmethod
    def make(cls, folder: Path, ports: Sequence[int] = (), *, is_quick: bool = False) -> "Cluster":
        """Make and start one with an empty database, `DATABASE`. Raises Failed.

        `ports` are six: those of the three servers, then those of the three pgbouncers; free ones
        without. `is_quick`: no disk is waited for.
        """
        give_folder(folder)
        its_own: Sequence[int | None] = ports or [None] * 6
        try:
            cls._fill(folder, iter(its_own), is_quick=is_quick)
            cluster = cls(folder)
            cluster._wait_for_replicas()
        except BaseException:
            end_all(folder)
            raise
        return cluster

    @staticmethod
    def _fill(folder: Path, its_own: Iterator[int | None], *, is_quick: bool) -> None:
        first, *others = _NAMES
        primary = PostgresServer.make(folder / first, next(its_own), _SETTINGS, is_quick=is_quick)
        primary.start()
        create_template(primary.url("postgres", SUPERUSER), _TEMPLATE)
        primary.create_database(DATABASE, _TEMPLATE)
        following = [
            replicas.make_replica(primary, folder / name, name, next(its_own)) for name in others
        ]
        for server, name, port in zip((primary, *following), _NAMES, its_own, strict=True):
            PgBouncer.make(folder / f"{name}-pgbouncer", server, port).start()

    @property
    def url(self) -> str:
        """The URL of `DATABASE` through every pgbouncer; whoever uses it finds the primary."""
        hosts = ",".join(f"{HOST}:{node.pgbouncer.port}" for node in self.nodes)
        return f"postgresql://{OWNER}@{hosts}/{DATABASE}"

    @property
    def urls(self) -> list[str]:
        """The URL of `DATABASE` through each pgbouncer."""
        return [node.pgbouncer.url(DATABASE) for node in self.nodes]

    @property
    def server_urls(self) -> list[str]:
        """The URL of `DATABASE` on each server, past its pgbouncer."""
        return [node.server.url(DATABASE) for node in self.nodes]

    def primary(self) -> Node:
        """The one that takes writes. Raises Failed where there is none."""
        for node in self.nodes:
            if node.server.is_running() and not node.server.is_replica():
                return node
        raise Failed("no primary runs")

    def replicas(self) -> list[Node]:
        """Those that run and follow a primary, or wait for one."""
        return [
            node for node in self.nodes if node.server.is_running() and node.server.is_replica()
        ]

    def kill_primary(self) -> Node:
        """End the primary by SIGKILL, with all its processes. Its pgbouncer goes on without it."""
        node = self.primary()
        node.server.kill()
        return node

    def promote(self) -> Node:
        """Make the replica that has most the primary, which the other one then follows.

        Raises Failed while there is a primary, where there is no replica, and where one stands
        still that may have more than those that run.
        """
        if any(node.server.is_running() and not node.server.is_replica() for node in self.nodes):
            raise Failed("a primary runs: there may never be two")
        waiting = sorted(self.replicas(), key=lambda node: -replicas.received(node.server))
        if not waiting:
            raise Failed("no replica runs")
        gone = [each for each in self.nodes if each not in waiting and not each.is_replaced()]
        if len(gone) > 1:
            names = " and ".join(node.name for node in gone)
            raise Failed(f"{names} stand still: one of them may have what nobody else has")
        chosen, *others = waiting
        # Before it takes writes: whoever is started later must know.
        for node in self.nodes:
            if node not in waiting:
                node.replaced.touch()
        chosen.server.promote()
        for node in others:
            replicas.follow(node.server, chosen.server, node.name)
        return chosen

    def rejoin(self) -> list[Node]:
        """Make every server that stands still a replica of the primary, with a new copy of it.

        What only a dead primary had is thrown away: it was never acknowledged. Raises Failed.
        """
        primary = self.primary()
        back = [node for node in self.nodes if not node.server.is_running()]
        for node in back:
            shutil.rmtree(node.server.data)
            server, port = node.server, node.server.port
            replicas.make_replica(primary.server, server.folder, node.name, port)
            node.replaced.unlink(missing_ok=True)
        return back

    def start(self) -> None:
        """Start what stands still; a primary that was replaced comes back as a replica."""
        for node in self.nodes:
            if not node.server.is_running() and not node.is_replaced():
                node.server.start()
        self.rejoin()
        for node in self.nodes:
            if not node.pgbouncer.is_running():
                node.pgbouncer.start()
        self._wait_for_replicas()

    def stop(self) -> None:
        """Stop everything in good order, replicas last: they get all there is. Raises Failed."""
        for node in self.nodes:
            node.pgbouncer.stop()
        following = self.replicas()
        for node in self.nodes:
            if node not in following:
                node.server.stop()
        for node in following:
            node.server.stop()

    def kill(self) -> None:
        """End everything by SIGKILL."""
        for node in self.nodes:
            node.pgbouncer.kill()
            node.server.kill()

    def empty(self) -> None:
        """Throw the database away and make it anew, with nothing in it, on every replica too."""
        server = self.primary().server
        drop_database(server.url("postgres", SUPERUSER), DATABASE)
        server.create_database(DATABASE, _TEMPLATE)
        written = int(server.rows(_WRITTEN)[0][0])
        for node in self.replicas():
            replicas.wait_until_applied(node.server, written)

    def states(self) -> list[NodeState]:
        """What each of the three does."""
        try:
            said = {name: rest for name, *rest in self.primary().server.rows(_LAG)}
        except Failed:
            said = {}
        return [self._state(node, *said.get(node.name, ("", None))) for node in self.nodes]

    def _state(self, node: Node, synchronous: str, lag: int | None) -> NodeState:
        if not node.server.is_running():
            return NodeState(node, "stopped")
        if not node.server.is_replica():
            return NodeState(node, "primary")
        return NodeState(node, "replica", synchronous, None if lag is None else int(lag))

    def _wait_for_replicas(self) -> None:
        """Have commits wait for a replica from now on, and wait until both are counted."""
        for node in self.nodes:
            node.server.rows(f"ALTER SYSTEM SET synchronous_standby_names = '{_QUORUM}'")
            node.server.rows("SELECT pg_reload_conf()")
        primary = self.primary().server
        wait_until(lambda: primary.rows(_SYNCHRONOUS) == [(2,)], "both replicas are synchronous")
