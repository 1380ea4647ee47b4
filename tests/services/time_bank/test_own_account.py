"""What a member sees of their own, and of nobody else."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind
from assetmap.services.context import Context
from assetmap.services.time_bank.own_account import (
    ask_for_help,
    own_account,
    own_exchanges,
    renew_item,
    send_links,
    set_thanks,
)
from assetmap.storage.store import NotFound
from assetmap.storage.tables import EMAILS, TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.time_bank import join, keep_exchange, keep_item, the_time_bank


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_account_is_theirs_alone(context: Context) -> None:
    ada = context.store.get(TIME_BANK_MEMBERS, "101")
    offer, _ = keep_item(context, "101", "Hair"), keep_item(context, "102", "Hedges")
    account = own_account(context, ada)
    assert (account.balance, account.offers, account.wants) == (180, (offer,), ())
    assert [each.balance for each in account.statement.lines] == [180]


def test_exchanges_that_wait_for_them_come_first(context: Context) -> None:
    ada = context.store.get(TIME_BANK_MEMBERS, "101")
    later = keep_exchange(context, "101", "102", state=ExchangeState.AGREED, on=date(2026, 3, 20))
    waits = keep_exchange(context, "102", "101", state=ExchangeState.AGREED)
    keep_exchange(context, "101", "102", state=ExchangeState.PROPOSED)
    keep_exchange(context, "101", "102", state=ExchangeState.CALLED_OFF)
    found = [(each.exchange.id, each.waits_for_me) for each in own_exchanges(context, ada)]
    assert found == [(waits.id, True), (later.id, False)]


def test_asking_twice_with_one_form_is_one_want(context: Context) -> None:
    ada = context.store.get(TIME_BANK_MEMBERS, "101")
    for _ in range(2):
        ask_for_help(context, ada, "A hedge", "", ("Tue",), once="form-1")
    assert context.store.count(TIME_BANK_ITEMS, kind=ItemKind.WANT) == 1


def test_another_members_item_is_not_found(context: Context) -> None:
    ada, other = context.store.get(TIME_BANK_MEMBERS, "101"), keep_item(context, "102", "Hedges")
    with pytest.raises(NotFound):
        renew_item(context, ada, other.id)


def test_consent_is_kept_on_the_member_as_they_are_now(context: Context) -> None:
    """The page may be older than a change by the broker, which must not be undone."""
    old = context.store.get(TIME_BANK_MEMBERS, "101")
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, replace(old, phone="01632 960599"))
    assert set_thanks(context, old, agrees=True).phone == "01632 960599"


def test_links_go_to_the_address_that_we_have(context: Context) -> None:
    join(context, name="Ed", email="ada.lovelock@example.org")
    for typed in ("101", "ADA.lovelock@example.org", "nobody@example.org", "102", ""):
        send_links(context, typed, key="k")
    letters = context.store.find(EMAILS)
    assert {each.to for each in letters} == {"ada.lovelock@example.org"}
    assert len(letters) == 2
