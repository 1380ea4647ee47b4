"""What opening authorities costs one process, and what it holds once all have been asked.

Run by itself as a fresh process, which tells what it took as one line of JSON.
"""

import json
import os
import sys
import time
from dataclasses import asdict, dataclass, replace
from http import HTTPStatus
from pathlib import Path

from werkzeug.test import Client

from assetmap.app import create_app
from assetmap.config import read_config
from assetmap.installation import Installation
from assetmap.installation_app import create_installation_app
from scripts.benchmark.fetching import LIKE_A_BROWSER
from scripts.benchmark.loading import percentile
from scripts.benchmark.processes import Failed, environment, memory_of, run
from scripts.benchmark.site_paths import host_and_path

_MODULE = "scripts.benchmark.installation_opening"
_TAKEN_APART = 20  # authorities of which each step of opening is timed by itself


@dataclass(frozen=True)
class Times:
    """Milliseconds: of the clock (median, 95th percentile) and of the processor (median)."""

    p50: float
    p95: float
    cpu: float


@dataclass(frozen=True)
class Opening:
    """One process: `steps` by name; asked cold (each authority for the first time) and again."""

    reading_authorities_s: float
    steps: dict[str, Times]
    cold: Times
    again: Times
    warm: Times  # of those that are open, one after the other
    open_authorities: int
    rss: float  # MB, in the end
    rss_first: float  # MB, with one authority open


def measure_opening(
    home: Path, pages: tuple[str, ...], questions: tuple[str, ...], most_open: int
) -> Opening:
    """A fresh process that asks for a page of every authority, then the questions. Raises Failed.

    `most_open` is how many authorities it may keep open.
    """
    given = home.parent / "asked.json"
    given.write_text(json.dumps([pages, questions, most_open]))
    _, said = run(["-m", _MODULE, str(given)], environment(home), patience_s=3_600)
    taken = json.loads(said.splitlines()[-1])
    times = {name: Times(**taken.pop(name)) for name in ("cold", "again", "warm")}
    steps = {name: Times(**each) for name, each in taken.pop("steps").items()}
    return Opening(steps=steps, **times, **taken)


class _Stopwatch:
    """Times of one kind of work, again and again."""

    def __init__(self) -> None:
        self._clock: list[float] = []
        self._cpu: list[float] = []

    def __enter__(self) -> None:
        self._began = time.perf_counter(), time.process_time()

    def __exit__(self, *_: object) -> None:
        self._clock.append((time.perf_counter() - self._began[0]) * 1000)
        self._cpu.append((time.process_time() - self._began[1]) * 1000)

    def times(self) -> Times:
        return Times(
            percentile(self._clock, 50), percentile(self._clock, 95), percentile(self._cpu, 50)
        )


def main(given: Path) -> None:
    """Measure the installation of the environment's data directory."""
    pages, questions, most_open = json.loads(given.read_text())
    config = replace(
        read_config(environment(Path(os.environ["ASSETMAP_HOME"]))), open_authorities=most_open
    )
    started = time.perf_counter()
    installation = Installation(config)
    reading_s = time.perf_counter() - started
    client = Client(create_installation_app(installation))
    _ask(client, pages[0])
    first = _rss()
    steps = _steps(installation, pages[1 : 1 + _TAKEN_APART])
    cold = _asked(client, pages[1 + _TAKEN_APART :] or pages)
    again = _asked(client, questions)
    open_now = installation.contexts.codes()
    hosts = {installation.authorities[code].host for code in open_now}
    warm = _asked(client, [each for each in questions if _host(each) in hosts])
    opening = Opening(reading_s, steps, cold, again, warm, len(open_now), _rss(), first)
    installation.close()
    print(json.dumps(asdict(opening)))


def _steps(installation: Installation, pages: list[str]) -> dict[str, Times]:
    """What the first page of an authority is made of: each opened anew."""
    watches = {
        name: _Stopwatch()
        for name in ("context", "app", "first find page", "second find page")
    }  # fmt: skip
    for address in pages:
        authority = installation.at_host(_host(address))
        if authority is None:
            raise Failed(f"{address} is no site of an authority")
        with watches["context"]:
            lent = installation.lent(authority.code)
            context = lent.__enter__()
        with watches["app"]:
            app = create_app(context)
        client = Client(app)
        for name in ("first find page", "second find page"):
            with watches[name]:
                _ask(client, address)
        lent.__exit__(None, None, None)
    return {name: watch.times() for name, watch in watches.items()}


def _asked(client: Client, addresses: list[str]) -> Times:
    watch = _Stopwatch()
    for address in addresses:
        with watch:
            _ask(client, address)
    return watch.times()


def _ask(client: Client, address: str) -> None:
    named, path = host_and_path(address)
    answer = client.get(path, base_url=f"http://{named['Host']}", headers=LIKE_A_BROWSER)
    answer.get_data()
    answer.close()
    if answer.status_code != HTTPStatus.OK:
        raise Failed(f"{address} answered {answer.status_code}")


def _host(address: str) -> str:
    return host_and_path(address)[0].get("Host", "")


def _rss() -> float:
    memory = memory_of(os.getpid())
    return memory.rss if memory else 0.0


if __name__ == "__main__":
    main(Path(sys.argv[1]))
