"""Checks that were seen (TB10), by services alone; the pages have the rest."""

from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.members import CheckSeen
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.checks_seen import SeenAnswers, see_dbs, see_driving, set_flags
from assetmap.services.time_bank.own_membership import brokers, is_own, require_another
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BY_BROKER, join

SEEN = SeenAnswers(date(2026, 3, 1), date(2029, 3, 1), "enhanced")


def test_tb10_level_days_and_who_saw_it_are_kept_and_no_more(make_context: ContextMaker) -> None:
    context = make_context()
    number = join(context).id
    see_dbs(context, BY_BROKER, number, SEEN)
    member = see_driving(context, BY_BROKER, number, SEEN)
    assert member.dbs == CheckSeen(SEEN.on, "p-broker", "enhanced", SEEN.until)  # type: ignore[arg-type]
    assert member.driving == CheckSeen(SEEN.on, "p-broker", "", SEEN.until)  # type: ignore[arg-type]
    both = set_flags(context, BY_BROKER, number, home=True, lifts=True)
    assert (both.home_allowed, both.lifts_allowed) == (True, True)
    told = repr(list(context.store.audited()))
    assert "set flags of a time-bank member: homes yes, lifts yes" in told


def test_tb10_both_problems_are_told(make_context: ContextMaker) -> None:
    context = make_context()
    number = join(context).id
    with pytest.raises(BadAnswers) as refusal:
        set_flags(context, BY_BROKER, number, home=True, lifts=True)
    assert [each.parameter for each in refusal.value.problems] == ["home", "lifts"]


def test_nobody_sets_flags_of_their_own(make_context: ContextMaker) -> None:
    context = make_context()
    me, other = a_person(context, Role.BROKER), a_person(context, Role.ADMIN)
    a_person(context, Role.EDITOR)
    mine = join(context, email=f" {me.email.upper()}")
    assert {each.id for each in brokers(context)} == {me.id, other.id}
    assert is_own(Actor(me), mine)
    assert not is_own(Actor(other), mine)
    with pytest.raises(NotNow):
        see_dbs(context, Actor(me), mine.id, SEEN)
    with pytest.raises(NotNow):
        require_another(context, Actor(me), mine)
    see_dbs(context, Actor(other), mine.id, SEEN)


def test_others_may_not(make_context: ContextMaker) -> None:
    context = make_context()
    number = join(context).id
    with pytest.raises(NotAllowed):
        see_dbs(context, Actor(a_person(context, Role.VOLUNTEER)), number, SEEN)
