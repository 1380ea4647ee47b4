"""What goes into the ledger: each sort of transfer, posted once and for good."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.domain.time_bank.ledger import (
    EARLIER,
    ISSUE,
    OUTSIDE,
    POT,
    BadTransfer,
    CorrectionReason,
    GrantReason,
    Line,
    PlaceKind,
    Transfer,
    TransferKind,
    checked_minutes,
    moved,
    not_corrected,
    taken_back,
)
from assetmap.domain.time_bank.members import Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import note
from assetmap.storage.tables import TIME_BANK_EXCHANGES
from assetmap.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Given:
    """What was given beside the minutes: the category, the receiver's ward (a code), the place."""

    category: str = ""
    ward: str = ""
    place: PlaceKind | None = None


def post_exchange(
    context: Context, uow: UnitOfWork, actor: Actor, exchange: Exchange, *, key: str = ""
) -> Transfer:
    """Post an exchange to which both sides said yes, and note on it that it was.

    `key` is what it comes of, such as a slip, where that is not the exchange itself.
    Raises BadTransfer when a word is missing, AlreadyPosted when another was quicker.
    """
    if exchange.waits_for:
        raise BadTransfer("Both sides say yes before it goes into the ledger.")
    lines = moved(exchange.receiver, {exchange.giver: checked_minutes(exchange.minutes)})
    given = Given(exchange.category, exchange.ward, exchange.place)
    transfer = _post(
        *(context, uow, actor, TransferKind.EXCHANGE, key or f"exchange:{exchange.id}"),
        *(exchange.on, lines, given),
        id_=exchange.id,
    )
    now = context.clock.now()
    posted = replace(exchange, state=ExchangeState.POSTED, posted_at=now)
    uow.save(TIME_BANK_EXCHANGES, posted)
    return transfer


def post_session(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    group: str,
    minutes: Mapping[str, int],
    on: date,
    given: Given,
    *,
    key: str,
    members_receive: bool = False,
) -> Transfer:
    """Post a group session: what each member gave to the group's account, or was given by it.

    `minutes` are by member; the whole is their sum, each counted once (TB8). `key` is that of the
    form, so that it is posted once. Raises BadTransfer, AlreadyPosted.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    lines = moved(group, {each: checked_minutes(number) for each, number in minutes.items()})
    if members_receive:
        lines = tuple(Line(line.account, -line.minutes) for line in lines)
    return _post(context, uow, actor, TransferKind.GROUP, key, on, lines, given)


def post_gift(
    context: Context, uow: UnitOfWork, actor: Actor, giver: str, to: str, minutes: int, *, key: str
) -> Transfer:
    """Post hours that somebody has and gives away, to another account or the pot (TB7).

    Who may give is asked by whoever calls: the member themselves, or a broker whom they told.
    Raises BadTransfer, AlreadyPosted.
    """
    kind = TransferKind.POT_GIFT if to == POT else TransferKind.GIFT
    lines = moved(giver, {to: _steps(minutes)})
    return _post(context, uow, actor, kind, key, context.clock.today(), lines)


def post_grant(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    to: str,
    minutes: int,
    reason: GrantReason,
    *,
    key: str,
    may_overdraw: bool = False,
) -> Transfer:
    """Post hours from the pot. Below nothing only when an admin says so with `may_overdraw` (TB7).

    Raises NotAllowed, BadTransfer, AlreadyPosted.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    if context.store.ledger.balance(POT) < _steps(minutes):
        if not may_overdraw:
            raise BadTransfer("There is not so much in the pot.")
        require(actor.person, Action.SET_UP)
    lines, today = moved(POT, {to: minutes}), context.clock.today()
    return _post(context, uow, actor, TransferKind.POT_GRANT, key, today, lines, reason=str(reason))


