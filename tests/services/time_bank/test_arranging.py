"""Arranging an exchange: what is kept in which state, and what is refused."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.ledger import BadTransfer, PlaceKind
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.arranging import (
    NotArranged,
    Plan,
    agree,
    arrange,
    call_off,
    exchanges,
    mark_done,
    plan_of,
)
from assetmap.storage.store import NotFound
from assetmap.storage.tables import TIME_BANK_EXCHANGES
from tests.conftest import ContextMaker
from tests.services.colleagues import VOLUNTEER
from tests.time_bank import BY_BROKER, join, keep_exchange, the_time_bank

PLAN = Plan("101", "102", 90, date(2026, 3, 20), PlaceKind.PUBLIC, items=("a", "b"))
PROPOSED, AGREED, DONE = ExchangeState.PROPOSED, ExchangeState.AGREED, ExchangeState.DONE


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_from_proposed_to_done(context: Context) -> None:
    made = arrange(context, BY_BROKER, PLAN, PROPOSED)
    assert (plan_of(made), made.state, made.released_at) == (PLAN, PROPOSED, None)
    agreed = agree(context, BY_BROKER, made.id)
    assert (agreed.state, agreed.released_at) == (AGREED, context.clock.now())
    done = mark_done(context, BY_BROKER, made.id, 60, date(2026, 3, 14))
    assert (done.state, done.minutes, done.on) == (DONE, 60, date(2026, 3, 14))
    assert exchanges(context, BY_BROKER, (DONE,)) == [done]
    off = call_off(context, BY_BROKER, made.id)
    assert exchanges(context, BY_BROKER, (ExchangeState.CALLED_OFF,)) == [off]
    assert sum(abs(each) for each in context.store.ledger.balances().values()) == 1560


def test_ward_is_the_receivers(context: Context) -> None:
    lives = join(context, name="Wren Ward", ward="E05002227")
    made = arrange(context, BY_BROKER, replace(PLAN, receiver=lives.id), PROPOSED)
    assert made.ward == "E05002227"


def test_rules_are_looked_at_again_when_both_agree_tb12(context: Context) -> None:
    """TB12: a concern that was raised meanwhile stops it."""
    frozen = join(context, name="Fay Frozen", frozen_on=date(2026, 3, 15))
    made = keep_exchange(context, "101", frozen.id, state=PROPOSED, on=date(2026, 3, 20))
    with pytest.raises(NotArranged, match="Fay Frozen has a concern open"):
        agree(context, BY_BROKER, made.id)
    assert context.store.get(TIME_BANK_EXCHANGES, made.id) == made


@pytest.mark.parametrize(
    ("state", "act"),
    [(AGREED, "agree"), (ExchangeState.POSTED, "call off"), (ExchangeState.CALLED_OFF, "done")],
)
def test_what_is_over_cannot_be_done_again(
    context: Context, state: ExchangeState, act: str
) -> None:
    made = keep_exchange(context, "101", "102", state=state)
    with pytest.raises(BadTransfer, match="cannot be done any more"):
        {
            "agree": lambda: agree(context, BY_BROKER, made.id),
            "call off": lambda: call_off(context, BY_BROKER, made.id),
            "done": lambda: mark_done(context, BY_BROKER, made.id, 60, date(2026, 3, 14)),
        }[act]()


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": 0},
        {"minutes": 100},
        {"minutes": 25 * 60},
        {"giver": "pot"},
        {"giver": "issue"},
        {"giver": "999"},
        {"on": date(2028, 3, 20)},
    ],
)
def test_what_cannot_be_arranged_is_refused_and_not_kept(
    context: Context, changes: dict[str, object]
) -> None:
    with pytest.raises(BadTransfer):
        arrange(context, BY_BROKER, replace(PLAN, **changes), PROPOSED)
    assert context.store.count(TIME_BANK_EXCHANGES) == 0


def test_others_may_not(context: Context) -> None:
    by = Actor(VOLUNTEER)
    made = keep_exchange(context, "101", "102", state=PROPOSED)
    for act in (
        lambda: arrange(context, by, PLAN, PROPOSED),
        lambda: agree(context, by, made.id),
        lambda: mark_done(context, by, made.id, 60, date(2026, 3, 14)),
        lambda: call_off(context, by, made.id),
        lambda: exchanges(context, by, (DONE,)),
    ):
        with pytest.raises(NotAllowed):
            act()
    with pytest.raises(NotFound):
        agree(context, BY_BROKER, "none")
