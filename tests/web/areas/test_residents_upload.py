"""`/work/areas/<set>/residents`: an admin brings in residents, or is told what is wrong."""

from io import BytesIO

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

PAGE = "/work/areas/wards/residents"
PEOPLE = b"code,residents\nW1,5612\nW2,4000\n"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing())
    two_wards(context)
    return context


@pytest.fixture
def admin(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def send(client: Client, data: bytes, year: str = "2021", name: str = "p.csv") -> tuple[int, str]:
    form = {"year": year, "csrf_token": csrf_token(client), "file": (BytesIO(data), name)}
    answer = client.post(PAGE, data=form)
    return answer.status_code, answer.text


def test_residents_come_in_and_stand_in_the_table(context: Context, admin: Client) -> None:
    before = admin.page("/work/areas/wards")
    assert before.links()["Say how many people live there"] == PAGE
    assert send(admin, PEOPLE)[0] == 303
    page = admin.page("/work/areas/wards")
    assert "We have the residents of 2 areas: 9,612 people." in page.words
    rows = [" ".join(words_of(cell) for cell in row).strip() for row in page.all("tr")]
    assert rows == [
        "Area Listings Residents in 2021",
        "Grays side None 5,612",
        "Tilbury side 1 in Tilbury side 4,000",
        "All of the borough None",
        "In none of these areas None",
    ]


@pytest.mark.parametrize(
    ("data", "year", "reason"),
    [
        (PEOPLE, "", "It does not say of which year"),
        (PEOPLE, "21", "Enter the year in four digits"),
        (PEOPLE, "2099", "2099 is no year of which residents can be known. Nothing has changed."),
        (b" ", "2021", "The file is empty. Nothing has changed."),
        (b"\x89PNG\r\n\x1a\n\x00", "2021", "This is a picture"),
        (b"code,residents\n<b>,5\n", "2021", "No area of Wards: &lt;b&gt;."),
        (b"code,residents\nW1,5\nW1,5\n", "2021", "W1 stands in the file twice."),
    ],
)
def test_what_is_wrong_is_told(
    context: Context, admin: Client, data: bytes, year: str, reason: str
) -> None:
    status, text = send(admin, data, year)
    assert (status, reason in text) == (422, True), text
    assert f'value="{year}"' in text
    assert "Residents" not in admin.page("/work/areas/wards").words.replace("Say how many", "")


def test_no_file_and_no_set(admin: Client) -> None:
    assert "Choose a file." in send(admin, b"", name="")[1]
    assert admin.get("/work/areas/none/residents").status_code == 404
    assert "The most is 20 MB." in admin.get(f"{PAGE}?large=yes").text


def test_only_an_admin_is_offered_it(context: Context, admin: Client) -> None:
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR, id="p-ed"))
    assert PAGE not in editor.page("/work/areas/wards").links().values()
    assert editor.get(PAGE).status_code == 403
