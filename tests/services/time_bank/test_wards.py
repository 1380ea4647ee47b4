"""What wards are called, and where their middle and outlines are."""

from dataclasses import replace

import pytest

from assetmap.domain.areas.area_set import Area
from assetmap.domain.people.people import PROGRAM
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.wards import current_wards, middle_of, ward_names
from tests.conftest import ContextMaker


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    load_sample_areas(context, Actor(PROGRAM))
    return context


def test_a_ward_goes_by_its_own_name_where_a_search_finds_it(context: Context) -> None:
    names = ward_names(context)
    assert len(names.called) == len(names.wards) == 13
    assert names.called["SAMPLE-09"] == "Tilbury"
    assert names.called["SAMPLE-05"] == "West Thurrock"


def test_a_ward_whose_name_reads_as_the_whole_borough_goes_by_its_town(context: Context) -> None:
    found = current_wards(context)
    assert found is not None
    index = next(n for n, each in enumerate(found.areas) if each.code == "SAMPLE-09")
    areas = list(found.areas)
    areas[index] = replace(areas[index], name="Riverside and all of Thurrock")
    found.areas = areas
    found.__dict__.pop("by_code", None)
    assert ward_names(context).called["SAMPLE-09"] == "Tilbury"


def test_there_are_none_where_the_borough_gave_none(make_context: ContextMaker) -> None:
    names = ward_names(make_context())
    assert (dict(names.wards), dict(names.called)) == ({}, {})


def test_the_middle_is_by_shape_or_by_postcodes(context: Context) -> None:
    tilbury = ward_names(context).wards["SAMPLE-09"]
    middle = middle_of(context, tilbury)
    assert middle is not None
    assert current_wards(context).finder.at(middle) == "SAMPLE-09"  # type: ignore[union-attr]
    by_postcodes = Area("set", "x", "X", postcodes=("RM187TB", "RM176SL"))
    between = middle_of(context, by_postcodes)
    assert between is not None
    assert 51.46 < between.lat < 51.48
    assert middle_of(context, Area("set", "x", "X")) is None
