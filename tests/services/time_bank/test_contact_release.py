"""How two who agreed reach each other: TB14 of the product's rules."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from assetmap.domain.time_bank.exchanges import Exchange, ExchangeState
from assetmap.services.context import Context
from assetmap.services.time_bank.arranging import agree
from assetmap.services.time_bank.confirming import confirm_by_phone
from assetmap.services.time_bank.contact_release import (
    ReleasedContact,
    contact_of_other,
    is_released,
    to_read_out,
)
from assetmap.storage.tables import EMAILS, TIME_BANK_EXCHANGES, TIME_BANK_GROUPS
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join, keep_exchange, the_time_bank


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def proposed(context: Context, giver: str = "101", receiver: str = "102") -> str:
    on = context.clock.today()
    return keep_exchange(context, giver, receiver, state=ExchangeState.PROPOSED, on=on).id


def exchange(context: Context, id_: str) -> Exchange:
    return context.store.get(TIME_BANK_EXCHANGES, id_)


def test_each_sees_name_phone_and_email_and_never_the_home_tb14(context: Context) -> None:
    """TB14: released on "agreed", to those two, and logged without any of it."""
    id_ = proposed(context)
    assert contact_of_other(context, exchange(context, id_), "101") is None
    agree(context, BY_BROKER, id_)
    ada = ReleasedContact("101", "Ada Lovelock", "01632 960501", "ada.lovelock@example.org")
    bertram = ReleasedContact("102", "Bertram Oddwick", "01632 960502")
    assert contact_of_other(context, exchange(context, id_), "101") == bertram
    assert contact_of_other(context, exchange(context, id_), "102") == ada
    (letter,) = context.store.find(EMAILS)
    assert letter.to == "ada.lovelock@example.org"
    assert "This is how you reach Bertram Oddwick: 01632 960502." in letter.text
    assert "Invented Close" not in letter.text
    assert [(each.id, other) for each, other in to_read_out(context, exchange(context, id_))] == [
        ("102", ada)
    ]
    (logged,) = (
        each.entry.happening
        for each in context.store.audited()
        if each.entry.happening.what == "released contact details"
    )
    assert (logged.subject, logged.why) == (f"time-bank-exchange:{id_}", "")


@pytest.mark.parametrize(("days", "seen"), [(29, True), (30, False)])
def test_hidden_again_days_after_posting_tb14(
    context: Context, make_context: ContextMaker, days: int, seen: bool
) -> None:
    """TB14: release_days after the entry, which are 30."""
    id_ = proposed(context)
    agree(context, BY_BROKER, id_)
    confirm_by_phone(context, BY_BROKER, id_)
    then = context.clock.today() + timedelta(days=days)
    later = make_context(today=then.isoformat(), home=context.config.home)
    assert is_released(later, exchange(later, id_)) is seen
    assert bool(to_read_out(later, exchange(later, id_))) is seen


def test_what_is_never_posted_is_hidden_after_its_day_tb14(
    context: Context, make_context: ContextMaker
) -> None:
    """TB14: nobody keeps a stranger's number because an entry was forgotten."""
    id_ = proposed(context)
    agree(context, BY_BROKER, id_)
    later = make_context(today="2026-04-15", home=context.config.home)
    assert not is_released(later, exchange(later, id_))


def test_numbers_of_the_young_go_through_the_broker_tb9(context: Context) -> None:
    """TB9: who is under 18 is told no number, and theirs is told to nobody."""
    young = join(
        context, turns_18_on=date(2027, 1, 1), consent_on=date(2026, 1, 1), email="y@example.org"
    )
    for giver, receiver in (("101", young.id), (young.id, "101")):
        id_ = proposed(context, giver, receiver)
        agree(context, BY_BROKER, id_)
        assert not is_released(context, exchange(context, id_))
    assert context.store.find(EMAILS) == []


def test_a_group_is_reached_by_who_signs_for_it(context: Context) -> None:
    with context.unit_of_work() as uow:
        hub = context.store.get(TIME_BANK_GROUPS, "103")
        uow.save(TIME_BANK_GROUPS, replace(hub, signatories=("102",)))
    id_ = proposed(context, "101", "103")
    agree(context, BY_BROKER, id_)
    found = contact_of_other(context, exchange(context, id_), "101")
    assert found == ReleasedContact("103", "Bertram Oddwick, Riverside Hub", "01632 960502")


def test_released_once_however_often_it_is_agreed(context: Context) -> None:
    before = datetime(2026, 3, 1, tzinfo=UTC)
    kept = keep_exchange(context, "101", "102", state=ExchangeState.PROPOSED, released_at=before)
    assert agree(context, BY_BROKER, kept.id).released_at == before
