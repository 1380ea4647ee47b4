"""The sets as staff see them: every public listing is counted somewhere."""

import pytest

from assetmap.domain.areas.placement import Why
from assetmap.domain.listings.listing import Precision, Where
from assetmap.services.areas.overview import set_lines, set_overview
from assetmap.storage.store import NotFound
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_each_listing_stands_in_its_areas_or_says_why_not(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing("a"),
        a_listing("b", where=Where(Precision.AREA, area_served="Thurrock")),
        a_listing("c", where=Where(Precision.AREA, area_served="Grays")),
    )
    two_wards(context)
    found = set_overview(context, "wards")
    assert [
        (area.name, [(e.listing.id, e.why) for e in placed]) for area, placed in found.areas
    ] == [
        ("Grays side", [("c", Why.AREA_SERVED)]),
        ("Tilbury side", [("a", Why.POINT)]),
    ]
    assert [each.id for each in found.borough_wide] == ["b"]
    assert found.elsewhere == ()
    with pytest.raises(NotFound):
        set_overview(context, "none")


def test_the_current_set_of_each_kind_is_marked(make_context: ContextMaker) -> None:
    context = make_context()
    two_wards(context, "Old", valid_from=context.clock.today().replace(year=2002))
    two_wards(context, "New")
    assert [(e.area_set.name, e.is_current) for e in set_lines(context)] == [
        ("New", True),
        ("Old", False),
    ]
