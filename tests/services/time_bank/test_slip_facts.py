from datetime import date

import pytest

from assetmap.domain.time_bank.ledger import CorrectionReason
from assetmap.services.context import Context
from assetmap.services.time_bank.posting import post_correction, post_exchange
from assetmap.services.time_bank.slip_entry import enter_slips
from assetmap.services.time_bank.slip_facts import (
    has_exchanged,
    is_slip_used,
    key_of_slip,
    posted_of_slip,
    slip_categories,
    slip_facts,
)
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import a_row, bank_with_slips
from tests.time_bank import BY_BROKER, confirmed, keep_exchange


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return bank_with_slips(make_context)


def test_facts_are_of_the_accounts_that_are_asked_for(context: Context) -> None:
    facts = slip_facts(context, ["101", "103", "999"])
    assert set(facts.parties) == {"101", "103"}
    assert facts.has_exchanged == frozenset()
    assert [(each.first, each.last) for each in facts.pads] == [(1001, 1030)]
    assert facts.today == date(2026, 3, 16)
    assert slip_facts(context, []).parties == {}


def test_a_slip_is_used_until_it_is_taken_back(context: Context) -> None:
    assert not is_slip_used(context, 1001)
    enter_slips(context, BY_BROKER, [a_row()], "1", "1:30")
    assert is_slip_used(context, 1001)
    (posted,) = posted_of_slip(context, 1001)
    assert posted.key == key_of_slip(1001, 1) == "slip:1001"
    assert has_exchanged(context, "101")
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, posted.id, CorrectionReason.MINUTES)
    assert not is_slip_used(context, 1001)
    assert key_of_slip(1001, 2) == "slip:1001:2"


def test_a_slip_that_a_broker_recorded_by_itself_is_used_too(context: Context) -> None:
    exchange = confirmed(context, keep_exchange(context, "101", "102", slip="1005"))
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, exchange)
    assert is_slip_used(context, 1005)


def test_categories_are_numbered_as_the_borough_has_them(context: Context) -> None:
    assert slip_categories(context)[5] == ("home", "Help at home and getting about")
