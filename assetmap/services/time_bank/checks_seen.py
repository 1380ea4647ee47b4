"""Checks that a broker has seen, and the flags that stand on them (TB10).

Only that a paper was seen is kept, when, by whom and until when it holds: never its number, and
never what is in it.
"""

from dataclasses import dataclass, replace
from datetime import date

from assetmap.domain.listings.evidence import DBS_LEVELS
from assetmap.domain.time_bank.members import CheckSeen, Member
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import member_of, save_member
from assetmap.services.time_bank.items import offers_changed
from assetmap.services.time_bank.own_membership import require_another
from assetmap.services.time_bank.refusals import BadAnswers, NotNow


@dataclass(frozen=True)
class SeenAnswers:
    """What a broker tells of a check: the day it was seen and until when it holds; of a DBS check
    its level too.
    """

    on: date | None = None
    until: date | None = None
    level: str = ""


def see_dbs(context: Context, actor: Actor, number: str, answers: SeenAnswers) -> Member:
    """Note that a DBS check was seen. Raises NotAllowed, NotFound, BadAnswers, NotNow."""
    if answers.level not in DBS_LEVELS:
        raise BadAnswers(Problem("level", "Choose the level of the check."))
    seen = _seen(context, actor, answers)
    return _save(context, actor, number, "noted a DBS check of a time-bank member", dbs=seen)


def see_driving(context: Context, actor: Actor, number: str, answers: SeenAnswers) -> Member:
    """Note that licence, insurance and MOT were seen. Raises as `see_dbs`."""
    seen = _seen(context, actor, replace(answers, level=""))
    return _save(context, actor, number, "noted driving papers of a time-bank member", driving=seen)


def set_flags(context: Context, actor: Actor, number: str, *, home: bool, lifts: bool) -> Member:
    """Say whether a member may exchange in homes, and give lifts.

    Raises NotAllowed, NotFound, and BadAnswers where the check is missing or has run out, or for
    somebody under 18 (TB9).
    """
    today = context.clock.today()
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        require_another(context, actor, before)
        problems = []
        if home and not (before.dbs and before.dbs.holds(today)):
            problems.append(Problem("home", "See a DBS check first that has not run out."))
        if lifts and not (before.driving and before.driving.holds(today)):
            problems.append(Problem("lifts", "See driving papers first that have not run out."))
        if (home or lifts) and before.is_under_18(today):
            problems = [Problem("home" if home else "lifts", "They are under 18: never.")]
        if problems:
            raise BadAnswers(*problems)
        after = replace(before, home_allowed=home, lifts_allowed=lifts)
        what = f"set flags of a time-bank member: homes {_said(home)}, lifts {_said(lifts)}"
        save_member(context, uow, actor, after, what)
        offers_changed(context, uow, actor)
    return after


def _said(is_set: bool) -> str:
    return "yes" if is_set else "no"


def _seen(context: Context, actor: Actor, answers: SeenAnswers) -> CheckSeen:
    today = context.clock.today()
    if answers.on is None:
        raise BadAnswers(Problem("on", "Enter the day on which you saw it."))
    if answers.on > today:
        raise BadAnswers(Problem("on", "Enter the day on which you saw it: not in the future."))
    if answers.until is None:
        raise BadAnswers(Problem("until", "Enter until when it holds, or when to look again."))
    if answers.until < max(answers.on, today):
        raise BadAnswers(Problem("until", "It has run out. See a newer one."))
    return CheckSeen(answers.on, actor.person.id, answers.level, answers.until)


def _save(context: Context, actor: Actor, number: str, what: str, **seen: CheckSeen) -> Member:
    with context.unit_of_work() as uow:
        before = member_of(context, actor, number)
        require_another(context, actor, before)
        if before.is_under_18(context.clock.today()):
            raise NotNow("They are under 18: in groups and public places only, no check needed.")
        after = replace(before, **seen)  # type: ignore[arg-type]
        save_member(context, uow, actor, after, what)
    return after
