"""One value for many listings: a proposal each, and what is left out is said."""

from datetime import date

import pytest

from assetmap.domain.checks.check import Method, Outcome
from assetmap.domain.listings.listing import Checked, Contact, Status
from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.services.checks.checks import record_check
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update
from assetmap.services.listings.bulk_changes import (
    TooMany,
    chosen_listings,
    preview,
    propose_bulk,
)
from assetmap.services.listings.proposals import approve, waiting
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.colleagues import SECRET, a_whole_listing

IDS = ("a", "b", "draft", "gone")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_whole_listing("a", public=Contact(phone="01632 960001")),
        a_whole_listing("b", public=Contact(phone="01632 960002")),
        a_whole_listing("draft", status=Status.DRAFT),
    )


@pytest.fixture
def vera(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER)


def test_each_listing_gets_a_proposal_of_its_own(context: Context, vera: Person) -> None:
    me = Actor(vera)
    listings = chosen_listings(context, me, (*IDS, "a"))
    assert [each.id for each in listings] == ["a", "b", "draft"]
    found = preview(context, me, listings, "phone", "01632 960002")
    assert [(x.listing.id, bool(x.change), x.is_same, x.why_not) for x in found] == [
        ("a", True, False, ""),
        ("b", False, True, ""),
        ("draft", False, False, "It is not published."),
    ]
    assert waiting(context) == []
    (asked,) = propose_bulk(context, me, listings, "phone", "01632 960002")
    assert (asked.listing_id, asked.by) == ("a", vera.id)
    assert context.store.get_listing("a").listing.public.phone == "01632 960001"
    approve(context, Actor(a_person(context, Role.EDITOR)), asked.id)
    kept = load_for_update(context, "a").listing
    assert (kept.public.phone, kept.private) == ("01632 960002", SECRET)


def test_one_category_takes_the_place_of_all(context: Context, vera: Person) -> None:
    me = Actor(vera)
    listings = chosen_listings(context, me, IDS)
    asked = propose_bulk(context, me, listings, "categories", ("meet/cafes",))
    assert [(x.listing_id, x.changes[0].after) for x in asked] == [
        ("a", ("meet/cafes",)),
        ("b", ("meet/cafes",)),
    ]
    found = preview(context, me, listings, "categories", ("no/such",))
    assert {each.why_not for each in found[:2]} == {"Choose from the list."}


def test_only_three_fields_are_changed_so(context: Context, vera: Person) -> None:
    listings = chosen_listings(context, Actor(vera), IDS)
    for field in ("private_phone", "cost", "status"):
        with pytest.raises(ValueError, match="not changed in many listings"):
            preview(context, Actor(vera), listings, field, "x")


def test_a_hub_team_changes_its_own_alone(context: Context) -> None:
    hugh = a_person(context, Role.HUB_TEAM, own=("b",))
    assert [each.id for each in chosen_listings(context, Actor(hugh), IDS)] == ["b"]
    with pytest.raises(NotAllowed):
        chosen_listings(context, Actor(a_person(context, Role.MANAGER)), IDS)


def test_too_many_at_a_time_are_refused(
    context: Context, vera: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("assetmap.services.listings.bulk_changes.MOST", 2)
    with pytest.raises(TooMany, match=r"3 listings are too many at a time\. Choose 2 or fewer"):
        chosen_listings(context, Actor(vera), IDS)


def test_a_check_does_not_count_with_a_change_that_was_not_heard_at_it(
    make_context: ContextMaker,
) -> None:
    """Something changed at a call; another steward for many listings is not what changed."""
    context = make_context(a_whole_listing("a", checked=Checked(date(2025, 8, 8), "CVS", "met")))
    vera = Actor(a_person(context, Role.VOLUNTEER))
    record_check(context, vera, "a", Method.PHONED, Outcome.CHANGED)
    listings = chosen_listings(context, vera, ["a"])
    (asked,) = propose_bulk(context, vera, listings, "steward", vera.person.id)
    assert asked.check_id == ""
    approve(context, Actor(a_person(context, Role.EDITOR)), asked.id)
    assert context.store.get_listing("a").listing.checked.on == date(2025, 8, 8)
