"""The preview of a page as it would be: its parts, and a style sheet of plain colours alone."""

import pytest

from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.web.borough.parts import PARTS
from assetmap.web.borough.preview import DRAWN
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, csrf_token, sign_in
from tests.web.borough.test_setting_up import fields
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

STYLES = "/work/borough-preview/colours.css"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


@pytest.fixture
def admin(context: Context) -> Client:
    return sign_in(client_of(context), context, a_person(context, Role.ADMIN))


def preview(client: Client, address: str, **changed: str) -> str:
    """The words of the preview that a form with these changes is answered with."""
    data = {**fields(client, address), **changed, "csrf_token": csrf_token(client)}
    assert client.post(address, data={**data, "do": "preview"}).status_code == 200
    assert client.last is not None
    return " ".join(words_of(each) for each in client.last.by_class("borough-preview"))


@pytest.mark.parametrize(
    ("part", "changed", "shown"),
    [
        ("name", {"title": "Fen & Finder", "strapline": "<i>Here</i>"}, "Fen & Finder"),
        ("name", {"title": "Fen & Finder", "strapline": "<i>Here</i>"}, "<i>Here</i>"),
        ("phone-lines", {"help-phone": "01632 960555"}, "01632 960555"),
        ("tiles/0", {"label": "Feeling alone?"}, "Feeling alone?"),
        ("tiles/add", {"label": "Bees", "categories": "meet"}, "Bees"),
        ("categories/0", {"label": "Company"}, "Company"),
        ("categories/0-0", {"label": "Being a friend"}, "Being a friend"),
        ("signposts/0", {"text": "Ring a dentist."}, "Ring a dentist."),
        ("time-bank", {"time-bank-name": "Fen Time"}, "Fen Time"),
        ("time-bank", {"time-bank-phone": "01632 960551"}, "01632 960551"),
        ("time-bank", {"time-bank-is-on": ""}, "There is no time bank"),
        ("urgent-numbers/add", {"text": "Duty team", "phone": "01632 960444"}, "Duty team"),
    ],
)
def test_preview_says_what_the_page_would(
    admin: Client, part: str, changed: dict[str, str], shown: str
) -> None:
    assert shown in preview(admin, f"/work/borough/{part}", **changed)


def test_part_that_has_no_page_has_no_preview(admin: Client) -> None:
    assert preview(admin, "/work/borough/upkeep", **{"days-link": "9"}) == ""


def test_colours_are_a_style_sheet_of_their_own(admin: Client) -> None:
    preview(admin, "/work/borough/colours", **{"colours-brand": "#6a1b4d"})
    assert admin.last is not None
    sheets = [each.get("href", "") for each in admin.last.all("link")]
    (address,) = [each for each in sheets if each.startswith(STYLES)]
    answer = admin.get(address)
    assert answer.mimetype == "text/css"
    assert ".borough-preview{--brand:#6a1b4d}" in answer.text.splitlines()


@pytest.mark.parametrize(
    "query",
    [
        *("brand=red", "brand=0b4f6c}body{display:none", "brand}x=0b4f6c", "category.a/b=0b4f6c"),
        "&".join(f"c{number}=000000" for number in range(61)),
    ],
)
def test_nothing_but_plain_colours_goes_into_it(admin: Client, query: str) -> None:
    assert admin.get(f"{STYLES}?{query}").status_code == 404


def test_it_is_for_admins(context: Context) -> None:
    assert client_of(context).get(STYLES).status_code == 302
    editor = sign_in(client_of(context), context, a_person(context, Role.EDITOR, id="p-ed"))
    assert editor.get(STYLES).status_code == 403


def test_each_part_drawn_is_a_part() -> None:
    assert {part.slug for part in PARTS} >= DRAWN
