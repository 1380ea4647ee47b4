"""The app under other servers: which way of serving answers most, and how steadily."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from scripts.benchmark.fetching import if_unchanged
from scripts.benchmark.home import COMMAND
from scripts.benchmark.loading import TAKES, Clients
from scripts.benchmark.processes import HOST, Failed, environment, free_port, serving
from scripts.benchmark.table import Cell

APP = "scripts.benchmark.wsgi:app"
COLUMNS = (
    "server", "ready s", "find.json p50", "p95", "rps", "map.json p50", "p95", "rps", "304 rps",
    "RSS MB each",
)  # fmt: skip


@dataclass(frozen=True)
class Server:
    """One way to serve: the package that it needs, and its command for a port."""

    name: str
    package: str
    command: Callable[[int], list[str]]


def _gunicorn(*more: str) -> Callable[[int], list[str]]:
    return lambda port: ["-m", "gunicorn", "-b", f"{HOST}:{port}", "-w", "2", *more, APP]


def _assetmap(port: int) -> list[str]:
    return [*COMMAND, "serve", "--port", str(port)]


def _waitress(port: int) -> list[str]:
    return ["-m", "waitress", "--threads", "8", "--listen", f"{HOST}:{port}", APP]


def _granian(port: int) -> list[str]:
    where = ["--host", HOST, "--port", str(port)]
    return ["-m", "granian", "--interface", "wsgi", "--workers", "2", *where, APP]


_THREADED = ("-k", "gthread", "--keep-alive", "5", "--threads")
SERVERS = (
    Server("assetmap serve", "gunicorn", _assetmap),
    Server("gunicorn gthread 2x4", "gunicorn", _gunicorn(*_THREADED, "4")),
    Server("gunicorn gthread 2x2", "gunicorn", _gunicorn(*_THREADED, "2")),
    Server("gunicorn sync 2", "gunicorn", _gunicorn("-k", "sync")),
    Server("waitress 8 threads", "waitress", _waitress),
    Server("granian 2 workers", "granian", _granian),
)


def compare(home: Path, paths: tuple[str, ...], clients: Clients, number: int) -> list[list[Cell]]:
    """A row for each server: the medians of several takes in turns, or why there are none."""
    takes: dict[str, list[list[float]]] = {server.name: [] for server in SERVERS}
    silent: dict[str, str] = {}
    for _ in range(TAKES):
        for server in SERVERS:
            if find_spec(server.package) is None:
                silent[server.name] = "not installed"
            if server.name not in silent:
                try:
                    takes[server.name].append(_measure(server, home, paths, clients, number))
                except Failed as error:
                    silent[server.name] = str(error)[:60]
    return [
        [f"{name}: {silent[name]}", *[None] * (len(COLUMNS) - 1)]
        if name in silent
        else [name, *map(median, zip(*taken, strict=True))]
        for name, taken in takes.items()
    ]


def _measure(
    server: Server, home: Path, paths: tuple[str, ...], clients: Clients, number: int
) -> list[float]:
    """The figures of COLUMNS, after the name."""
    port, log = free_port(), home.parent / "server.log"
    with serving(server.command(port), environment(home), port, "/healthz", log) as running:
        clients.ask(port, [*paths, "/map.json"], 4 * len(paths))  # every process awake
        find = clients.ask(port, paths, number)
        whole = clients.ask(port, ["/map.json"], number)
        asked = if_unchanged(port, "/map.json")
        unchanged = clients.ask(port, ["/map.json"], number, headers=asked)
        largest = max((each.rss for each in running.memory()), default=0.0)
        page = (find.p50, find.p95, find.rate, whole.p50, whole.p95, whole.rate, unchanged.rate)
        return [running.ready_s, *page, largest]
