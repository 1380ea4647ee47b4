"""An admin changes what belongs to the borough on pages; every page and print says so; and back."""

from collections.abc import Callable
from io import BytesIO

import pypdf
import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.handouts.sheet import Format
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.handouts.sheets import keep_sheet
from assetmap.storage.tables import BOROUGH_CHANGES
from tests.area_files import EAST, WEST, box, geojson
from tests.browser.conftest import Visitor
from tests.browser.test_accessibility import violations_at_both
from tests.browser.test_review import arrive
from tests.conftest import ContextMaker
from tests.factories import a_listing

PREVIEW = "See what it would change"
WARDS = geojson(("Grays side", "N1", box(*WEST)), ("Tilbury side", "N2", box(*EAST)))


def press(page: Page, words: str) -> None:
    """Press a button with the keyboard alone."""
    button = page.get_by_role("button", name=words, exact=True)
    button.focus()
    page.keyboard.press("Enter")


def change(page: Page, part: str, **answers: str) -> None:
    """Look first at what the answers would change, then keep them."""
    page.goto(f"/work/borough/{part}")
    for name, value in answers.items():
        page.locator(f"#{name.replace('_', '-')}").fill(value)
    press(page, PREVIEW)
    expect(page.get_by_role("heading", name="What this would change")).to_be_visible()
    for value in answers.values():
        expect(page.get_by_role("table")).to_contain_text(value)
    press(page, "Save")
    expect(page.get_by_text("We have saved it.")).to_be_visible()


def put_all_back(page: Page, part: str) -> None:
    """Have a part's file say what it said before its first change."""
    page.goto(f"/work/borough/{part}/history")
    press(page, "Put back what it said before change 1")
    expect(page.get_by_text("We have put it back.")).to_be_visible()


def bring_in_wards(page: Page) -> None:
    """Send a file that is no map, then one of two wards."""
    page.goto("/work/borough")
    page.get_by_role("link", name="Wards and patches").click()
    page.get_by_role("link", name="Bring in areas").click()
    page.get_by_label("What the areas are called").fill("Wards 2026")
    for label, value in (("Day", "1"), ("Month", "3"), ("Year", "2026")):
        page.get_by_label(label, exact=True).fill(value)
    file = page.get_by_label("The file")
    file.set_input_files({"name": "w.geojson", "mimeType": "text/plain", "buffer": b"{no map"})
    press(page, "Bring them in")
    expect(page.locator("#error-summary")).to_contain_text("This is no GeoJSON file")
    file.set_input_files({"name": "w.geojson", "mimeType": "text/plain", "buffer": WARDS.encode()})
    press(page, "Bring them in")
    expect(page.get_by_text("We have brought in 2 areas.")).to_be_visible()


def pdf_words(page: Page) -> str:
    """The words of a page on paper."""
    printed = pypdf.PdfReader(BytesIO(page.pdf(format="A4")))
    return " ".join(" ".join(each.extract_text() for each in printed.pages).split())


def said_everywhere(public: Page, sheet: str) -> dict[str, str]:
    """The words of the pages and prints that residents see."""
    found = {}
    for address in ("/", "/listing/knit-club", "/find?q=knit", f"/sheet/{sheet}"):
        public.goto(address)
        found[address] = public.locator("body").inner_text()
        found[f"print of {address}"] = pdf_words(public)
    answer = public.request.get(f"/sheet/{sheet}.pdf")
    assert answer.ok
    pages = pypdf.PdfReader(BytesIO(answer.body())).pages
    found["pdf"] = " ".join(each.extract_text() for each in pages)
    return found


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing())


def test_admin_changes_the_borough_and_every_page_and_print_says_so(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> None:
    site = serve(context)
    someone = visitor_of(site)
    someone.excuse("422")
    public = visitor_of(site).arrive("/")
    sheet = keep_sheet(context, ("knit-club",), Format.A4).id
    before = said_everywhere(public, sheet)

    page = arrive(someone, context, Role.ADMIN, "/work/borough")
    change(page, "name", title="Fenland Finder")
    change(page, "phone-lines", help_phone="01632 960555", worried_phone="01632 960777")
    change(page, "colours", colours_brand="#6a1b4d")
    change(page, "tiles/0", label="Feeling alone?")
    page.goto("/work/borough/tiles/0")
    press(page, "Move down")
    expect(page.get_by_text("We have saved it.")).to_be_visible()
    bring_in_wards(page)

    after = said_everywhere(public, sheet)
    assert [at for at, words in after.items() if "01632 960555" not in words] == []
    assert [at for at, words in after.items() if "01632 960100" in words] == []
    assert [at for at in ("/", "/find?q=knit") if "Fenland Finder" not in after[at]] == []
    public.goto("/")
    expect(public.locator(".tile__link").nth(1)).to_have_text("Feeling alone?")
    expect(public.locator(".help")).to_have_css("background-color", "rgb(106, 27, 77)")
    public.goto("/find?ward=N1")
    expect(public.get_by_role("link", name="Knit Club", exact=True)).to_have_count(0)
    public.goto("/find?ward=N2")
    expect(public.get_by_role("link", name="Knit Club", exact=True)).to_be_visible()

    put_all_back(page, "tiles")
    put_all_back(page, "name")
    back = said_everywhere(public, sheet)
    assert [at for at, words in back.items() if "01632 960100" not in words] == []
    assert [at for at, words in back.items() if "01632 960555" in words] == []
    assert back["pdf"] == before["pdf"]
    assert back["/"].splitlines()[:12] == before["/"].splitlines()[:12]
    public.goto("/")
    expect(public.locator(".tile__link").first).to_have_text("Company and friendship")
    expect(public.locator(".help")).to_have_css("background-color", "rgb(11, 79, 108)")
    assert [each.file for each in context.store.find(BOROUGH_CHANGES)].count("borough") == 4


def test_every_page_of_the_borough_is_without_violations(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> None:
    someone = visitor_of(serve(context))
    someone.excuse("422")
    page = arrive(someone, context, Role.ADMIN, "/work/borough")
    found = violations_at_both(page)
    for address in (
        *("phone-lines", "urgent-numbers/add", "colours", "tiles", "tiles/0", "tiles/0/remove"),
        *("categories/0", "signposts/0", "upkeep", "school-terms", "sign-in"),
    ):
        page.goto(f"/work/borough/{address}")
        found += violations_at_both(page)
    for address, name, value in (
        *(("name", "strapline", "Find it here"), ("phone-lines", "help-phone", "01632 960555")),
        *(("colours", "colours-brand", "#6a1b4d"), ("tiles/0", "label", "Feeling alone?")),
        *(("categories/0", "colour", "#6a1b4d"), ("signposts/0", "text", "Ring a dentist.")),
    ):
        page.goto(f"/work/borough/{address}")
        page.locator(f"#{name}").fill(value)
        press(page, PREVIEW)
        expect(page.get_by_role("img", name="A picture of the page")).to_be_visible()
        found += violations_at_both(page)
    press(page, "Save")
    expect(page.get_by_text("We have saved it.")).to_be_visible()
    for address in ("/work/borough/signposts/history", "/work/areas/new/file"):
        page.goto(address)
        found += violations_at_both(page)
    press(page, "Bring them in")
    expect(page.locator("#error-summary")).to_contain_text("Choose a file.")
    assert found + violations_at_both(page) == []
