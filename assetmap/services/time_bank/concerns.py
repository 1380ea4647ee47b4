"""Concerns about a member: matching stops at once, and nothing of what it was is written (TB12)."""

from dataclasses import replace

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.members import Concern, Member
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, new_id
from assetmap.services.time_bank.accounts import member_of, save_member
from assetmap.services.time_bank.items import offers_changed
from assetmap.services.time_bank.own_membership import brokers, require_another
from assetmap.services.time_bank.refusals import NotNow
from assetmap.storage.tables import TIME_BANK_CONCERNS


def concerns_of(context: Context, actor: Actor, number: str) -> list[Concern]:
    """The concerns about a member, the newest first. Raises NotAllowed."""
    require(actor.person, Action.RUN_TIME_BANK)
    found = context.store.find(TIME_BANK_CONCERNS, member_id=number)
    return sorted(found, key=lambda each: (each.at, each.id), reverse=True)


def raise_concern(context: Context, actor: Actor, number: str) -> Member:
    """Note that there is a concern, and stop matching; one that is open already stands.

    Raises NotAllowed, NotFound.
    """
    today = context.clock.today()
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        if any(each.closed_on is None for each in concerns_of(context, actor, number)):
            return before
        uow.save(TIME_BANK_CONCERNS, Concern(new_id(), number, today, actor.person.id))
        after = replace(before, frozen_on=today)
        save_member(context, uow, actor, after, "raised a concern about a time-bank member")
        offers_changed(context, uow, actor)
    return after


def may_close(context: Context, actor: Actor, concern: Concern) -> bool:
    """Whether somebody may say that a concern is dealt with: another than who raised it, where
    there are two.
    """
    return actor.person.id != concern.by or len(brokers(context)) < 2


def close_concern(context: Context, actor: Actor, number: str) -> Member:
    """Say that the open concern is dealt with; matching goes on. Raises NotAllowed, NotFound,
    NotNow.
    """
    today = context.clock.today()
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        require_another(context, actor, before)
        open_ones = [x for x in concerns_of(context, actor, number) if x.closed_on is None]
        if not all(may_close(context, actor, each) for each in open_ones):
            raise NotNow("You raised this concern. Another broker says that it is dealt with.")
        for each in open_ones:
            done = replace(each, closed_on=today, closed_by=actor.person.id)
            uow.save(TIME_BANK_CONCERNS, done)
        after = replace(before, frozen_on=None)
        save_member(context, uow, actor, after, "closed a concern about a time-bank member")
        offers_changed(context, uow, actor)
    return after
