"""Ringing a member: their number, which somebody looks at, and what came of the call."""

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.member_calls import CallOutcome, after_call
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of, note, save_member
from assetmap.services.time_bank.items import renew_items
from assetmap.services.time_bank.membership import set_stage


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

    Raises NotAllowed, NotFound, and NotNow for a pause of who is not active.
    """
    require(actor.person, Action.RUN_TIME_BANK)
    before = member_of(context, actor, number)
    if outcome is CallOutcome.PAUSED:
        before = set_stage(context, actor, number, Stage.PAUSED)
    with context.unit_of_work() as uow:
        member = after_call(before, outcome, context.clock.today())
        save_member(context, uow, actor, member, f"rang a time-bank member: {outcome}")
        if outcome is CallOutcome.RENEWED:
            renew_items(context, uow, actor, number)  # one call covers all of them (TB15)
    return member
