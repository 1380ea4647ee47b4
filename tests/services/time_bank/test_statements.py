"""Statements, in words that name nobody but whose they are."""

from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.ledger import CorrectionReason, GrantReason, PlaceKind
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.posting import (
    Given,
    post_correction,
    post_exchange,
    post_gift,
    post_grant,
    post_session,
    post_welcome,
)
from assetmap.services.time_bank.statements import (
    PrintedStatement,
    StatementEntry,
    account_of,
    printed_statement,
)
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import (
    BY_BROKER,
    JOINED,
    an_exchange,
    confirmed,
    join,
    the_time_bank,
)

YEAR = date(2025, 4, 1), date(2026, 3, 31)
DAY = date(2026, 3, 12)
TODAY = date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def exchange(context: Context, giver: str, receiver: str) -> str:
    made = an_exchange(giver, receiver, category="home", made_at=context.clock.now())
    with context.unit_of_work() as uow:
        return post_exchange(context, uow, BY_BROKER, confirmed(context, made)).id


def of(context: Context, number: str) -> PrintedStatement:
    return printed_statement(context, BY_BROKER, number, *YEAR)


def test_both_sides_of_an_exchange_see_one_another_by_number(context: Context) -> None:
    """TB16: the name on it is that of whose it is."""
    exchange(context, "101", "102")
    one, two = of(context, "101"), of(context, "102")
    assert one.entries == (
        StatementEntry(1, JOINED, "What you had before this record began", 180, 180),
        StatementEntry(2, DAY, "Given to Member 102: Help at home and getting about", 90, 270),
    )
    assert two.entries[1].words == "Received from Member 101: Help at home and getting about"
    assert (one.title, two.title) == ("Ada Lovelock", "Bertram Oddwick")
    assert "Bertram" not in str(one)
    assert "Ada" not in str(two)
    assert (
        one.balance_words
        == "You have 4 hours 30 minutes to spend. You can ask for help at any time."
    )
    assert two.balance_words.startswith("You have used 3 hours 30 minutes more")
    assert one.address == ("Ada Lovelock", "12 Sample Row", "Tilbury", "RM18 8AB")


def test_a_mistake_and_its_correction_stand_on_it_and_name_each_other(context: Context) -> None:
    """TB4, check 33."""
    wrong = exchange(context, "101", "102")
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, wrong, CorrectionReason.MINUTES)
    assert of(context, "101").entries[1:] == (
        StatementEntry(
            *(2, DAY, "Given to Member 102: Help at home and getting about", 90, 270),
            corrected="Taken back by entry 3.",
        ),
        StatementEntry(3, DAY, "Takes back entry 2, 1 h 30 min. The time was wrong.", -90, 180),
    )


def test_gifts_grants_and_the_pot_are_told_and_never_by_whom(context: Context) -> None:
    """TB7."""
    third = join(context, name="Cara Fennimore")
    with context.unit_of_work() as uow:
        post_welcome(context, uow, BY_BROKER, third)
        post_gift(context, uow, BY_BROKER, "101", third.id, 60, key="g1")
        post_gift(context, uow, BY_BROKER, third.id, "pot", 30, key="g2")
        post_grant(context, uow, BY_BROKER, third.id, 120, GrantReason.ILLNESS, key="g3")
    assert [(x.words, x.minutes) for x in of(context, third.id).entries] == [
        ("Welcome hours", 300),
        ("A gift to you", 60),
        ("Your gift to the Thurrock Community Pot", -30),
        ("From the Thurrock Community Pot", 120),
    ]
    assert of(context, "101").entries[1].words == f"Your gift to Member {third.id}"


def test_a_groups_statement_says_members_by_number_or_how_many(context: Context) -> None:
    """TB8: the group's name is no secret, its members' are."""
    more = [join(context, name=f"Invented Person{n}").id for n in range(2)]
    given = Given("active", place=PlaceKind.PUBLIC)
    with context.unit_of_work() as uow:
        for key, who in (("s1", ["101", "102"]), ("s2", ["101", "102", *more])):
            minutes = dict.fromkeys(who, 60)
            post_session(context, uow, BY_BROKER, "103", minutes, DAY, given, key=key)
    group = of(context, "103")
    assert (group.title, group.address) == ("Riverside Hub", ())
    assert [each.words for each in group.entries] == [
        "Received from Member 101 and Member 102: Get active and outdoors",
        "Received from 4 members: Get active and outdoors",
    ]
    assert of(context, "101").entries[1].words == "Given to Riverside Hub: Get active and outdoors"


def test_days_outside_are_in_the_balance_before(context: Context) -> None:
    exchange(context, "101", "102")
    found = printed_statement(context, BY_BROKER, "101", date(2026, 1, 1), DAY)
    assert (found.statement.before, len(found.entries), found.statement.balance) == (180, 1, 270)
    nothing = printed_statement(context, BY_BROKER, "101", TODAY, TODAY)
    assert (nothing.statement.before, nothing.entries) == (270, ())


def test_there_are_statements_of_members_and_groups_alone(context: Context) -> None:
    for number in ("999", "pot", "issue", ""):
        with pytest.raises(NotFound):
            account_of(context, BY_BROKER, number)
    with pytest.raises(NotAllowed):
        account_of(context, Actor(a_person(context, Role.MANAGER)), "101")
