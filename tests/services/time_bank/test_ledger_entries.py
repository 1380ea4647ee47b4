"""The ledger as a broker reads it, and taking an entry back: TB4 of the product's rules."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed
from assetmap.domain.time_bank.ledger import (
    AlreadyPosted,
    BadTransfer,
    CorrectionReason,
    PlaceKind,
    TransferKind,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.arranging import Plan
from assetmap.services.time_bank.confirming import record_by_phone
from assetmap.services.time_bank.giving_hours import Gift, give_as_broker
from assetmap.services.time_bank.ledger_entries import (
    EntryFilter,
    correct,
    entries,
    entry_of,
    minutes_of,
)
from tests.conftest import ContextMaker
from tests.services.colleagues import VOLUNTEER
from tests.time_bank import BY_BROKER, the_time_bank

PLAN = Plan("101", "102", 90, date(2026, 3, 12), PlaceKind.PUBLIC)
MINUTES = CorrectionReason.MINUTES


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_entries_of_a_sort_and_what_they_add_up_to(context: Context) -> None:
    record_by_phone(context, BY_BROKER, PLAN)
    record_by_phone(context, BY_BROKER, replace(PLAN, on=date(2026, 2, 28), minutes=60))
    exchanges = EntryFilter(kinds=(TransferKind.EXCHANGE,))
    assert minutes_of(entries(context, BY_BROKER, exchanges)) == 150
    march = replace(exchanges, first=date(2026, 3, 1), last=date(2026, 3, 31))
    assert minutes_of(entries(context, BY_BROKER, march)) == 90
    of_two = entries(context, BY_BROKER, EntryFilter("102"))
    assert minutes_of(of_two, "102") == context.store.ledger.balance("102") == -270


def test_taken_back_with_the_right_one_tb4(context: Context) -> None:
    """TB4: the day and the people can be put right, and hours exchanged follow."""
    posted = record_by_phone(context, BY_BROKER, PLAN)
    right = replace(PLAN, giver="103", on=date(2026, 3, 11), minutes=120)
    correction, new = correct(context, BY_BROKER, posted.id, MINUTES, right)
    assert new is not None
    assert (correction.corrects, new.givers, new.done_on) == (posted.id, ("103",), right.on)
    exchanges = entries(context, BY_BROKER, EntryFilter(kinds=(TransferKind.EXCHANGE,)))
    assert minutes_of(exchanges) == 120
    assert entry_of(context, BY_BROKER, posted.id).corrected_by == correction.id
    assert context.store.ledger.faults() == []


def test_both_or_neither_tb4(context: Context) -> None:
    """TB4: when the right one cannot be, nothing is taken back."""
    posted = record_by_phone(context, BY_BROKER, PLAN)
    for wrong in (replace(PLAN, minutes=7), replace(PLAN, place=PlaceKind.HOME)):
        with pytest.raises(BadTransfer):
            correct(context, BY_BROKER, posted.id, MINUTES, wrong)
    assert context.store.ledger.corrections() == {}
    correct(context, BY_BROKER, posted.id, MINUTES)
    with pytest.raises(AlreadyPosted):
        correct(context, BY_BROKER, posted.id, MINUTES, PLAN)
    assert context.store.ledger.balance("101") == 180


def test_gift_is_taken_back_alone(context: Context) -> None:
    gift = give_as_broker(context, BY_BROKER, Gift("101", "pot", 60), once="1")
    with pytest.raises(BadTransfer, match="as a new entry"):
        correct(context, BY_BROKER, gift.id, MINUTES, PLAN)
    correct(context, BY_BROKER, gift.id, MINUTES)
    assert context.store.ledger.balance("pot") == 600


def test_others_may_not(context: Context) -> None:
    by = Actor(VOLUNTEER)
    posted = record_by_phone(context, BY_BROKER, PLAN)
    with pytest.raises(NotAllowed):
        entries(context, by)
    with pytest.raises(NotAllowed):
        entry_of(context, by, posted.id)
    with pytest.raises(NotAllowed):
        correct(context, by, posted.id, MINUTES)
