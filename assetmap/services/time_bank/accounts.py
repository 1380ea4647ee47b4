"""Accounts with the people and groups behind them: numbers, names, and keeping a change to one."""

from collections.abc import Iterable
from dataclasses import replace
from secrets import token_hex

from assetmap.domain.people.people import Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.time_bank.ledger import Account, AccountKind
from assetmap.domain.time_bank.members import GroupAccount, Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_GROUPS, TIME_BANK_MEMBERS
from assetmap.storage.unit_of_work import UnitOfWork

FIRST_NUMBER = 101
_SYSTEM_TITLES = {
    "issue": "Welcome hours",
    "outside": "Before this ledger",
    "earlier": "Hours before this ledger",
}


def next_number(context: Context) -> str:
    """The number of the next account, never one that was there before. Inside a transaction."""
    numbers = [int(each.id) for each in context.store.ledger.accounts() if each.id.isdecimal()]
    return str(max(numbers, default=FIRST_NUMBER - 1) + 1)


def add_member(context: Context, uow: UnitOfWork, actor: Actor, member: Member) -> Member:
    """Keep somebody new under the next number, with an account; gives them as kept."""
    numbered = replace(member, id=next_number(context), link_mark=token_hex(8))
    uow.open_account(Account(numbered.id, AccountKind.MEMBER))
    save_member(context, uow, actor, numbered, "added a time-bank member")
    return numbered


def save_member(
    context: Context, uow: UnitOfWork, actor: Actor, member: Member, what: str, why: str = ""
) -> None:
    """Keep a member, with a line in the audit that holds their number and nothing about them."""
    uow.save(TIME_BANK_MEMBERS, member)
    note(context, uow, actor, what, f"time-bank:{member.id}", why)


def add_group(context: Context, uow: UnitOfWork, actor: Actor, group: GroupAccount) -> GroupAccount:
    """Keep a group account under the next number; gives it as kept."""
    numbered = replace(group, id=next_number(context))
    uow.open_account(Account(numbered.id, AccountKind.GROUP))
    uow.save(TIME_BANK_GROUPS, numbered)
    note(context, uow, actor, "added a time-bank group", f"time-bank:{numbered.id}")
    return numbered


def note(
    context: Context, uow: UnitOfWork, actor: Actor, what: str, subject: str, why: str = ""
) -> None:
    """A line in the audit. The whole of staff may read it, so it never holds a name."""
    now = context.clock.now()
    uow.audit(AuditEvent(now, actor.person.id, what, subject, actor.origin, why))


def member_of(context: Context, actor: Actor, number: str) -> Member:
    """One member. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    return context.store.get(TIME_BANK_MEMBERS, number)


def members(context: Context, actor: Actor) -> list[Member]:
    """Every member, by number. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    return sorted(context.store.find(TIME_BANK_MEMBERS), key=lambda each: int(each.id))


def groups(context: Context, actor: Actor) -> list[GroupAccount]:
    """Every group account, by number. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    return sorted(context.store.find(TIME_BANK_GROUPS), key=lambda each: int(each.id))


def is_account(context: Context, number: str) -> bool:
    """Whether there is a member or a group account of this number."""
    try:
        account = context.store.ledger.account(number)
    except NotFound:
        return False
    return account.kind in (AccountKind.MEMBER, AccountKind.GROUP)


def account_titles(
    context: Context, numbers: Iterable[str] | None = None, *, own: str = ""
) -> dict[str, str]:
    """What accounts are called, by their number: all of them, or some.

    As the broker sees it, with names; on the statement of `own`, others are called `Member 102`,
    since nobody's name is for others to see.
    """
    titles = {"pot": context.borough.pot_name, **_SYSTEM_TITLES}
    for group in context.store.find(TIME_BANK_GROUPS):
        titles[group.id] = group.name
    for member in context.store.find(TIME_BANK_MEMBERS):
        is_hidden = own and member.id != own
        titles[member.id] = member.number_title if is_hidden else member.title
    if numbers is None:
        return titles
    return {each: titles.get(each, f"Account {each}") for each in numbers}
