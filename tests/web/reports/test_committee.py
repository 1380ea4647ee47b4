"""`/reports/committee`: on screen, as a file and on paper; what opens behind a figure."""

import pytest

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.people.people import PROGRAM, Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.committee import freeze_month
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of

PAGE = "/reports/committee"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing("knit", name="Knit and Natter"),
        a_listing("hub", name="Riverside Hub", kind=Kind.HUB),
        today="2026-03-31",
    )


def as_(context: Context, role: Role) -> Client:
    return sign_in(client_of(context), context, a_person(context, role, id=f"the-{role}"))


def test_frozen_sheet_is_the_same_after_edits_and_opens_its_lists(context: Context) -> None:
    assert freeze_month(context, Actor(PROGRAM, "upkeep"))
    client = as_(context, Role.MANAGER)
    before = client.get(f"{PAGE}.csv?at=2026-03-31").data
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("more", name="More", kind=Kind.HUB))
        uow.delete_listings(["hub"])
    assert client.get(f"{PAGE}.csv?at=2026-03-31").data == before
    assert b"Community hubs,1,," in before
    page = client.page(f"{PAGE}?at=2026-03-31")
    assert "These are the figures of today" not in page.words
    behind = client.page(page.links()["1: Community hubs"]).words
    assert "1 listing hub Not in the directory any more" in behind
    live = client.page(PAGE)
    assert "These are the figures of today." in live.words
    assert "More" in client.page(live.links()["1: Community hubs"]).words
    assert live.links()["31 March 2026"] == f"{PAGE}?at=2026-03-31"


def test_paper_has_two_pages_at_most_and_no_links(context: Context) -> None:
    response = as_(context, Role.MANAGER).get(f"{PAGE}.pdf")
    assert (response.status_code, response.mimetype) == (200, "application/pdf")
    assert response.data.count(b"/Type /Page\n") <= 2


@pytest.mark.parametrize("at", ["2026-02-28", "soon", "2026-02-31"])
def test_sheet_that_is_not_there(context: Context, at: str) -> None:
    assert as_(context, Role.MANAGER).get(f"{PAGE}?at={at}").status_code == 404


def test_who_may(context: Context) -> None:
    client = as_(context, Role.VOLUNTEER)
    for path in (PAGE, f"{PAGE}.pdf", f"{PAGE}.csv", f"{PAGE}/list?figure=hubs", "/reports"):
        assert client.get(path).status_code == 403
