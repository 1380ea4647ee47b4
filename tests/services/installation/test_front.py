"""What a question at the installation's own site leads to."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from assetmap.borough.authorities import Authority
from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.domain.validation import Problem
from assetmap.places.postcodes import Postcodes
from assetmap.search_index.schema import Document
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.installation.front import MOST, Front, FrontAnswer
from assetmap.services.installation.places import AllPlaces, PlaceHeard

THURROCK = Authority("thurrock", "Thurrock", "E06000034", "https://thurrock.example.org")
CASTLE_POINT = Authority("castle-point", "Castle Point", "E07000069", "https://cp.example.org")
AUTHORITIES = {each.code: each for each in (THURROCK, CASTLE_POINT)}


def in_grays(authority: Authority) -> Sequence[NamedPlace]:
    """Both have a place of that name."""
    return (NamedPlace("Newtown", "RM17 6SL"),)


@pytest.fixture
def listings(tmp_path: Path) -> AllListings:
    """The index of all, with one choir."""
    found = AllListings(tmp_path, tuple(AUTHORITIES))
    found.index().part("thurrock").rebuild([Document("a choir/1", "Choir", place="Grays")])
    return found


@pytest.fixture
def front(postcode_cache: Path, borough: Borough, listings: AllListings) -> Front:
    """The site of two authorities."""
    places = AllPlaces(tuple(AUTHORITIES.values()), in_grays, Postcodes(postcode_cache))
    return Front(AUTHORITIES, places, borough, listings)


def test_a_place_leads_to_its_authority_with_all_that_was_said(front: Front) -> None:
    answer = front.answer(" lunch & tea ", "RM17 6SL")
    assert answer.leads_to == THURROCK
    assert answer.address_at(THURROCK) == (
        "https://thurrock.example.org/find?q=lunch+%26+tea&near=RM17+6SL"
    )
    within = front.answer("lunch in castle point", "")
    assert within.leads_to == CASTLE_POINT
    assert within.address_at(CASTLE_POINT, "/find.json") == (
        "https://cp.example.org/find.json?q=lunch+in+castle+point"
    )
    assert front.answer("lunch in thurrock", "SS7 1AA").leads_to == CASTLE_POINT


def test_a_name_of_several_leads_to_none(front: Front) -> None:
    answer = front.answer("lunch", "newtown")
    assert answer == FrontAnswer(
        "lunch", "newtown", PlaceHeard("Newtown", (THURROCK, CASTLE_POINT))
    )
    assert answer.leads_to is None


def test_without_a_place_all_are_looked_in(front: Front) -> None:
    answer = front.answer("choirs", "")
    assert answer.found is not None
    (found,) = answer.found
    assert (found.name, found.authority, found.place) == ("Choir", THURROCK, "Grays")
    assert found.url == "https://thurrock.example.org/listing/a%20choir%2F1"
    assert (answer.areas, answer.is_capped) == (1, False)
    assert front.answer("", "") == FrontAnswer("", "")


def test_at_most_so_many_are_found(front: Front, listings: AllListings) -> None:
    documents = [Document(f"choir-{number}", "Choir") for number in range(MOST + 1)]
    listings.index().part("castle-point").rebuild(documents)
    answer = front.answer("choir", "")
    assert (len(answer.found or ()), answer.is_capped, answer.areas) == (MOST, True, 2)


def test_danger_is_answered_with_numbers_and_no_listing(front: Front) -> None:
    answer = front.answer("I want to die", "")
    assert (answer.urgent[0].phone, answer.found) == ("116 123", None)
    several = front.answer("I want to die", "newtown")
    assert [line.phone for line in several.urgent] == [line.phone for line in answer.urgent]


@pytest.mark.parametrize(
    ("words", "near", "problem"),
    [
        (
            "lunch",
            "zzqq",
            Problem(
                "near",
                "We do not know a place called “zzqq”. Check the spelling, or give a postcode.",
            ),
        ),
        (
            "lunch",
            "RM99 9ZZ",
            Problem("near", "There is no postcode RM99 9ZZ. Check it, or give a town or village."),
        ),
        (
            "lunch RM99 9ZZ",
            "",
            Problem("q", "There is no postcode RM99 9ZZ. Check it, or give a town or village."),
        ),
        ("a" * 301, "", Problem("q", "Use at most 300 characters.")),
    ],
)
def test_what_is_wrong_is_said_and_nothing_looked_up(
    front: Front, words: str, near: str, problem: Problem
) -> None:
    answer = front.answer(words, near)
    assert (answer.problems, answer.found, answer.leads_to) == ((problem,), None, None)


def test_without_an_index_nothing_is_looked_up(postcode_cache: Path, borough: Borough) -> None:
    places = AllPlaces(tuple(AUTHORITIES.values()), in_grays, Postcodes(postcode_cache))
    front = Front(AUTHORITIES, places, borough, None)
    assert (front.has_index, front.answer("choir", "")) == (False, FrontAnswer("choir", ""))
    assert front.answer("choir", "RM17").leads_to == THURROCK


def test_authorities_stand_in_order_of_their_names(front: Front) -> None:
    assert front.authorities == (CASTLE_POINT, THURROCK)
