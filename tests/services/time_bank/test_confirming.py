"""Both say yes, and only then it is posted: TB3 of the product's rules, over a real store."""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.time_bank.exchanges import ConfirmedBy, ExchangeState
from assetmap.domain.time_bank.items import ItemKind, ItemState
from assetmap.domain.time_bank.ledger import AlreadyPosted, BadTransfer, PlaceKind
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.arranging import Plan, arrange
from assetmap.services.time_bank.confirming import (
    OwnExchange,
    confirm_by_link,
    confirm_by_phone,
    confirm_by_slip,
    record_by_phone,
)
from assetmap.storage.tables import (
    EMAILS,
    TIME_BANK_EXCHANGES,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
)
from tests.conftest import ContextMaker
from tests.services.colleagues import VOLUNTEER
from tests.time_bank import BY_BROKER, join, keep_exchange, keep_item, the_time_bank

LATE = date(2026, 1, 30)
PLAN = Plan("101", "102", 90, LATE, PlaceKind.PUBLIC)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def at_once(act: Callable[[], object], times: int = 4) -> list[str]:
    """What came of doing something in several threads at once."""
    came: list[str] = []

    def run() -> None:
        try:
            act()
            came.append("done")
        except AlreadyPosted:
            came.append("already")

    threads = [threading.Thread(target=run) for _ in range(times)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return sorted(came)


def by_slip(context: Context, plan: Plan, actor: Actor = BY_BROKER) -> str:
    with context.unit_of_work() as uow:
        return confirm_by_slip(context, uow, actor, plan).id


def test_two_brokers_at_once_post_it_once_tb3(context: Context) -> None:
    """TB3: whoever is quicker."""
    exchange = keep_exchange(context, "101", "102")
    came = at_once(lambda: confirm_by_phone(context, BY_BROKER, exchange.id))
    assert came == ["already", "already", "already", "done"]
    assert context.store.ledger.balance("101") == 270
    assert context.store.ledger.faults() == []


def test_last_word_pressed_in_several_windows_posts_it_once_tb3(context: Context) -> None:
    """TB3: a double press is one entry."""
    exchange = keep_exchange(context, "101", "102")
    one, two = (context.store.get(TIME_BANK_MEMBERS, each) for each in ("101", "102"))
    confirm_by_link(context, one, exchange.id, 90)
    at_once(lambda: confirm_by_link(context, two, exchange.id, 90))
    assert context.store.ledger.balance("101") == 270


def test_form_sent_by_several_at_once_is_one_entry(context: Context) -> None:
    came = at_once(lambda: record_by_phone(context, BY_BROKER, PLAN, once="form-0001"))
    assert came.count("done") == 1
    assert context.store.ledger.balance("101") == 270


def test_entered_late_it_keeps_the_day_on_which_it_was_done(context: Context) -> None:
    posted = record_by_phone(context, BY_BROKER, PLAN)
    assert (posted.done_on, posted.posted_at.date()) == (LATE, context.clock.today())


def test_recorded_by_phone_asks_nobody_again(context: Context) -> None:
    record_by_phone(context, BY_BROKER, PLAN)
    assert context.store.find(EMAILS) == []


def test_done_asks_those_with_email_for_their_word_once(context: Context) -> None:
    for _ in range(2):
        arrange(context, BY_BROKER, PLAN, ExchangeState.DONE, once="form-0001")
    (letter,) = context.store.find(EMAILS)
    assert letter.to == "ada.lovelock@example.org"
    assert "You gave 1 h 30 min on 30 January 2026. The other was Member 102." in letter.text


def test_one_word_by_link_and_the_broker_for_the_other(context: Context) -> None:
    exchange = keep_exchange(context, "101", "102")
    confirm_by_link(context, context.store.get(TIME_BANK_MEMBERS, "101"), exchange.id, 90)
    confirm_by_phone(context, BY_BROKER, exchange.id)
    said = context.store.get(TIME_BANK_EXCHANGES, exchange.id).confirmations
    assert [(each.account, each.how) for each in said] == [
        ("101", ConfirmedBy.LINK),
        ("102", ConfirmedBy.PHONE),
    ]


def test_slip_posts_what_both_signed_and_once_tb3(context: Context) -> None:
    """TB3: the slip is the word of both; its number is never entered twice."""
    plan = replace(PLAN, slip="1001")
    posted = by_slip(context, plan)
    exchange = context.store.get(TIME_BANK_EXCHANGES, posted)
    assert (exchange.state, exchange.slip) == (ExchangeState.POSTED, "1001")
    assert {each.how for each in exchange.confirmations} == {ConfirmedBy.SLIP}
    with pytest.raises(AlreadyPosted, match="Slip 1001 was entered before"):
        by_slip(context, plan)
    with pytest.raises(BadTransfer, match="number of the slip"):
        by_slip(context, PLAN)
    assert context.store.ledger.balance("101") == 270


def test_slip_of_an_exchange_that_was_arranged_is_that_one(context: Context) -> None:
    """Else it would wait for a word for ever, or be posted a second time by a link."""
    arranged = keep_exchange(
        context, "101", "102", state=ExchangeState.AGREED, on=date(2026, 3, 12), minutes=60
    )
    plan = replace(PLAN, on=date(2026, 3, 14), slip="1002")
    assert by_slip(context, plan) == arranged.id
    kept = context.store.get(TIME_BANK_EXCHANGES, arranged.id)
    assert (kept.minutes, kept.on, kept.slip) == (90, date(2026, 3, 14), "1002")
    far = keep_exchange(context, "101", "102", state=ExchangeState.AGREED, on=date(2026, 3, 1))
    assert by_slip(context, replace(plan, slip="1003")) != far.id


def test_slip_allows_no_other_place_than_an_arrangement_tb10(context: Context) -> None:
    """TB10: arranged for a public place, and the slip says a home: the flags count all the same."""
    for _ in range(2):
        plan = replace(PLAN, place=PlaceKind.HOME, slip="1004", broker_present=True)
        with pytest.raises(BadTransfer, match="no flag for homes"):
            by_slip(context, plan)
        keep_exchange(context, "101", "102", state=ExchangeState.AGREED, on=PLAN.on)
    assert context.store.ledger.balance("101") == 180


def test_nothing_waits_on_silence_tb3(context: Context, make_context: ContextMaker) -> None:
    """TB3: nobody answers for a year, and nothing is posted."""
    exchange = keep_exchange(context, "101", "102")
    later = make_context(today="2027-03-16", home=context.config.home)
    assert later.store.get(TIME_BANK_EXCHANGES, exchange.id).state is ExchangeState.DONE
    assert later.store.ledger.balance("101") == 180


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"state": ExchangeState.POSTED}, "in the ledger already"),
        ({"state": ExchangeState.CALLED_OFF}, "called off"),
        ({"on": date(2026, 3, 17)}, "It has not been yet"),
    ],
)
def test_what_cannot_be_confirmed_is_told(
    context: Context, values: dict[str, object], said: str
) -> None:
    exchange = keep_exchange(context, "101", "102", **values)
    with pytest.raises(BadTransfer, match=said):
        confirm_by_phone(context, BY_BROKER, exchange.id)
    assert context.store.ledger.balance("101") == 180


