"""What the counters that forget count, wherever they are kept."""

import logging
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from assetmap.storage.hit_counters import HitCounters, Hits, HitsInMemory
from assetmap.storage.postgres.postgres_hits import PostgresHits
from assetmap.storage.postgres.postgres_store import PostgresStore
from assetmap.storage.sqlite.sqlite_hits import SqliteHits
from assetmap.storage.store import Unavailable
from tests.postgres import MakeDatabase

OpenHits = Callable[[], Hits]


def open_hits(kind: str, place: str) -> Hits:
    """The counters of a kind, at a place of theirs."""
    return PostgresHits(place) if kind == "postgres" else SqliteHits(Path(place))


@pytest.fixture(params=["memory", "postgres", "sqlite"])
def kind(request: pytest.FixtureRequest) -> str:
    """Where they are kept."""
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A place without any."""
    if kind != "postgres":
        return str(tmp_path / "hits.db")
    make: MakeDatabase = request.getfixturevalue("postgres_database")
    url = make()
    PostgresStore(url).close()  # which makes the table
    return url


@pytest.fixture
def open_another(kind: str, place: str) -> Iterator[OpenHits]:
    """Opens the counters as another process would."""
    in_memory = HitsInMemory()
    with ExitStack() as stack:

        def opened() -> Hits:
            hits = in_memory if kind == "memory" else open_hits(kind, place)
            return stack.enter_context(closing(hits))

        yield opened


@pytest.fixture
def hits(open_another: OpenHits) -> Hits:
    """Counters of nothing yet."""
    return open_another()


def test_counts_add_up_by_name(hits: Hits, open_another: OpenHits) -> None:
    assert [hits.add("a", 60), open_another().add("a", 60, 2), hits.add("b", 60)] == [1, 3, 1]
    assert (hits.count("a"), hits.count("b"), hits.count("c")) == (3, 1, 0)


def test_count_lasts_from_when_it_began(hits: Hits) -> None:
    before = time.time()
    hits.add("a", 60)
    until = hits.forgotten_at("a")
    hits.add("a", 6000)
    assert hits.forgotten_at("a") == until
    assert before + 60 <= until <= time.time() + 60
    assert abs(hits.forgotten_at("none") - time.time()) < 5


def test_count_is_forgotten(hits: Hits, monkeypatch: pytest.MonkeyPatch) -> None:
    hits.add("a", 60)
    hits.add("b", 600)
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert (hits.count("a"), hits.count("b"), hits.forgotten_at("a")) == (0, 1, later)
    assert (hits.add("a", 60), hits.add("b", 600)) == (1, 2)
    assert hits.forgotten_at("a") == later + 60


def test_counts_can_be_forgotten_by_hand(hits: Hits) -> None:
    for name in "abc":
        hits.add(name, 60)
    assert hits.forget("a") == 1
    assert (hits.count("a"), hits.count("b")) == (0, 1)
    assert hits.forget() == 2


@pytest.mark.parametrize("kind", ["postgres", "sqlite"], indirect=True)
def test_threads_and_processes_count_together(kind: str, place: str, hits: Hits) -> None:
    program = (
        "import sys; from tests.storage.test_hit_counters import open_hits;"
        "hits = open_hits(*sys.argv[1:]); [hits.add('a', 600) for _ in range(50)]"
    )
    command = [sys.executable, "-c", program, kind, place]
    others = [subprocess.Popen(command) for _ in range(2)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: hits.add("a", 600), range(50)))
    assert [other.wait(60) for other in others] == [0, 0]
    assert hits.count("a") == 150


class Away(HitsInMemory):
    """A place that cannot be used while `is_away`."""

    is_away = True

    def add(self, name: str, seconds: int, amount: int = 1) -> int:
        if self.is_away:
            raise Unavailable("the place is away")
        return super().add(name, seconds, amount)


def test_while_the_place_is_away_a_process_counts_by_itself(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = Away()
    hits = HitCounters(place)
    with ThreadPoolExecutor(2) as pool, caplog.at_level(logging.WARNING):
        assert sorted(pool.map(lambda _: hits.add("b", 60), range(3))) == [1, 2, 3]
    assert (hits.count("b"), place.count("b")) == (3, 0)
    assert caplog.messages == ["the place is away: counting in memory"]
    place.is_away = False
    assert hits.add("b", 60) == 4  # it is not tried again at once
    later = time.monotonic() + 61
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert (hits.add("b", 60), place.count("b")) == (1, 1)
