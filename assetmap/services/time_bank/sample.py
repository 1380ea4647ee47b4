"""The invented time bank that comes with the sample listings: people, offers, and a ledger."""

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from secrets import token_hex
from typing import Any, TypeVar

import msgspec

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.time_bank.broker_request import BrokerRequest
from assetmap.domain.time_bank.exchanges import Exchange
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.ledger import Account, AccountKind, Transfer
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.domain.time_bank.slips import SlipPad
from assetmap.paths import SAMPLE_TIME_BANK
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.public_offers import refresh
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    TIME_BANK_REQUESTS,
    TIME_BANK_SLIP_PADS,
    Table,
)
from assetmap.storage.unit_of_work import UnitOfWork

_Dated = TypeVar("_Dated")


@dataclass(frozen=True)
class SampleTimeBank:
    """What is in the file, each as it is kept; transfers in the order they are posted."""

    members: tuple[Member, ...]
    groups: tuple[GroupAccount, ...]
    items: tuple[TimeBankItem, ...]
    exchanges: tuple[Exchange, ...]
    transfers: tuple[Transfer, ...]
    requests: tuple[BrokerRequest, ...]
    slip_pads: tuple[SlipPad, ...]
    about: str = ""


def load_sample_time_bank(context: Context, actor: Actor, by: timedelta) -> bool:
    """Take it in with its days moved, where there is no account of any member yet; its offers are
    listed as any are.

    What is in a ledger stays as it is, so it comes in once and never into a time bank that people
    work with. Tells whether it came in.
    """
    if not context.borough.time_bank.is_on:
        return False
    if context.store.ledger.accounts(AccountKind.MEMBER, AccountKind.GROUP):
        return False
    has_wards = _has_sample_wards(context)
    bank = read_sample_time_bank()
    bank = _moved(bank if has_wards else _without_wards(bank), by)
    with context.unit_of_work() as uow:
        _keep(uow, bank)
        refresh(context, uow, actor)
        note(context, uow, actor, "loaded the sample time bank", "time-bank")
    return True


def read_sample_time_bank() -> SampleTimeBank:
    """The file as it is written, for one day."""
    return msgspec.json.decode(SAMPLE_TIME_BANK.read_bytes(), type=SampleTimeBank)


def _keep(uow: UnitOfWork, bank: SampleTimeBank) -> None:
    numbers = [(each.id, AccountKind.MEMBER) for each in bank.members]
    numbers += [(each.id, AccountKind.GROUP) for each in bank.groups]
    for number, kind in sorted(numbers):
        uow.open_account(Account(number, kind))
    # The mark is part of what makes a member's links good, so it is in no file that all may read.
    members = tuple(replace(each, link_mark=token_hex(8)) for each in bank.members)
    kept: tuple[tuple[Table[Any], tuple[Any, ...]], ...] = (
        (TIME_BANK_MEMBERS, members),
        (TIME_BANK_GROUPS, bank.groups),
        (TIME_BANK_ITEMS, bank.items),
        (TIME_BANK_EXCHANGES, bank.exchanges),
        (TIME_BANK_REQUESTS, bank.requests),
        (TIME_BANK_SLIP_PADS, bank.slip_pads),
    )
    for table, records in kept:
        for record in records:
            uow.save(table, record)
    for transfer in bank.transfers:
        uow.post(transfer)


def _has_sample_wards(context: Context) -> bool:
    sets = context.areas.sets()
    return any(each.is_sample and each.kind is AreaKind.WARD for each in sets)


def _without_wards(bank: SampleTimeBank) -> SampleTimeBank:
    """The same for a borough with wards of its own, in none of which these people live."""
    return replace(
        bank,
        members=tuple(replace(each, ward="") for each in bank.members),
        items=tuple(replace(each, ward="") for each in bank.items),
        exchanges=tuple(replace(each, ward="") for each in bank.exchanges),
        transfers=tuple(replace(each, ward="") for each in bank.transfers),
        requests=tuple(replace(each, ward="") for each in bank.requests),
    )


def _moved(dated: _Dated, by: timedelta) -> _Dated:
    """The same with every day and time in it, however deep, so much later."""
    moved: Any = dated
    if isinstance(dated, date | datetime):
        moved = dated + by
    elif isinstance(dated, tuple):
        moved = tuple(_moved(each, by) for each in dated)
    elif is_dataclass(dated) and not isinstance(dated, type):
        values = {each.name: _moved(getattr(dated, each.name), by) for each in fields(dated)}
        moved = replace(dated, **values)
    return moved  # type: ignore[no-any-return]
