"""Whom a broker rings: why each member is on the list, and when they leave it again."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from assetmap.domain.time_bank.items import ItemState, TimeBankItem
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.domain.time_bank.rules import TimeBankRules

UNUSED_DAYS = 30  # after joining, or after a talk, without giving or receiving anything
ENDING_DAYS = 14  # before the first of somebody's offers and wants ends
ENDED_DAYS = 30  # after which one that ended is asked after no more
REFERENCES_DAYS = 14  # after meeting somebody whose references have not both come
_JOINING = (Stage.APPLIED, Stage.MET, Stage.REFERENCES)


class CallReason(StrEnum):
    """Why somebody is rung, the first the most pressing."""

    APPLIED = "applied"  # meet them
    WELCOME = "welcome"  # both references are in
    REFERENCES = "references"  # they are long in coming
    ENDING = "ending"  # offers and wants
    LOW = "low"
    HIGH = "high"
    UNUSED = "unused"
    SILENT = "silent"


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason; `on` is since or until when, `items` how many offers and wants it is about."""

    kind: CallReason
    on: date | None = None
    minutes: int = 0
    items: int = 0


class CallOutcome(StrEnum):
    """What came of a call."""

    SPOKE = "spoke"
    NO_ANSWER = "no-answer"
    RENEWED = "renewed"  # all of their offers and wants still stand (TB15)
    PAUSED = "paused"


def reasons_to_ring(
    member: Member,
    items: Iterable[TimeBankItem],
    balance: int,
    last_done: date | None,
    rules: TimeBankRules,
    today: date,
) -> tuple[Reason, ...]:
    """Why a member is to be rung today, the most pressing reason first; none for most people.

    `items` are their own, `last_done` is when they gave or received last. Who was frozen after a
    concern is rung by whoever deals with it, and who is paused or has left by nobody. After a
    talk, balances and silence are left alone for `silent_days` of the borough's rules.
    """
    if member.frozen_on is not None:
        return ()
    if member.stage in _JOINING:
        return _joining(member, today)
    if member.stage is not Stage.ACTIVE:
        return ()
    found = [_ending(member, items, today), _unused(member, last_done, today)]
    if not _was_spoken_to(member, today, rules.silent_days):
        found += _balance(balance, rules) + _silence(last_done, rules, today)
    order = list(CallReason)
    return tuple(sorted(filter(None, found), key=lambda each: order.index(each.kind)))


def after_call(member: Member, outcome: CallOutcome, today: date) -> Member:
    """The member with what a call was noted of: that they were spoken to, or one more try."""
    if outcome is CallOutcome.NO_ANSWER:
        return replace(member, tried_on=(*member.tried_on, today))
    return replace(member, spoken_on=today, tried_on=())


def was_rung(member: Member, today: date) -> bool:
    """Whether somebody has spoken to them today or tried to: one call a day is enough."""
    return today == member.spoken_on or today in member.tried_on


def _joining(member: Member, today: date) -> tuple[Reason, ...]:
    since = member.since(member.stage)
    match member.stage:
        case Stage.APPLIED:
            return (Reason(CallReason.APPLIED, since),)
        case Stage.REFERENCES:
            return (Reason(CallReason.WELCOME, since),)
        case _:
            is_long = since is None or today - since >= timedelta(REFERENCES_DAYS)
            is_new = _was_spoken_to(member, today, REFERENCES_DAYS)
            return (Reason(CallReason.REFERENCES, since),) if is_long and not is_new else ()


def _ending(member: Member, items: Iterable[TimeBankItem], today: date) -> Reason | None:
    """One call covers all of them (TB15), from some days before the first one ends."""
    ends = [
        each.until
        for each in items
        if each.state is ItemState.OPEN
        and timedelta(-ENDED_DAYS) <= each.until - today <= timedelta(ENDING_DAYS)
        and not _since(member, each.until - timedelta(ENDING_DAYS))
    ]
    return Reason(CallReason.ENDING, min(ends), items=len(ends)) if ends else None


def _unused(member: Member, last_done: date | None, today: date) -> Reason | None:
    joined = member.since(Stage.ACTIVE)
    if last_done is not None or joined is None:
        return None
    is_due = today - joined >= timedelta(UNUSED_DAYS)
    is_new = _was_spoken_to(member, today, UNUSED_DAYS)
    return Reason(CallReason.UNUSED, joined) if is_due and not is_new else None


def _balance(balance: int, rules: TimeBankRules) -> list[Reason | None]:
    """TB5: a reason for a talk, never a block."""
    return [
        Reason(CallReason.LOW, minutes=-balance) if balance < rules.low else None,
        Reason(CallReason.HIGH, minutes=balance) if balance > rules.high else None,
    ]


def _silence(last_done: date | None, rules: TimeBankRules, today: date) -> list[Reason | None]:
    if last_done is None or today - last_done < timedelta(rules.silent_days):
        return []
    return [Reason(CallReason.SILENT, last_done)]


def _was_spoken_to(member: Member, today: date, days: int) -> bool:
    return _since(member, today - timedelta(days - 1))


def _since(member: Member, day: date) -> bool:
    """Whether somebody has spoken to them on a day or later."""
    return member.spoken_on is not None and member.spoken_on >= day
