"""The Ledger (see storage/ledger.py) in the SQLite file."""

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

from assetmap.domain.time_bank.ledger import (
    Account,
    AccountKind,
    AlreadyPosted,
    BadTransfer,
    Line,
    PlaceKind,
    Transfer,
    TransferKind,
    checked_transfer,
)
from assetmap.storage.sqlite.connection import plain_errors
from assetmap.storage.store import NotFound

Row = tuple[str, ...]

_BY_NUMBER = "ORDER BY CAST(id AS INTEGER), id"  # 99 before 101; those with a name come first
_COLUMNS = (
    "t.id, t.key, t.kind, t.done_on, t.posted_at, t.posted_by, t.corrects, t.reason,"
    " t.category, t.ward, t.place"
)


_WIDTH = len(_COLUMNS.split(","))


class SqliteLedger:
    """Reads the ledger through the store's connection of the thread."""

    def __init__(self, path: Path, connection: Callable[[], sqlite3.Connection]) -> None:
        self._path, self._connection = path, connection

    def accounts(self, *kinds: AccountKind) -> list[Account]:
        return [
            Account(id_, AccountKind(kind))
            for id_, kind in self._rows(f"SELECT id, kind FROM ledger_accounts {_BY_NUMBER}")  # noqa: S608 - our own words
            if not kinds or kind in kinds
        ]

    def account(self, id_: str) -> Account:
        for found in self._rows("SELECT id, kind FROM ledger_accounts WHERE id = ?", id_):
            return Account(found[0], AccountKind(found[1]))
        raise NotFound(f"there is no account {id_!r}")

    def balance(self, account: str) -> int:
        query = "SELECT coalesce(sum(minutes), 0) FROM ledger_entries WHERE account = ?"
        return int(next(self._rows(query, account))[0])

    def balances(self) -> dict[str, int]:
        query = (
            "SELECT id, (SELECT coalesce(sum(minutes), 0) FROM ledger_entries"  # noqa: S608 - our own words
            f" WHERE account = id) FROM ledger_accounts {_BY_NUMBER}"
        )
        return {id_: int(minutes) for id_, minutes in self._rows(query)}

    def transfer(self, id_: str) -> Transfer:
        for found in self._transfers("id = ?", (id_,)):
            return found
        raise NotFound(f"there is no entry {id_!r}")

    def transfer_of(self, key: str) -> Transfer | None:
        return next(self._transfers("key = ?", (key,)), None)

    def transfers(
        self,
        *,
        account: str = "",
        kinds: Collection[TransferKind] = (),
        done_from: date | None = None,
        done_until: date | None = None,
        newest_first: bool = False,
        most: int | None = None,
    ) -> list[Transfer]:
        asked: dict[str, tuple[str, ...]] = {
            "id IN (SELECT transfer FROM ledger_entries WHERE account = ?)": (
                (account,) if account else ()
            ),
            f"kind IN ({', '.join('?' * len(kinds))})": tuple(map(str, kinds)),
            "done_on >= ?": (done_from.isoformat(),) if done_from else (),
            "done_on <= ?": (done_until.isoformat(),) if done_until else (),
        }
        given = {text: values for text, values in asked.items() if values}
        values = tuple(value for each in given.values() for value in each)
        where, order = " AND ".join(given) or "TRUE", "DESC" if newest_first else "ASC"
        return list(self._transfers(where, values, order, -1 if most is None else most))

    def corrections(self) -> dict[str, str]:
        query = "SELECT corrects, id FROM ledger_transfers WHERE corrects IS NOT NULL"
        return {str(corrected): str(id_) for corrected, id_ in self._rows(query)}

    def faults(self) -> list[str]:
        return [words.format(*row) for query, words in _CHECKS for row in self._rows(query)]

    def _transfers(
        self, where: str, values: tuple[str, ...], order: str = "ASC", most: int = -1
    ) -> Iterator[Transfer]:
        """Those that fit a condition, in the order they were posted; -1 is any number of them."""
        query = (
            f"SELECT {_COLUMNS}, e.account, e.minutes FROM (SELECT * FROM ledger_transfers"  # noqa: S608 - our own words
            f" WHERE {where} ORDER BY number {order} LIMIT ?) t JOIN ledger_entries e"
            f" ON e.transfer = t.id ORDER BY t.number {order}, e.line"
        )
        rows = self._rows(query, *values, most)
        for row, entries in groupby(rows, key=lambda found: found[:_WIDTH]):
            yield _transfer(row, (Line(each[-2], int(each[-1])) for each in entries))

    def _rows(self, query: str, *values: object) -> Iterator[Row]:
        with plain_errors(self._path):
            yield from self._connection().execute(query, values)


