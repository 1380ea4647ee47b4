"""Check 20: a colleague's collection, copied to a sheet, its notes kept among staff."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import expect

from assetmap.bootstrap import open_context
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.handouts.collections import add_listing, start_collection
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import add_note
from tests.browser.conftest import Visitor
from tests.browser.looking import expect_no_sideways_scroll
from tests.browser.test_accessibility import violations
from tests.conftest import config_at
from tests.people import a_person, sign_in_page

NAME = "Tilbury – getting out"
LISTED = ("riverside-hub", "riverside-memory-lunch-club", "old-pier-singers")
NOTE = "Use the side door and ring the bell."


def test_colleague_copies_a_collection_and_its_note_stays(
    own_sample_home: Path,
    postcode_cache: Path,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> None:
    context = open_context(config_at(own_sample_home, postcode_cache))
    vera = a_person(context, Role.VOLUNTEER, id="vera", name="Vera")
    cora = a_person(context, Role.COORDINATOR, id="cora", name="Cora")
    made = start_collection(context, Actor(vera), NAME)
    for each in LISTED:
        add_listing(context, Actor(vera), made.id, each)
    add_note(context, Actor(vera), "riverside-hub", NOTE)
    someone = visitor_of(serve(context))
    someone.excuse("cookie: staff")
    page = someone.arrive(width=390, height=844)
    sign_in_page(page, context, cora, after="/work/collections")
    main = page.get_by_role("main")
    expect(main).to_contain_text("1 of 3 overdue")
    found = violations(page)
    page.get_by_role("link", name=NAME).click()
    expect(main).to_contain_text("1 of 3 overdue. Kept by Vera.")
    expect(main).to_contain_text(NOTE)
    expect_no_sideways_scroll(page)
    found += violations(page)
    page.emulate_media(media="print")
    expect(page.get_by_text(NOTE)).to_be_hidden()
    page.emulate_media(media="screen")

    page.get_by_role("link", name="Poster").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(NAME)
    found += violations(page)
    assert "side door" not in page.content()
    page.go_back()
    page.get_by_role("link", name="Copy to my sheet").click()
    for name in ("Riverside Hub", "Riverside Memory Lunch Club", "Old Pier Singers"):
        expect(main).to_contain_text(name)
    assert "side door" not in page.content()

    asked = "conversation?near=Tilbury&q=hub&show=cards"
    page.goto(f"/work/{asked}")
    expect(main).to_contain_text(NOTE)
    found += violations(page)
    page.get_by_role("link", name="Turn the screen round").click()
    for address in ("", f"/{asked}", "/listing/riverside-hub"):
        if address:
            page.goto(address)
        expect(main).to_contain_text("Riverside Hub")
        assert "side door" not in page.content()

    page.goto("/work/collections")
    page.get_by_label("Name").fill("Grays clubs")
    page.get_by_role("button", name="Make it").click()
    page.goto("/work/listings/riverside-hub")
    page.get_by_label("Add to a collection").select_option("Grays clubs")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_role("status")).to_contain_text("It is in the collection Grays clubs.")
    found += violations(page)
    page.goto("/work/collections")
    expect(main).to_contain_text("1 listing, none overdue")
    assert found == []
    context.close()
