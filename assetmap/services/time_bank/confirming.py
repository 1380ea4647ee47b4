"""Both say yes, and only then an exchange is posted: by a link, by phone, or on a slip (TB3).

Every function looks again inside its transaction: whatever is pressed twice, or by two brokers at
once, is posted once. Nothing is ever posted because nobody answered.
"""

from dataclasses import replace
from datetime import timedelta

from assetmap.domain.email import comparable_email
from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.exchanges import (
    Confirmation,
    ConfirmedBy,
    Exchange,
    ExchangeState,
)
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.ledger import (
    AlreadyPosted,
    BadTransfer,
    Transfer,
    checked_minutes,
)
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.arranging import (
    Plan,
    arranged_before,
    check_plan,
    exchange_of,
    new_exchange,
    plan_of,
)
from assetmap.services.time_bank.asking_for_words import ask_those_who_wait
from assetmap.services.time_bank.member_links import BY_MEMBER
from assetmap.services.time_bank.parties import is_party, signs_for
from assetmap.services.time_bank.posting import post_exchange
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from assetmap.storage.unit_of_work import UnitOfWork

NOT_DONE = 0  # minutes of who says that it was not done at all
_SLIP_DAYS = 7  # between the day that was agreed and the one on the slip of the same exchange


class OwnExchange(BadTransfer):
    """A broker is one of the two, so another broker has to hear the words of both."""

    def __init__(self) -> None:
        super().__init__("You are one of the two: ask another broker to confirm it.")


def own_exchange(context: Context, member: Member, id_: str) -> tuple[Exchange, str]:
    """An exchange of a member's, and for which account they speak. Raises NotFound."""
    exchange = context.store.get(TIME_BANK_EXCHANGES, id_)
    for account in signs_for(context, member):
        if account in (exchange.giver, exchange.receiver):
            return exchange, account
    raise NotFound(f"there is no exchange {id_!r}")


def confirm_by_link(context: Context, member: Member, id_: str, minutes: int) -> Exchange:
    """A member's word, for the minutes that they saw; posted when the other's is there too.

    Other minutes than those that stand void the word of the other, who is asked again, and the
    broker sees that they differ. Gives the exchange as it is then; one that is posted already is
    given as it is. Raises NotFound, BadTransfer.
    """
    checked_minutes(minutes)
    with context.unit_of_work() as uow:
        exchange, account = own_exchange(context, member, id_)
        if exchange.state is ExchangeState.POSTED:
            return exchange
        _check_can_be_said(context, exchange)
        _check_was_agreed(exchange)
        said = _with_word(context, exchange, account, minutes, ConfirmedBy.LINK, account)
        changed = replace(said, minutes=minutes, state=ExchangeState.DONE)
        what = "said yes to a time-bank exchange"
        note(context, uow, BY_MEMBER, what, f"time-bank-exchange:{id_}")
        return _posted_or_kept(context, uow, BY_MEMBER, changed)


def deny_by_link(context: Context, member: Member, id_: str) -> Exchange:
    """A member says it was not done: it stays with the broker. Raises NotFound, BadTransfer."""
    with context.unit_of_work() as uow:
        exchange, account = own_exchange(context, member, id_)
        _check_can_be_said(context, exchange)
        _check_was_agreed(exchange)
        said = _with_word(context, exchange, account, NOT_DONE, ConfirmedBy.LINK, account)
        denied = replace(said, state=ExchangeState.DONE)
        uow.save(TIME_BANK_EXCHANGES, denied)
        what = "said a time-bank exchange was not done"
        note(context, uow, BY_MEMBER, what, f"time-bank-exchange:{id_}")
        return denied


def confirm_by_phone(context: Context, actor: Actor, id_: str) -> Transfer:
    """A broker has asked both by phone, and both said yes: it is posted.

    Raises NotAllowed, NotFound, AlreadyPosted, BadTransfer, and OwnExchange, a kind of it, for a
    broker who is one of the two.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        return post_by_phone(context, uow, actor, exchange_of(context, actor, id_))


def record_by_phone(context: Context, actor: Actor, plan: Plan, *, once: str = "") -> Transfer:
    """Enter what was done and post it at once, since a broker has asked both by phone.

    Raises what `arrange` and `confirm_by_phone` do; a form that is sent twice is AlreadyPosted.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        known = arranged_before(context, once)
        made = known or new_exchange(context, uow, actor, plan, ExchangeState.DONE, id_=once)
        return post_by_phone(context, uow, actor, made)


def post_by_phone(context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange) -> Transfer:
    """The same inside a transaction of the caller's, in which the exchange was read or made."""
    _check_can_be_said(context, exchange)
    return _post_for_both(context, uow, actor, exchange, ConfirmedBy.PHONE)


