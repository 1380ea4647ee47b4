"""Listings whose website does not answer: when they come onto the call list, and when they go."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.checks.website import Answer
from assetmap.domain.listings.listing import Checked, Contact, Listing, Status
from assetmap.domain.people.people import Person, Role
from assetmap.services.checks.checks import record_check
from assetmap.services.checks.websites import LookedAt, Offline, dead_websites, look_at_websites
from assetmap.services.checks.work_queue import call_list, call_of
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.storage.tables import WEBSITE_CHECKS
from tests.conftest import ContextMaker
from tests.factories import a_listing

VERA = Person("p-vera", "Vera", "vera@example.org", (Role.VOLUNTEER,))
TODAY = date(2026, 3, 16)
LATELY = Checked(date(2026, 3, 10), "Thurrock CVS", "spoke to the organiser")
DEAD, WELL, ODD = "https://dead.example", "https://well.example", "https://odd.example"


def club(id_: str, website: str, **more: object) -> Listing:
    return a_listing(id_, public=Contact("01632 960001", website=website), checked=LATELY, **more)


def answers(address: str) -> Answer:
    return {DEAD: Answer.NO_NAME, WELL: Answer.WELL, ODD: Answer.TOO_LATE}[address]


def on_list(context: Context) -> dict[str, date | None]:
    return {due.listing.id: due.website_dead_on for due in call_list(context, VERA).left}


def test_dead_website_puts_its_listings_on_the_call_list(make_context: ContextMaker) -> None:
    clubs = [club("a", DEAD), club("b", WELL), club("c", ODD), club("d", DEAD), club("e", "")]
    context = make_context(*clubs, club("f", DEAD, status=Status.DRAFT))
    asked: list[str] = []

    def look(address: str) -> Answer:
        asked.append(address)
        return answers(address)

    found = look_at_websites(context, look)
    a, b, c, d, _ = clubs
    assert found == [
        LookedAt(a, Answer.NO_NAME, TODAY),
        LookedAt(d, Answer.NO_NAME, TODAY),
        LookedAt(c, Answer.TOO_LATE, None),
        LookedAt(b, Answer.WELL, None),
    ]
    assert [each.is_on_call_list for each in found] == [True, True, False, False]
    assert sorted(asked) == [DEAD, ODD, WELL]
    assert on_list(context) == {"a": TODAY, "d": TODAY}
    assert call_of(context, "a").website_dead_on == TODAY


def test_trouble_that_may_pass_counts_on_another_day(make_context: ContextMaker) -> None:
    context = make_context(club("c", ODD))
    for _ in range(2):
        look_at_websites(context, answers)
    assert on_list(context) == {}
    later = make_context(today="2026-03-18")
    look_at_websites(later, answers)
    assert on_list(later) == {"c": date(2026, 3, 18)}


def test_listing_goes_once_its_website_is_well(make_context: ContextMaker) -> None:
    context = make_context(club("a", DEAD))
    look_at_websites(context, answers)
    look_at_websites(context, lambda _: Answer.WELL)
    assert (on_list(context), dead_websites(context)) == ({}, {})


def test_listing_goes_once_it_names_another_website(make_context: ContextMaker) -> None:
    context = make_context(club("a", DEAD))
    look_at_websites(context, answers)
    with context.unit_of_work() as uow:
        uow.save_listing(club("a", WELL))
    assert on_list(context) == {}
    with context.unit_of_work() as uow:
        uow.save_listing(club("a", ""))
    look_at_websites(context, answers)
    assert context.store.find(WEBSITE_CHECKS) == []


def test_listing_goes_once_somebody_has_checked_it_and_stays_away(
    make_context: ContextMaker,
) -> None:
    look_at_websites(make_context(club("a", DEAD), today="2026-03-15"), answers)
    context = make_context()
    assert on_list(context) == {"a": date(2026, 3, 15)}
    record_check(context, Actor(VERA), "a", Method.PHONED, Outcome.ALL_CORRECT)
    assert on_list(context) == {}
    found = look_at_websites(context, answers)
    assert [(each.dead_on, each.is_on_call_list) for each in found] == [(date(2026, 3, 15), False)]
    assert on_list(context) == {}


def test_call_without_answer_leaves_it_on_the_list(make_context: ContextMaker) -> None:
    context = make_context(club("a", DEAD))
    look_at_websites(context, answers)
    record_check(context, Actor(VERA), "a", Method.PHONED, Outcome.NO_ANSWER)
    assert on_list(context) == {}  # not twice on one day
    assert on_list(make_context(today="2026-03-17")) == {"a": TODAY}


def test_those_come_first_that_have_waited(make_context: ContextMaker) -> None:
    context = make_context(*(club(str(n), f"https://{n}.example") for n in range(4)))
    asked: list[str] = []

    def look(address: str) -> Answer:
        asked.append(address)
        return Answer.WELL

    look_at_websites(context, look, 3)
    later = make_context(today="2026-03-17")
    look_at_websites(later, look, 2)
    assert sorted(asked[:3]) == [f"https://{n}.example" for n in range(3)]
    assert sorted(asked[3:]) == ["https://0.example", "https://3.example"]


@pytest.mark.parametrize("answer", [Answer.NO_NAME, Answer.BROKEN_OFF, Answer.TOO_LATE])
def test_nothing_is_noted_when_nobody_answers(make_context: ContextMaker, answer: Answer) -> None:
    context = make_context(*(club(str(n), f"https://{n}.example") for n in range(3)))
    with pytest.raises(Offline):
        look_at_websites(context, lambda _: answer)
    assert context.store.find(WEBSITE_CHECKS) == []


def test_websites_that_may_not_be_asked_are_no_sign_of_anything(
    make_context: ContextMaker,
) -> None:
    clubs = [club(str(n), f"https://{n}.example") for n in range(3)]
    found = look_at_websites(make_context(*clubs), lambda _: Answer.UNFIT)
    assert found == [LookedAt(each, Answer.UNFIT, None) for each in clubs]


def test_of_two_the_one_may_be_dead_and_the_other_too(make_context: ContextMaker) -> None:
    context = make_context(club("a", DEAD), replace(club("b", DEAD), name="Choir"))
    look_at_websites(context, answers)
    assert on_list(context) == {"a": TODAY, "b": TODAY}
