"""Accounts of groups, hubs and teams: named, signed for by members, closed (TB8)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from assetmap.domain.people.people import Action, require
from assetmap.domain.text import clean
from assetmap.domain.time_bank.ledger import POT
from assetmap.domain.time_bank.members import GroupAccount
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, exists
from assetmap.services.time_bank.accounts import add_group, note
from assetmap.services.time_bank.items import close_items, offers_changed
from assetmap.services.time_bank.posting import post_closing, post_gift
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_GROUPS, TIME_BANK_MEMBERS

_NAME_LONGEST = 100


@dataclass(frozen=True)
class GroupDetails:
    """A group's name, its own listing if it has one, and the numbers of who may sign for it."""

    name: str = ""
    listing_id: str = ""
    signatories: tuple[str, ...] = ()


def group_of(context: Context, actor: Actor, number: str) -> GroupAccount:
    """One group account. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    return context.store.get(TIME_BANK_GROUPS, number)


def add(context: Context, actor: Actor, details: GroupDetails) -> GroupAccount:
    """Open an account for a group. Raises NotAllowed, BadAnswers."""
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        new = _with_details(context, GroupAccount("", "", context.clock.today()), details)
        return add_group(context, uow, actor, new)


def change(context: Context, actor: Actor, number: str, details: GroupDetails) -> GroupAccount:
    """Keep a group's account as it is by now. Raises NotAllowed, NotFound, BadAnswers, NotNow."""
    with context.unit_of_work() as uow:
        before = group_of(context, actor, number)
        if before.closed_on is not None:
            raise NotNow(f"The account of {before.name} is closed.")
        after = _with_details(context, before, details)
        uow.save(TIME_BANK_GROUPS, after)
        note(context, uow, actor, "changed a time-bank group", f"time-bank:{number}")
        offers_changed(context, uow, actor)
    return after


def close(context: Context, actor: Actor, number: str, *, to_pot: bool) -> GroupAccount:
    """Close a group's account: what it has goes to the pot, or back to where hours come from.

    Raises NotAllowed, NotFound, NotNow when it is closed already.
    """
    with context.unit_of_work() as uow:
        before = group_of(context, actor, number)
        if before.closed_on is not None:
            raise NotNow(f"The account of {before.name} is closed already.")
        balance = context.store.ledger.balance(number)
        if to_pot and balance > 0:
            post_gift(context, uow, actor, number, POT, balance, key=f"leaving:{number}")
        else:
            post_closing(context, uow, actor, number)
        after = replace(before, closed_on=context.clock.today(), signatories=())
        uow.save(TIME_BANK_GROUPS, after)
        note(context, uow, actor, "closed a time-bank group", f"time-bank:{number}")
        close_items(context, uow, actor, number)
    return after


def _with_details(context: Context, group: GroupAccount, details: GroupDetails) -> GroupAccount:
    name = " ".join(clean(details.name).split())
    signatories = tuple(dict.fromkeys(details.signatories))
    details = GroupDetails(name, clean(details.listing_id), signatories)
    problems = tuple(_problems(context, details))
    if problems:
        raise BadAnswers(*problems)
    return replace(group, name=name, listing_id=details.listing_id, signatories=signatories)


def _problems(context: Context, details: GroupDetails) -> Iterator[Problem]:
    if not details.name:
        yield Problem("name", "Enter the name of the group.")
    if len(details.name) > _NAME_LONGEST:
        yield Problem("name", f"Use {_NAME_LONGEST} characters or fewer.")
    if details.listing_id and not exists(context, details.listing_id):
        yield Problem("listing", "There is no such listing. Look at the end of its address.")
    if not details.signatories:
        yield Problem("signatories", "Enter the number of at least one member who signs for it.")
    for number in details.signatories:
        if not _may_sign(context, number):
            yield Problem("signatories", f"{number} is not the number of an active member.")


def _may_sign(context: Context, number: str) -> bool:
    try:
        return context.store.get(TIME_BANK_MEMBERS, number).may_exchange
    except NotFound:
        return False
