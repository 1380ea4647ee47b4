"""The figures of the whole directory are those of the empty question, day by day."""

from datetime import timedelta

from assetmap.clock import Clock
from assetmap.domain.listings.listing import Listing
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.search.finding import answer
from assetmap.services.search.overview import Overview, overview
from tests.conftest import ContextMaker
from tests.factories import a_listing


def asked(context: Context) -> Overview:
    """The figures as the empty question gives them."""
    found = answer(context, Search())
    return Overview(found.total, {each.value: each.count for each in found.facets["category"]})


def put(context: Context, *listings: Listing) -> None:
    with context.unit_of_work() as uow:
        for listing in listings:
            uow.save_listing(listing)


def test_figures_follow_what_is_published_and_the_day(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    put(context, a_listing("a", categories=("meet/cafes",)))
    before = overview(context)
    assert before == asked(context)
    assert overview(context) is before, "and are not worked out for each visitor"
    put(context, a_listing("b", categories=("learn",)))
    assert overview(context) == asked(context)
    assert overview(context).total == before.total + 1
    context.clock = Clock(context.clock.now() + timedelta(days=3000))
    assert overview(context) == asked(context)
    assert overview(context).total == 0, "nobody has confirmed them for years"
