"""Transfers and accounts for tests of a ledger."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from assetmap.clock import LONDON
from assetmap.domain.time_bank.ledger import (
    Account,
    AccountKind,
    PlaceKind,
    Transfer,
    TransferKind,
    moved,
)
from assetmap.storage.store import Store

NOON = datetime(2026, 3, 16, 12, 30, 15, 123456, tzinfo=LONDON)
DAY = date(2026, 3, 12)
FULL = Transfer(
    *("t-full", "exchange:t-full", TransferKind.EXCHANGE, DAY, NOON, "p-broker"),
    moved("102", {"101": 90}),
    category="help/garden",
    ward="E05002240",
    place=PlaceKind.LIFT,
)


def open_accounts(store: Store, *numbers: str, kind: AccountKind = AccountKind.MEMBER) -> None:
    """Open accounts of one kind."""
    with store.transaction() as uow:
        for number in numbers:
            uow.open_account(Account(number, kind))


def a_transfer(
    id_: str = "t", giver: str = "101", receiver: str = "102", **values: Any
) -> Transfer:
    """90 minutes from one to another."""
    made = replace(FULL, id=id_, key=f"key:{id_}", lines=moved(receiver, {giver: 90}))
    return replace(made, **values)
