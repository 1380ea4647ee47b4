"""Locks by name, wherever they are kept."""

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from assetmap.storage.locks import FileLocks, Locks
from assetmap.storage.postgres.postgres_locks import PostgresLocks
from tests.postgres import MakeDatabase


def open_locks(kind: str, place: str) -> Locks:
    """The locks of a kind, at a place of theirs."""
    return PostgresLocks(place) if kind == "postgres" else FileLocks(Path(place))


@pytest.fixture(params=["files", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Where they are kept."""
    return str(request.param)


@pytest.fixture
def place(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """A place of theirs."""
    if kind == "files":
        return str(tmp_path)
    make: MakeDatabase = request.getfixturevalue("postgres_database")
    return make()


def test_name_is_held_once_at_a_time(kind: str, place: str) -> None:
    one, other = open_locks(kind, place), open_locks(kind, place)
    assert not other.is_held("imports/a/lock")
    with one.holding("imports/a/lock", waits=False) as is_ours:
        assert is_ours
        assert other.is_held("imports/a/lock")
        assert not other.is_held("imports/lock")
        with other.holding("imports/a/lock", waits=False) as is_ours_too:
            assert not is_ours_too
        with other.holding("imports/lock", waits=False) as is_ours_too:
            assert is_ours_too
    assert not other.is_held("imports/a/lock")


def test_who_waits_has_it_next(kind: str, place: str) -> None:
    order: list[str] = []
    has_begun = threading.Event()

    def wait_for_it() -> None:
        has_begun.set()
        with open_locks(kind, place).holding("a", waits=True) as is_ours:
            order.append(f"second {is_ours}")

    with open_locks(kind, place).holding("a", waits=True):
        second = threading.Thread(target=wait_for_it)
        second.start()
        assert has_begun.wait(10)
        order.append("first")
    second.join(10)
    assert order == ["first", "second True"]


def test_lock_ends_with_its_process(kind: str, place: str) -> None:
    program = (
        "import sys; from tests.storage.test_locks import open_locks;"
        "held = open_locks(*sys.argv[1:]).holding('a', waits=False);"
        "print(held.__enter__(), flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, kind, place]
    with subprocess.Popen(command, stdin=-1, stdout=-1, text=True) as other:
        assert other.stdout
        assert other.stdout.readline() == "True\n"
        locks = open_locks(kind, place)
        assert locks.is_held("a")
        other.kill()
        other.wait(10)
    with locks.holding("a", waits=True) as is_ours:
        assert is_ours
