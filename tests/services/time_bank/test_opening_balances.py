"""What accounts had before this ledger: read, looked at, posted whole or not."""

from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.time_bank.ledger import AlreadyPosted, BadTransfer, CorrectionReason
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.opening_balances import (
    OpeningBalance,
    OpeningPlan,
    hours_as_minutes,
    plan_opening_balances,
    post_opening_balances,
)
from assetmap.services.time_bank.posting import (
    post_closing,
    post_correction,
    post_earlier_hours,
    post_gift,
)
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join, the_time_bank

DAY = date(2026, 3, 1)
HOURS = {
    "13,000": 780_000,
    "13000": 780_000,
    "2": 120,
    "20": 1200,  # hours, and not twenty minutes
    "2.5": 150,
    "0.25": 15,
    "-2": -120,
    "−2:30": -150,
    "– 3": -180,
    "1:30": 90,
    "1 h 30 min": 90,
    "45 min": 45,
    "1,00": 60,
    "0": 0,
}


@pytest.mark.parametrize("text", HOURS)
def test_hours_are_read_as_people_write_them(text: str) -> None:
    assert hours_as_minutes(text) == HOURS[text]


@pytest.mark.parametrize("text", ["", "many", "--2", "9" * 12, "1e3", "nan", "£5", "2 h 3 h"])
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(BadTransfer):
        hours_as_minutes(text)


def test_a_list_is_looked_at_and_posted(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, three = (join(context) for _ in range(3))
    plan = plan_opening_balances(context, [(2, f" {one.id} ", "3"), (3, two.id, "-2"),
                                           (4, three.id, "0")])  # fmt: skip
    balances = (OpeningBalance(2, one.id, 180), OpeningBalance(3, two.id, -120))
    assert plan == OpeningPlan(balances, ())
    assert plan.minutes == 60
    assert context.store.ledger.transfers() == []
    post_opening_balances(context, BY_BROKER, plan, DAY)
    ledger = context.store.ledger
    assert [ledger.balance(each) for each in (one.id, two.id, "outside")] == [180, -120, -60]
    again = plan_opening_balances(context, [(2, one.id, "3")])
    assert again.problems == ("Row 2: the account 101 has its balance already.",)


def test_everything_that_is_wrong_is_said_and_nothing_posted(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    rows = [(2, "999", "3"), (3, "103", "x"), (4, "103", "1"), (5, "103", "2"), (6, "", "1"),
            (7, "pot", "1"), (8, "101", "1")]  # fmt: skip
    plan = plan_opening_balances(context, rows)
    assert plan.problems == (
        "Row 3: Write the time like 1:30, 1 h 30 min or 90 minutes.",
        "Row 2: there is no account 999.",
        "Row 4: the account 103 is in the list twice.",
        "Row 5: the account 103 is in the list twice.",
        "Row 6: there is no account without a number.",
        "Row 7: there is no account pot.",
        "Row 8: the account 101 has its balance already.",
    )
    before = context.store.ledger.transfers()
    with pytest.raises(BadTransfer, match="Row 2"):
        post_opening_balances(context, BY_BROKER, plan, DAY)
    assert context.store.ledger.transfers() == before


def test_only_who_runs_the_time_bank_posts_balances(make_context: ContextMaker) -> None:
    editor = Actor(Person("p-e", roles=(Role.EDITOR,)))
    with pytest.raises(NotAllowed):
        post_opening_balances(make_context(), editor, OpeningPlan((), ()), DAY)


def test_hours_brought_forward_are_posted_once_unless_they_were_wrong(
    make_context: ContextMaker,
) -> None:
    """TB17: an opening figure, labelled; 1,300 typed for 13,000 can be put right."""
    context = make_context()
    with context.unit_of_work() as uow:
        wrong = post_earlier_hours(context, uow, BY_BROKER, 78_000, DAY)
    with context.unit_of_work() as uow, pytest.raises(AlreadyPosted):
        post_earlier_hours(context, uow, BY_BROKER, 780_000, DAY)
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, wrong.id, CorrectionReason.MINUTES)
    with context.unit_of_work() as uow:
        post_earlier_hours(context, uow, BY_BROKER, 780_000, DAY)
    with context.unit_of_work() as uow, pytest.raises(AlreadyPosted):
        post_earlier_hours(context, uow, BY_BROKER, 1, DAY)
    assert context.store.ledger.balance("earlier") == 780_000


def test_an_account_is_closed_again_when_a_slip_came_late(make_context: ContextMaker) -> None:
    """TB16: who left is at nothing, also after a late entry."""
    context = make_context()
    one, two, _ = the_time_bank(context)
    for number in range(3):
        with context.unit_of_work() as uow:
            assert post_closing(context, uow, BY_BROKER, one.id)
            assert post_closing(context, uow, BY_BROKER, one.id) is None
            post_gift(context, uow, BY_BROKER, two.id, one.id, 15, key=f"late:{number}")
    assert context.store.ledger.balance(one.id) == 15
    assert context.store.ledger.faults() == []
