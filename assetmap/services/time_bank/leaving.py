"""A member leaves: what they have is given or closed, and their name goes now or later (TB16)."""

from dataclasses import dataclass

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.ledger import POT
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.domain.validation import Problem
from assetmap.mail.outbox import forget_messages
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.items import owner_of
from assetmap.services.time_bank.member_erasure import CONCERN_OPEN, erase_member, leave_now
from assetmap.services.time_bank.posting import post_gift
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_EXCHANGES


@dataclass(frozen=True)
class Leaving:
    """How somebody leaves: `gift_to` is `pot` or the number of who gets their hours; empty to close
    them. Without `erase_now` their name and contact are kept for the months of the borough's rules.
    """

    gift_to: str = ""
    erase_now: bool = False


def waiting_for_a_word(context: Context, number: str) -> int:
    """How many exchanges of an account were done and are not in the ledger yet."""
    done = context.store.find(TIME_BANK_EXCHANGES, state=ExchangeState.DONE)
    return sum(number in (each.giver, each.receiver) for each in done)


def leave(context: Context, actor: Actor, number: str, leaving: Leaving) -> Member:
    """Have a member leave. Raises NotAllowed, NotFound, BadAnswers, and NotNow while an exchange of
    theirs waits for a word: the other one would lose the hours.
    """
    with context.unit_of_work() as uow:
        uow.must_rebuild = leaving.erase_now
        before = member_of(context, actor, number)
        if before.stage is Stage.LEFT:
            raise NotNow(f"{before.title} has left already.")
        if leaving.erase_now and before.frozen_on is not None:
            raise NotNow(CONCERN_OPEN)
        if waiting := waiting_for_a_word(context, number):
            are = "exchange waits" if waiting == 1 else "exchanges wait"
            raise NotNow(f"{waiting} {are} for a word. Settle it first, then they can leave.")
        balance = context.store.ledger.balance(number)
        if leaving.gift_to and balance > 0:
            to = _checked(context, number, leaving.gift_to)
            post_gift(context, uow, actor, number, to, balance, key=f"leaving:{number}")
        after = leave_now(context, uow, actor, before)
        if leaving.erase_now:
            after = erase_member(context, uow, actor, after)
    if leaving.erase_now:
        scrub_of(context, before)
    return after


def erase(context: Context, actor: Actor, number: str) -> bool:
    """Erase one member for good; gives whether the file is free of them already, or still in use
    by a long read. Raises NotAllowed, NotFound, and NotNow while a concern is open.
    """
    with context.unit_of_work() as uow:
        uow.must_rebuild = True
        before = member_of(context, actor, number)
        if before.frozen_on is not None:
            raise NotNow(CONCERN_OPEN)
        erase_member(context, uow, actor, before)
    return scrub_of(context, before)


def scrub_of(context: Context, member: Member) -> bool:
    """Take a member that was erased out of the outbox, and out of what the file still holds of
    deleted records; gives whether it could.
    """
    name = member.name
    if name:
        forget_messages(context.config.outbox, lambda text: name in text)
    return context.store.scrub()


def _checked(context: Context, number: str, to: str) -> str:
    if to == POT:
        return to
    try:
        is_other = to != number and bool(owner_of(context, to))
    except (NotFound, NotNow):
        is_other = False
    if not is_other:
        raise BadAnswers(Problem("to", "Enter the number of another member or group."))
    return to
