"""The memory of several processes together, which share what they have mapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from scripts.benchmark.loading import Clients
from scripts.benchmark.served import serve

WORKERS = 4
_EACH = 40  # questions that each process meets, about


@dataclass(frozen=True)
class Sharing:
    """Megabytes: the shares (PSS) of all processes that serve, and what one of them holds (RSS)."""

    together: float
    one: float


def measure_sharing(home: Path, paths: Sequence[str]) -> Sharing:
    """Serve a data directory with WORKERS processes, ask all of them, and weigh them."""
    with serve(home, workers=WORKERS) as server, Clients(WORKERS) as clients:
        clients.ask(server.port, paths, WORKERS * _EACH, seconds=60)
        processes = server.memory()[1:]  # the first one only watches over the others
    return Sharing(
        sum(each.pss for each in processes), max((each.rss for each in processes), default=0.0)
    )
