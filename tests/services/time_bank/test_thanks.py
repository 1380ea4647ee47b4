"""Thanking those who gave most."""

from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.givers import GivenBy, GivenTime
from assetmap.domain.time_bank.ledger import CorrectionReason, PlaceKind
from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.posting import (
    Given,
    post_correction,
    post_exchange,
    post_gift,
    post_session,
)
from assetmap.services.time_bank.thanks import note_thanks, thank_you_list
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BY_BROKER, an_exchange, confirmed, join, the_time_bank

DAYS = date(2026, 1, 1), date(2026, 3, 16)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """Of those who gave, 101 was not asked; 104 and 105 agreed, and so had 106, who has left."""
    context = make_context()
    the_time_bank(context)
    for name in ("Cara Fennimore", "Dov Inkpen"):
        join(context, name=name, thanks=True)
    join(context, name="Left Person", thanks=True, stage=Stage.LEFT)
    given = Given("active", place=PlaceKind.PUBLIC)
    with context.unit_of_work() as uow:
        for giver, minutes in (("101", 240), ("104", 60), ("105", 30), ("105", 15), ("106", 600)):
            made = an_exchange(giver, "102", minutes=minutes, made_at=context.clock.now())
            post_exchange(context, uow, BY_BROKER, confirmed(context, made))
        gone = an_exchange("105", "102", minutes=600, made_at=context.clock.now())
        posted = post_exchange(context, uow, BY_BROKER, confirmed(context, gone))
        post_correction(context, uow, BY_BROKER, posted.id, CorrectionReason.NEVER)
        session = {"104": 30}
        post_session(context, uow, BY_BROKER, "103", session, date(2026, 2, 1), given, key="s")
        post_session(context, uow, BY_BROKER, "103", session, date(2025, 2, 1), given, key="old")
        post_gift(context, uow, BY_BROKER, "104", "105", 15, key="g")
    return context


def test_those_who_agreed_are_listed_by_what_they_gave(context: Context) -> None:
    """TB18: no gift, nothing taken back, nothing of before; nobody who left or did not agree."""
    found = thank_you_list(context, BY_BROKER, *DAYS, GivenBy.HOURS, 20)
    assert [each.given for each in found.people] == [
        GivenTime("104", 90, 2),
        GivenTime("105", 45, 2),
    ]
    assert found.not_asked == 1
    often = thank_you_list(context, BY_BROKER, *DAYS, GivenBy.EXCHANGES, 1)
    assert [each.member.name for each in often.people] == ["Cara Fennimore"]
    assert often.not_asked == 0
    before = thank_you_list(
        context, BY_BROKER, date(2024, 1, 1), date(2024, 2, 1), GivenBy.HOURS, 9
    )
    assert (before.people, before.not_asked) == ((), 0)


def test_taking_the_list_out_is_noted_without_a_name(context: Context) -> None:
    found = thank_you_list(context, BY_BROKER, *DAYS, GivenBy.HOURS, 20)
    note_thanks(context, BY_BROKER, found, "letters")
    (noted,) = context.store.audited(what="took a time-bank thank-you list out as letters")
    happening = noted.entry.happening
    assert (happening.subject, happening.why) == ("time-bank-thanks:2026-03-16", "2")


def test_the_list_is_for_who_runs_the_time_bank(context: Context) -> None:
    """TB20."""
    manager = Actor(a_person(context, Role.MANAGER))
    with pytest.raises(NotAllowed):
        thank_you_list(context, manager, *DAYS, GivenBy.HOURS, 20)
