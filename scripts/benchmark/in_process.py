"""The app asked without a server between: what an answer itself costs."""

import gc
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.app import create_app
from assetmap.cli.server import ASKED_FIRST
from assetmap.services.context import Context
from scripts.benchmark.fetching import LIKE_A_BROWSER
from scripts.benchmark.home import context_of
from scripts.benchmark.loading import percentile
from scripts.benchmark.processes import Failed
from scripts.benchmark.questions import Question

_SECONDS = 8.0  # at most for one question


@dataclass(frozen=True)
class Timing:
    """One question asked many times, in milliseconds; `first` is the first asking of a wording."""

    name: str
    first_p50: float
    first_p95: float
    p50: float
    p95: float
    cpu_p95: float  # processor time alone: what a quiet machine would take
    is_search: bool


@dataclass(frozen=True)
class Waking:
    """What the first visitor after a start or a change waits for, in milliseconds."""

    open_context: float
    first_question: float
    after_change: float
    take_in_change: float


class InProcess:
    """One app over one data directory, asked by Flask's test client as a browser would ask."""

    def __init__(self, home: Path) -> None:
        started = time.perf_counter()
        self.context: Context = context_of(home)
        self._opened_ms = _since(started)
        self._client: FlaskClient = create_app(self.context).test_client()

    def wake(self, word: str) -> Waking:
        """Time the first question of all, then change one listing and time the first after it.

        What is in memory then stays, as in a process of `serve`: to look it all through for rubbish
        would take 0.2 s of whatever question came next.
        """
        first = self.ask(f"/find.json?q={word}")
        record = next(iter(self.context.store.all()))
        started = time.perf_counter()
        with self.context.unit_of_work() as uow:
            uow.save_listing(record.listing)
        taken_in = _since(started)
        waking = Waking(self._opened_ms, first, self.ask(f"/find.json?q={word}"), taken_in)
        for path in ASKED_FIRST:  # as a process of `serve` does before anybody asks it
            self.ask(path)
        gc.collect()
        gc.freeze()
        return waking

    def measure(self, questions: Sequence[Question], number: int) -> list[Timing]:
        """Ask each question `number` times, in turns through its wordings."""
        return [timing_of(question, number, self.ask) for question in questions]

    def total_known(self, path: str) -> int:
        """How many listings surely answer a question."""
        answer = self._client.get(path)
        if answer.status_code != 200 or answer.json is None:
            raise Failed(f"{path} answered {answer.status_code}")
        return int(answer.json["total_known"])

    def ask(self, path: str, headers: Mapping[str, str] = LIKE_A_BROWSER) -> float:
        """How many milliseconds an answer takes. Raises Failed for one that is none."""
        started = time.perf_counter()
        answer = self.fetch(path, headers)
        took = _since(started)
        if answer.status_code not in (200, 304):
            raise Failed(f"{path} answered {answer.status_code}")
        return took

    def fetch(self, path: str, headers: Mapping[str, str]) -> TestResponse:
        """The answer itself."""
        return self._client.get(path, headers=headers)


def timing_of(question: Question, number: int, ask: Callable[[str], float]) -> Timing:
    """Ask one question `number` times at most; `ask` gives the milliseconds of one address."""
    paths = question.ours
    first = [ask(path) for path in paths]
    until = time.monotonic() + _SECONDS
    warm: list[float] = []
    cpu: list[float] = []
    while len(warm) < number and time.monotonic() < until:
        started = time.process_time()
        warm.append(ask(paths[len(warm) % len(paths)]))
        cpu.append((time.process_time() - started) * 1000)
    return Timing(
        question.name,
        percentile(first, 50),
        percentile(first, 95),
        percentile(warm, 50),
        percentile(warm, 95),
        percentile(cpu, 95),
        paths[0].startswith("/find.json"),
    )


def _since(started: float) -> float:
    return (time.perf_counter() - started) * 1000
