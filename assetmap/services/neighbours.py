"""The other authorities of an installation that are near a place, and how to ask them something.

What goes wrong with one of them, or takes too long, is in the log and nowhere else: an authority
answers whatever its neighbours do. A neighbour is asked over its own context, as by somebody at its
own site: it gives what is public there.
"""

import logging
import threading
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager
from dataclasses import dataclass
from time import monotonic
from typing import Any, Generic, Protocol, TypeVar

from assetmap.borough.authorities import Authority
from assetmap.domain.place import METRES_A_MILE, Point
from assetmap.places.council_cells import GOOD_TO_M, CouncilCells

log = logging.getLogger(__name__)

C = TypeVar("C")  # the context, which stands above this module
T = TypeVar("T")

# Metres: how far people go for something by bus, or on foot if they must. Beyond that the other
# directory has its own site, and this one's visitors are not who it is for.
NEAR_BORDER_M = 3 * METRES_A_MILE
WAIT_S = 0.5  # for all neighbours of one question together: longer, and the page would feel slow
_AT_ONCE = 4  # neighbours that a process asks at a time
_LEFT_ALONE_S = 60.0  # how long one is not asked after it failed


@dataclass(frozen=True)
class Neighbour(Generic[C]):
    """An authority near a place: its code, what it calls itself, and the address of its site."""

    code: str
    name: str
    public_url: str
    _lend: Callable[[], AbstractContextManager[C]]

    def lent(self) -> AbstractContextManager[C]:
        """Its context for the length of a block. Raises what opening it raises."""
        return self._lend()


Answers = Generator[tuple[Neighbour[C], T], None, None]  # close it where not all are waited for


class Neighbours(Protocol[C]):
    """The neighbours of one authority."""

    @property
    def are_any(self) -> bool:
        """Whether the installation has another authority at all."""

    def near(self, point: Point, within_m: float) -> Sequence[Neighbour[C]]:
        """The others with postcodes within so many metres of a point, NEAR_BORDER_M at most, the
        nearest first. None where the point is not near this authority itself.
        """

    def asked(self, some: Sequence[Neighbour[C]], question: Callable[[C], T]) -> Answers[C, T]:
        """Some neighbours, each with its answer, in their order; without those that failed or took
        too long.
        """


class _NoNeighbours:
    are_any = False

    def near(self, *_: object, **_named: object) -> Sequence[Neighbour[Any]]:
        return ()

    def asked(self, *_: object, **_named: object) -> Answers[Any, Any]:
        yield from ()


NO_NEIGHBOURS: Neighbours[Any] = _NoNeighbours()  # of a directory that is kept by itself


class CouncilNeighbours(Generic[C]):
    """The neighbours of every authority of an installation, told by postcodes.

    Safe to share among threads; nothing is read, and no thread begun, before somebody asks.
    """

    def __init__(
        self,
        authorities: Iterable[Authority],
        cells: CouncilCells,
        lent: Callable[[str], AbstractContextManager[C]],
    ) -> None:
        self.authorities = {each.ons_code: each for each in authorities}
        self.cells, self.lent = cells, lent
        self.pool = ThreadPoolExecutor(_AT_ONCE, "neighbours")
        self._lock = threading.Lock()
        self._reading: Future[bool] | None = None
        self._ask_again: dict[str, float] = {}
        self._late: dict[str, Future[Any]] = {}

    def of(self, code: str) -> Neighbours[C]:
        """The neighbours of the authority with a code."""
        own = next(each for each in self.authorities.values() if each.code == code)
        return _NeighboursOf(self, own)

    def close(self) -> None:
        """Ask nobody any more, and wait for what is being answered."""
        self.pool.shutdown(cancel_futures=True)

    def is_ready(self) -> bool:
        """Whether the councils' postcodes are read. Who asks first waits a moment for it."""
        with self._lock:
            is_first = self._reading is None
            reading = self._reading = self._reading or self.pool.submit(self._read)
        if is_first and wait([reading], WAIT_S).not_done:
            log.warning("the neighbours are not known yet: the councils' postcodes are being read")
        return reading.done() and reading.result()

    def _read(self) -> bool:
        try:
            self.cells.ready()
        except Exception:
            log.exception("the neighbours cannot be known")
            return False
        return True

    def is_left_alone(self, code: str) -> bool:
        """Whether an authority failed a moment ago, or is still at what it was asked before."""
        late = self._late.get(code)
        return monotonic() < self._ask_again.get(code, 0.0) or bool(late and not late.done())

    def note_failure(self, code: str) -> None:
        """Leave an authority alone for a moment."""
        self._ask_again[code] = monotonic() + _LEFT_ALONE_S

    def note_late(self, code: str, answer: Future[Any]) -> None:
        """Leave an authority alone until it is done: it may be about to be opened, for which nobody
        else need wait.
        """
        self._late[code] = answer


@dataclass(frozen=True)
class _NeighboursOf(Generic[C]):
    all: CouncilNeighbours[C]
    own: Authority

    @property
    def are_any(self) -> bool:
        return len(self.all.authorities) > 1

    def near(self, point: Point, within_m: float) -> Sequence[Neighbour[C]]:
        if not self.are_any or not self.all.is_ready():
            return ()
        found = self.all.cells.near(point, NEAR_BORDER_M + GOOD_TO_M)
        if self.own.ons_code not in {each.code for each in found}:
            return ()
        others = (each.code for each in found if each.metres <= within_m + GOOD_TO_M)
        known = (self.all.authorities.get(code) for code in others)
        return [self._neighbour(each) for each in known if each and each != self.own]

    def _neighbour(self, authority: Authority) -> Neighbour[C]:
        code = authority.code
        return Neighbour(code, authority.name, authority.public_url, lambda: self.all.lent(code))

    def asked(self, some: Sequence[Neighbour[C]], question: Callable[[C], T]) -> Answers[C, T]:
        until = monotonic() + WAIT_S
        asked = [each for each in some if not self.all.is_left_alone(each.code)]
        answers = [self.all.pool.submit(_answer, each, question) for each in asked]
        try:
            for neighbour, answer in zip(asked, answers, strict=True):
                try:
                    given = answer.result(max(0.0, until - monotonic()))
                except TimeoutError:
                    log.warning("%s did not answer its neighbour in time", neighbour.code)
                    self.all.note_late(neighbour.code, answer)
                    continue
                except Exception as error:
                    log.error("%s could not answer its neighbour: %s", neighbour.code, error)
                    self.all.note_failure(neighbour.code)
                    continue
                yield neighbour, given
        finally:
            for answer in answers:
                answer.cancel()


def _answer(neighbour: Neighbour[C], question: Callable[[C], T]) -> T:
    with neighbour.lent() as context:
        return question(context)
