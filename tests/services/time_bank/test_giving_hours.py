"""Gifts and grants: TB7 of the product's rules, over a real store."""

import pytest

from assetmap.domain.people.people import NotAllowed
from assetmap.domain.time_bank.ledger import (
    AlreadyPosted,
    BadTransfer,
    CorrectionReason,
    GrantReason,
)
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.giving_hours import (
    Gift,
    give_as_broker,
    give_as_member,
    grant,
    pot_of,
)
from assetmap.services.time_bank.posting import post_correction
from tests.conftest import ContextMaker
from tests.services.colleagues import VOLUNTEER
from tests.time_bank import BY_BROKER, a_member, join, the_time_bank


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_pot_counts_in_out_and_what_was_taken_back_tb7(context: Context) -> None:
    """TB7: in, out and balance; a correction is counted with what it takes back."""
    give_as_broker(context, BY_BROKER, Gift("101", "pot", 120), once="1")
    wrong = grant(context, BY_BROKER, "102", 240, GrantReason.ILLNESS, once="1")
    grant(context, BY_BROKER, "102", 60, GrantReason.NEW, once="2")
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, wrong.id, CorrectionReason.MINUTES)
    pot = pot_of(context, BY_BROKER)
    assert (pot.balance, pot.given, pot.granted, pot.before) == (660, 120, 60, 600)
    assert len(pot.transfers) == 5


def test_same_form_is_one_gift_and_one_grant_tb7(context: Context) -> None:
    """TB7: also when all of the balance was given, so that a second would be too much."""
    give_as_broker(context, BY_BROKER, Gift("101", "pot", 180), once="1")
    with pytest.raises(AlreadyPosted):
        give_as_broker(context, BY_BROKER, Gift("101", "pot", 180), once="1")
    with pytest.raises(BadTransfer, match="0 h to give"):
        give_as_broker(context, BY_BROKER, Gift("101", "pot", 15), once="2")
    grant(context, BY_BROKER, "102", 60, GrantReason.ILLNESS, once="1")
    with pytest.raises(AlreadyPosted):
        grant(context, BY_BROKER, "102", 60, GrantReason.ILLNESS, once="1")


def test_nobody_gives_what_is_another_members(context: Context) -> None:
    with pytest.raises(BadTransfer, match="your own hours only"):
        give_as_member(context, a_member(id="102"), Gift("101", "pot", 60), once="1")


@pytest.mark.parametrize("to", ["101", "999", "issue", "outside"])
def test_gift_goes_to_the_pot_or_to_another_active_account(context: Context, to: str) -> None:
    with pytest.raises(BadTransfer):
        give_as_broker(context, BY_BROKER, Gift("101", to, 60), once="1")
    left = join(context, name="Gone Away", stage="left")
    with pytest.raises(BadTransfer, match=f"Member {left.id} is not active"):
        give_as_broker(context, BY_BROKER, Gift("101", left.id, 60), once="1")
    assert context.store.ledger.balance("101") == 180


def test_others_may_not(context: Context) -> None:
    by = Actor(VOLUNTEER)
    with pytest.raises(NotAllowed):
        give_as_broker(context, by, Gift("101", "pot", 60), once="1")
    with pytest.raises(NotAllowed):
        grant(context, by, "102", 60, GrantReason.NEW, once="1")
    with pytest.raises(NotAllowed):
        pot_of(context, by)
