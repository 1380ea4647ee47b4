"""Streaming replicas: made from a primary, and led to another one once it is gone."""

from pathlib import Path

from scripts.benchmark.processes import HOST
from scripts.postgres_cluster.programs import postgres_program, run
from scripts.postgres_cluster.server import SUPERUSER, PostgresServer
from scripts.postgres_cluster.waiting import wait_until

_RECEIVED = "SELECT greatest(pg_last_wal_receive_lsn(), pg_last_wal_replay_lsn()) - '0/0'::pg_lsn"
_APPLIED = "SELECT pg_last_wal_replay_lsn() - '0/0'::pg_lsn"
_STREAMS = (
    "SELECT 1 FROM pg_stat_replication"
    " WHERE application_name = %s AND state = 'streaming' AND replay_lsn IS NOT NULL"
)
_SLOT = (
    "SELECT pg_create_physical_replication_slot(%s, true)"
    " WHERE NOT EXISTS (SELECT FROM pg_replication_slots WHERE slot_name = %s)"
)


def make_replica(
    primary: PostgresServer, folder: Path, name: str, port: int | None = None
) -> PostgresServer:
    """Copy a primary that runs; the copy is started, and follows it. Raises Failed.

    `name` is what `synchronous_standby_names` calls it, and its slot, which has the primary keep
    what it has not had yet: small letters, digits and underscores.
    """
    _keep_slot(primary, name)
    replica = PostgresServer.at(folder, port)
    words = ("--write-recovery-conf", "--slot", name, "--checkpoint", "fast", "--no-sync")
    origin = ("--dbname", _conninfo(primary, name))
    run(postgres_program("pg_basebackup"), "--pgdata", str(replica.data), *origin, *words)
    replica.start()
    wait_until_streaming(primary, name)
    return replica


def follow(replica: PostgresServer, primary: PostgresServer, name: str) -> None:
    """Have a replica that runs follow another primary from now on. Raises Failed."""
    _keep_slot(primary, name)
    conninfo = _conninfo(primary, name).replace("'", "''")
    replica.rows(f"ALTER SYSTEM SET primary_conninfo = '{conninfo}'")
    replica.rows(f"ALTER SYSTEM SET primary_slot_name = '{name}'")
    replica.rows("SELECT pg_reload_conf()")
    wait_until_streaming(primary, name)


def wait_until_streaming(primary: PostgresServer, name: str) -> None:
    """Wait until a replica has caught up and is sent each change as it comes. Raises Failed."""
    wait_until(lambda: bool(primary.rows(_STREAMS, name)), f"{name} follows its primary")


def received(replica: PostgresServer) -> int:
    """How far a replica has got, in bytes of all that was ever written."""
    return int(replica.rows(_RECEIVED)[0][0])


def wait_until_applied(replica: PostgresServer, place: int) -> None:
    """Wait until a replica shows all that was written up to a place. Raises Failed."""
    wait_until(lambda: int(replica.rows(_APPLIED)[0][0]) >= place, "the replica has applied it")


def _keep_slot(primary: PostgresServer, name: str) -> None:
    primary.rows(_SLOT, name, name)


def _conninfo(primary: PostgresServer, name: str) -> str:
    return f"host={HOST} port={primary.port} user={SUPERUSER} application_name={name}"
