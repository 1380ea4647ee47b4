"""Arranging an exchange: proposed, agreed, done, or called off. What posts it is in confirming."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.ledger import BadTransfer, PlaceKind, checked_minutes
from assetmap.domain.time_bank.safeguarding import why_not
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.asking_for_words import ask_those_who_wait
from assetmap.services.time_bank.contact_release import release
from assetmap.services.time_bank.parties import party_of
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_EXCHANGES
from assetmap.storage.unit_of_work import UnitOfWork

AHEAD_DAYS, BACK_DAYS = 366, 366 * 2  # how far from today an exchange can be
_ONCE = re.compile(r"[\w-]{8,40}")


@dataclass(frozen=True)
class Plan:
    """What is to be arranged. `ward` is a code, empty for the receiver's own; `items` the offer and
    the want that it comes of; `slip` the number of the paper it came by.
    """

    giver: str
    receiver: str
    minutes: int
    on: date
    place: PlaceKind
    category: str = ""
    ward: str = ""
    broker_present: bool = False
    items: tuple[str, ...] = ()
    slip: str = ""


class NotArranged(BadTransfer):
    """What the rules do not allow; `reasons` has each in a sentence."""

    def __init__(self, reasons: tuple[str, ...]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = reasons


def arrange(
    context: Context, actor: Actor, plan: Plan, state: ExchangeState, *, once: str = ""
) -> Exchange:
    """Keep a new exchange as proposed, agreed or done already; nothing is posted.

    `once` is the form's own mark: a form that is sent twice gives the same exchange. Raises
    NotAllowed, BadTransfer, and NotArranged, a kind of it, for what TB9 to TB12 do not allow.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        if known := arranged_before(context, once):
            return known
        exchange = new_exchange(context, uow, actor, plan, state, id_=once)
        return _kept(context, uow, actor, exchange)


def new_exchange(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    plan: Plan,
    state: ExchangeState,
    *,
    id_: str = "",
) -> Exchange:
    """A new exchange, checked and noted in the audit, for the caller to keep or to post.

    Raises what `arrange` does.
    """
    check_plan(context, plan, is_done=state is ExchangeState.DONE)
    receiver = party_of(context, plan.receiver).member
    exchange = Exchange(
        id_ if _ONCE.fullmatch(id_) else new_id(),
        plan.giver,
        plan.receiver,
        plan.minutes,
        plan.on,
        plan.place,
        context.clock.now(),
        actor.person.id,
        category=plan.category,
        ward=plan.ward or (receiver.ward if receiver else ""),
        state=state,
        items=plan.items,
        slip=plan.slip,
        broker_present=plan.broker_present,
    )
    _note(context, uow, actor, exchange, f"arranged a time-bank exchange: {state}")
    return exchange


def arranged_before(context: Context, once: str) -> Exchange | None:
    """The exchange that a form made when it was sent before."""
    try:
        return context.store.get(TIME_BANK_EXCHANGES, once) if once else None
    except NotFound:
        return None


def agree(context: Context, actor: Actor, id_: str) -> Exchange:
    """Both will do it: from now on each sees how to reach the other (TB14).

    Raises NotAllowed, NotFound, BadTransfer.
    """
    with context.unit_of_work() as uow:
        exchange = _open(context, actor, id_, ExchangeState.PROPOSED)
        check_plan(context, plan_of(exchange), is_done=False)
        _note(context, uow, actor, exchange, "agreed a time-bank exchange")
        return _kept(context, uow, actor, replace(exchange, state=ExchangeState.AGREED))


def mark_done(context: Context, actor: Actor, id_: str, minutes: int, on: date) -> Exchange:
    """It was done, on a day and for so long: now both are asked for their word.

    A word that was given for other minutes counts no longer. Raises NotAllowed, NotFound,
    BadTransfer.
    """
    with context.unit_of_work() as uow:
        open_ = (ExchangeState.PROPOSED, ExchangeState.AGREED, ExchangeState.DONE)
        exchange = _open(context, actor, id_, *open_)
        done = replace(exchange, state=ExchangeState.DONE, minutes=minutes, on=on)
        check_plan(context, plan_of(done), is_done=True)
        _note(context, uow, actor, exchange, "said a time-bank exchange was done")
        return _kept(context, uow, actor, done)


def call_off(context: Context, actor: Actor, id_: str) -> Exchange:
    """It will not be, or was not. Raises NotAllowed, NotFound, BadTransfer when it is posted."""
    with context.unit_of_work() as uow:
        open_ = (ExchangeState.PROPOSED, ExchangeState.AGREED, ExchangeState.DONE)
        exchange = _open(context, actor, id_, *open_)
        _note(context, uow, actor, exchange, "called off a time-bank exchange")
        off = replace(exchange, state=ExchangeState.CALLED_OFF)
        uow.save(TIME_BANK_EXCHANGES, off)
        return off


def exchange_of(context: Context, actor: Actor, id_: str) -> Exchange:
    """One exchange. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    return context.store.get(TIME_BANK_EXCHANGES, id_)


def exchanges(context: Context, actor: Actor, states: Iterable[ExchangeState]) -> list[Exchange]:
    """The exchanges in some states, by their day, the latest first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    found = context.store.find(TIME_BANK_EXCHANGES, state=tuple(states))
    return sorted(found, key=lambda each: (each.on, each.made_at, each.id), reverse=True)


def plan_of(exchange: Exchange) -> Plan:
    """An exchange as the plan that it comes of."""
    return Plan(
        *(exchange.giver, exchange.receiver, exchange.minutes, exchange.on, exchange.place),
        *(exchange.category, exchange.ward, exchange.broker_present, exchange.items, exchange.slip),
    )


def check_plan(context: Context, plan: Plan, *, is_done: bool) -> None:
    """Raises BadTransfer for what cannot be, NotArranged for what TB9 to TB12 do not allow."""
    today = context.clock.today()
    giver, receiver = party_of(context, plan.giver), party_of(context, plan.receiver)
    checked_minutes(plan.minutes)
    if is_done and plan.on > today:
        raise BadTransfer("It has not been yet: give the day on which it was done.")
    nearest, furthest = today - timedelta(days=BACK_DAYS), today + timedelta(days=AHEAD_DAYS)
    if not nearest <= plan.on <= furthest:
        raise BadTransfer("That day is too far from today. Look at the year.")
    reasons = why_not(
        *(giver, receiver, plan.place, today),
        broker_present=plan.broker_present,
        is_done=is_done,
    )
    if reasons:
        raise NotArranged(reasons)


def _kept(context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange) -> Exchange:
    """Keep an exchange in its new state, and tell those whom it concerns."""
    if exchange.state is ExchangeState.AGREED:
        exchange = release(context, uow, actor, exchange)
    uow.save(TIME_BANK_EXCHANGES, exchange)
    if exchange.state is ExchangeState.DONE:
        ask_those_who_wait(context, uow, exchange)
    return exchange


def _open(context: Context, actor: Actor, id_: str, *states: ExchangeState) -> Exchange:
    """An exchange in one of some states; read inside the transaction, so only one is first."""
    exchange = exchange_of(context, actor, id_)
    if exchange.state not in states:
        raise BadTransfer(f"That cannot be done any more. It is: {exchange.state.label.lower()}.")
    return exchange


def _note(context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange, what: str) -> None:
    note(context, uow, actor, what, f"time-bank-exchange:{exchange.id}")
