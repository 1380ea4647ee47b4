"""Whom a broker rings and why: joining, balances, silence, offers that end; and who is left be."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.member_calls import (
    CallOutcome,
    CallReason,
    Reason,
    after_call,
    reasons_to_ring,
    was_rung,
)
from assetmap.domain.time_bank.members import Member, Stage, StageChange
from assetmap.domain.time_bank.rules import TimeBankRules

TODAY = date(2026, 3, 16)
RULES = TimeBankRules()
LONG_AGO = date(2025, 1, 6)
LATELY = date(2026, 3, 2)


def days_ago(days: int) -> date:
    return TODAY - timedelta(days)


def a_member(stage: Stage = Stage.ACTIVE, since: date = LONG_AGO, **values: Any) -> Member:
    changes = (StageChange(stage, since, "p-broker"),)
    return Member("101", stage=stage, stages=changes, **values)


def item(until: date, **values: Any) -> TimeBankItem:
    return TimeBankItem("i", "101", ItemKind.OFFER, "Chess", LONG_AGO, until, **values)


def reasons(
    member: Member,
    *items: TimeBankItem,
    balance: int = 0,
    last: date | None = LATELY,
) -> tuple[Reason, ...]:
    return reasons_to_ring(member, items, balance, last, RULES, TODAY)


def test_most_people_are_not_rung() -> None:
    assert reasons(a_member(), item(TODAY + timedelta(60)), balance=120) == ()


@pytest.mark.parametrize(
    ("balance", "expected"),
    [
        (-600, ()),
        (-615, (Reason(CallReason.LOW, minutes=615),)),
        (3000, ()),
        (3015, (Reason(CallReason.HIGH, minutes=3015),)),
    ],
)
def test_a_balance_is_a_reason_for_a_talk(balance: int, expected: tuple[Reason, ...]) -> None:
    """TB5: low and high both, and only beyond the borough's limits."""
    assert reasons(a_member(), balance=balance) == expected


@pytest.mark.parametrize(("days", "is_silent"), [(59, False), (60, True)])
def test_silence_is_noticed(days: int, is_silent: bool) -> None:
    expected = (Reason(CallReason.SILENT, days_ago(days)),) if is_silent else ()
    assert reasons(a_member(), last=days_ago(days)) == expected


@pytest.mark.parametrize(("days", "is_due"), [(29, False), (30, True)])
def test_who_joined_and_has_done_nothing_yet(days: int, is_due: bool) -> None:
    expected = (Reason(CallReason.UNUSED, days_ago(days)),) if is_due else ()
    assert reasons(a_member(since=days_ago(days)), last=None) == expected


@pytest.mark.parametrize(
    ("until", "is_due"),
    [
        (TODAY + timedelta(15), False),
        (TODAY + timedelta(14), True),
        (TODAY - timedelta(30), True),
        (TODAY - timedelta(31), False),
    ],
)
def test_offers_and_wants_are_asked_after_before_they_end(until: date, is_due: bool) -> None:
    """TB15: also standing ones, and those that ended not long ago."""
    expected = (Reason(CallReason.ENDING, until, items=1),) if is_due else ()
    assert reasons(a_member(), item(until)) == expected
    assert reasons(a_member(), item(until, standing=True)) == expected
    assert reasons(a_member(), item(until, state=ItemState.CLOSED)) == ()


def test_one_call_covers_all_of_them() -> None:
    """TB15"""
    items = [item(TODAY + timedelta(days)) for days in (9, 3, 40)]
    expected = (Reason(CallReason.ENDING, TODAY + timedelta(3), items=2),)
    assert reasons(a_member(), *items) == expected


def test_after_a_talk_people_are_left_be() -> None:
    spoken = a_member(since=days_ago(40), spoken_on=days_ago(5))
    assert reasons(spoken, item(TODAY + timedelta(2)), balance=9000, last=days_ago(90)) == ()
    assert reasons(spoken, last=None) == ()


def test_a_talk_is_forgotten_once_it_is_long_ago() -> None:
    spoken = a_member(spoken_on=days_ago(60))
    assert [each.kind for each in reasons(spoken, balance=9000, last=days_ago(90))] == [
        *(CallReason.HIGH, CallReason.SILENT),
    ]
    newer = a_member(spoken_on=days_ago(59))
    assert reasons(newer, balance=9000, last=days_ago(90)) == ()


@pytest.mark.parametrize(
    ("stage", "since", "expected"),
    [
        (Stage.APPLIED, TODAY, (Reason(CallReason.APPLIED, TODAY),)),
        (Stage.MET, days_ago(13), ()),
        (Stage.MET, days_ago(14), (Reason(CallReason.REFERENCES, days_ago(14)),)),
        (Stage.REFERENCES, TODAY, (Reason(CallReason.WELCOME, TODAY),)),
        (Stage.PAUSED, LONG_AGO, ()),
        (Stage.LEFT, LONG_AGO, ()),
    ],
)
def test_joining_does_not_stall(stage: Stage, since: date, expected: tuple[Reason, ...]) -> None:
    """TB10, and nobody is rung who takes a break or has left."""
    assert reasons(a_member(stage, since), balance=9000, last=None) == expected


def test_who_was_frozen_is_rung_by_whoever_deals_with_the_concern() -> None:
    """TB12"""
    assert reasons(a_member(frozen_on=days_ago(3)), balance=9000) == ()


def test_the_most_pressing_reason_comes_first() -> None:
    found = reasons(a_member(), item(TODAY), balance=-900, last=days_ago(70))
    assert [each.kind for each in found] == [CallReason.ENDING, CallReason.LOW, CallReason.SILENT]


def test_a_call_without_an_answer_is_one_more_try() -> None:
    member = a_member(spoken_on=LONG_AGO, tried_on=(LATELY,))
    tried = after_call(member, CallOutcome.NO_ANSWER, TODAY)
    assert tried == replace(member, tried_on=(LATELY, TODAY))
    assert was_rung(tried, TODAY)
    assert not was_rung(tried, TODAY + timedelta(1))


@pytest.mark.parametrize("outcome", sorted(set(CallOutcome) - {CallOutcome.NO_ANSWER}))
def test_after_a_talk_tries_do_not_count(outcome: CallOutcome) -> None:
    spoken = after_call(a_member(tried_on=(LATELY,)), outcome, TODAY)
    assert (spoken.spoken_on, spoken.tried_on) == (TODAY, ())
    assert was_rung(spoken, TODAY)
