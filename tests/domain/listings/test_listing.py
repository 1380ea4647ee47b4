from dataclasses import replace

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import (
    Contact,
    Kind,
    Listing,
    Precision,
    Status,
    Where,
    problems,
)
from tests.factories import TILBURY, a_listing


def test_status_is_public_for_three_only() -> None:
    assert [status for status in Status if status.is_public] == [
        Status.PUBLISHED,
        Status.PLANNED,
        Status.PAUSED,
    ]


def test_contact_is_true_when_anything_is_in_it() -> None:
    filled = [Contact(phone="1"), Contact(email="a"), Contact(website="w"), Contact(name="n")]
    assert [bool(contact) for contact in filled] == [True] * 4
    assert not Contact()


def test_listing_repr_never_shows_the_private_contact() -> None:
    private = Contact("PRIVATE-phone", "PRIVATE-email", "PRIVATE-site", "PRIVATE-name")
    assert "PRIVATE" not in repr(a_listing(private=private))


def test_listing_is_sample_by_its_source() -> None:
    assert a_listing(source="sample").is_sample
    assert not a_listing(source="test").is_sample


def test_names_are_all_that_people_know_it_by() -> None:
    known = a_listing(
        name="Purple", also_known_as=("Purple, Grays",), former_names=("The Coalition",)
    )
    assert known.names == ("Purple", "Purple, Grays", "The Coalition")


def test_role_that_says_nothing_of_money_does_not_send_people_to_ask() -> None:
    silent, says = Cost(""), Cost("£5 towards the bus")
    role = a_listing(kind=Kind.VOLUNTEERING_ROLE, cost=silent)
    assert (role.cost_words, replace(role, cost=says).cost_words) == ("", "£5 towards the bus")
    assert a_listing(cost=silent).cost_words == "Ask about the cost"


def test_problems_are_none_for_a_whole_listing() -> None:
    assert problems(a_listing()) == []
    assert problems(Listing("x", Kind.GROUP, "Only a name")) == []


def test_problems_are_all_told_at_once() -> None:
    listing = a_listing(
        name="  ",
        categories=("a", "b", "c", "d", "e"),
        where=Where(Precision.VENUE, venue="Dock Road Hall"),
        min_age=60,
        max_age=18,
    )
    assert problems(listing) == [
        "it has no name",
        "it has more than four categories",
        "it has no place: give a postcode, or lat and lon, or a place name",
        "its youngest age 60 is above its oldest age 18",
    ]


@pytest.mark.parametrize(
    ("precision", "needs_point"),
    [
        (Precision.VENUE, True),
        (Precision.APPROXIMATE, True),
        (Precision.AREA, False),
        (Precision.WITHHELD, False),
    ],
)
def test_problems_ask_for_a_point_where_one_would_be_shown(
    precision: Precision, needs_point: bool
) -> None:
    assert bool(problems(a_listing(where=Where(precision)))) == needs_point
    assert problems(a_listing(where=Where(precision, point=TILBURY))) == []


def test_problems_allow_one_age_alone_and_equal_ages() -> None:
    assert problems(a_listing(min_age=60)) == []
    assert problems(a_listing(max_age=18)) == []
    assert problems(a_listing(min_age=18, max_age=18)) == []
