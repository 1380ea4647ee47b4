"""Group sessions: one form, many members, each hour counted once."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.ledger import CorrectionReason, Line, PlaceKind, TransferKind
from assetmap.domain.time_bank.members import Stage
from assetmap.domain.time_bank.session_reading import BadSession
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.group_sessions import (
    GroupSession,
    checked_session,
    enter_session,
)
from assetmap.services.time_bank.posting import post_correction
from assetmap.storage.tables import TIME_BANK_GROUPS
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BY_BROKER, join, the_time_bank

SESSION = GroupSession(
    "k1", "103", {"101": 90, "102": 60}, date(2026, 3, 12), "active", PlaceKind.PUBLIC
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


def test_members_give_to_the_group_and_the_whole_is_their_sum(context: Context) -> None:
    """TB8."""
    checked = checked_session(context, BY_BROKER, SESSION)
    assert [(each.name, minutes) for each, minutes in checked.people] == [
        ("Ada Lovelock", 90),
        ("Bertram Oddwick", 60),
    ]
    assert checked.group.name == "Riverside Hub"
    assert enter_session(context, BY_BROKER, SESSION) == 150
    (posted,) = context.store.ledger.transfers(kinds=(TransferKind.GROUP,))
    assert posted.lines == (Line("101", 90), Line("102", 60), Line("103", -150))
    assert (posted.minutes, posted.key, posted.place) == (150, "session:k1", PlaceKind.PUBLIC)
    assert context.store.ledger.faults() == []


def test_the_group_gives_to_members_the_other_way(context: Context) -> None:
    enter_session(context, BY_BROKER, replace(SESSION, members_receive=True))
    (posted,) = context.store.ledger.transfers(kinds=(TransferKind.GROUP,))
    assert (posted.givers, posted.minutes) == (("103",), 150)


def test_a_form_that_is_sent_twice_is_posted_once(context: Context) -> None:
    """TB2."""
    assert [enter_session(context, BY_BROKER, SESSION) for _ in range(2)] == [150, 150]
    assert len(context.store.ledger.transfers(kinds=(TransferKind.GROUP,))) == 1


def test_one_that_looks_like_another_is_told_until_that_is_taken_back(context: Context) -> None:
    other = replace(SESSION, key="k2", minutes={"102": 150})
    assert not checked_session(context, BY_BROKER, other).is_like_another
    enter_session(context, BY_BROKER, SESSION)
    assert checked_session(context, BY_BROKER, other).is_like_another
    (posted,) = context.store.ledger.transfers(kinds=(TransferKind.GROUP,))
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, posted.id, CorrectionReason.NEVER)
    assert not checked_session(context, BY_BROKER, other).is_like_another


def test_all_that_is_wrong_is_told_and_nothing_posted(context: Context) -> None:
    left = join(context, name="Left Person", stage=Stage.LEFT)
    new = join(context, name="New Person", stage=Stage.MET)
    minutes = {"101": 60, "999": 60, left.id: 60, new.id: 60}
    wrong = replace(SESSION, group="101", minutes=minutes, on=date(2026, 3, 17))
    with pytest.raises(BadSession) as refused:
        enter_session(context, BY_BROKER, wrong)
    assert refused.value.messages == (
        "Choose the group.",
        "It has not been yet: give the day on which it was.",
        "There is no member 999.",
        "Member 104 has left.",
        "Member 105 is not active yet.",
    )
    assert context.store.ledger.transfers(kinds=(TransferKind.GROUP,)) == []


def test_a_group_whose_account_is_closed_has_no_sessions(context: Context) -> None:
    with context.unit_of_work() as uow:
        group = context.store.get(TIME_BANK_GROUPS, "103")
        uow.save(TIME_BANK_GROUPS, replace(group, closed_on=date(2026, 3, 1)))
    with pytest.raises(BadSession, match="closed"):
        checked_session(context, BY_BROKER, SESSION)


def test_sessions_are_for_who_runs_the_time_bank(context: Context) -> None:
    """TB20."""
    with pytest.raises(NotAllowed):
        enter_session(context, Actor(a_person(context, Role.COORDINATOR)), SESSION)
