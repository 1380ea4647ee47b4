import pytest

from assetmap.domain.checks.freshness import Freshness
from assetmap.domain.listings.listing import Precision, Status, Where
from assetmap.domain.people.people import RESIDENT, NotAllowed
from assetmap.services.listings.staff_search import Wanted, look_up, stewards
from tests.conftest import DeskMaker
from tests.factories import a_listing
from tests.services.colleagues import HUB_TEAM, VOLUNTEER, by


def test_listings_are_found_by_each_part_and_by_all_together(make_desk: DeskMaker) -> None:
    desk = make_desk(
        a_listing("a", name="Café Club", steward="Hub"),
        a_listing("b", name="Chess", also_known_as=("Rook Club",), status=Status.DRAFT),
    )
    found = {
        str(wanted): [each.id for each in look_up(desk, by(VOLUNTEER), wanted)]
        for wanted in (
            *(Wanted(), Wanted(words="CAFE"), Wanted(words="club rook"), Wanted(words="b")),
            *(Wanted(status=Status.DRAFT), Wanted(freshness=Freshness.FRESH)),
            *(Wanted(steward="Hub"), Wanted(words="club", place="tilbury", steward="Hub")),
            Wanted(words="club", status=Status.ARCHIVED),
        )
    }
    assert list(found.values()) == [
        *(["a", "b"], ["a"], ["b"], ["a", "b"]),
        *(["b"], ["a"]),
        *(["a"], ["a"]),
        [],
    ]


def test_street_of_a_listing_is_not_searched(make_desk: DeskMaker) -> None:
    home = Where(Precision.AREA, address="7 Secret Street", area_served="Grays")
    desk = make_desk(a_listing(where=home))
    assert look_up(desk, by(VOLUNTEER), Wanted(place="secret")) == []


def test_hub_team_finds_its_own(make_desk: DeskMaker) -> None:
    desk = make_desk(a_listing(), a_listing("other"))
    assert [each.id for each in look_up(desk, by(HUB_TEAM), Wanted())] == ["knit-club"]


def test_stewards_are_each_named_once(make_desk: DeskMaker) -> None:
    desk = make_desk(
        a_listing("a", steward="hub"),
        a_listing("b", steward="hub"),
        a_listing("c"),
        a_listing("d", steward="CVS"),
    )
    assert stewards(desk) == ["CVS", "hub"]


def test_residents_look_nothing_up(make_desk: DeskMaker) -> None:
    with pytest.raises(NotAllowed):
        look_up(make_desk(), by(RESIDENT), Wanted())
