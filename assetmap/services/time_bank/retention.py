"""How long the time bank keeps what is over: what is old enough is taken out, once a day."""

from datetime import date

from assetmap.domain.checks.freshness import months_after
from assetmap.domain.people.people import PROGRAM
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import TimeBankItem
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.member_erasure import ERASED_TITLE, blanked, erase_member
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    TIME_BANK_REQUESTS,
)
from assetmap.storage.unit_of_work import UnitOfWork

_BY = Actor(PROGRAM, "upkeep")
_ON_THE_WAY = (Stage.APPLIED, Stage.MET, Stage.REFERENCES)


def forget_old(context: Context, uow: UnitOfWork) -> dict[str, int]:
    """Take out what is older than the borough's rules allow; gives how many of what. The ledger,
    and the numbers of those who left, stay.
    """
    return {
        "members of the time bank": _erase_members(context, uow),
        "offers and wants": _erase_items(context, uow),
        "exchanges called off": _drop_called_off(context, uow),
        "questions to the broker": _drop_requests(context, uow),
    }


def _before(context: Context, months: int) -> date:
    return months_after(context.clock.today(), -months)


def _erase_members(context: Context, uow: UnitOfWork) -> int:
    rules = context.borough.time_bank
    never_joined = _before(context, rules.applicant_months)
    left = _before(context, rules.left_months)
    old = [
        each
        for each in context.store.find(TIME_BANK_MEMBERS)
        if each.name and _is_over(each, never_joined, left)
    ]
    for member in old:
        erase_member(context, uow, _BY, member)
    return len(old)


def _is_over(member: Member, never_joined: date, left: date) -> bool:
    """Whether they left or stood still on the way in before a day, and no concern is open."""
    if not member.stages or member.frozen_on is not None:
        return False
    last = member.stages[-1].on
    if member.stage is Stage.LEFT:
        return last < left
    return member.stage in _ON_THE_WAY and last < never_joined


def _erase_items(context: Context, uow: UnitOfWork) -> int:
    """Take out what was offered and wanted; what an exchange came of stays, without its words."""
    first = _before(context, context.borough.time_bank.item_months)
    named = {item for each in context.store.find(TIME_BANK_EXCHANGES) for item in each.items}
    old = [
        each
        for each in context.store.find(TIME_BANK_ITEMS)
        if each.until < first and not (each.id in named and _is_blank(each))
    ]
    for item in old:
        if item.id in named:
            uow.save(TIME_BANK_ITEMS, blanked(item))
        else:
            uow.delete(TIME_BANK_ITEMS, id=item.id)
    return len(old)


def _is_blank(item: TimeBankItem) -> bool:
    return item.title == ERASED_TITLE and not item.details


def _drop_called_off(context: Context, uow: UnitOfWork) -> int:
    first = _before(context, context.borough.time_bank.called_off_months)
    off = context.store.find(TIME_BANK_EXCHANGES, state=ExchangeState.CALLED_OFF)
    old = [each for each in off if each.on < first]
    return sum(uow.delete(TIME_BANK_EXCHANGES, id=each.id) for each in old)


def _drop_requests(context: Context, uow: UnitOfWork) -> int:
    first = _before(context, context.borough.time_bank.request_months)
    old = [
        each
        for each in context.store.find(TIME_BANK_REQUESTS)
        if each.answered_at and each.answered_at.date() < first
    ]
    return sum(uow.delete(TIME_BANK_REQUESTS, id=each.id) for each in old)
