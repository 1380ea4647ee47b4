"""`/work/areas/new/file`: an admin brings in areas, and is told what is wrong with a file."""

from io import BytesIO

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.area_files import EAST, WEST, box, geojson
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of

PAGE = "/work/areas/new/file"
WARDS = geojson(("Grays side", "W1", box(*WEST)), ("<b>Tilbury</b>", "W2", box(*EAST))).encode()
DAY = {"first-day": "1", "first-month": "3", "first-year": "2026"}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def admin(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def send(client: Client, data: bytes, **answers: str) -> tuple[int, str]:
    form = {"name": "Wards", "kind": "ward", **DAY, **answers, "csrf_token": csrf_token(client)}
    file = (BytesIO(data), "C:\\maps\\wards.geojson")
    answer = client.post(PAGE, data={**form, "file": file})
    return answer.status_code, answer.text


def test_areas_come_in_and_the_same_name_again_is_asked_about(
    context: Context, admin: Client
) -> None:
    assert send(admin, WARDS)[0] == 303
    page = admin.page("/work/areas/wards")
    assert "We have brought in 2 areas." in page.words
    assert "<b>Tilbury</b>" in page.words
    status, text = send(admin, WARDS)
    assert status == 422
    assert "There are areas called Wards already." in text
    assert send(admin, WARDS, replaces="yes")[0] == 303
    assert [each.areas for each in context.areas.sets()] == [2]


def test_what_is_wrong_is_told_beside_its_field(context: Context, admin: Client) -> None:
    status, text = send(admin, b"{no map", name="", **{"first-day": "31", "first-month": "2"})
    assert status == 422
    assert "Enter a name for the areas" in text
    assert 'id="first-error"' in text
    status, text = send(admin, b"{no map")
    assert status == 422
    assert "This is no GeoJSON file that can be read." in text
    assert 'value="Wards"' in text
    assert list(context.areas.sets()) == []


def test_only_an_admin_is_offered_it(context: Context, admin: Client) -> None:
    assert PAGE in admin.page("/work/areas").links().values()
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR, id="p-ed"))
    assert PAGE not in editor.page("/work/areas").links().values()
    assert editor.get(PAGE).status_code == 403
