"""Ringing a member: their number, which somebody looks at, and what came of the call."""

from dataclasses import replace

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.items import ItemState
from assetmap.domain.time_bank.member_calls import CallOutcome, after_call
from assetmap.domain.time_bank.members import Member, Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of, note, save_member
from assetmap.storage.store import UnitOfWork
from assetmap.storage.tables import TIME_BANK_ITEMS


def look_at_number(context: Context, actor: Actor, number: str) -> Member:
    """A member with their phone number; that it was looked at is written down.

    Raises NotAllowed, NotFound.
    """
    member = member_of(context, actor, number)
    with context.unit_of_work() as uow:
        note(context, uow, actor, "looked at a member’s phone number", f"time-bank:{number}")
    return member


def record_member_call(context: Context, actor: Actor, number: str, outcome: CallOutcome) -> Member:
    """Keep what came of a call; gives the member as they are then.

    Raises NotAllowed, NotFound, and NotPossible for a pause of who is not active.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    today = context.clock.today()
    with context.unit_of_work() as uow:
        member = after_call(member_of(context, actor, number), outcome, today)
        if outcome is CallOutcome.PAUSED:
            member = _paused(context, actor, member)
        if outcome is CallOutcome.RENEWED:
            _renew_all(context, uow, actor, member)
        save_member(context, uow, actor, member, f"rang a time-bank member: {outcome}")
    return member


def _paused(context: Context, actor: Actor, member: Member) -> Member:
    if member.stage is not Stage.ACTIVE:
        raise NotPossible("Only an active member can take a break.")
    change = StageChange(Stage.PAUSED, context.clock.today(), actor.person.id)
    return replace(member, stage=Stage.PAUSED, stages=(*member.stages, change))


def _renew_all(context: Context, uow: UnitOfWork, actor: Actor, member: Member) -> None:
    """One call covers all of a member's offers and wants (TB15)."""
    today, stands = context.clock.today(), context.borough.time_bank.item_time
    for item in context.store.find(TIME_BANK_ITEMS, account=member.id, state=ItemState.OPEN):
        uow.save(TIME_BANK_ITEMS, item.renewed(today, stands))
    note(context, uow, actor, "renewed offers and wants", f"time-bank:{member.id}")
