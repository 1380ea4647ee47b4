"""What people may ask of us: to be taken off, to be told what is held, forgotten; the audit."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Contact
from assetmap.domain.people.people import COMMAND_LINE, Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, load_for_update, save_change
from assetmap.services.listings.archiving import archive
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

EMAIL = "zelda@quackenbush.example"
BY = Actor(COMMAND_LINE, "command line")


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A listing with some history, archived because its organiser asked."""
    context = make_context(a_listing("other", description=f"Write to {EMAIL} about the wool."))
    card = Contact("01632 960666", EMAIL, "", "Zelda Quackenbush")
    with context.store.transaction() as uow:
        uow.save_listing(a_listing(private=card))
    with context.store.transaction() as uow:
        before = load_for_update(context, "knit-club")
        after = replace(before.listing, public=card, summary="Knitting, talk and tea.")
        save_change(context, uow, BY, before, after, "approved a change")
    archive(context, BY, "knit-club", ArchiveReason.OWNER_ASKED)
    return context


@pytest.fixture
def admin(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> Callable[..., Page]:
    """`admin(address, width)`: an administrator's page at an address."""
    visitor = visitor_of(serve(context))
    visitor.excuse("cookie: staff", "status of 422", "status of 400")
    ada = a_person(context, Role.ADMIN, id="ada", name="Ada")

    def arrive(address: str, width: int = 1280) -> Page:
        page = visitor.arrive(width=width)
        sign_in_page(page, context, ada)
        page.goto(address)
        return page

    return arrive


def test_administrator_gives_and_then_erases_what_is_held(
    context: Context, admin: Callable[..., Page], tmp_path: Path
) -> None:
    page = admin("/work/people-data")
    page.get_by_label("Their email address or phone number").fill(EMAIL)
    page.get_by_role("button", name="Look").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What we hold about them")
    expect(page.get_by_text("private contact name: Zelda Quackenbush")).to_be_visible()
    expect(page.get_by_role("link", name="More about it, other")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download all of it").click()
    download.value.save_as(tmp_path / "held.json")
    held = json.loads((tmp_path / "held.json").read_text(encoding="utf-8"))
    assert held["asked_not_to_be_listed"]
    assert {each["value"] for each in held["listings"]} == {
        *("Zelda Quackenbush", "01632 960666", EMAIL),
    }
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick the box if you mean to erase it.")
    page.get_by_label("Yes, erase everything in the list above").check()
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_role("status").first).to_contain_text("Erased: 1 listing, 2 revisions")
    assert load_for_update(context, "knit-club").listing.public == Contact()
    page.goto("/work/audit")
    expect(page.get_by_text("Ada erased: Knit Club")).to_be_visible()
    page.goto("/work/do-not-list")
    expect(page.get_by_role("heading", name="knit club")).to_be_visible()


PAGES = ("/work/audit", "/work/audit?since-day=31&since-month=2&since-year=2026")


def test_pages_are_accessible_and_fit(admin: Callable[..., Page]) -> None:
    page = admin("/work/audit")
    found = []
    for address in (*PAGES, "/work/do-not-list", "/work/people-data"):
        page.goto(address)
        for summary in page.locator("summary").all():
            summary.click()
        found += violations_at_both(page)
    page.get_by_label("Their email address or phone number").fill(EMAIL)
    page.get_by_role("button", name="Look").click()
    page.get_by_role("button", name="Erase it for good").click()
    expect(page.get_by_role("alert")).to_be_visible()  # and not the page before it
    assert found + violations_at_both(page) == []
