"""Members join, change what is known of them, and go through the stages (TB10)."""

from dataclasses import replace
from datetime import date
from secrets import token_hex

from assetmap.domain.people.people import Action, require
from assetmap.domain.time_bank.members import (
    NEXT_STAGES,
    REFERENCES_NEEDED,
    Member,
    Reference,
    Stage,
    StageChange,
)
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import add_member, member_of, save_member
from assetmap.services.time_bank.items import move_items, offers_changed
from assetmap.services.time_bank.member_details import MemberDetails, with_details
from assetmap.services.time_bank.own_membership import require_another
from assetmap.services.time_bank.posting import post_welcome
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.storage.unit_of_work import UnitOfWork


def add(context: Context, actor: Actor, details: MemberDetails) -> Member:
    """Keep somebody who applied. Raises NotAllowed, BadAnswers."""
    require(actor.person, Action.RUN_TIME_BANK)
    with context.unit_of_work() as uow:
        applied = with_stage(context, actor, Member(""), Stage.APPLIED)
        return add_member(context, uow, actor, with_details(context, applied, details))


def change(context: Context, actor: Actor, number: str, details: MemberDetails) -> Member:
    """Keep what is known of a member by now. Links that were sent to another address are void.

    Raises NotAllowed, NotFound, BadAnswers, NotNow for somebody who has left.
    """
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        if before.stage is Stage.LEFT:
            raise NotNow(f"{before.title} has left. Nothing more is written down about them.")
        after = with_details(context, before, details)
        if after.email.casefold() != before.email.casefold():
            after = replace(after, link_mark=token_hex(8))
        if after != before:
            save_member(context, uow, actor, after, "changed a time-bank member")
            move_items(context, uow, actor, after)
    return after


def set_stage(context: Context, actor: Actor, number: str, stage: Stage) -> Member:
    """Bring a member to their next stage; a new member gets the welcome hours (TB6).

    Raises NotAllowed, NotFound, and NotNow where the stage does not come next or lacks something.
    """
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        require_another(context, actor, before)
        if stage is Stage.LEFT or stage not in NEXT_STAGES[before.stage]:
            raise NotNow(f"{before.title} cannot become “{stage.label}” now.")
        if missing := _missing(before, stage, context.clock.today()):
            raise NotNow(missing)
        return _moved(context, uow, actor, before, stage)


def add_reference(context: Context, actor: Actor, number: str, on: date) -> Member:
    """Note that somebody spoke well of a member, never who and what. The second is enough to be
    active. Raises NotAllowed, NotFound, BadAnswers, NotNow.
    """
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        require_another(context, actor, before)
        if before.stage not in (Stage.APPLIED, Stage.MET):
            raise NotNow("Their references are in already.")
        if on > context.clock.today():
            raise BadAnswers(Problem("on", "Enter the day it came: it is not in the future."))
        references = (*before.references, Reference(on, actor.person.id))
        after = replace(before, references=references)
        save_member(context, uow, actor, after, "noted a reference of a time-bank member")
        if after.stage is Stage.MET and len(references) >= REFERENCES_NEEDED:
            after = _moved(context, uow, actor, after, Stage.REFERENCES)
    return after


def with_stage(context: Context, actor: Actor, member: Member, stage: Stage) -> Member:
    """A member as they are at a stage from today on; not kept."""
    came = StageChange(stage, context.clock.today(), actor.person.id)
    return replace(member, stage=stage, stages=(*member.stages, came))


def _moved(context: Context, uow: UnitOfWork, actor: Actor, before: Member, stage: Stage) -> Member:
    after = with_stage(context, actor, before, stage)
    what = f"brought a time-bank member to: {stage.label.lower()}"
    save_member(context, uow, actor, after, what)
    if stage is Stage.ACTIVE:
        post_welcome(context, uow, actor, after)
    offers_changed(context, uow, actor)
    if stage is Stage.MET and len(after.references) >= REFERENCES_NEEDED:
        return _moved(context, uow, actor, after, Stage.REFERENCES)
    return after


def _missing(member: Member, stage: Stage, today: date) -> str:
    """What is still missing for a stage, as a sentence; empty when nothing is."""
    if stage is Stage.REFERENCES and len(member.references) < REFERENCES_NEEDED:
        return f"{REFERENCES_NEEDED} references are needed before this."
    if stage is Stage.ACTIVE and member.is_under_18(today) and member.consent_on is None:
        return "They are under 18: see a parent’s consent first, and write down the day."
    return ""
