"""Killed at any moment of a posting, the ledger has all of an entry or nothing of it (TB2)."""

import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from assetmap.storage.postgres.postgres_store import PostgresStore
from scripts.postgres_cluster.server import PostgresServer
from tests.programs import POSTGRES, needed
from tests.storage.transfers import open_accounts

ROOT = Path(__file__).parents[3]
_POSTED_FIRST = 6  # entries, before anything is killed


@contextmanager
def writing(url: str, name: str) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """A process that posts, and what it says."""
    command = (sys.executable, "-m", "tests.storage.postgres.ledger_writer", url, name)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as writer:
        assert writer.stdout is not None
        try:
            yield writer, writer.stdout
        finally:
            writer.kill()


def posted(url: str, name: str, delay_s: float, kill: Callable[[], None] | None) -> list[str]:
    """The entries that a process was told are kept, until it was killed, or something else was."""
    with writing(url, name) as (writer, said):
        first = [said.readline().strip() for _ in range(_POSTED_FIRST)]
        time.sleep(delay_s)  # somewhere within a posting
        (kill or writer.kill)()
        rest = said.read().split()
        ended = writer.wait(timeout=60)
    assert ended == (1 if kill else -signal.SIGKILL)
    return [*first, *rest]


def missing(url: str, sure: list[str]) -> list[str]:
    """What is wrong after a kill: the faults, and entries that were kept and are gone."""
    store = PostgresStore(url)
    there = {each.id for each in store.ledger.transfers()}
    wrong = [*store.ledger.faults(), *(each for each in sure if each not in there)]
    assert sum(store.ledger.balances().values()) == 0
    store.close()
    return wrong


def _accounts(url: str) -> None:
    store = PostgresStore(url)
    open_accounts(store, "101", "102")
    store.close()


@pytest.mark.parametrize("kills", [2, pytest.param(20, marks=pytest.mark.thorough)])
def test_a_killed_writer_leaves_no_half_entry(
    postgres_database: Callable[[], str], kills: int
) -> None:
    url = postgres_database()
    _accounts(url)
    sure: list[str] = []
    for number in range(kills):
        sure += posted(url, f"w{number}", 0.003 * number, None)
        assert missing(url, sure) == []
    assert len(sure) >= kills * _POSTED_FIRST


@pytest.mark.parametrize("kills", [1, pytest.param(10, marks=pytest.mark.thorough)])
def test_a_killed_server_leaves_no_half_entry_and_loses_none(kills: int) -> None:
    needed(POSTGRES)
    with tempfile.TemporaryDirectory(prefix="assetmap-postgres-", dir="/tmp") as folder:
        server = PostgresServer.make(Path(folder))
        server.start()
        try:
            url = server.create_database("ledger")
            _accounts(url)
            sure: list[str] = []
            for number in range(kills):
                sure += posted(url, f"s{number}", 0.003 * number, server.kill)
                server.start()
                assert missing(url, sure) == []
            assert len(sure) >= kills * _POSTED_FIRST
        finally:
            server.kill()