def test_proposal_is_not_confirmed_by_a_link(context: Context) -> None:
    exchange = keep_exchange(context, "101", "102", state=ExchangeState.PROPOSED)
    with pytest.raises(BadTransfer, match="not agreed yet"):
        confirm_by_link(context, context.store.get(TIME_BANK_MEMBERS, "101"), exchange.id, 90)


def test_broker_does_not_confirm_their_own_in_any_way_tb3(context: Context) -> None:
    """TB3: neither by phone nor on a slip, also where they sign for a group."""
    own = join(context, name="Beth Broker", email="home@example.org")
    exchange = keep_exchange(context, own.id, "102")
    with pytest.raises(OwnExchange):
        confirm_by_phone(context, BY_BROKER, exchange.id)
    with pytest.raises(OwnExchange):
        by_slip(context, replace(PLAN, receiver=own.id, slip="1001"))
    other = Actor(Person("p-other", "Ole Other", "ole@example.org", roles=(Role.BROKER,)))
    assert confirm_by_phone(context, other, exchange.id).minutes == 90


def test_want_is_over_once_it_was_met_unless_it_stands(context: Context) -> None:
    for standing, state in ((False, ItemState.CLOSED), (True, ItemState.OPEN)):
        want = keep_item(context, "102", "A hedge", kind=ItemKind.WANT, standing=standing)
        offer = keep_item(context, "101", "Hedges")
        exchange = keep_exchange(context, "101", "102", items=(offer.id, want.id, "gone"))
        confirm_by_phone(context, BY_BROKER, exchange.id)
        assert context.store.get(TIME_BANK_ITEMS, want.id).state is state
        assert context.store.get(TIME_BANK_ITEMS, offer.id).state is ItemState.OPEN


def test_others_may_not(context: Context) -> None:
    exchange = keep_exchange(context, "101", "102")
    with pytest.raises(NotAllowed):
        confirm_by_phone(context, Actor(VOLUNTEER), exchange.id)
    with pytest.raises(NotAllowed):
        by_slip(context, replace(PLAN, slip="1"), Actor(VOLUNTEER))


def test_audit_holds_no_name_and_no_number_of_a_phone(context: Context) -> None:
    record_by_phone(context, BY_BROKER, PLAN)
    told = str([each.entry.happening for each in context.store.audited()])
    assert not any(each in told for each in ("Ada", "Lovelock", "Bertram", "01632", "@"))