def confirm_by_slip(context: Context, uow: UnitOfWork, actor: Actor, plan: Plan) -> Transfer:
    """Post what both have signed on the slip of `plan.slip`, inside the caller's transaction.

    The exchange that was arranged between the two about that day is the one that is posted; where
    none was, a new one is made. Raises NotAllowed, BadTransfer (a sentence for the row), and
    AlreadyPosted, a kind of it, for a slip that was entered before.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    if not plan.slip:
        raise BadTransfer("Enter the number of the slip.")
    if context.store.count(TIME_BANK_EXCHANGES, slip=plan.slip):
        raise AlreadyPosted(f"Slip {plan.slip} was entered before.")
    checked_minutes(plan.minutes)
    arranged = _arranged(context, plan)
    if arranged is None:
        exchange = new_exchange(context, uow, actor, plan, ExchangeState.DONE)
    else:
        exchange = replace(
            *(arranged,),
            minutes=plan.minutes,
            on=plan.on,
            place=plan.place,
            slip=plan.slip,
            category=plan.category or arranged.category,
            broker_present=plan.broker_present or arranged.broker_present,
        )
        check_plan(context, plan_of(exchange), is_done=True)
    _check_can_be_said(context, exchange)
    return _post_for_both(context, uow, actor, exchange, ConfirmedBy.SLIP)


def differing_words(exchange: Exchange) -> tuple[Confirmation, ...]:
    """What was said, where it is not what stands: other minutes, or that it was not done."""
    return tuple(each for each in exchange.confirmations if each.minutes != exchange.minutes)


def _post_for_both(
    context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange, how: ConfirmedBy
) -> Transfer:
    sides = (exchange.giver, exchange.receiver)
    if is_party(context, actor.person, sides):
        raise OwnExchange
    said = exchange
    for account in sides:
        if said.confirmed_by(account) is None:
            by = actor.person.id
            said = _with_word(context, said, account, exchange.minutes, how, by)
    return _post(context, uow, actor, said)


def _posted_or_kept(
    context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange
) -> Exchange:
    if exchange.waits_for or _is_one_mailbox(context, exchange):
        uow.save(TIME_BANK_EXCHANGES, exchange)
        ask_those_who_wait(context, uow, exchange)
        return exchange
    _post(context, uow, actor, exchange)
    return context.store.get(TIME_BANK_EXCHANGES, exchange.id)


def _post(context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange) -> Transfer:
    """Post it, and close the want that it met, unless that stands for more than once."""
    transfer = post_exchange(context, uow, actor, exchange)
    for item_id in exchange.items:
        item = _item(context, item_id)
        if item and item.kind is ItemKind.WANT and not item.standing:
            uow.save(TIME_BANK_ITEMS, replace(item, state=ItemState.CLOSED))
    return transfer


def _item(context: Context, item_id: str) -> TimeBankItem | None:
    try:
        return context.store.get(TIME_BANK_ITEMS, item_id)
    except NotFound:
        return None


def _is_one_mailbox(context: Context, exchange: Exchange) -> bool:
    """Whether both words came by links to one address: one may have pressed for both, so a broker
    asks. A word that a broker heard counts.
    """
    if any(each.how is not ConfirmedBy.LINK for each in exchange.confirmations):
        return False
    giver, receiver = (_member(context, each) for each in (exchange.giver, exchange.receiver))
    if giver is None or receiver is None or not giver.email:
        return False
    return comparable_email(giver.email) == comparable_email(receiver.email)


def _with_word(
    context: Context, exchange: Exchange, account: str, minutes: int, how: ConfirmedBy, by: str
) -> Exchange:
    word = Confirmation(account, minutes, how, context.clock.now(), by)
    others = tuple(each for each in exchange.confirmations if each.account != account)
    return replace(exchange, confirmations=(*others, word))


def _check_can_be_said(context: Context, exchange: Exchange) -> None:
    if exchange.state is ExchangeState.POSTED:
        raise AlreadyPosted("This is in the ledger already.")
    if exchange.state is ExchangeState.CALLED_OFF:
        raise BadTransfer("This was called off.")
    if exchange.on > context.clock.today():
        raise BadTransfer("It has not been yet: it can be confirmed from its day on.")


def _check_was_agreed(exchange: Exchange) -> None:
    if exchange.state is ExchangeState.PROPOSED:
        raise BadTransfer("This is not agreed yet.")


def _arranged(context: Context, plan: Plan) -> Exchange | None:
    """The exchange that a slip is of: the one open between the two about that day, if any."""
    found = context.store.find(TIME_BANK_EXCHANGES, giver=plan.giver, receiver=plan.receiver)
    near = timedelta(days=_SLIP_DAYS)
    is_of = [
        each for each in found if each.is_open and not each.slip and _apart(each, plan) <= near
    ]
    return min(is_of, key=lambda each: (_apart(each, plan), each.made_at), default=None)


def _apart(exchange: Exchange, plan: Plan) -> timedelta:
    return abs(exchange.on - plan.on)


def _member(context: Context, number: str) -> Member | None:
    try:
        return context.store.get(TIME_BANK_MEMBERS, number)
    except NotFound:
        return None
