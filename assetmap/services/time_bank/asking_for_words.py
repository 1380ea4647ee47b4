"""Asking the two of an exchange for their word, by a letter with a link of their own (TB3)."""

from assetmap.domain.time_bank.exchanges import Exchange
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.services.context import Context
from assetmap.services.time_bank.letters import ask_for_word, with_email
from assetmap.services.time_bank.parties import party_of
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_MEMBERS
from assetmap.storage.unit_of_work import UnitOfWork


def ask_those_who_wait(context: Context, uow: UnitOfWork, exchange: Exchange) -> None:
    """Write to each side whose word is missing, where it has e-mail; the broker rings the others.

    Nothing is posted when nobody answers.
    """
    for account in exchange.waits_for:
        other = exchange.receiver if account == exchange.giver else exchange.giver
        called = party_of(context, other)
        name = called.title if called.member is None else called.member.number_title
        for member in with_email(who_may_say_yes(context, account)):
            gave = account == exchange.giver
            ask_for_word(context, uow, exchange, member, name, gave=gave)


def who_may_say_yes(context: Context, account: str) -> list[Member]:
    """The member of an account, or all who sign for a group's."""
    who = party_of(context, account).who
    if isinstance(who, GroupAccount):
        return [each for each in (_member(context, n) for n in who.signatories) if each]
    return [who]


def _member(context: Context, number: str) -> Member | None:
    try:
        return context.store.get(TIME_BANK_MEMBERS, number)
    except NotFound:
        return None
