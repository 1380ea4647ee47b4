"""The app as `assetmap serve` serves it, beside Datasette: speed, memory, start and weight."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from scripts.benchmark import peer, weight
from scripts.benchmark.fetching import Fetched, fetch, if_unchanged
from scripts.benchmark.home import COMMAND
from scripts.benchmark.in_process import InProcess
from scripts.benchmark.loading import TAKES, Clients, Load, typical
from scripts.benchmark.processes import MemoryUse, Running, environment, free_port, serving
from scripts.benchmark.questions import Question


@dataclass(frozen=True)
class Compared:
    """One question asked of both; the hits are those of all its wordings together."""

    question: Question
    ours: Load
    theirs: Load | None = None
    hits: tuple[int, int] | None = None

    @property
    def ratio(self) -> float | None:
        """How many times as many answers a second ours gives."""
        return self.ours.rate / self.theirs.rate if self.theirs else None


@dataclass
class Served:
    """Everything measured of the two servers."""

    ours: Running
    theirs: Running | None
    compared: list[Compared] = field(default_factory=list)
    find_alone: Load | None = None
    map_whole: Load | None = None
    map_unchanged: Load | None = None
    memory: list[MemoryUse] = field(default_factory=list)
    peer_memory: list[MemoryUse] = field(default_factory=list)
    weight: list[Fetched] = field(default_factory=list)
    weight_of_question: list[Fetched] = field(default_factory=list)
    whats_on: Load | None = None
    whats_on_alone: Load | None = None
    pack: Fetched | None = None  # what a phone saves of the directory


def serve(home: Path, *, workers: int | None = None) -> AbstractContextManager[Running]:
    """`assetmap serve` over a data directory for the length of a block; as many processes as it
    takes by itself, unless told.
    """
    port = free_port()
    arguments = [*COMMAND, "serve", "--port", str(port)]
    if workers is not None:
        arguments += ["--workers", str(workers)]
    log = home.parent / "server.log"
    return serving(arguments, environment(home), port, "/healthz", log)


@contextmanager
def both(home: Path, *, with_peer: bool) -> Iterator[Served]:
    """Both servers running at once; only the one that is asked is at work."""
    with ExitStack() as stack:
        ours = stack.enter_context(serve(home))
        theirs = stack.enter_context(peer.serve(home.parent)) if with_peer else None
        yield Served(ours, theirs)


def measure(
    served: Served,
    questions: Sequence[Question],
    weeks: Sequence[str],
    app: InProcess,
    folder: Path,
    number: int,
) -> None:
    """Ask everything of both, question by question, and weigh them; `weeks` of ours alone."""
    with Clients() as clients:
        for question in questions:
            served.compared.append(_compare(served, question, clients, app, folder, number))
        port = served.ours.port
        asked, each = if_unchanged(port, "/map.json"), number // TAKES
        takes = range(TAKES)
        served.map_whole = typical([clients.ask(port, ["/map.json"], each) for _ in takes])
        served.map_unchanged = typical(
            [clients.ask(port, ["/map.json"], each, headers=asked) for _ in takes]
        )
        clients.ask(port, weeks, 4 * len(weeks))
        served.whats_on = typical([clients.ask(port, weeks, each) for _ in takes])
    with Clients(1) as one:
        served.whats_on_alone = one.ask(port, weeks, number // TAKES)
        find = next(question for question in questions if question.name == "find page")
        served.find_alone = one.ask(port, find.ours, number // TAKES)
    served.memory = served.ours.memory()
    served.peer_memory = served.theirs.memory() if served.theirs else []
    served.weight = weight.weigh(port)
    served.weight_of_question = weight.weigh(port, find.ours[0])
    served.pack = fetch(port, "/pack.json")


def _compare(
    served: Served,
    question: Question,
    clients: Clients,
    app: InProcess,
    folder: Path,
    number: int,
) -> Compared:
    hits = None
    if served.theirs and question.is_counted:
        other = peer.Peer(served.theirs.port, folder)
        hits = (
            sum(app.total_known(path) for path in question.ours),
            sum(other.total(path) for path in question.peer),
        )
    # Once through every wording first, in every process: a word's first asking is reported apart.
    clients.ask(served.ours.port, question.ours, 4 * len(question.ours))
    if served.theirs:
        clients.ask(served.theirs.port, question.peer, len(question.peer), seconds=3)
    ours: list[Load] = []
    theirs: list[Load] = []
    # Takes of a tenth of a second are told apart by who of four clients met which process.
    for _ in range(TAKES):
        ours.append(clients.ask(served.ours.port, question.ours, number))
        if served.theirs:
            theirs.append(clients.ask(served.theirs.port, question.peer, number))
    return Compared(question, typical(ours), typical(theirs) if theirs else None, hits)
