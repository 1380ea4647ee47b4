"""`/work/areas`: the sets, and which listings lie in each area."""

import pytest

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing(name="<b>Knit & Natter"),
        a_listing("wide", name="Wide", where=Where(Precision.AREA, area_served="Thurrock")),
    )


def staff(context: Context, role: Role = Role.VOLUNTEER) -> Client:
    return sign_in(client_of(context), context, a_person(context, role))


def test_sets_are_listed_with_their_days(context: Context) -> None:
    client = staff(context)
    assert "There are none yet." in client.get("/work/areas").text
    two_wards(context, source="LGBCE", licence="OGL v3")
    (line,) = [words_of(each[0]) for each in client.page("/work/areas").by_class("work__list")]
    assert line == (
        "Wards Current Ward: 2 areas, drawn on a map. It counts from 7 May 2025. "
        "Source: LGBCE, OGL v3"
    )


def test_each_area_says_how_many_lie_in_it_and_which(context: Context) -> None:
    two_wards(context)
    page = staff(context).page("/work/areas/wards?area=W2")
    rows = [" ".join(words_of(cell) for cell in row) for row in page.all("tr")]
    assert rows == [
        "Area Listings",
        "Grays side None",
        "Tilbury side 1 in Tilbury side",
        "All of the borough 1 in All of the borough",
        "In none of these areas None",
    ]
    assert "Its place is here" in words_of(page.all("section")[0])


def test_it_is_for_staff_and_a_set_that_is_not_there_is_not_found(context: Context) -> None:
    assert client_of(context).get("/work/areas").status_code == 302
    assert staff(context, Role.BROKER).get("/work/areas").status_code == 403
    assert staff(context).get("/work/areas/none").status_code == 404
