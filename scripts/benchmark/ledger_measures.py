"""The time bank's ledger after years of use: proving it, all balances, and one more entry."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from assetmap.domain.time_bank.ledger import Account, AccountKind, Transfer, TransferKind, moved
from assetmap.storage.sqlite.sqlite_store import SqliteStore
from scripts.benchmark.loading import percentile
from scripts.benchmark.processes import Failed

_ACCOUNTS, _TRANSFERS = 500, 50_000  # of two entries each
_FIRST, _DAYS = date(2016, 1, 1), 3650
_TIMES, _POSTS = 5, 100


@dataclass(frozen=True)
class LedgerTiming:
    """Milliseconds, the middle of several: the check, every balance, one posting that lasts."""

    entries: int
    accounts: int
    check: float
    balances: float
    posting: float


def measure_ledger(folder: Path, seed: int) -> LedgerTiming:
    """Fill a ledger of its own and ask it."""
    store = SqliteStore(folder / "ledger.db")
    try:
        dice = random.Random(seed)
        _fill(store, dice)
        ledger = store.ledger
        if faults := ledger.faults():
            raise Failed(f"the ledger is not whole: {faults[0]}")
        check = _middle(ledger.faults, _TIMES)
        balances = _middle(ledger.balances, _TIMES)
        more = iter([_transfer(dice, _TRANSFERS + number) for number in range(_POSTS)])
        posting = _middle(lambda: _post(store, next(more)), _POSTS)
        return LedgerTiming(2 * _TRANSFERS, _ACCOUNTS, check, balances, posting)
    finally:
        store.close()


def _fill(store: SqliteStore, dice: random.Random) -> None:
    with store.transaction() as uow:
        for number in range(_ACCOUNTS):
            uow.open_account(Account(str(101 + number), AccountKind.MEMBER))
        for number in range(_TRANSFERS):
            uow.post(_transfer(dice, number))


def _transfer(dice: random.Random, number: int) -> Transfer:
    giver, receiver = (str(101 + each) for each in dice.sample(range(_ACCOUNTS), 2))
    day = _FIRST + timedelta(days=number * _DAYS // _TRANSFERS)
    at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    lines = moved(receiver, {giver: 15 * dice.randint(1, 12)})
    return Transfer(f"t-{number}", f"exchange:{number}", TransferKind.EXCHANGE, day, at, "p", lines)


def _post(store: SqliteStore, transfer: Transfer) -> None:
    with store.transaction() as uow:
        uow.post(transfer)


def _middle(what: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        what()
        taken.append((time.perf_counter() - start) * 1000)
    return percentile(taken, 50)
