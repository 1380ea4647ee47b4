"""`/who-covers`: whom to ask, by postcode or place; and the same box on other pages."""

from pathlib import Path

import pytest

from tests.area_files import two_patches
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

BOX = "Local area coordinator for East patch Ring 01632 960112."


def box(client: Client, address: str) -> list[str]:
    return [words_of(each) for each in client.page(address).by_class("covers")]


@pytest.fixture
def patched(make_context: ContextMaker, tmp_path: Path) -> Client:
    context = make_context(a_listing())
    two_patches(context, tmp_path)
    return client_of(context)


def test_a_postcode_gives_the_role_and_its_number(patched: Client) -> None:
    assert box(patched, "/who-covers?near=rm18+7tb") == [BOX]
    assert box(patched, "/who-covers") == []


def test_a_town_goes_by_its_middle_and_says_so(patched: Client) -> None:
    (said,) = box(patched, "/who-covers?near=Grays")
    assert said == (
        "Local area coordinator for West patch Ring 01632 960111. Email west@example.org "
        "This goes by the middle of Grays. Give a whole postcode to be sure"
    )


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Type a postcode or the name of a place."),
        ("RM18 9ZZ", "There is no postcode RM18 9ZZ. Check it, or type the name of a place."),
        ("Narnia", "We do not know the place “Narnia”. Check it, or type a postcode."),
        (
            "Thurrock",
            "Thurrock has several people. Type a postcode or the name of a place in it.",
        ),
    ],
)
def test_what_is_no_place_is_told_and_kept(patched: Client, typed: str, words: str) -> None:
    page = patched.page(f"/who-covers?near={typed.replace(' ', '+')}")
    assert words in words_of(page.by_class("error-summary")[0])
    (field,) = [each for each in page.all("input") if each.get("name") == "near"]
    assert field.get("value") == typed


def test_elsewhere_is_for_another_council(patched: Client) -> None:
    words = patched.get("/who-covers?near=M1+1AE").text
    assert "M1 1AE is outside Thurrock. Ask the council there who can help you." in words


def test_without_patches_the_help_line_is_told(make_context: ContextMaker) -> None:
    client = client_of(make_context(a_listing()))
    words = words_of(client.page("/who-covers?near=RM18+7TB").all("main")[0])
    assert "Ring 01632 960100 (Monday to Friday, 9am to 5pm), and Thurrock CVS will find" in words
    assert box(client, "/find?near=RM18+7TB") == box(client, "/listing/knit-club") == []


def test_find_listing_conversation_and_sheet_say_whom_to_ask(patched: Client) -> None:
    assert box(patched, "/find?near=RM18+7TB") == [BOX]
    assert box(patched, "/find?q=zzxqwv&near=RM18+7TB") == [BOX]
    assert box(patched, "/find?q=knitting") == []
    assert box(patched, "/listing/knit-club") == [BOX]
    assert box(patched, "/conversation?near=RM18+7TB&show=cards") == [BOX]
    sheet = patched.get("/sheet/new?id=knit-club&near=RM18+7TB").text
    assert "Your local area coordinator: East patch, 01632 960112." in sheet
    assert "coordinator" not in patched.get("/sheet/new?id=knit-club").text