# What the rules of the tables already refuse is looked at once more: they may have been taken out.
_CHECKS = (
    (
        "SELECT id FROM ledger_transfers WHERE sealed = 0 ORDER BY number",
        "The entry {0} is not whole.",
    ),
    (
        (
            "SELECT transfer, sum(minutes) FROM ledger_entries GROUP BY transfer"
            " HAVING sum(minutes) <> 0"
        ),
        "The lines of the entry {0} add up to {1} minutes.",
    ),
    (
        (
            "SELECT t.id, t.lines, count(e.line) FROM ledger_transfers t LEFT JOIN ledger_entries e"
            " ON e.transfer = t.id GROUP BY t.id HAVING count(e.line) <> t.lines"
        ),
        "The entry {0} has {2} lines and should have {1}.",
    ),
    (
        (
            "SELECT e.transfer FROM ledger_entries e LEFT JOIN ledger_transfers t"
            " ON t.id = e.transfer WHERE t.id IS NULL GROUP BY e.transfer"
        ),
        "There are lines of an entry {0} that is not there.",
    ),
    (
        (
            "SELECT e.account FROM ledger_entries e LEFT JOIN ledger_accounts a ON a.id = e.account"
            " WHERE a.id IS NULL GROUP BY e.account"
        ),
        "There are lines for an account {0} that is not there.",
    ),
    (
        "SELECT sum(minutes) FROM ledger_entries HAVING sum(minutes) <> 0",
        "All balances together are {0} minutes and should be nothing.",
    ),
)


def open_account(connection: sqlite3.Connection, account: Account) -> None:
    """Add an account. Raises AlreadyPosted when its number is taken."""
    query = "INSERT INTO ledger_accounts (id, kind) VALUES (?, ?)"
    try:
        connection.execute(query, (account.id, str(account.kind)))
    except sqlite3.IntegrityError as error:
        raise AlreadyPosted(f"There is an account {account.id} already.") from error


def post(connection: sqlite3.Connection, transfer: Transfer) -> None:
    """Add a transfer and its lines, whole; must be inside a transaction.

    Raises BadTransfer when it does not add up, and AlreadyPosted, of which that is a kind, when
    its key was posted before or what it corrects was already taken back.
    """
    checked_transfer(transfer)
    try:
        connection.execute(
            "INSERT INTO ledger_transfers (id, key, kind, done_on, posted_at, posted_by, corrects,"
            " reason, category, ward, place, lines) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(transfer.id, transfer.key, str(transfer.kind), transfer.done_on.isoformat()),
                *(transfer.posted_at.isoformat(), transfer.by, transfer.corrects or None),
                *(transfer.reason, transfer.category, transfer.ward, transfer.place or ""),
                len(transfer.lines),
            ),
        )
    except sqlite3.IntegrityError as error:
        raise AlreadyPosted("This is in the ledger already.") from error
    try:
        connection.executemany(
            "INSERT INTO ledger_entries (transfer, line, account, minutes) VALUES (?, ?, ?, ?)",
            _entries(transfer),
        )
    except sqlite3.IntegrityError as error:
        raise BadTransfer("There is no such account.") from error
    connection.execute("UPDATE ledger_transfers SET sealed = 1 WHERE id = ?", (transfer.id,))


def _entries(transfer: Transfer) -> Iterator[tuple[str, int, str, int]]:
    for number, line in enumerate(transfer.lines):
        yield transfer.id, number, line.account, line.minutes


def _transfer(row: Row, lines: Iterable[Line]) -> Transfer:
    id_, key, kind, done_on, posted_at, by, corrects, reason, category, ward, place = row
    return Transfer(
        id_,
        key,
        TransferKind(kind),
        date.fromisoformat(done_on),
        datetime.fromisoformat(posted_at),
        by,
        tuple(lines),
        corrects=corrects or "",
        reason=reason,
        category=category,
        ward=ward,
        place=PlaceKind(place) if place else None,
    )