def post_welcome(
    context: Context, uow: UnitOfWork, actor: Actor, member: Member
) -> Transfer | None:
    """Post what a new member starts with, once; None where the borough gives nothing (TB6)."""
    key, minutes = f"welcome:{member.id}", context.borough.time_bank.welcome
    had = context.store.ledger.transfers(account=member.id, kinds=(TransferKind.WELCOME,))
    if not minutes or had:
        return None
    lines, today = moved(ISSUE, {member.id: minutes}), context.clock.today()
    return _post(context, uow, actor, TransferKind.WELCOME, key, today, lines)


def post_opening_balance(
    context: Context, uow: UnitOfWork, actor: Actor, account: str, minutes: int, on: date
) -> Transfer:
    """Post what an account had before this ledger, once an account. Raises AlreadyPosted.

    One that was wrong, and was taken back, may be posted again.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    lines = (Line(account, minutes), Line(OUTSIDE, -minutes))
    key = f"brought-forward:{account}"
    if not standing_opening_balance(context, account):
        key = _free_key(context, key)
    return _post(context, uow, actor, TransferKind.BROUGHT_FORWARD, key, on, lines)


def standing_opening_balance(context: Context, account: str) -> Transfer | None:
    """What was brought forward on an account and not taken back; None when nothing was."""
    ledger = context.store.ledger
    posted = ledger.transfers(account=account, kinds=[TransferKind.BROUGHT_FORWARD])
    return next(iter(not_corrected(posted, ledger.corrections())), None)


def post_earlier_hours(
    context: Context, uow: UnitOfWork, actor: Actor, minutes: int, on: date
) -> Transfer:
    """Post the hours exchanged before this ledger, once, as a figure of its own: nobody's balance.

    Raises BadTransfer, AlreadyPosted.
    """
    return post_opening_balance(context, uow, actor, EARLIER, _steps(minutes), on)


def post_closing(context: Context, uow: UnitOfWork, actor: Actor, account: str) -> Transfer | None:
    """Bring the account of who left to nothing; None when it is there already (TB16)."""
    balance = context.store.ledger.balance(account)
    if not balance:
        return None
    lines, today = (Line(account, -balance), Line(ISSUE, balance)), context.clock.today()
    key = _free_key(context, f"closing:{account}")  # a late slip may come after the first
    return _post(context, uow, actor, TransferKind.CLOSING, key, today, lines)


def post_correction(
    context: Context, uow: UnitOfWork, actor: Actor, transfer_id: str, reason: CorrectionReason
) -> Transfer:
    """Take an entry back; both stay, and the second names the first (TB4).

    Raises NotAllowed, NotFound, BadTransfer for a correction, AlreadyPosted when it was taken back.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    original = context.store.ledger.transfer(transfer_id)
    now = context.clock.now()
    correction = taken_back(original, reason, id_=new_id(), at=now, by=actor.person.id)
    uow.post(correction)
    note(context, uow, actor, "corrected a time-bank entry", f"time-bank-entry:{original.id}")
    return correction


def _post(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    kind: TransferKind,
    key: str,
    on: date,
    lines: tuple[Line, ...],
    given: Given = Given(),
    *,
    id_: str = "",
    reason: str = "",
) -> Transfer:
    now = context.clock.now()
    if on > context.clock.today():
        raise BadTransfer("It has not been yet: give the day on which it was done.")
    transfer = Transfer(
        *(id_ or new_id(), key, kind, on, now, actor.person.id, lines),
        reason=reason,
        category=given.category,
        ward=given.ward,
        place=given.place,
    )
    uow.post(transfer)
    note(context, uow, actor, f"posted to the time bank: {kind}", f"time-bank-entry:{transfer.id}")
    return transfer


def _free_key(context: Context, key: str) -> str:
    """The key, or with a number behind it where it was posted before. Inside a transaction."""
    keys = (key, *(f"{key}:{number}" for number in range(2, 1000)))
    return next(each for each in keys if not context.store.ledger.transfer_of(each))


def _steps(minutes: int) -> int:
    """Hours that are given away or granted, of any number. Raises BadTransfer."""
    if minutes <= 0:
        raise BadTransfer("Say how many hours.")
    return minutes
