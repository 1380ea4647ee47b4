"""From a listing to a sheet in the hand: on paper, by text, by its code, and forgotten in time."""

import time
from collections.abc import Callable
from io import BytesIO
from urllib.parse import unquote

import pypdf
import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.handouts.sheet import Format
from assetmap.domain.handouts.text_message import parts
from assetmap.domain.listings.listing import Status
from assetmap.services.context import Context
from assetmap.services.handouts.sheets import keep_sheet
from assetmap.storage.tables import SHEETS
from assetmap.web.framework.public_form_token import issue
from tests.browser.conftest import Visitor
from tests.browser.looking import EASY_LABELS, expect_no_sideways_scroll
from tests.browser.test_accessibility import violations
from tests.conftest import ContextMaker
from tests.factories import a_listing, long_listings


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(
        a_listing(first_visit="Pat meets you at the door.", getting_there="Bus 73 stops outside."),
        a_listing("choir", name="Choir"),
        a_listing("gone", status=Status.ARCHIVED),
    )


@pytest.fixture
def someone(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> Visitor:
    return visitor_of(serve(context))


def test_listings_are_added_on_the_device_and_kept_under_a_code(
    someone: Visitor, context: Context
) -> None:
    page = someone.arrive("/listing/knit-club", width=390)
    page.get_by_role("link", name="Add to my list").click()
    expect(page.get_by_role("link", name="See my list (1)")).to_be_visible()
    page.goto("/listing/choir")
    page.get_by_role("link", name="Add to my list").click()
    page.get_by_role("link", name="See my list (2)").click()
    page.get_by_label("Your own words about Knit Club").fill("Ask for Jean")
    page.get_by_role("link", name="Move down Knit Club").click()
    expect(page.locator("[data-item] h2")).to_have_text(["Choir", "Knit Club"])
    expect(page.get_by_label("Your own words about Knit Club")).to_have_value("Ask for Jean")
    keep(page, context)
    (sheet,) = context.store.find(SHEETS)
    assert sheet.listing_ids == ("choir", "knit-club")
    expect(page.locator(".sheet__code-word")).to_have_text(sheet.id)
    expect(page.get_by_text("Ask for Jean")).to_be_visible()
    assert b"Jean" not in context.config.database.read_bytes()
    assert not [url for url in someone.requests if "Jean" in url]


def test_attribution_stand_on_their_own_sheet_alone_and_are_never_sent(
    someone: Visitor, context: Context
) -> None:
    sent: list[str] = []
    page = someone.arrive("/sheet/new?id=knit-club&id=choir", width=390)
    page.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    own = '<img src=x onerror=alert(1)> "Jean" & co'
    page.get_by_label("Your own words about Knit Club").fill(own)
    keep(page, context)
    expect(page.get_by_text(own)).to_be_visible()
    mine = page.url

    other = keep_sheet(context, ["knit-club", "choir"], Format.A4)
    page.goto(f"/sheet/{other.id}")
    expect(page.get_by_role("heading", name="Knit Club")).to_be_visible()
    expect(page.get_by_text(own)).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.locator("[data-own-line]")).to_have_text(["Note", "Note"])
    page.emulate_media(media="screen")

    page.goto("/sheet/new?id=choir")  # the next sheet is begun
    page.goto(mine)
    expect(page.get_by_text(own)).to_be_visible()
    page.get_by_role("link", name="Change this list").click()
    expect(page.get_by_label("Your own words about Knit Club")).to_have_value(own)
    page.goto(mine)
    page.get_by_role("button", name="Forget it on this device").click()
    expect(page.get_by_text("There is nothing on it yet.")).to_be_visible()
    page.goto(mine)
    expect(page.get_by_text(own)).to_have_count(0)
    assert "Jean" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    assert [each for each in sent if "Jean" in each or "onerror" in unquote(each)] == []


def keep(page: Page, context: Context) -> None:
    """Press the button, as somebody does who looked at the page for a minute."""
    opened = issue(context.config.secret_key, "sheet", time.time() - 60)
    page.locator("[name=form_token]").evaluate("(field, held) => { field.value = held }", opened)
    page.get_by_role("button", name="Keep this list").click()
    expect(page.get_by_role("heading", name="Take it with you")).to_be_visible()


@pytest.mark.parametrize("format_", list(Format))
def test_every_format_says_it_all_on_paper(
    someone: Visitor, context: Context, format_: Format
) -> None:
    sheet = keep_sheet(context, ["knit-club", "choir", "gone"], format_)
    page = someone.arrive(f"/sheet/{sheet.id}?near=RM17", width=390)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert violations(page) == []
    page.emulate_media(media="print")
    assert violations(page) == []
    paper = page.locator(".sheet")
    for words in (
        "Knit Club",
        "Tuesday 17 March",
        "£2",
        "01632 960001",
        "Dock Road Hall",
        "RM18 7TB",
    ):
        expect(paper.get_by_text(words).first).to_be_visible()
    for words in ("Printed 16 March 2026", sheet.id, "01632 960100", "3 March 2026"):
        expect(paper.get_by_text(words).locator("visible=true").first).to_be_visible()
    for words in ("Bus 73 stops outside.", "Pat meets you", "from RM17"):
        expect(paper.get_by_text(words).first).to_be_visible()
    for gone in (".take", ".formats", ".site-header", ".help", ".site-footer"):
        expect(page.locator(gone).first).to_be_hidden()
    if format_ in (Format.LARGE, Format.EASY):
        assert smallest_letters(page) >= 24  # 18 points


