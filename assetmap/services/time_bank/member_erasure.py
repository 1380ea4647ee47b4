"""A member's name and all that is theirs goes; their number and their hours stay (TB16)."""

from dataclasses import replace
from secrets import token_hex

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemState, TimeBankItem
from assetmap.domain.time_bank.members import Member, Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import save_member
from assetmap.services.time_bank.items import close_items, offers_changed
from assetmap.services.time_bank.posting import post_closing
from assetmap.storage.tables import (
    EMAILS,
    TIME_BANK_CONCERNS,
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
)
from assetmap.storage.unit_of_work import UnitOfWork

ERASED_TITLE = "Erased"


CONCERN_OPEN = "A concern is open. Their name stays until the safeguarding lead says otherwise."


def erase_member(context: Context, uow: UnitOfWork, actor: Actor, member: Member) -> Member:
    """Erase a member inside a transaction; who has not left leaves by it, and what they have is
    closed. Their number, the stages and the ledger stay; gives what is left of them.
    """
    if member.stage is not Stage.LEFT:
        member = leave_now(context, uow, actor, member)
    _erase_items(context, uow, member.id)
    _erase_letters(context, uow, member)
    for concern in context.store.find(TIME_BANK_CONCERNS, member_id=member.id):
        if concern.closed_on is not None:
            uow.delete(TIME_BANK_CONCERNS, id=concern.id)
    bare = Member(
        *(member.id,),
        stage=member.stage,
        stages=member.stages,
        frozen_on=member.frozen_on,
        link_mark=token_hex(8),
        is_sample=member.is_sample,
    )
    save_member(context, uow, actor, bare, "erased a time-bank member")
    offers_changed(context, uow, actor)
    return bare


def leave_now(context: Context, uow: UnitOfWork, actor: Actor, member: Member) -> Member:
    """Have a member leave inside a transaction: what they still have is closed, their items are,
    what was arranged is called off, and they sign for no group any more.
    """
    post_closing(context, uow, actor, member.id)
    close_items(context, uow, actor, member.id)
    _call_off(context, uow, member.id)
    for group in context.store.find(TIME_BANK_GROUPS):
        if member.id in group.signatories:
            others = tuple(each for each in group.signatories if each != member.id)
            uow.save(TIME_BANK_GROUPS, replace(group, signatories=others))
    left = StageChange(Stage.LEFT, context.clock.today(), actor.person.id)
    after = replace(
        member,
        stage=Stage.LEFT,
        stages=(*member.stages, left),
        home_allowed=False,
        lifts_allowed=False,
        link_mark=token_hex(8),
    )
    save_member(context, uow, actor, after, "a time-bank member left")
    return after


def blanked(item: TimeBankItem) -> TimeBankItem:
    """An item without what was written of it: an exchange still says which it came of."""
    return replace(
        item, title=ERASED_TITLE, details="", ward="", days=(), state=ItemState.CLOSED, asked_by=""
    )


def _call_off(context: Context, uow: UnitOfWork, number: str) -> None:
    for exchange in context.store.find(TIME_BANK_EXCHANGES):
        if exchange.is_open and number in (exchange.giver, exchange.receiver):
            off = replace(exchange, state=ExchangeState.CALLED_OFF, released_at=None)
            uow.save(TIME_BANK_EXCHANGES, off)


def _erase_items(context: Context, uow: UnitOfWork, number: str) -> None:
    for item in context.store.find(TIME_BANK_ITEMS, account=number):
        uow.save(TIME_BANK_ITEMS, blanked(item))


def _erase_letters(context: Context, uow: UnitOfWork, member: Member) -> None:
    """The letters that are theirs; of a couple with one address, only those that name them."""
    mine = member.email.casefold()
    for letter in context.store.find(EMAILS):
        texts = (letter.subject, letter.text, letter.html)
        names = bool(member.name) and any(member.name in text for text in texts)
        is_about = member.id in letter.about.split(":")
        if names or (is_about and mine and letter.to.casefold() == mine):
            uow.delete(EMAILS, id=letter.id)
