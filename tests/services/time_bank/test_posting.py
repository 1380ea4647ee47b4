"""What goes into the ledger, over a real store."""

from datetime import date

import pytest

from assetmap.domain.time_bank.ledger import (
    POT,
    AlreadyPosted,
    BadTransfer,
    CorrectionReason,
    GrantReason,
    TransferKind,
)
from assetmap.services.time_bank.posting import (
    Given,
    post_correction,
    post_exchange,
    post_gift,
    post_grant,
    post_session,
)
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, confirmed, join, keep_exchange, the_time_bank


def test_an_exchange_moves_minutes_once_both_said_yes(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, _ = the_time_bank(context)
    exchange = keep_exchange(context, one.id, two.id)
    with context.unit_of_work() as uow, pytest.raises(BadTransfer, match="Both sides say yes"):
        post_exchange(context, uow, BY_BROKER, exchange)
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, confirmed(context, exchange))
    assert context.store.ledger.balances() == {
        "earlier": 0,
        "issue": 0,
        "outside": -660,
        "pot": 600,
        "101": 270,
        "102": -210,
        "103": 0,
    }
    with context.unit_of_work() as uow, pytest.raises(AlreadyPosted):
        post_exchange(context, uow, BY_BROKER, confirmed(context, exchange))
    assert context.store.ledger.faults() == []


def test_a_session_a_gift_a_grant_and_a_correction(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, hub = the_time_bank(context)
    three = join(context, name="Cora Third")
    day = date(2026, 3, 14)
    with context.unit_of_work() as uow:
        post_session(
            *(context, uow, BY_BROKER, hub.id, {one.id: 60, two.id: 120}, day, Given()),
            key="form-1",
        )
        post_gift(context, uow, BY_BROKER, one.id, POT, 120, key="form-2")
        gift = post_gift(context, uow, BY_BROKER, one.id, two.id, 15, key="form-3")
        grant = (context, uow, BY_BROKER, three.id, 300, GrantReason.ILLNESS)
        post_grant(*grant, key="form-4")
        correction = post_correction(context, uow, BY_BROKER, gift.id, CorrectionReason.PERSON)
    ledger = context.store.ledger
    assert [ledger.balance(each) for each in (one.id, two.id, three.id, hub.id, POT)] == [
        *(180 + 60 - 120, -120 + 120, 300, -180, 600 + 120 - 300)
    ]
    assert correction.corrects == gift.id
    assert ledger.corrections() == {gift.id: correction.id}
    assert [each.kind for each in ledger.transfers(account=one.id, newest_first=True, most=3)] == [
        *(TransferKind.CORRECTION, TransferKind.GIFT, TransferKind.POT_GIFT)
    ]
    assert ledger.faults() == []