def smallest_letters(page: Page) -> float:
    """The smallest letters of what is to be seen, in CSS pixels."""
    size: float = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("body *")]
            .filter((one) => one.checkVisibility() && !one.closest(".skip-link, svg"))
            .filter((one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
            .map((one) => parseFloat(getComputedStyle(one).fontSize)))"""
    )
    return size


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_easy_read_has_a_picture_beside_each_thing(
    someone: Visitor, context: Context, js: bool
) -> None:
    sheet = keep_sheet(context, ["knit-club"], Format.EASY)
    page = someone.arrive(f"/sheet/{sheet.id}?near=RM17", width=320, js=js)
    for width in (320, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        expect_no_sideways_scroll(page)
        expect(page.locator(".easy__label")).to_have_text(EASY_LABELS)
        for row in page.locator(".easy__row").all():
            picture = row.locator(".easy__picture").bounding_box()
            words = row.locator("dd").bounding_box()
            assert picture is not None
            assert words is not None
            assert picture["width"] >= 45  # 12 mm
            assert picture["x"] + picture["width"] <= words["x"]


def test_four_things_with_long_words_are_printed_on_one_side(
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
) -> None:
    context = make_context(*long_listings())
    sheet = keep_sheet(context, [f"long-{n}" for n in range(4)], Format.A4)
    page = visitor_of(serve(context)).arrive(f"/sheet/{sheet.id}?near=RM18", width=390)
    printed = pypdf.PdfReader(BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    assert len(printed.pages) == 1
    said = printed.pages[0].extract_text()
    for words in ("part 3", "SS17 0AB", "01632 960001", "Checked by", "Note", sheet.id):
        assert words in said, words


def test_list_is_in_the_menu_of_every_page_with_its_count(
    someone: Visitor, context: Context
) -> None:
    sheet = keep_sheet(context, ["choir"], Format.A4)
    page = someone.arrive("/listing/knit-club", width=320)
    menu = page.get_by_role("navigation", name="Main").get_by_role("link", name="My list")
    expect(menu).to_have_text("My list")
    page.get_by_role("link", name="Add to my list").click()
    expect(menu).to_have_text("My list (1)")
    for address in (
        "/",
        "/find?q=choir",
        "/browse",
        "/about",
        "/conversation",
        f"/sheet/{sheet.id}",
    ):
        page.goto(address)
        expect(menu).to_have_text("My list (1)")
    for width in (320, 360, 390, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        expect_no_sideways_scroll(page)
        tops = page.locator(".site-nav li:visible").evaluate_all(
            "all => all.map((each) => each.offsetTop)"
        )
        assert len(set(tops)) == 1, width  # one line, also on the narrowest phone
    page.goto("/find?q=choir")
    page.locator("[data-add='choir']").click()
    expect(menu).to_have_text("My list (2)")
    menu.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("My list")
    expect(page.locator("[data-item] h2")).to_have_text(["Knit Club", "Choir"])
    expect(menu).to_have_attribute("aria-current", "page")
    page.get_by_role("link", name="Take off Choir").click()
    expect(menu).to_have_text("My list (1)")
    plain = someone.arrive("/listing/knit-club", js=False)
    plain.get_by_role("link", name="My list", exact=True).click()
    expect(plain.get_by_text("There is nothing on it yet.")).to_be_visible()


def test_text_link_is_two_parts_at_most(someone: Visitor, context: Context) -> None:
    sheet = keep_sheet(context, ["knit-club", "choir"], Format.A4)
    page = someone.arrive(f"/sheet/{sheet.id}", width=390)
    link = page.get_by_role("link", name="Text").get_attribute("href") or ""
    start, _, body = link.partition("&body=")
    assert start == "sms:?"
    assert parts(unquote(body)) <= 2
    assert unquote(body).endswith(f"/sheet/{sheet.id}")
    assert ", Dock Road Hall RM18 7TB, 01632 960001\n" in unquote(body)


@pytest.mark.parametrize("js", [True, False])
def test_code_is_typed_and_the_sheet_expires(
    someone: Visitor,
    context: Context,
    make_context: ContextMaker,
    serve: Callable[[Context], str],
    visitor_of: Callable[[str], Visitor],
    js: bool,
) -> None:
    sheet = keep_sheet(context, ["knit-club", "choir"], Format.A4)
    page = someone.arrive("/sheet", js=js)
    page.get_by_label("The code").fill(sheet.id.lower().replace("-", " "))
    page.get_by_role("button", name="See the list").click()
    expect(page.locator("[data-item] h2")).to_have_text(["Knit Club", "Choir"])
    someone.excuse("404")
    page.goto("/sheet/WRONG-0000")
    expect(page.get_by_role("link", name="We cannot find a list with this code")).to_be_visible()

    late = make_context(today="2026-06-15")
    later = visitor_of(serve(late))
    later.excuse("410")
    page = later.arrive(f"/sheet/{sheet.id}", js=js)
    expect(page.get_by_role("heading", name="This list has expired")).to_be_visible()
    assert late.store.find(SHEETS) == []


def test_print_button_prints(someone: Visitor, context: Context) -> None:
    sheet = keep_sheet(context, ["choir"], Format.A4)
    page = someone.arrive(f"/sheet/{sheet.id}")
    page.evaluate("window.print = () => { document.title = 'printing' }")
    page.get_by_role("button", name="Print").click()
    expect(page).to_have_title("printing")


def test_pages_around_the_sheet_are_without_violations(someone: Visitor, context: Context) -> None:
    someone.excuse("400", "404")
    page = someone.arrive(width=390)
    found = []
    for address in ("/sheet", "/sheet?code=x", "/sheet/new", "/sheet/WRONG-0000"):
        page.goto(address)
        found += violations(page)
    page.goto("/sheet/new?id=choir&id=knit-club&id=gone&near=Nowhere+at+all")
    found += violations(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Noticeboard").click()
    found += violations(page)
    assert found == []
