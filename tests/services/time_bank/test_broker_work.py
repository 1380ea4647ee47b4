"""The broker's three lists, over the test's time bank and over the sample's."""

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.domain.people.people import NotAllowed, Person
from assetmap.domain.time_bank.broker_request import BrokerRequest
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind, ItemState, TimeBankItem
from assetmap.domain.time_bank.ledger import CorrectionReason, Line, Transfer, TransferKind
from assetmap.domain.time_bank.member_calls import CallReason
from assetmap.domain.time_bank.members import Member, Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.broker_work import (
    broker_work,
    reasons_of,
    to_ring,
    words_waited_for,
)
from assetmap.services.time_bank.posting import post_correction, post_exchange
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS, TIME_BANK_REQUESTS
from tests.conftest import ContextMaker
from tests.services.colleagues import COORDINATOR, VOLUNTEER
from tests.time_bank import (
    BROKER,
    BY_BROKER,
    a_member,
    confirmed,
    join,
    keep_exchange,
    keep_item,
    the_time_bank,
)

TODAY = date(2026, 3, 16)
ITEM = TimeBankItem("", "", ItemKind.OFFER, "Chess", TODAY, TODAY + timedelta(60))


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def kept(context: Context, member: Member) -> Member:
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, member)
    return member


@pytest.mark.parametrize("person", [VOLUNTEER, COORDINATOR])
def test_only_who_runs_it_sees_what_waits(context: Context, person: Person) -> None:
    """TB20"""
    for look in (broker_work, to_ring):
        with pytest.raises(NotAllowed):
            look(context, Actor(person))
    with pytest.raises(NotAllowed):
        reasons_of(context, Actor(person), a_member(id="101"))


def test_what_waits_for_a_word(context: Context) -> None:
    """TB3: nothing is posted on silence, so it waits where the broker sees it."""
    later, sooner = TODAY + timedelta(1), TODAY - timedelta(1)
    done = keep_exchange(context, "101", "102", on=TODAY - timedelta(4))
    asked = keep_exchange(context, "102", "101", on=later, state=ExchangeState.PROPOSED)
    over = keep_exchange(context, "103", "101", on=sooner, state=ExchangeState.AGREED)
    keep_exchange(context, "101", "103", on=TODAY, state=ExchangeState.AGREED)
    keep_exchange(context, "101", "103", on=sooner, state=ExchangeState.CALLED_OFF)
    posted = confirmed(context, keep_exchange(context, "101", "102", on=sooner))
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, posted)
    assert broker_work(context, BY_BROKER).waiting == (done, over, asked)
    assert words_waited_for(context) == 3


def test_nothing_waits_where_there_is_no_time_bank(context: Context) -> None:
    keep_exchange(context, "101", "102")
    rules = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=rules))
    assert words_waited_for(context) == 0


def test_wants_that_nothing_is_arranged_for(context: Context) -> None:
    want = {"kind": ItemKind.WANT}
    new = keep_item(context, "101", "A lift", **want)
    old = keep_item(context, "103", "A pianist", since=TODAY - timedelta(30), **want)
    arranged = keep_item(context, "102", "Chess", **want)
    keep_exchange(context, "101", "102", items=(arranged.id,), state=ExchangeState.PROPOSED)
    called_off = keep_item(context, "102", "Knitting", since=TODAY - timedelta(9), **want)
    keep_exchange(context, "101", "102", items=(called_off.id,), state=ExchangeState.CALLED_OFF)
    keep_item(context, "101", "Sewing")
    keep_item(context, "101", "Ended", until=TODAY - timedelta(1), **want)
    keep_item(context, "101", "Closed", state=ItemState.CLOSED, **want)
    assert broker_work(context, BY_BROKER).wants == (old, called_off, new)


def test_wants_of_who_is_not_matched_now_do_not_wait(context: Context) -> None:
    """TB10 and TB12: paused, or frozen after a concern."""
    for stage, frozen in ((Stage.PAUSED, None), (Stage.ACTIVE, TODAY)):
        member = join(context, stage=stage, frozen_on=frozen)
        keep_item(context, member.id, "A lift", kind=ItemKind.WANT)
    assert broker_work(context, BY_BROKER).wants == ()


def test_whom_to_ring_and_in_which_order(context: Context) -> None:
    """TB5, TB10, TB15"""
    high = join(context, 4000, spoken_on=date(2025, 12, 1))
    higher = join(context, 5000, spoken_on=date(2025, 6, 1))
    new = join(context, stage=Stage.APPLIED, stages=(StageChange(Stage.APPLIED, TODAY, ""),))
    found = to_ring(context, BY_BROKER)
    assert [(each.member.id, each.reasons[0].kind) for each in found] == [
        (new.id, CallReason.APPLIED),
        (higher.id, CallReason.HIGH),
        (high.id, CallReason.HIGH),
        ("101", CallReason.UNUSED),
        ("102", CallReason.UNUSED),
    ]
    assert reasons_of(context, BY_BROKER, high) == found[2].reasons
    assert broker_work(context, BY_BROKER).rung == 0


def test_who_was_rung_today_leaves_the_list(context: Context) -> None:
    for number, field in (("101", {"spoken_on": TODAY}), ("102", {"tried_on": (TODAY,)})):
        kept(context, replace(context.store.get(TIME_BANK_MEMBERS, number), **field))  # type: ignore[arg-type]
    work = broker_work(context, BY_BROKER)
    assert (work.to_ring, work.rung) == ((), 2)


def test_an_exchange_that_was_taken_back_is_none(context: Context) -> None:
    """TB4: who gave only by mistake has still done nothing."""
    exchange = confirmed(context, keep_exchange(context, "101", "102"))
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, exchange)
    assert to_ring(context, BY_BROKER) == ()
    assert context.store.ledger.last_exchanged() == {"101": exchange.on, "102": exchange.on}
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, exchange.id, CorrectionReason.NEVER)
    assert [each.member.id for each in to_ring(context, BY_BROKER)] == ["101", "102"]
    assert context.store.ledger.last_exchanged() == {}


def test_colleagues_who_ask_are_counted(context: Context) -> None:
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_REQUESTS, BrokerRequest("r", "p-c", context.clock.now(), "Company"))
    assert broker_work(context, BY_BROKER).asks == 1


def many(context: Context, members: int, transfers: int) -> None:
    """A time bank of some size: every member with five offers and wants."""
    now = context.clock.now()
    people = [join(context) for _ in range(members)]
    with context.unit_of_work() as uow:
        for number, each in enumerate(people):
            for n in range(5):
                kind = ItemKind.WANT if n % 2 else ItemKind.OFFER
                item = replace(ITEM, id=f"m{number}-{n}", account=each.id, kind=kind)
                uow.save(TIME_BANK_ITEMS, item)
        for n in range(transfers):
            giver, receiver = people[n % members].id, people[(n * 7 + 1) % members].id
            if giver == receiver:
                continue
            lines = (Line(giver, 60), Line(receiver, -60))
            day = TODAY - timedelta(n % 700)
            uow.post(Transfer(f"t{n}", f"k{n}", TransferKind.EXCHANGE, day, now, BROKER.id, lines))


def test_five_hundred_members_are_quick(make_context: ContextMaker) -> None:
    context = make_context()
    many(context, 500, 5_000)
    broker_work(context, BY_BROKER)
    took = []
    for _ in range(5):
        start = time.process_time()
        work = broker_work(context, BY_BROKER)
        took.append(time.process_time() - start)
    assert len(work.wants) == 1_000
    assert min(took) < 0.1
