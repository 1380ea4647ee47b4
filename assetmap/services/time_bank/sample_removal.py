"""Taking the sample's members, groups, exchanges and entries out of the time bank."""

from typing import Any

from assetmap.domain.time_bank.invented import is_of_sample
from assetmap.domain.time_bank.ledger import (
    BadTransfer,
    CorrectionReason,
    not_corrected,
    taken_back,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.storage.tables import (
    TIME_BANK_CONCERNS,
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    TIME_BANK_REQUESTS,
    TIME_BANK_SLIP_PADS,
    Table,
)
from assetmap.storage.unit_of_work import UnitOfWork

_OF_ACCOUNTS: tuple[Table[Any], ...] = (TIME_BANK_MEMBERS, TIME_BANK_GROUPS)


def remove_invented(context: Context, uow: UnitOfWork, actor: Actor) -> set[str]:
    """Take out all that is invented in the time bank; gives the ids of its offers' listings.

    Where nothing but the sample was posted the ledger begins anew. Otherwise it stays as ledgers
    do: each entry of the sample is taken back by a correction, and the accounts stay with nothing
    on them. Real people and their accounts are left alone either way.
    """
    invented = {
        each.id for table in _OF_ACCOUNTS for each in context.store.find(table) if each.is_sample
    }
    listings = _take_out(context, uow, invented)
    try:
        uow.begin_ledger_anew(invented)
    except BadTransfer:
        _take_back(context, uow, actor, invented)
    return listings


def _take_out(context: Context, uow: UnitOfWork, invented: set[str]) -> set[str]:
    """The documents; gives the ids of the listings of the offers among them."""
    listings = set()
    for item in context.store.find(TIME_BANK_ITEMS):
        if item.is_sample or item.account in invented:
            listings |= {item.listing_id} - {""}
            uow.delete(TIME_BANK_ITEMS, id=item.id)
    for exchange in context.store.find(TIME_BANK_EXCHANGES):
        if exchange.is_sample or invented & {exchange.giver, exchange.receiver}:
            uow.delete(TIME_BANK_EXCHANGES, id=exchange.id)
    for concern in context.store.find(TIME_BANK_CONCERNS):
        if concern.member_id in invented:
            uow.delete(TIME_BANK_CONCERNS, id=concern.id)
    for table in (*_OF_ACCOUNTS, TIME_BANK_SLIP_PADS, TIME_BANK_REQUESTS):
        for each in context.store.find(table):
            if each.is_sample:
                uow.delete(table, id=each.id)
    return listings


def _take_back(context: Context, uow: UnitOfWork, actor: Actor, invented: set[str]) -> None:
    """Correct each entry that is the sample's or in which an invented account has a part."""
    ledger, now = context.store.ledger, context.clock.now()
    for each in not_corrected(ledger.transfers(), ledger.corrections()):
        if is_of_sample(each, invented):
            uow.post(
                taken_back(each, CorrectionReason.NEVER, id_=new_id(), at=now, by=actor.person.id)
            )
