"""Which questions are counted, at which place, and whose are not."""

import pytest

from assetmap.domain.place import Point
from assetmap.domain.search.results import PlaceMatch
from assetmap.services.context import Context
from assetmap.storage.tables import SEARCH_COUNTS
from assetmap.web.framework.search_counting import coarse_place
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of

BROWSER = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0"}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("knit", name="Knit and Natter", categories=("create",)))


def counted(context: Context, client: Client, url: str, **headers: str) -> list[tuple[str, int]]:
    """The channels and counts after somebody asked for a page."""
    client.get(url, headers={**BROWSER, **{k.replace("_", "-"): v for k, v in headers.items()}})
    counter, thread = client.application.extensions["assetmap.search_counter"]
    assert thread.settle(20)
    counter.count()
    return [(str(each.channel), each.count) for each in context.store.find(SEARCH_COUNTS)]


def test_a_question_counts_once_whatever_filters_are_changed(context: Context) -> None:
    client = client_of(context)
    assert counted(context, client, "/find?q=judo") == [("public", 1)]
    for again in ("/find?q=judo&day=tue", "/find?q=judo&page=2", "/find?q=Judo"):
        assert counted(context, client, again) == [("public", 1)]
    talked = [("public", 1), ("conversation", 1)]
    assert counted(context, client, "/conversation?q=harp&show=yes") == talked


@pytest.mark.parametrize(
    "url",
    [
        *("/find", "/find?near=Tilbury", "/find?q=judo&page=2", "/find.json?q=judo"),
        *(
            "/find.csv?q=judo",
            "/find.geojson?q=judo",
            "/embed?q=judo",
            "/conversation?q=judo&view=share",
        ),
        "/find?q=I+want+to+kill+myself",
    ],
)
def test_what_is_no_question_of_a_person_is_not_counted(context: Context, url: str) -> None:
    assert counted(context, client_of(context), url) == []


@pytest.mark.parametrize(
    "headers",
    [
        *({"DNT": "1"}, {"Sec_GPC": "1"}, {"Sec_Purpose": "prefetch"}, {"X_Fragment": "1"}),
        *({"User_Agent": "Googlebot/2.1"}, {"User_Agent": ""}, {"User_Agent": "curl/8.5"}),
    ],
)
def test_who_asks_not_to_be_counted_or_is_no_person_is_not(
    context: Context, headers: dict[str, str]
) -> None:
    assert counted(context, client_of(context), "/find?q=judo", **headers) == []


def test_a_place_is_kept_no_closer_than_a_ward_or_the_first_part_of_a_postcode(
    sample_context: Context,
) -> None:
    where = Point(51.4637, 0.3590)
    places = (
        PlaceMatch("RM18 8AB", where),
        PlaceMatch("Tilbury", where),
        PlaceMatch("Thurrock", None, whole_area=True),
        None,
    )
    assert [coarse_place(sample_context, each) for each in places] == ["Tilbury", "Tilbury", "", ""]


def test_without_wards_the_first_part_of_a_postcode_is_kept(context: Context) -> None:
    assert coarse_place(context, PlaceMatch("RM18 8AB", Point(51.4637, 0.3590))) == "RM18"
