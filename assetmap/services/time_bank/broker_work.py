"""What waits for the broker: words that are missing, wants without a match, and whom to ring."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.broker_request import RequestState
from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.member_calls import (
    CallReason,
    Reason,
    reasons_to_ring,
    was_rung,
)
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    TIME_BANK_REQUESTS,
)

_OPEN = (ExchangeState.PROPOSED, ExchangeState.AGREED, ExchangeState.DONE)
_ORDER = list(CallReason)


@dataclass(frozen=True)
class ToRing:
    """A member to ring, and why."""

    member: Member
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class BrokerWork:
    """All that waits. `rung` is how many members were rung today already, with or without answer;
    `asks` how many coordinators wait for an answer.
    """

    waiting: tuple[Exchange, ...]
    wants: tuple[TimeBankItem, ...]
    to_ring: tuple[ToRing, ...]
    rung: int
    asks: int


def broker_work(context: Context, actor: Actor) -> BrokerWork:
    """What waits today. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    today = context.clock.today()
    items = context.store.find(TIME_BANK_ITEMS, state=ItemState.OPEN)
    members = context.store.find(TIME_BANK_MEMBERS)
    exchanges = _open_exchanges(context)
    due = _to_ring(context, members, items, today)
    return BrokerWork(
        waiting=_waiting(exchanges, today),
        wants=_unmatched(items, members, exchanges, today),
        to_ring=tuple(each for each in due if not was_rung(each.member, today)),
        rung=sum(was_rung(each, today) for each in members),
        asks=context.store.count(TIME_BANK_REQUESTS, state=RequestState.WAITING),
    )


def words_waited_for(context: Context) -> int:
    """How many exchanges wait for a word from someone; 0 where there is no time bank."""
    if not context.borough.time_bank.is_on:
        return 0
    return len(_waiting(_open_exchanges(context), context.clock.today()))


def to_ring(context: Context, actor: Actor) -> tuple[ToRing, ...]:
    """Whom to ring today, as `broker_work` has them. Raises NotAllowed."""
    return broker_work(context, actor).to_ring


def reasons_of(context: Context, actor: Actor, member: Member) -> tuple[Reason, ...]:
    """Why one member is to be rung; nothing for one who need not be. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    items = context.store.find(TIME_BANK_ITEMS, account=member.id, state=ItemState.OPEN)
    found = _to_ring(context, [member], items, context.clock.today())
    return found[0].reasons if found else ()


def _open_exchanges(context: Context) -> list[Exchange]:
    return [
        each for state in _OPEN for each in context.store.find(TIME_BANK_EXCHANGES, state=state)
    ]


def _waiting(exchanges: Iterable[Exchange], today: date) -> tuple[Exchange, ...]:
    """Those that somebody was asked about, or whose day has come and nobody has said how it went;
    the oldest first.
    """
    found = [x for x in exchanges if x.state is not ExchangeState.AGREED or x.on < today]
    return tuple(sorted(found, key=lambda each: (each.on, each.id)))


def _unmatched(
    items: Iterable[TimeBankItem],
    members: Iterable[Member],
    exchanges: Iterable[Exchange],
    today: date,
) -> tuple[TimeBankItem, ...]:
    """Wants that nothing is arranged for yet, the oldest first; not of who is not matched now."""
    arranged = {item for each in exchanges for item in each.items}
    left_out = {each.id for each in members if not each.may_be_matched()}
    found = [
        each
        for each in items
        if each.kind is ItemKind.WANT
        and each.is_open(today)
        and each.id not in arranged
        and each.account not in left_out
    ]
    return tuple(sorted(found, key=lambda each: (each.since, each.id)))


def _to_ring(
    context: Context, members: Iterable[Member], items: Iterable[TimeBankItem], today: date
) -> list[ToRing]:
    """The most pressing first, and then who was spoken to longest ago."""
    balances, last = context.store.ledger.balances(), context.store.ledger.last_exchanged()
    own: dict[str, list[TimeBankItem]] = defaultdict(list)
    for item in items:
        own[item.account].append(item)
    rules, found = context.borough.time_bank, []
    for each in members:
        balance, done = balances.get(each.id, 0), last.get(each.id)
        reasons = reasons_to_ring(each, own[each.id], balance, done, rules, today)
        if reasons:
            found.append(ToRing(each, reasons))
    return sorted(found, key=_pressing)


def _pressing(each: ToRing) -> tuple[int, date, int]:
    spoken = each.member.spoken_on or date.min
    return _ORDER.index(each.reasons[0].kind), spoken, int(each.member.id)
