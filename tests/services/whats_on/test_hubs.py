import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.services.context import Context
from assetmap.services.whats_on.hubs import find_hub
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.factories import a_listing


def test_hub_is_found_by_its_id_and_by_how_that_begins(sample_context: Context) -> None:
    assert find_hub(sample_context, "riverside-hub").shown.name == "Riverside Hub"
    assert find_hub(sample_context, "riverside").id == "riverside-hub"


@pytest.mark.parametrize("asked", ["", "nothing-here", "hub", "RIVER"])
def test_of_no_hub_or_several_there_is_none(sample_context: Context, asked: str) -> None:
    with pytest.raises(NotFound):
        find_hub(sample_context, asked)


def test_place_that_is_not_shown_is_no_hub(make_context: ContextMaker) -> None:
    context = make_context(a_listing(where=Where(Precision.WITHHELD, area_served="Grays")))
    with pytest.raises(NotFound):
        find_hub(context, "knit-club")
