"""Questions about one ward."""

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.search.query import Search
from assetmap.domain.validation import Problem
from assetmap.services.search.finding import answer
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_a_ward_has_what_lies_in_it_and_what_says_that_it_serves_it(
    make_context: ContextMaker,
) -> None:
    context = make_context(
        a_listing("in"),
        a_listing("serves", where=Where(Precision.AREA, area_served="Tilbury")),
        a_listing("wide", where=Where(Precision.AREA, area_served="Thurrock")),
        a_listing("grays", where=Where(Precision.AREA, area_served="Grays")),
    )
    two_wards(context)
    found = answer(context, Search(ward="W2"))
    assert {hit.listing.id for hit in found.hits} == {"in", "serves"}
    assert (found.ward, found.problems) == ("Tilbury side", ())


def test_a_ward_that_is_not_there_today_is_left_out_and_told(make_context: ContextMaker) -> None:
    context = make_context(a_listing("in"))
    problem = Problem("ward", "There is no ward “W2” today, so we left it out.")
    found = answer(context, Search(ward="W2"))
    assert (found.total, found.ward, found.problems) == (1, "", (problem,))
    two_wards(context, valid_from=context.clock.today().replace(year=2030))
    assert answer(context, Search(ward="W2")).problems == (problem,)
