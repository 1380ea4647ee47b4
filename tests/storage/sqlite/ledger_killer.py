"""A process that has itself killed while it posts, again and again, and looks at what is left.

`python -m tests.storage.sqlite.ledger_killer FILE KILLS` prints a line of JSON: how each child
ended, and what was wrong after it. Each child is forked from one process that has everything
loaded and no file open, so that a kill costs milliseconds.
"""

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from assetmap.domain.time_bank.ledger import CorrectionReason, taken_back
from assetmap.storage.sqlite import connection
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from tests.storage.transfers import NOON, a_transfer, open_accounts

_BETWEEN = 5  # each so many: between the entries and the commit, else within the statements
_LAST = 2  # each so many of the others: a correction


def die() -> None:
    """As `kill -9` does."""
    os.kill(os.getpid(), signal.SIGKILL)


def _post(store: SqliteStore, number: int, before_commit: Callable[[], None] | None = None) -> None:
    """An entry, or a correction of the one that was acknowledged before it."""
    made = a_transfer(f"killed-{number}")
    if number % _LAST:
        sure = store.ledger.transfer(f"sure-{number}")
        made = taken_back(sure, CorrectionReason.TWICE, id_=made.id, at=NOON, by="p")
    with store.transaction() as uow:
        uow.post(made)
        if before_commit:
            before_commit()


def _steps(path: Path, number: int) -> int:
    """How many steps of SQLite's machine a posting takes, from the first to the commit."""
    store, steps = SqliteStore(path), 0

    def count() -> int:
        nonlocal steps
        steps += 1
        return 0

    with store.transaction() as uow:
        uow.post(a_transfer(f"sure-{number}"))
    store._connection.raw.set_progress_handler(count, 1)
    _post(store, number)
    store.close()
    return steps


def _killed_child(path: Path, number: int, share: float, steps: int) -> None:
    """Posts one entry for sure, and is killed in the next."""
    store = SqliteStore(path)
    with store.transaction() as uow:
        uow.post(a_transfer(f"sure-{number}"))
    if number % _BETWEEN == 0:
        _post(store, number, before_commit=die)
    left = max(1, round(share * steps))

    def count() -> int:
        nonlocal left
        left -= 1
        if not left:
            die()
        return 0

    store._connection.raw.set_progress_handler(count, 1)
    _post(store, number)
    os._exit(0)  # it was done before the step came


def _found(path: Path, number: int) -> list[str]:
    """What is wrong after a kill: the faults, and an entry that was acknowledged and is gone."""
    store = SqliteStore(path)
    wrong = store.ledger.faults()
    there = {each.id for each in store.ledger.transfers()}
    wrong += [f"sure-{each} is gone" for each in range(number + 1) if f"sure-{each}" not in there]
    query = "SELECT DISTINCT transfer FROM ledger_entries"
    entries = store._connection.raw.execute(query).fetchall()
    wrong += [f"half of {each}" for (each,) in entries if each not in there]
    store.close()
    return wrong


def main() -> None:
    """Kill, look, and tell."""
    path, kills = Path(sys.argv[1]), int(sys.argv[2])
    connection.DURABILITY = "OFF"  # a kill takes nothing that the system was given
    store = SqliteStore(path)
    open_accounts(store, "101", "102")
    store.close()
    steps = (_steps(path, 0), _steps(path, 1))
    ended, wrong = [], []
    for number in range(2, kills + 2):
        share = (number - 2) / kills
        child = os.fork()
        if not child:
            _killed_child(path, number, share, steps[number % _LAST])
        ended.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        wrong += _found(path, number)
    store = SqliteStore(path)
    posted = len(store.ledger.transfers())
    total = sum(store.ledger.balances().values())
    store.close()
    sys.stdout.write(json.dumps({"ended": ended, "wrong": wrong, "posted": posted, "sum": total}))


if __name__ == "__main__":
    main()
