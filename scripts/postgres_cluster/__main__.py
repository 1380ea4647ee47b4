"""`scripts/postgres-cluster`: starts a cluster on loopback, kills its primary, has it fail over."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import psycopg

from scripts.benchmark.processes import HOST, Failed
from scripts.postgres_cluster.cluster import Cluster, NodeState
from scripts.postgres_cluster.programs import find_pgbouncer

_FIRST_PORT = 15430


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it. Exit status 0 when it was done, 2 when it could not be."""
    options = _options(arguments)
    try:
        options.act(options)
    except (Failed, OSError, psycopg.Error) as error:
        print(f"postgres-cluster: {error}", file=sys.stderr)
        return 2
    return 0


def _start(options: argparse.Namespace) -> None:
    if not find_pgbouncer():
        raise Failed("pgbouncer is missing: apt-get install pgbouncer")
    folder = options.folder.resolve()
    if _is_cluster(folder):
        cluster = Cluster(folder)
        cluster.start()
    else:
        if folder.exists() and any(folder.iterdir()):
            raise Failed(f"{folder} is no cluster, and not empty")
        ports = range(options.port, options.port + 6)
        cluster = Cluster.make(folder, ports, is_quick=options.quick)
    _print_states(cluster)
    print(f"\nASSETMAP_DATABASE_URL={cluster.url}")


def _status(options: argparse.Namespace) -> None:
    _print_states(_cluster(options))


def _kill_primary(options: argparse.Namespace) -> None:
    cluster = _cluster(options)
    print(f"killed {cluster.kill_primary().name}")
    _print_states(cluster)


def _promote(options: argparse.Namespace) -> None:
    cluster = _cluster(options)
    print(f"promoted {cluster.promote().name}")
    _print_states(cluster)


def _rejoin(options: argparse.Namespace) -> None:
    cluster = _cluster(options)
    cluster.rejoin()
    _print_states(cluster)


def _stop(options: argparse.Namespace) -> None:
    _cluster(options).stop()


def _cluster(options: argparse.Namespace) -> Cluster:
    folder = options.folder.resolve()
    if not _is_cluster(folder):
        raise Failed(f"{folder} is no cluster: scripts/postgres-cluster start {folder}")
    return Cluster(folder)


def _is_cluster(folder: Path) -> bool:
    return (folder / "node1" / "port").exists()


def _print_states(cluster: Cluster) -> None:
    for state in cluster.states():
        print(_line(state))


def _line(state: NodeState) -> str:
    node = state.node
    says = f"{node.name}  {HOST}:{node.server.port}  pgbouncer {HOST}:{node.pgbouncer.port}  "
    if state.role == "replica" and state.lag is not None:
        return f"{says}replica  {state.synchronous}, {state.lag} bytes behind"
    return says + state.role


_ACTS: dict[str, tuple[Callable[[argparse.Namespace], None], str]] = {
    "start": (_start, "make a cluster in FOLDER and start it, or start the one that is there"),
    "status": (_status, "say who is primary, and how far each replica is behind"),
    "kill-primary": (_kill_primary, "end the primary by SIGKILL"),
    "promote": (_promote, "make the replica that has most the primary"),
    "rejoin": (_rejoin, "make servers that stand still replicas, with a new copy of the primary"),
    "stop": (_stop, "stop everything in good order; FOLDER keeps the data"),
}


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="scripts/postgres-cluster",
        description="A PostgreSQL primary with two streaming replicas and a pgbouncer before each, "
        "on 127.0.0.1, to try things with: whoever is on this machine may do anything in it.",
    )
    acts = parser.add_subparsers(required=True, metavar="ACT")
    for name, (act, help_) in _ACTS.items():
        words = acts.add_parser(name, help=help_, description=help_)
        words.add_argument("folder", type=Path, metavar="FOLDER")
        words.set_defaults(act=act)
        if name == "start":
            words.add_argument(
                "--port",
                type=int,
                default=_FIRST_PORT,
                metavar="N",
                help="the first of six ports of a new cluster: three servers, three pgbouncers "
                f"(default: {_FIRST_PORT})",
            )
            words.add_argument(
                "--quick",
                action="store_true",
                help="a new cluster waits for no disk: what it holds does not outlast a power cut",
            )
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
