"""How far wards lie from one another."""

from datetime import date

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import PROGRAM
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.ward_distances import distances_from
from tests.conftest import ContextMaker


def test_wards_next_to_one_another_are_one_away_both_ways(make_context: ContextMaker) -> None:
    context = make_context()
    load_sample_areas(context, Actor(PROGRAM, "sample"))
    wards = context.areas.current(AreaKind.WARD, date(2026, 3, 16))
    assert wards is not None
    every = {each.code: distances_from(context, each.code) for each in wards.areas}
    for one, distances in every.items():
        assert (distances[one].wards, distances[one].km) == (0, 0.0)
        for other, distance in distances.items():
            assert distance.wards == every[other][one].wards
            assert distance.km is not None


def test_nothing_is_known_without_wards_or_of_an_unknown_one(make_context: ContextMaker) -> None:
    context = make_context()
    assert distances_from(context, "E05002227") == {}
    load_sample_areas(context, Actor(PROGRAM, "sample"))
    assert distances_from(context, "") == {}
    assert set(distances_from(context, "nowhere")) == {"nowhere"}
