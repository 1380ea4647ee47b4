"""What is over is taken out after the borough's months; numbers and the ledger stay."""

from dataclasses import replace
from datetime import UTC, date, datetime

from assetmap.domain.time_bank.broker_request import BrokerRequest, RequestState
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemState
from assetmap.domain.time_bank.members import Stage, StageChange
from assetmap.services.context import Context
from assetmap.services.privacy.retention import apply_retention
from assetmap.services.time_bank.accounts import members
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_ITEMS, TIME_BANK_REQUESTS
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join, keep_exchange, keep_item, the_time_bank

SIX, TWELVE = date(2025, 9, 16), date(2025, 3, 16)  # months before the sample's day
DONE = ("members of the time bank", "offers and wants", "exchanges called off")
NAMES = ("Early Applied", "Late Applied", "Early Left", "Late Left", "Long Active")


def at(stage: Stage, on: date) -> dict[str, object]:
    return {"stage": stage, "stages": (StageChange(stage, on, "p-broker"),)}


def counts(context: Context) -> list[int]:
    done = apply_retention(context)
    return [done[each] for each in (*DONE, "questions to the broker")]


def test_members_who_never_joined_or_left_lose_their_name_and_keep_their_number(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    day_before = SIX.replace(day=15)
    for name, where in zip(
        NAMES,
        (
            *(at(Stage.APPLIED, day_before), at(Stage.MET, SIX)),
            *(at(Stage.LEFT, day_before), at(Stage.LEFT, SIX)),
            at(Stage.ACTIVE, date(2020, 1, 1)),
        ),
        strict=True,
    ):
        join(context, 60, name=name, **where)
    assert counts(context) == [2, 0, 0, 0]
    assert [each.title for each in members(context, BY_BROKER)] == [
        *("Member 101", "Late Applied", "Member 103", "Late Left", "Long Active")
    ]
    erased = members(context, BY_BROKER)[0]
    assert (erased.stage, erased.email, erased.phone, erased.address) == (Stage.LEFT, "", "", "")
    assert context.store.ledger.balance("101") == 0
    assert sum(context.store.ledger.balances().values()) == 0
    assert counts(context) == [0, 0, 0, 0]


def test_who_is_frozen_waits_until_the_concern_is_dealt_with(make_context: ContextMaker) -> None:
    context = make_context()
    join(context, frozen_on=date(2025, 1, 1), **at(Stage.APPLIED, date(2024, 1, 1)))
    assert counts(context) == [0, 0, 0, 0]


def test_items_exchanges_and_requests_go_after_twelve_months(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    early = date(2025, 3, 15)
    keep_item(context, "101", "Gone", until=early)
    keep_item(context, "101", "Still", until=TWELVE, state=ItemState.CLOSED)
    named = keep_item(context, "101", "Cake", details="With cream", until=early)
    off = ExchangeState.CALLED_OFF
    keep_exchange(context, "101", "102", on=early, state=off)
    kept = [
        keep_exchange(context, "101", "102", on=TWELVE, state=off).id,
        keep_exchange(
            context, "101", "102", on=early, state=ExchangeState.POSTED, items=(named.id,)
        ).id,
    ]
    asked = BrokerRequest("r1", "p", datetime(2024, 1, 1, tzinfo=UTC), "A walk")
    answered = replace(
        asked, id="r2", state=RequestState.TAKEN, answered_at=datetime(2025, 3, 15, 9, tzinfo=UTC)
    )
    with context.unit_of_work() as uow:
        for each in (asked, answered):
            uow.save(TIME_BANK_REQUESTS, each)
    assert counts(context) == [0, 2, 1, 1]
    titles = [(each.title, each.details) for each in context.store.find(TIME_BANK_ITEMS)]
    assert sorted(titles) == [("Erased", ""), ("Still", "")]
    assert [each.id for each in context.store.find(TIME_BANK_EXCHANGES)] == kept
    assert [each.id for each in context.store.find(TIME_BANK_REQUESTS)] == ["r1"]
    assert counts(context) == [0, 0, 0, 0]
