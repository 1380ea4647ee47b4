"""Gifts of hours, and the community pot: given to by anybody, granted from by a broker (TB7)."""

from dataclasses import dataclass

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.hours import in_words
from assetmap.domain.time_bank.ledger import (
    POT,
    BadTransfer,
    GrantReason,
    Transfer,
    TransferKind,
)
from assetmap.domain.time_bank.members import Member
from assetmap.domain.time_bank.safeguarding import Party
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.confirming import OwnExchange
from assetmap.services.time_bank.letters import with_email, write_gift
from assetmap.services.time_bank.member_links import BY_MEMBER
from assetmap.services.time_bank.parties import is_party, party_of
from assetmap.services.time_bank.posting import post_gift, post_grant
from assetmap.storage.unit_of_work import UnitOfWork

_POT_KINDS = (TransferKind.POT_GIFT, TransferKind.POT_GRANT)


@dataclass(frozen=True)
class Pot:
    """The pot: what is in it, what was given and granted in minutes, and both one by one, the
    newest first. Corrections among them are counted with what they take back.
    """

    balance: int
    given: int
    granted: int
    before: int  # brought forward, or else come by
    transfers: tuple[Transfer, ...]


@dataclass(frozen=True)
class Gift:
    """Hours that somebody gives away. `to` is the pot or a number; `is_named`: the one who is given
    them is told by whom, in a letter, and that is kept nowhere.
    """

    giver: str
    to: str
    minutes: int
    is_named: bool = False


def give_as_broker(context: Context, actor: Actor, gift: Gift, *, once: str) -> Transfer:
    """Post a gift that a member told a broker of. `once` is the form's mark, so that it is posted
    once. Raises NotAllowed, BadTransfer, AlreadyPosted.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        return _give(context, uow, actor, gift, once)


def give_as_member(context: Context, member: Member, gift: Gift, *, once: str) -> Transfer:
    """Post a member's own gift. Raises BadTransfer, AlreadyPosted, NotFound for another's."""
    if gift.giver != member.id:
        raise BadTransfer("You can give your own hours only.")
    with context.unit_of_work() as uow:
        return _give(context, uow, BY_MEMBER, gift, once)


def grant(
    context: Context,
    actor: Actor,
    to: str,
    minutes: int,
    reason: GrantReason,
    *,
    once: str,
    may_overdraw: bool = False,
) -> Transfer:
    """Post hours from the pot to an account. Nobody grants to themselves.

    Raises NotAllowed, BadTransfer, AlreadyPosted.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        _check_open(party_of(context, to))
        if is_party(context, actor.person, (to,)):
            raise OwnExchange
        below = context.store.ledger.balance(POT) < minutes
        key = f"grant:{once}"
        posted = post_grant(
            *(context, uow, actor, to, minutes, reason), key=key, may_overdraw=may_overdraw
        )
        if below:
            subject = f"time-bank-entry:{posted.id}"
            note(context, uow, actor, "let the time-bank pot go below nothing", subject)
        return posted


def pot_of(context: Context, actor: Actor) -> Pot:
    """The pot as it stands. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    ledger = context.store.ledger
    every = ledger.transfers(account=POT, newest_first=True)
    kinds = {each.id: each.kind for each in every}

    def moved(kind: TransferKind) -> int:
        """What one kind did to the pot, with the corrections of it."""
        of_kind = (each for each in every if kinds.get(each.corrects or each.id) is kind)
        return sum(each.minutes_of(POT) for each in of_kind)

    given, granted = moved(TransferKind.POT_GIFT), -moved(TransferKind.POT_GRANT)
    balance = ledger.balance(POT)
    return Pot(balance, given, granted, balance - given + granted, tuple(every))


def _give(context: Context, uow: UnitOfWork, actor: Actor, gift: Gift, once: str) -> Transfer:
    giver = party_of(context, gift.giver)
    _check_open(giver)
    key = f"gift:{gift.giver}:{once}"
    posted = context.store.ledger.transfer_of(key)
    if posted is None:
        has = context.store.ledger.balance(gift.giver)
        if gift.minutes > has:
            raise BadTransfer(f"There are {in_words(max(has, 0))} to give. Give that or less.")
    receiver = None if gift.to == POT else party_of(context, gift.to)
    if receiver:
        _check_open(receiver)
    transfer = post_gift(context, uow, actor, gift.giver, gift.to, gift.minutes, key=key)
    named = giver.title if gift.is_named else ""
    if receiver and receiver.member and with_email([receiver.member]):
        write_gift(context, uow, receiver.member, gift.minutes, named, key=transfer.id)
    return transfer


def _check_open(party: Party) -> None:
    """Raises BadTransfer for an account to or from which nothing can be given any more."""
    closed = getattr(party.who, "closed_on", None) is not None
    if closed or (party.member is not None and not party.member.may_exchange):
        raise BadTransfer(
            f"{party.member.number_title if party.member else party.title} is not active."
        )
