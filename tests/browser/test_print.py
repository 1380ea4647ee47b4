"""On paper: the words, the phone line, the address of the page and the date; nothing to press."""

from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.browser.looking import switch_to, wait_for_map


def test_printed_listing_says_when_and_from_where(visitor: Visitor, site: str) -> None:
    address = "/listing/riverside-memory-lunch-club"
    page = visitor.arrive(address)
    line = page.get_by_text("Printed 16 March 2026.")
    expect(line).to_be_hidden()
    page.emulate_media(media="print")
    expect(line).to_be_visible()
    expect(line).to_have_text(f"Printed 16 March 2026. {site}{address}")
    main = page.get_by_role("main")
    for words in (
        "Tuesday 17 March, 12 noon",
        "Riverside Hub",
        "£4",
        "01632 960000",
        "Checked by Thurrock CVS on 3 March 2026",
        "Maureen meets you at the front door",
    ):
        expect(main.get_by_text(words).filter(visible=True).first).to_be_visible()
    expect(page.get_by_role("heading", name="Ask Thurrock CVS")).to_be_visible()


def test_printed_pages_have_nothing_to_press(visitor: Visitor) -> None:
    for address in ("/find?q=lunch", "/listing/riverside-hub", "/", "/browse"):
        page = visitor.arrive(address)
        if address.startswith("/find"):
            wait_for_map(page)
        page.emulate_media(media="print")
        for gone in (".site-nav", ".map-panel", ".filters", ".site-footer nav"):
            for each in page.locator(gone).all():
                expect(each).to_be_hidden()
        if address != "/":
            expect(page.locator("button:visible")).to_have_count(0)


def test_printed_list_has_every_card(visitor: Visitor) -> None:
    page = visitor.arrive("/find?q=memory+loss+lunch&near=RM18", width=320)
    switch_to(page, "Map")
    wait_for_map(page)
    page.emulate_media(media="print")
    for shown in page.locator("#results li[data-listing]").all():
        expect(shown).to_be_visible()


def test_print_button_prints(visitor: Visitor) -> None:
    page = visitor.arrive("/listing/riverside-hub")
    page.evaluate("window.print = () => { document.title = 'printing' }")
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("printing")


def test_print_button_is_not_there_without_javascript(visitor: Visitor) -> None:
    page = visitor.arrive("/listing/riverside-hub", js=False)
    expect(page.get_by_role("button", name="Print this page")).to_have_count(0)
