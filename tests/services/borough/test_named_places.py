from dataclasses import replace

import pytest

from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.domain.listings.listing import Precision, Status, Where
from assetmap.domain.people.people import Role
from assetmap.services.borough.change_problem import ChangeProblem, UsedBy
from assetmap.services.borough.named_places import misplaced, vanished_places
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person
from tests.services.borough.boroughs import with_places, without_place

COVERS = Where(Precision.AREA, area_served="Tilbury and Chadwell St Mary")


def renamed(borough: Borough, old: str, new: str, *aliases: str) -> Borough:
    return with_places(
        borough, lambda each: replace(each, name=new, aliases=aliases) if each.name == old else each
    )


def test_a_place_stays_while_listings_cover_it_or_somebody_looks_after_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("walks", name="Dock <b>Walks</b>", where=COVERS, status=Status.ARCHIVED),
        a_listing("chat", name="Chat", where=replace(COVERS, area_served="tilbury")),
        a_listing("hall", name="In a hall of Tilbury"),  # it has a point, and goes on
    )
    a_person(context, Role.VOLUNTEER, patch=("Tilbury", "Grays"))
    a_person(context, Role.COORDINATOR, patch=("Tilbury",), active=False)
    before = context.borough
    assert list(vanished_places(context, before, without_place(before, "Tilbury"))) == [
        ChangeProblem(
            "places",
            "Tilbury",
            "Tilbury cannot go: 2 listings cover it and 1 person looks after it (“Chat” and"
            " others). Change them first. If it only has another name now, keep the old one among"
            " its other names.",
            (
                UsedBy("Chat", "/work/listings/chat"),
                UsedBy("Dock <b>Walks</b>", "/work/listings/walks"),
                UsedBy("Sam p-volunteer", "/work/people/p-volunteer"),
            ),
        )
    ]
    assert list(vanished_places(context, before, without_place(before, "Purfleet-on-Thames"))) == []


def test_a_new_name_is_fine_for_listings_while_the_old_is_kept_beside_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(a_listing("walks", name="Walks", where=COVERS))
    before = context.borough
    kept = renamed(before, "Tilbury", "Tilbury Town", "Tilbury")
    assert list(vanished_places(context, before, kept)) == []
    lost = renamed(before, "Tilbury", "Old Docks")
    assert [each.place for each in vanished_places(context, before, lost)] == ["Tilbury"]
    a_person(context, Role.VOLUNTEER, patch=("Tilbury",))  # calls go by the name itself
    (problem,) = vanished_places(context, before, kept)
    assert problem.used_by == (UsedBy("Sam p-volunteer", "/work/people/p-volunteer"),)


def test_another_name_and_a_name_of_the_whole_stay_while_listings_say_them(
    make_context: ContextMaker,
) -> None:
    place = NamedPlace("Tilbury", "RM18 7TB", ("The Docks",))
    context = make_context(
        a_listing("dock", name="Dock", where=Where(Precision.AREA, area_served="the docks")),
        a_listing("all", name="All", where=Where(Precision.AREA, area_served="the whole borough")),
    )
    before = with_places(context.borough, lambda each: place if each.name == "Tilbury" else each)
    bare = with_places(before, lambda each: replace(each, aliases=()))
    after = replace(bare, whole_area_names=("Thurrock",))
    problems = list(vanished_places(context, before, after))
    assert [(each.file, each.place, each.used_by) for each in problems] == [
        ("borough", "whole_area_names", (UsedBy("All", "/work/listings/all"),)),
        ("places", "Tilbury", (UsedBy("Dock", "/work/listings/dock"),)),
    ]
    assert problems[0].message == (
        "A name of the whole area cannot go: 1 listing covers it (“All”). Put the name back, or"
        " change them first."
    )


def test_the_shipped_places_lie_where_they_should(make_context: ContextMaker) -> None:
    context = make_context()
    assert list(misplaced(context, context.borough)) == []


OUTSIDE = (
    "Tilbury lies outside of Thurrock by its postcode, DA1 1DR. Give a postcode of the borough, or"
    " enter it as a landmark."
)
NOWHERE = "There is no postcode “RM99 9ZZ”, which Tilbury has. Check it."


@pytest.mark.parametrize(("postcode", "message"), [("DA1 1DR", OUTSIDE), ("RM99 9ZZ", NOWHERE)])
def test_a_town_lies_in_the_borough(
    make_context: ContextMaker, postcode: str, message: str
) -> None:
    context = make_context()
    after = with_places(
        context.borough,
        lambda each: replace(each, postcode=postcode) if each.name == "Tilbury" else each,
    )
    assert list(misplaced(context, after)) == [ChangeProblem("places", "Tilbury", message)]


def test_the_council_and_the_postcode_areas_are_told_once_each(make_context: ContextMaker) -> None:
    context = make_context()
    elsewhere = replace(context.borough, authority_code="E06000099")
    assert list(misplaced(context, elsewhere)) == [
        ChangeProblem(
            "borough",
            "authority_code",
            "None of the towns lies in the council area “E06000099”. Check the code of the"
            " council.",
        )
    ]
    found = list(misplaced(context, replace(context.borough, postcode_areas=("SS", "CM", "DA"))))
    assert {(each.file, each.place) for each in found} == {("borough", "postcode_areas")}
    message = "Grays has a postcode that begins with RM, which is not among the postcode areas."
    assert found[0].message == f"{message} Add RM to them."


def test_landmarks_and_surgeries_may_lie_outside_but_not_nowhere(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    borough = context.borough
    outside = NamedPlace("Darent Valley", "DA2 8DA")
    nowhere = NamedPlace("Nowhere", "RM99 9ZZ")
    after = replace(
        borough,
        landmarks=(outside, nowhere),
        practices=(replace(borough.practices[0], postcode="RM99 9ZZ"),),
    )
    assert [(each.file, each.place) for each in misplaced(context, after)] == [
        ("places", "Nowhere"),
        ("practices", borough.practices[0].code),
    ]
