"""What is read from the form of an exchange, and what is wrong in it."""

from datetime import date

import pytest

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind
from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.validation import Problem
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import account_titles
from assetmap.services.time_bank.arranging import Plan
from assetmap.web.time_bank.exchange_form import (
    TypedExchange,
    read_plan,
    read_step,
    typed_exchange,
    typed_from_items,
)
from tests.conftest import ContextMaker
from tests.time_bank import keep_item, the_time_bank

TYPED = {
    "giver": "101 Ada Lovelock",
    "receiver": "oddwick",
    "minutes": "1:30",
    "place": "remote",
    "on-day": "12",
    "on-month": "3",
    "on-year": "2026",
    "far": "agreed",
    "want": "w",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_form_is_read_as_a_plan(context: Context) -> None:
    typed = typed_exchange({**TYPED, "broker_present": "yes", "category": "no-such"})
    plan = Plan(
        *("101", "102", 90, date(2026, 3, 12), PlaceKind.REMOTE),
        broker_present=True,
        items=("w",),
    )
    assert read_plan(context, typed) == (plan, ())
    assert read_step(typed) is ExchangeState.AGREED


def test_every_mistake_is_told_at_once(context: Context) -> None:
    plan, problems = read_plan(context, typed_exchange({}))
    assert plan is None
    assert problems == (
        Problem("giver", "Enter who gives the time."),
        Problem("receiver", "Enter who is given it."),
        Problem("minutes", "Write the time like 1:30, 1 h 30 min or 90 minutes."),
        Problem("on", "Enter the day."),
        Problem("place", "Choose where it is."),
    )
    assert read_step(TypedExchange({"far": "posted"})) is None


def test_match_fills_in_who_what_and_where(context: Context) -> None:
    titles, remote = account_titles(context), (PlaceKind.REMOTE,)
    offer = keep_item(context, "101", "Chat", places=(*remote, PlaceKind.HOME), category="chat")
    want = keep_item(context, "102", "Chat", places=remote, kind=ItemKind.WANT)
    typed = typed_from_items(titles, want, offer)
    shown = {name: typed[name] for name in ("giver", "receiver", "place", "category", "want")}
    assert shown == {
        "giver": "101 Ada Lovelock",
        "receiver": "102 Bertram Oddwick",
        "place": "remote",
        "category": "chat",
        "want": want.id,
    }
    assert typed_from_items(titles, None, None)["place"] == "public"
