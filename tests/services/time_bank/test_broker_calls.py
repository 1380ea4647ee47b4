"""Ringing a member: the look at their number is written down, and so is what came of the call."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.domain.people.people import NotAllowed
from assetmap.domain.time_bank.items import ItemKind, ItemState
from assetmap.domain.time_bank.member_calls import CallOutcome
from assetmap.domain.time_bank.members import Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.broker_calls import look_at_number, record_member_call
from assetmap.services.time_bank.refusals import NotNow
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.services.colleagues import COORDINATOR
from tests.time_bank import BROKER, BY_BROKER, keep_item, the_time_bank

TODAY = date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def written_down(context: Context) -> list[str]:
    return [each.entry.happening.what for each in context.store.audited(subject="time-bank:101")]


def test_a_look_at_a_number_is_written_down_without_it(context: Context) -> None:
    assert look_at_number(context, BY_BROKER, "101").phone == "01632 960501"
    assert written_down(context)[-1] == "looked at a member’s phone number"
    audit = "".join(str(each) for each in context.store.audited(subject="time-bank:101"))
    assert "960501" not in audit
    assert "Lovelock" not in audit


def test_only_who_runs_it_may_ring(context: Context) -> None:
    """TB20"""
    before = written_down(context)
    with pytest.raises(NotAllowed):
        look_at_number(context, Actor(COORDINATOR), "101")
    with pytest.raises(NotAllowed):
        record_member_call(context, Actor(COORDINATOR), "101", CallOutcome.SPOKE)
    assert written_down(context) == before


def test_nobody_has_that_number(context: Context) -> None:
    with pytest.raises(NotFound):
        record_member_call(context, BY_BROKER, "999", CallOutcome.SPOKE)


@pytest.mark.parametrize("outcome", CallOutcome)
def test_what_came_of_a_call_is_kept(context: Context, outcome: CallOutcome) -> None:
    before = context.store.get(TIME_BANK_MEMBERS, "101")
    member = record_member_call(context, BY_BROKER, "101", outcome)
    expected = replace(before, spoken_on=TODAY)
    if outcome is CallOutcome.NO_ANSWER:
        expected = replace(before, tried_on=(TODAY,))
    if outcome is CallOutcome.PAUSED:
        change = StageChange(Stage.PAUSED, TODAY, BROKER.id)
        expected = replace(expected, stage=Stage.PAUSED, stages=(*before.stages, change))
    assert member == context.store.get(TIME_BANK_MEMBERS, "101") == expected
    assert f"rang a time-bank member: {outcome}" in written_down(context)


def test_one_press_renews_all_of_their_offers_and_wants(context: Context) -> None:
    """TB15"""
    ended = keep_item(context, "101", "Sewing", until=TODAY - timedelta(3))
    want = keep_item(context, "101", "A lift", kind=ItemKind.WANT, until=TODAY + timedelta(3))
    closed = keep_item(context, "101", "Chess", state=ItemState.CLOSED, until=TODAY)
    other = keep_item(context, "102", "Walks", until=TODAY + timedelta(3))
    record_member_call(context, BY_BROKER, "101", CallOutcome.RENEWED)
    until = TODAY + timedelta(90)
    kept = {each.id: each.until for each in context.store.find(TIME_BANK_ITEMS)}
    assert kept == {
        ended.id: until,
        want.id: until,
        closed.id: closed.until,
        other.id: other.until,
    }


def test_who_is_not_active_cannot_pause(context: Context) -> None:
    member = replace(context.store.get(TIME_BANK_MEMBERS, "101"), stage=Stage.APPLIED)
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, member)
    with pytest.raises(NotNow):
        record_member_call(context, BY_BROKER, "101", CallOutcome.PAUSED)
    assert context.store.get(TIME_BANK_MEMBERS, "101") == member
