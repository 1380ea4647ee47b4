"""The picture of the map on the home page."""

from assetmap.domain.listings.listing import Precision, Where
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing
from tests.web.conftest import client_of

HIDDEN = [Where(Precision.WITHHELD, point=GRAYS), Where(Precision.AREA, point=GRAYS)]


def test_picture_has_a_dot_for_what_all_may_see(make_context: ContextMaker) -> None:
    context = make_context(
        a_listing(), *(a_listing(f"n{n}", where=where) for n, where in enumerate(HIDDEN))
    )
    client = client_of(context)
    picture = client.get("/map-picture.svg")
    assert (picture.status_code, picture.mimetype) == (200, "image/svg+xml")
    assert picture.text.count("<circle") == 1
    assert ">Tilbury</text>" in picture.text
    kept = {"If-None-Match": picture.headers["ETag"]}
    assert client.get("/map-picture.svg", headers=kept).status_code == 304
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("second", where=Where(Precision.VENUE, point=GRAYS)))
    assert client.get("/map-picture.svg", headers=kept).text.count("<circle") == 2


def test_home_page_opens_the_map(make_context: ContextMaker) -> None:
    page = client_of(make_context(a_listing())).page("/")
    assert page.links()["Open the map"] == "/find?view=map"
    assert [each.get("src") for each in page.all("img")] == ["/map-picture.svg"]
    assert "Crown copyright" in page.words
