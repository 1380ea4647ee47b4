"""The Ledger (see storage/ledger.py) of a store in SQL."""

import json
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta

from assetmap.domain.time_bank.invented import real_transfers
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
from assetmap.storage.ledger import PostedLine
from assetmap.storage.ledger_rules import ACCOUNT_THERE, NO_ACCOUNT, TRANSFER_THERE
from assetmap.storage.sql.connection import ANY_NUMBER, Conflict, Connection
from assetmap.storage.store import NotFound

Row = tuple[str, ...]

# 99 before 101; those with a name come first, and ":" is what follows on the digits.
_BY_NUMBER = "ORDER BY CASE WHEN id < ':' THEN length(id) ELSE 0 END, id"
_COLUMNS = (
    "id, key, kind, done_on, posted_at, posted_by, corrects, reason, category, ward, place, lines"
)


class SqlLedger:
    """Reads the ledger. `reading` lends the store's connection, and makes its errors plain."""

    def __init__(self, reading: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._reading = reading

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
        return list(self._transfers(where, values, order, ANY_NUMBER if most is None else most))

    def corrections(self) -> dict[str, str]:
        query = "SELECT corrects, id FROM ledger_transfers WHERE corrects IS NOT NULL"
        return {str(corrected): str(id_) for corrected, id_ in self._rows(query)}

    def last_exchanged(self) -> dict[str, date]:
        newest = next(self._rows("SELECT max(done_on) FROM ledger_transfers"))[0]
        if newest is None:
            return {}
        lately = date.fromisoformat(newest) - _LATELY
        rows = self._rows(_LAST_EXCHANGED, lately.isoformat())
        return {account: date.fromisoformat(day) for account, day in rows}

    def mark(self) -> tuple[int, str]:
        newest = "SELECT id FROM ledger_transfers ORDER BY number DESC LIMIT 1"
        query = f"SELECT count(*), coalesce(({newest}), '') FROM ledger_transfers"  # noqa: S608 - our own words
        count, id_ = next(self._rows(query))
        return int(count), id_

    def posted_lines(self, after: int = 0) -> list[PostedLine]:
        query = (
            "SELECT t.number, t.id, t.kind, t.done_on, t.posted_at, coalesce(t.corrects, ''),"
            " t.category, t.ward, t.place, e.account, e.minutes FROM ledger_transfers t"
            " JOIN ledger_entries e ON e.transfer = t.id WHERE t.number > ?"
            " ORDER BY t.number, e.line"
        )
        with self._reading() as connection:
            return connection.execute(query, (after,)).fetchall()

    def faults(self) -> list[str]:
        with self._reading() as connection:
            return connection.dialect.ledger_faults(connection)

    def _transfers(
        self, where: str, values: tuple[str, ...], order: str = "ASC", most: int = ANY_NUMBER
    ) -> Iterator[Transfer]:
        """Those that fit a condition, in the order they were posted."""
        query = (
            f"SELECT {_COLUMNS} FROM ledger_transfers WHERE {where} ORDER BY number {order} LIMIT ?"  # noqa: S608 - our own words
        )
        yield from map(_transfer, self._rows(query, *values, most))

    def _rows(self, query: str, *values: object) -> Iterator[Row]:
        with self._reading() as connection:
            yield from connection.execute(query, values)


# Most accounts have been used lately, and those are found by the index of days, which a cross join
# makes SQLite begin with; only of the others is every entry looked at.
_LATELY = timedelta(days=60)
_EXCHANGED = (
    "SELECT e.account, max(t.done_on) AS day FROM ledger_transfers t {} ledger_entries e"
    " {} e.transfer = t.id {} t.kind IN ('exchange', 'group')"
    " AND t.id NOT IN (SELECT corrects FROM ledger_transfers WHERE corrects IS NOT NULL)"
)
_LAST_EXCHANGED = (
    f"WITH lately AS ({_EXCHANGED.format('CROSS JOIN', 'WHERE', 'AND')} AND t.done_on >= ?"  # noqa: S608 - our own words
    " GROUP BY e.account)"
    f" SELECT * FROM lately UNION ALL {_EXCHANGED.format('JOIN', 'ON', 'WHERE')} AND e.account IN"
    " (SELECT id FROM ledger_accounts WHERE kind IN ('member', 'group')"
    " EXCEPT SELECT account FROM lately) GROUP BY e.account"
)


def open_account(connection: Connection, account: Account) -> None:
    """Add an account. Raises BadTransfer, and AlreadyPosted when its number is taken."""
    query = "INSERT INTO ledger_accounts (id, kind) VALUES (?, ?)"
    try:
        connection.insert(query, (account.id, str(account.kind)))
    except Conflict as error:
        if str(error) == ACCOUNT_THERE:
            raise AlreadyPosted(f"There is an account {account.id} already.") from error
        raise BadTransfer(f"The account {account.id} cannot be opened: {error}.") from error


def post(connection: Connection, transfer: Transfer) -> None:
    """Add a transfer and its lines, by one statement: all of it is there, or nothing.

    Raises BadTransfer when it does not add up, and AlreadyPosted, of which that is a kind, when
    its key was posted before or what it corrects was already taken back.
    """
    checked_transfer(transfer)
    query = f"INSERT INTO ledger_transfers ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own words
    try:
        connection.insert(
            query,
            (
                *(transfer.id, transfer.key, str(transfer.kind), transfer.done_on.isoformat()),
                *(transfer.posted_at.isoformat(), transfer.by, transfer.corrects or None),
                *(transfer.reason, transfer.category, transfer.ward, transfer.place or ""),
                json.dumps([(line.account, line.minutes) for line in transfer.lines]),
            ),
        )
    except Conflict as error:
        raise _refused(str(error)) from error


def begin_anew(connection: Connection, invented: Collection[str]) -> None:
    """Make the ledger anew without invented accounts and their entries; inside a transaction.

    Everybody else's accounts are opened again. Raises BadTransfer when anything else was posted.
    """
    query = f"SELECT {_COLUMNS} FROM ledger_transfers ORDER BY number"  # noqa: S608 - our own words
    if real_transfers(map(_transfer, connection.execute(query).fetchall()), invented):
        raise BadTransfer("There are entries of real people in the ledger: it stays as it is.")
    kept = [
        Account(id_, AccountKind(kind))
        for id_, kind in connection.execute("SELECT id, kind FROM ledger_accounts").fetchall()
        if id_.isdecimal() and id_ not in invented
    ]
    connection.dialect.reset_ledger(connection)
    for account in kept:
        open_account(connection, account)


def _refused(words: str) -> BadTransfer:
    if words == TRANSFER_THERE:
        return AlreadyPosted("This is in the ledger already.")
    if words == NO_ACCOUNT:
        return BadTransfer("There is no such account.")
    return BadTransfer(f"The ledger cannot take this: {words}.")


def _transfer(row: Row) -> Transfer:
    id_, key, kind, done_on, posted_at, by, corrects, reason, category, ward, place, lines = row
    return Transfer(
        id_,
        key,
        TransferKind(kind),
        date.fromisoformat(done_on),
        datetime.fromisoformat(posted_at),
        by,
        tuple(Line(account, minutes) for account, minutes in json.loads(lines)),
        corrects=corrects or "",
        reason=reason,
        category=category,
        ward=ward,
        place=PlaceKind(place) if place else None,
    )
