"""The month so far: by the day things were done, each minute once, without what was corrected."""

from datetime import date, timedelta

from assetmap.domain.people.people import PROGRAM
from assetmap.domain.time_bank.ledger import CorrectionReason
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.month import Month, month_so_far
from assetmap.services.time_bank.posting import (
    Given,
    post_correction,
    post_exchange,
    post_gift,
    post_session,
)
from assetmap.services.time_bank.sample import load_sample_time_bank
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, confirmed, join, keep_exchange, the_time_bank


def test_the_month_so_far(make_context: ContextMaker) -> None:
    """TB17: a gift is no exchange, and a session is the sum of its members' hours (TB8)."""
    context = make_context()
    the_time_bank(context)
    join(context)
    day = date(2026, 3, 1)
    exchanges = [
        confirmed(context, keep_exchange(context, "101", "102", on=on))
        for on in (day, day - timedelta(1), date(2026, 3, 16))
    ]
    with context.unit_of_work() as uow:
        for each in exchanges:
            post_exchange(context, uow, BY_BROKER, each)
        minutes = {"101": 60, "102": 120}
        post_session(context, uow, BY_BROKER, "103", minutes, day, Given(), key="s")
        post_gift(context, uow, BY_BROKER, "101", "pot", 30, key="g")
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, exchanges[2].id, CorrectionReason.TWICE)
    assert month_so_far(context) == Month(minutes=270, count=2, members=3, pot=630)


def test_of_the_sample(make_context: ContextMaker) -> None:
    context = make_context()
    load_sample_time_bank(context, Actor(PROGRAM, "sample"), timedelta())
    assert month_so_far(context) == Month(minutes=240, count=3, members=11, pot=600)
