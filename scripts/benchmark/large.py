"""What a large directory is measured by (`scripts/bench --brief`): its import, its start, its
answers, its memory and a change; not years of use, nor another program beside it.
"""

import time
from dataclasses import dataclass
from pathlib import Path

from assetmap.services.preparing import prepare
from scripts.benchmark.home import COMMAND, Imported, context_of
from scripts.benchmark.in_process import InProcess, Timing, Waking
from scripts.benchmark.loading import Clients, Load
from scripts.benchmark.processes import MemoryUse, environment, free_port, serving
from scripts.benchmark.questions import Question, Questions
from scripts.benchmark.word_samples import terms_in

_STARTS = 3
_WORKERS = (1, 2)
_EACH = 120  # of each question, served


@dataclass(frozen=True)
class Start:
    """A server of so many processes: from its start until a find page, and what it then holds."""

    workers: int
    ready_s: tuple[float, ...]  # each take
    find: Load
    find_page: Load
    memory: list[MemoryUse]  # the process that watches over the others first


@dataclass(frozen=True)
class Large:
    """Everything taken of one large directory."""

    imported: Imported
    prepared_s: float  # its arrays, by the first process that needs them after the import
    waking: Waking
    timings: tuple[Timing, ...]
    starts: tuple[Start, ...]


def measure_large(imported: Imported, seed: int, number: int) -> Large:
    """Measure a filled data directory. Raises Failed."""
    prepared_s = _prepared(imported.home)
    app = InProcess(imported.home)
    try:
        terms = terms_in(app.context, app.context.store.all(), seed)
        waking = app.wake(terms.common[0])
        questions = Questions(app.context, terms)
        timings = tuple(app.measure(questions.in_process(), number))
        asked = {question.name: question for question in questions.side_by_side()}
    finally:
        app.context.close()
    starts = tuple(_started(imported.home, asked, workers) for workers in _WORKERS)
    return Large(imported, prepared_s, waking, timings, starts)


def _prepared(home: Path) -> float:
    """Seconds until the arrays are in their files, as `serve` makes them."""
    started = time.perf_counter()
    context = context_of(home)
    prepare(context)
    context.close()
    return time.perf_counter() - started


def _started(home: Path, asked: dict[str, Question], workers: int) -> Start:
    near, page = asked["keyword + near"], asked["find page"]
    ready = []
    for take in range(_STARTS):
        port = free_port()
        arguments = [*COMMAND, "serve", "--port", str(port), "--workers", str(workers)]
        log = home.parent / "server.log"
        with serving(arguments, environment(home), port, page.ours[0], log) as server:
            ready.append(server.ready_s)
            if take < _STARTS - 1:
                continue
            with Clients() as clients:
                clients.ask(port, page.ours, 4 * len(page.ours), seconds=60)
                loads = [clients.ask(port, each.ours, _EACH, seconds=60) for each in (near, page)]
            return Start(workers, tuple(ready), *loads, server.memory())
    raise AssertionError("there is a last take")
