"""One letter a member about all their offers and wants that end soon (TB15)."""

from dataclasses import replace
from datetime import date, timedelta

from assetmap.domain.email import is_email
from assetmap.domain.people.people import PROGRAM
from assetmap.domain.time_bank.items import ItemState, TimeBankItem
from assetmap.domain.time_bank.members import ContactBy, Member, Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.mail.mail_queue import queue_email
from assetmap.services.time_bank.items import offers_changed
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from assetmap.storage.unit_of_work import UnitOfWork

ASKED_BEFORE = timedelta(days=7)
_BY = Actor(PROGRAM, "upkeep")


def ask_to_renew(context: Context, uow: UnitOfWork) -> int:
    """Write to each member of whom something ends within a week, once, about all of it; gives how
    many. Who is rung or has no address is on the broker's calls instead.
    """
    if not context.borough.time_bank.is_on:
        return 0
    letters = 0
    for member in context.store.find(TIME_BANK_MEMBERS, stage=Stage.ACTIVE):
        items = _open_items(context, member)
        ending = [each for each in items if _ends_soon(each, context.clock.today())]
        if not ending or not _is_written_to(member):
            continue
        until = min(each.until for each in ending)
        about = f"time-bank-items:{member.id}:{until.isoformat()}"
        letter = queue_email(
            *(context, uow, "time_bank_items", member.email, about),
            items=items,
            until=until,
            dear=member.name,
        )
        letters += letter is not None
    return letters


def keep_standing(context: Context, uow: UnitOfWork) -> int:
    """Let items without an end of their own stand on when they ran out; gives how many."""
    today, stands = context.clock.today(), context.borough.time_bank.item_time
    old = [
        each
        for each in context.store.find(TIME_BANK_ITEMS, state=ItemState.OPEN)
        if each.standing and each.until < today
    ]
    for item in old:
        uow.save(TIME_BANK_ITEMS, replace(item, until=today + stands))
    if old:
        offers_changed(context, uow, _BY)
    return len(old)


def _open_items(context: Context, member: Member) -> list[TimeBankItem]:
    today = context.clock.today()
    found = context.store.find(TIME_BANK_ITEMS, account=member.id, state=ItemState.OPEN)
    return sorted(
        (each for each in found if each.is_open(today)), key=lambda each: (each.kind, each.title)
    )


def _ends_soon(item: TimeBankItem, today: date) -> bool:
    return today <= item.until <= today + ASKED_BEFORE


def _is_written_to(member: Member) -> bool:
    return member.contact_by is ContactBy.EMAIL and is_email(member.email)
