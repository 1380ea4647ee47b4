"""Clients that ask a server as fast as it answers, each in a process of its own."""

import http.client
import multiprocessing
import signal
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from types import TracebackType

from scripts.benchmark.fetching import LIKE_A_BROWSER
from scripts.benchmark.processes import HOST
from scripts.benchmark.site_paths import with_host

CLIENTS = 4
TAKES = 5  # of every figure, in turns with what it is compared with
_VISIT = 20  # requests over one connection, then a new one, as visitors come and go
_GATHER_S = 0.15  # for all clients to be ready


@dataclass(frozen=True)
class Load:
    """How one question was answered under load. Times are milliseconds."""

    p50: float
    p95: float
    rate: float  # answers a second
    statuses: Counter[int] = field(default_factory=Counter)


@dataclass(frozen=True)
class _Errand:
    port: int
    paths: tuple[str, ...]
    first: int
    number: int
    starts_at: float  # time.monotonic, one clock for all processes
    seconds: float
    headers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class _Outcome:
    times: list[float]
    ended_at: float
    statuses: Counter[int]


class Clients:
    """`number` client processes, ready to ask; closed at the end of a `with` block."""

    def __init__(self, number: int = CLIENTS) -> None:
        self.number = number
        # Spawned, not forked: a client holds nothing of the benchmark's own memory.
        self._pool = multiprocessing.get_context("spawn").Pool(number, _heed_nothing)

    def __enter__(self) -> "Clients":
        self._pool.map(time.sleep, [0.5] * self.number, chunksize=1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._pool.terminate()
        self._pool.join()

    def ask(
        self,
        port: int,
        paths: Sequence[str],
        number: int,
        *,
        seconds: float = 6.0,
        headers: Mapping[str, str] = LIKE_A_BROWSER,
    ) -> Load:
        """Ask `number` questions in all, taking turns through `paths`, for so long at most.

        A path may be `//host/path`, which asks the site of that host.
        """
        starts_at = time.monotonic() + _GATHER_S
        each = max(1, number // self.number)
        errands = [
            _Errand(
                port,
                tuple(paths),
                client * max(1, len(paths) // self.number),
                each,
                starts_at,
                seconds,
                tuple(headers.items()),
            )
            for client in range(self.number)
        ]
        outcomes = self._pool.map(_run, errands, chunksize=1)
        times = [one for outcome in outcomes for one in outcome.times]
        took = max(outcome.ended_at for outcome in outcomes) - starts_at
        statuses = sum((outcome.statuses for outcome in outcomes), Counter[int]())
        return Load(percentile(times, 50), percentile(times, 95), len(times) / took, statuses)


def typical(loads: Sequence[Load]) -> Load:
    """The median of several takes, figure by figure: one disturbance does not count."""
    statuses = sum((load.statuses for load in loads), Counter[int]())
    return Load(
        median(load.p50 for load in loads),
        median(load.p95 for load in loads),
        median(load.rate for load in loads),
        statuses,
    )


def percentile(times: Sequence[float], percent: int) -> float:
    """The time that `percent` in a hundred do not exceed."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def _heed_nothing() -> None:
    """Ctrl-C is for the benchmark itself, which then ends its clients."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _run(errand: _Errand) -> _Outcome:
    times: list[float] = []
    statuses: Counter[int] = Counter()
    until = errand.starts_at + errand.seconds
    time.sleep(max(0.0, errand.starts_at - time.monotonic()))
    connection = http.client.HTTPConnection(HOST, errand.port, timeout=60)
    for count in range(errand.number):
        address = errand.paths[(errand.first + count) % len(errand.paths)]
        headers, path = with_host(dict(errand.headers), address)
        if count % _VISIT == 0:
            connection.close()
        started = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        times.append((time.perf_counter() - started) * 1000)
        statuses[answer.status] += 1
        if time.monotonic() > until:
            break
    connection.close()
    return _Outcome(times, time.monotonic(), statuses)
