"""Merging two listings over HTTP: one page stays, the other's address leads to it."""

import pytest

from assetmap.domain.listings.listing import Status
from assetmap.services.listing_repository import revisions_of
from assetmap.services.listings.proposals import waiting
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client
from tests.web.inspection import words_of
from tests.web.listings.test_review import Office, send

MERGE = "/work/listings/knit-club/merge"


@pytest.fixture
def office(make_context: ContextMaker) -> Office:
    return Office(
        make_context(
            a_listing(),
            a_listing("knit-klub", name="Knit Klub", cost="Free"),
            a_listing("knit-three", name="Third Thing", public=a_listing().public),
            a_listing("draft", name="Knit Draft", status=Status.DRAFT),
        )
    )


def merge(client: Client, one: str, other: str, keep: str, **data: str) -> tuple[int, str | None]:
    answer = send(client, f"/work/listings/{one}/merge/{other}/confirm", keep=keep, **data)
    return answer.status_code, answer.location


def test_other_listing_is_offered_as_alike_and_found_by_name(office: Office) -> None:
    client = office.as_(office.edna)
    assert client.page(MERGE).links()["Knit Klub"] == f"{MERGE}/knit-klub"
    page = client.page(f"{MERGE}?q=third")
    assert page.links()["Third Thing"] == f"{MERGE}/knit-three"
    assert "We found no other listing for “zzz”." in client.page(f"{MERGE}?q=zzz").words


def test_two_are_shown_side_by_side(office: Office) -> None:
    page = office.as_(office.edna).page(f"{MERGE}/knit-klub")
    differing = [words_of(each) for each in page.by_class("sides__differs")]
    assert differing == ["Name, which differs Knit Club Knit Klub", "Cost, which differs £2 Free"]


def test_what_will_happen_is_said_before_it_does(office: Office) -> None:
    page = office.as_(office.edna).page(f"{MERGE}/knit-klub/confirm?keep=knit-club")
    assert "“Knit Club” stays. “Knit Klub” goes." in page.words
    assert "There is one listing fewer in every search and count." in page.words


def test_one_page_remains_and_the_old_address_leads_to_it(office: Office) -> None:
    before = office.public.data("/find.json")["total"]
    revisions = len(revisions_of(office.context, "knit-klub"))

    assert merge(office.as_(office.edna), "knit-club", "knit-klub", "knit-club") == (
        303,
        "/work/listings/knit-club",
    )

    old = office.public.get("/listing/knit-klub")
    assert (old.status_code, old.location) == (301, "/listing/knit-club")
    assert office.public.data("/find.json")["total"] == before - 1
    assert [hit["name"] for hit in office.public.data("/find.json?q=klub")["results"]][:1] == [
        "Knit Club"
    ]
    assert len(revisions_of(office.context, "knit-klub")) == revisions + 2
    page = office.as_(office.vera).page("/work/listings/knit-club/history")
    assert [words_of(each) for each in page.by_class("tag")] == ["Knit Klub"] * 2
    assert "Edna merged: into knit-club Knit Klub" in page.words


def test_merges_can_be_chained(office: Office) -> None:
    client = office.as_(office.edna)
    assert merge(client, "knit-klub", "knit-club", "knit-club")[0] == 303
    assert merge(client, "knit-club", "knit-three", "knit-three")[0] == 303

    answer = office.public.get("/listing/knit-klub", follow_redirects=True)

    assert answer.request.path == "/listing/knit-three"
    page = client.page("/work/listings/knit-three/history")
    assert "Also the history of what was merged into it" in page.words
    assert {words_of(each) for each in page.by_class("tag")} == {"Knit Klub", "Knit Club"}


def test_volunteer_asks_an_editor_to_merge(office: Office) -> None:
    client = office.as_(office.vera)
    answer = merge(client, "knit-club", "knit-klub", "knit-club", note="Same hall.")

    assert answer[0] == 303
    assert office.public.get("/listing/knit-klub").status_code == 200
    assert [(x.listing_id, x.merge_into, x.note) for x in waiting(office.context)] == [
        ("knit-klub", "knit-club", "Same hall.")
    ]


def test_note_to_the_editor_that_is_too_long_stays_in_its_box(office: Office) -> None:
    note, address = "x" * 1_001, f"{MERGE}/knit-klub/confirm"
    answer = send(office.as_(office.vera), address, keep="knit-club", note=note)
    assert answer.status_code == 422
    assert "Make this 1,000 characters or fewer. It has 1,001." in answer.text
    assert f">{note}</textarea>" in answer.text.replace("\n", "")
    assert waiting(office.context) == []


@pytest.mark.parametrize(
    ("one", "other", "keep", "status"),
    [
        ("knit-club", "knit-club", "knit-club", 404),  # into itself
        ("knit-club", "none", "knit-club", 404),
        ("knit-club", "knit-klub", "knit-three", 422),  # an id changed in the form
        ("knit-club", "knit-klub", "", 422),
        ("knit-club", "draft", "draft", 409),  # into one that is not public
    ],
)
def test_merge_that_cannot_be_is_refused(
    office: Office, one: str, other: str, keep: str, status: int
) -> None:
    assert merge(office.as_(office.edna), one, other, keep)[0] == status
    assert office.public.get("/listing/knit-club").status_code == 200


def test_draft_can_go_and_its_name_does_not_become_public(office: Office) -> None:
    assert merge(office.as_(office.edna), "knit-club", "draft", "knit-club")[0] == 303
    assert "Knit Draft" not in office.public.page("/listing/knit-club").words
    assert office.public.data("/find.json?q=draft&exact=yes")["total"] == 0


def test_confirm_page_asks_for_one_that_can_stay(office: Office) -> None:
    client = office.as_(office.edna)
    page = client.page(f"{MERGE}/draft/confirm?keep=draft", 422)
    assert "Choose the one that is published." in words_of(page.by_id("keep-error"))
