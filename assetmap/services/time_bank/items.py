"""Offers and wants: added, changed, renewed and closed (TB15, TB19)."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.members import GroupAccount, Member, Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import note
from assetmap.services.time_bank.item_details import ItemDetails, with_details
from assetmap.services.time_bank.public_offers import refresh
from assetmap.services.time_bank.refusals import NotNow
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_GROUPS, TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from assetmap.storage.unit_of_work import UnitOfWork

SOON = timedelta(days=14)


@dataclass(frozen=True)
class ItemFilter:
    """Which items are asked for; blanks ask for any. `ward` is a code; without `has_ended` those
    that are open are given.
    """

    kind: ItemKind | None = None
    category: str = ""
    ward: str = ""
    account: str = ""
    ends_soon: bool = False
    has_ended: bool = False


def find_items(context: Context, actor: Actor, wanted: ItemFilter) -> list[TimeBankItem]:
    """The items that are asked for, those first that end first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    today = context.clock.today()
    fits = (
        each
        for each in context.store.find(TIME_BANK_ITEMS)
        if each.is_open(today) is not wanted.has_ended
        and wanted.account in ("", each.account)
        and wanted.kind in (None, each.kind)
        and (not wanted.ward or each.ward == wanted.ward)
        and (not wanted.category or f"{each.category}/".startswith(f"{wanted.category}/"))
        and (not wanted.ends_soon or each.until - today <= SOON)
    )
    return sorted(fits, key=lambda each: (each.until, each.title.casefold(), each.id))


def items_to_renew(context: Context, actor: Actor, account: str) -> list[TimeBankItem]:
    """What an account offers and would like, also what ran out and was not closed, those first that
    end first. Raises NotAllowed.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    kept = context.store.find(TIME_BANK_ITEMS, account=account, state=ItemState.OPEN)
    return sorted(kept, key=lambda each: (each.until, each.title.casefold(), each.id))


def item_of(context: Context, actor: Actor, item_id: str) -> TimeBankItem:
    """One item. Raises NotAllowed, NotFound."""
    require(actor.person, Action.RUN_TIME_BANK)
    return context.store.get(TIME_BANK_ITEMS, item_id)


def add_item(
    context: Context, actor: Actor, account: str, details: ItemDetails, *, asked_by: str = ""
) -> TimeBankItem:
    """Keep an offer or a want of a member or a group. Raises NotAllowed, NotFound, BadAnswers,
    NotNow for somebody who has left.
    """
    with context.unit_of_work() as uow:
        return new_item(context, uow, actor, account, details, asked_by=asked_by)


def new_item(
    context: Context,
    uow: UnitOfWork,
    actor: Actor,
    account: str,
    details: ItemDetails,
    *,
    asked_by: str = "",
) -> TimeBankItem:
    """The same inside a transaction."""
    require(actor.person, Action.RUN_TIME_BANK)
    today = context.clock.today()
    until = today + context.borough.time_bank.item_time
    new = TimeBankItem(new_id(), account, details.kind, "", today, until, asked_by=asked_by)
    item = with_details(context, new, details, owner_of(context, account))
    save_item(context, uow, actor, item, f"added a time-bank {item.kind}")
    return context.store.get(TIME_BANK_ITEMS, item.id)  # with its listing, where it has one


def change_item(context: Context, actor: Actor, item_id: str, details: ItemDetails) -> TimeBankItem:
    """Keep an item as it is by now. Raises NotAllowed, NotFound, BadAnswers, NotNow."""
    with context.unit_of_work() as uow:
        before = item_of(context, actor, item_id)
        after = with_details(context, before, details, owner_of(context, before.account))
        if after != before:
            save_item(context, uow, actor, after, f"changed a time-bank {after.kind}")
    return after


def close_item(context: Context, actor: Actor, item_id: str) -> TimeBankItem:
    """Close an item: it is shown and matched no more. Raises NotAllowed, NotFound."""
    with context.unit_of_work() as uow:
        before = item_of(context, actor, item_id)
        after = replace(before, state=ItemState.CLOSED, until=_ended(context, before))
        if after != before:
            save_item(context, uow, actor, after, f"closed a time-bank {after.kind}")
    return after


def renew(context: Context, actor: Actor, account: str) -> int:
    """Renew all items of an account that were not closed, after one call; gives how many (TB15).

    Raises NotAllowed, NotFound, NotNow for somebody who has left.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        return renew_items(context, uow, actor, account)


def renew_items(context: Context, uow: UnitOfWork, actor: Actor, account: str) -> int:
    """The same inside a transaction, for whoever the member told. Raises NotFound, NotNow."""
    owner_of(context, account)
    today, stands = context.clock.today(), context.borough.time_bank.item_time
    kept = context.store.find(TIME_BANK_ITEMS, account=account, state=ItemState.OPEN)
    for item in kept:
        uow.save(TIME_BANK_ITEMS, item.renewed(today, stands))
    if kept:
        note(context, uow, actor, "renewed time-bank items", f"time-bank:{account}")
        offers_changed(context, uow, actor)
    return len(kept)


def close_items(context: Context, uow: UnitOfWork, actor: Actor, account: str) -> int:
    """Close every item of an account that leaves, inside a transaction; gives how many."""
    kept = context.store.find(TIME_BANK_ITEMS, account=account, state=ItemState.OPEN)
    for item in kept:
        ended = _ended(context, item)
        uow.save(TIME_BANK_ITEMS, replace(item, state=ItemState.CLOSED, until=ended))
    offers_changed(context, uow, actor)
    return len(kept)


def move_items(context: Context, uow: UnitOfWork, actor: Actor, member: Member) -> None:
    """Bring a member's items to the ward that they live in by now."""
    for item in context.store.find(TIME_BANK_ITEMS, account=member.id):
        if item.ward != member.ward:
            uow.save(TIME_BANK_ITEMS, replace(item, ward=member.ward))
    offers_changed(context, uow, actor)


def save_item(
    context: Context, uow: UnitOfWork, actor: Actor, item: TimeBankItem, what: str
) -> None:
    """Keep an item, with a line in the audit that says whose and nothing of it."""
    uow.save(TIME_BANK_ITEMS, item)
    note(context, uow, actor, what, f"time-bank:{item.account}")
    offers_changed(context, uow, actor)


def offers_changed(context: Context, uow: UnitOfWork, actor: Actor) -> None:
    """Bring the public listings to what is offered by now. Every change of an offer, or of whose it
    is, passes here before its transaction ends.
    """
    refresh(context, uow, actor)


def owner_of(context: Context, account: str) -> Member | GroupAccount:
    """Whose account it is. Raises NotFound, and NotNow for somebody who has left."""
    try:
        member = context.store.get(TIME_BANK_MEMBERS, account)
    except NotFound:
        group = context.store.get(TIME_BANK_GROUPS, account)
        if group.closed_on is not None:
            raise NotNow(f"The account of {group.name} is closed.") from None
        return group
    if member.stage is Stage.LEFT:
        raise NotNow(f"{member.title} has left.")
    return member


def _ended(context: Context, item: TimeBankItem) -> date:
    """The day on which an item that is closed today ended: it is kept for some months from then."""
    return min(item.until, context.clock.today())
