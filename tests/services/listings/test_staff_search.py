import pytest

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.listing import Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, NotAllowed, Role
from assetmap.services.listings.staff_search import NOBODY, ListingFilter, look_up, stewards
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person
from tests.services.colleagues import HUB_TEAM, VOLUNTEER, by


def test_listings_are_found_by_each_part_and_by_all_together(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("a", name="Café Club", steward="Hub"),
        a_listing("b", name="Chess", also_known_as=("Rook Club",), status=Status.DRAFT),
    )
    found = {
        str(wanted): [each.id for each in look_up(context, by(VOLUNTEER), wanted)]
        for wanted in (
            *(
                ListingFilter(),
                ListingFilter(words="CAFE"),
                ListingFilter(words="club rook"),
                ListingFilter(words="b"),
            ),
            *(ListingFilter(status=Status.DRAFT), ListingFilter(freshness=Freshness.FRESH)),
            *(
                ListingFilter(steward="Hub"),
                ListingFilter(words="club", place="tilbury", steward="Hub"),
            ),
            ListingFilter(words="club", status=Status.ARCHIVED),
        )
    }
    assert list(found.values()) == [
        *(["a", "b"], ["a"], ["b"], ["a", "b"]),
        *(["b"], ["a"]),
        *(["a"], ["a"]),
        [],
    ]


def test_street_of_a_listing_is_not_searched(make_context: ContextMaker) -> None:
    home = Where(Precision.AREA, address="7 Secret Street", area_served="Grays")
    context = make_context(a_listing(where=home))
    assert look_up(context, by(VOLUNTEER), ListingFilter(place="secret")) == []


def test_hub_team_finds_its_own(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("other"))
    assert [each.id for each in look_up(context, by(HUB_TEAM), ListingFilter())] == ["knit-club"]


def test_stewards_are_each_named_once(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("a", steward="hub"),
        a_listing("b", steward="hub"),
        a_listing("c"),
        a_listing("d", steward="CVS"),
        a_listing("e", steward="p-volunteer"),
        a_listing("f", steward="p-left"),
        a_listing("g", steward="p-erased"),
    )
    a_person(context, Role.VOLUNTEER, name="Vera")
    a_person(context, Role.VOLUNTEER, id="p-left", name="Lena", active=False)
    assert stewards(context) == [
        ("p-volunteer", "Vera"),
        ("CVS", "Earlier words: CVS"),
        ("hub", "Earlier words: hub"),
    ]
    alone = ListingFilter(steward=NOBODY)
    assert [each.id for each in look_up(context, by(VOLUNTEER), alone)] == ["c", "f", "g"]


def test_residents_look_nothing_up(make_context: ContextMaker) -> None:
    with pytest.raises(NotAllowed):
        look_up(make_context(), by(RESIDENT), ListingFilter())
