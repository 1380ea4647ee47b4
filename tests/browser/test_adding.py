"""Adding a listing as a volunteer does: in a browser, by keyboard, on a small screen."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.listings.listing import Listing, Status, Where
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from tests.browser.conftest import Visitor
from tests.browser.looking import wait_for_map
from tests.browser.test_accessibility import violations, violations_at_both
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

LUNCH = a_listing("lunch", name="Riverside Memory Lunch Club", where=Where(place="Tilbury"))

Arrive = Callable[..., Page]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(LUNCH, a_listing())


@pytest.fixture
def arrive(
    context: Context, serve: Callable[[Context], str], visitor_of: Callable[[str], Visitor]
) -> Iterator[Arrive]:
    """`arrive("/work/add")`: a volunteer's browser there, signed in."""
    someone = visitor_of(serve(context))
    someone.excuse("cookie: staff", "422")

    def go(address: str, **options: object) -> Page:
        page = someone.arrive(**options)  # type: ignore[arg-type]
        me = a_person(context, Role.VOLUNTEER)
        sign_in_page(page, context, me)
        page.goto(address)
        return page

    return go


def go_on(page: Page, words: str = "Save and go on") -> None:
    page.get_by_role("button", name=words, exact=True).click()


def begin(page: Page, name: str = "Wednesday Walkers") -> str:
    """Start a draft; gives its address."""
    page.get_by_label("What is it called?").fill(name)
    go_on(page, "Go on")
    expect(page.get_by_role("heading", level=1)).to_have_text("What it is")
    return page.url.removesuffix("/what")


def tab_to(page: Page, selector: str) -> None:
    """Tab until it has the focus; it must be in view, and the page no wider than the screen."""
    for _ in range(140):
        if page.locator(f"{selector}:focus").count():
            break
        page.keyboard.press("Tab")
    expect(page.locator(selector)).to_be_focused()
    expect(page.locator(selector)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def drafts(context: Context) -> list[Listing]:
    every = context.directory_cache.current().listings.values()
    return [each for each in every if each.status in (Status.DRAFT, Status.IN_REVIEW)]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_the_existing_listing_is_shown_as_a_likely_duplicate(
    arrive: Arrive, context: Context, js: bool
) -> None:
    page = arrive("/work/add", js=js)
    page.get_by_label("What is it called?").fill("Riverside Memory Luncheon Club")
    go_on(page, "Go on")
    box = page.get_by_role("region", name="Is it one of these?")
    expect(box.get_by_role("heading", name="Riverside Memory Lunch Club")).to_be_visible()
    expect(box).to_contain_text("nearly the same name")
    assert drafts(context) == []
    go_on(page, "Not the same, go on")
    expect(page).to_have_url(re.compile("/what$"))
    assert [each.name for each in drafts(context)] == ["Riverside Memory Luncheon Club"]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_the_short_form_suggests_and_a_person_chooses(
    arrive: Arrive, context: Context, js: bool
) -> None:
    page = arrive("/work/add/quick", js=js, width=320)
    typed = {
        "What is it called?": "Friday Chair Dance",
        "Where is it, or which area?": "Grays",
        "One way to get in touch": "01632 960123",
    }
    for label, words in typed.items():
        page.get_by_label(label).fill(words)
    go_on(page, "Suggest what it is about")
    box = page.get_by_role("group", name="What is it about?")
    expect(box).to_be_in_viewport()
    expect(box.get_by_role("checkbox", checked=True)).to_have_count(0)
    for label, words in typed.items():
        expect(page.get_by_label(label)).to_have_value(words)
    assert drafts(context) == []
    if js:
        assert violations(page) == []
    box.get_by_label("Dance", exact=True).check()
    page.get_by_label("What is it called?").press("Enter")  # saves, and does not suggest again
    expect(page).to_have_url(re.compile("/check$"))
    assert [(each.name, each.categories) for each in drafts(context)] == [
        ("Friday Chair Dance", ("active/dance",))
    ]


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_someones_home_switches_to_area_only(arrive: Arrive, js: bool) -> None:
    page = arrive("/work/add", js=js)
    at = begin(page)
    page.goto(f"{at}/where")
    page.get_by_label("Yes, it’s someone’s home").check()
    go_on(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Which area it covers")
    expect(page.locator("#area-only")).to_contain_text("The address will not be public.")
    expect(page.get_by_label("Which area does it cover?")).to_be_visible()
    for gone in ("Number and street", "Name of the building", "Latitude (the first number)"):
        expect(page.get_by_label(gone)).to_have_count(0)


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_what_is_missing_is_told_beside_each_field_and_nothing_is_lost(
    arrive: Arrive, js: bool
) -> None:
    page = arrive("/work/add", js=js)
    at = begin(page)
    page.get_by_label("In one sentence").fill("A slow walk by the river.")
    go_on(page)
    page.goto(f"{at}/check")
    page.get_by_label("Phoned").check()
    go_on(page, "Send for review")
    summary = page.get_by_role("alert")
    for words in ("Enter a day and time, or “Ring for times”.", "Say who will check it."):
        expect(summary.get_by_role("link", name=words)).to_be_visible()
    expect(page.locator("#row-steward")).to_contain_text("Say who will check it.")
    expect(page.locator("#row-when")).to_contain_text("Enter a day and time")
    expect(page.locator("#row-summary")).to_contain_text("A slow walk by the river.")
    summary.get_by_role("link", name="Say who will check it.").click()
    expect(page).to_have_url(f"{at}/contact#steward")
    expect(page.get_by_label("Who will check that it stays true?")).to_be_visible()


def test_from_start_to_sent_with_the_keyboard_alone_on_a_small_screen(
    arrive: Arrive, context: Context
) -> None:
    page = arrive("/work/add", width=320, height=640)
    press = page.keyboard.press

    def to(locator_id: str) -> None:
        tab_to(page, f"#{locator_id}")

    def typed(locator_id: str, words: str) -> None:
        to(locator_id)
        page.keyboard.insert_text(words)

    def sent() -> None:
        with page.expect_navigation():
            press("Enter")

    typed("name", "Wednesday Walkers")
    sent()
    typed("summary", "A slow walk by the river.")
    typed("description", "We stop for tea.")
    to("also_known_as")
    press("Tab")
    sent()
    to("categories")
    press("Space")
    to("audience")
    press("Space")
    to("min_age")
    sent()
    to("home")
    press("ArrowDown")
    sent()
    typed("postcode", "RM17 6SL")
    press("Tab")
    press("Tab")
    page.keyboard.insert_text("Civic Offices")
    to("point-lon")
    sent()
    to("when")
    page.keyboard.type("Wed")
    press("Tab")
    page.keyboard.insert_text("10am")
    press("Tab")
    page.keyboard.insert_text("noon")
    typed("terms", "All year")
    sent()
    typed("cost", "Free")
    to("join")
    press("Space")
    typed("join_note", "No need to ring")
    tab_to(page, "main button:has-text('Save and go on'):not([tabindex])")
    sent()
    typed("needs", "A driver")
    tab_to(page, "main button:has-text('Save and go on'):not([tabindex])")
    sent()
    typed("phone", "01632 960321")
    typed("consent", "The leader, by phone, today")
    to("steward")
    page.keyboard.type("Sam")
    tab_to(page, "main button:has-text('Save and go on'):not([tabindex])")
    sent()
    tab_to(page, "a:has-text('Go on without a picture')")
    sent()
    to("method")
    press("Space")
    typed("spoke_to", "the leader")
    press("Tab")
    sent()
    expect(page.get_by_role("status").first).to_contain_text("is sent for review")
    (listing,) = drafts(context)
    assert (listing.status, listing.where.venue) == (Status.IN_REVIEW, "Civic Offices")


def test_the_pin_is_put_by_dragging_and_by_typing_alike(arrive: Arrive) -> None:
    page = arrive("/work/add", height=1600)
    at = begin(page)
    page.goto(f"{at}/where")
    page.get_by_label("No, it’s a place that people visit").check()
    go_on(page)
    page.get_by_label("Postcode", exact=True).fill("RM17 6SL")
    go_on(page, "Look up the postcode")
    wait_for_map(page)
    lat, lon = page.get_by_label("Latitude"), page.get_by_label("Longitude")
    before = (float(lat.input_value()), float(lon.input_value()))
    pin = page.locator("#map .pin")
    pin.scroll_into_view_if_needed()
    box = pin.bounding_box()
    assert box
    page.mouse.move(box["x"] + 20, box["y"] + 20)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] - 10, steps=5)
    page.mouse.up()
    expect(page.locator("#pin-says")).to_have_text("The pin is at the place you chose.")
    dragged = (float(lat.input_value()), float(lon.input_value()))
    assert dragged[0] > before[0]
    assert dragged[1] > before[1]

    there = pin.bounding_box()
    lat.fill(str(before[0]))
    lon.fill(str(before[1]))
    lon.press("Tab")
    expect(page.locator("#pin-says")).to_have_text("The pin is at the numbers you typed.")
    assert there != pin.bounding_box()
    go_on(page)
    page.goto(f"{at}/where")
    expect(lat).to_have_value(f"{before[0]:.6f}")


def test_rows_and_letters_left_are_kept_by_the_script(arrive: Arrive) -> None:
    page = arrive("/work/add")
    at = begin(page)
    page.get_by_label("In one sentence").fill("x" * 141)
    expect(page.get_by_text("1 character too many").first).to_be_visible()
    page.goto(f"{at}/when")
    go_on(page, "Add another row")
    expect(page.get_by_role("group", name="Row 3").get_by_label("How often")).to_be_focused()
    page.get_by_role("group", name="Row 3").get_by_label("Day").select_option("Friday")
    page.get_by_role("group", name="Row 3").get_by_label("From").fill("2pm")
    page.get_by_role("group", name="Row 3").get_by_label("To", exact=True).fill("4pm")
    go_on(page)
    page.goto(f"{at}/when")
    expect(page.locator("#when")).to_have_value("fri")


def test_on_the_change_page_a_home_hides_what_is_not_asked(arrive: Arrive) -> None:
    page = arrive("/work/listings/knit-club/change?part=where")
    street = page.get_by_label("Number and street")
    expect(street).to_be_visible()
    page.get_by_label("Yes, it’s someone’s home").check()
    expect(street).to_be_hidden()
    page.get_by_label("No, it’s a place that people visit").check()
    expect(street).to_be_visible()


def test_no_page_of_adding_has_a_violation(arrive: Arrive) -> None:
    page = arrive("/work/add")
    at = begin(page)
    found = []
    parts = ("what", "about", "home", "where?home=no", "when", "joining", "contact", "pictures")
    addresses = [f"{at}/{part}" for part in parts]
    change = "/work/listings/knit-club/change"
    addresses += ["/work/add/quick", "/work/drafts", change, f"{change}?part=where"]
    for address in addresses:
        page.goto(address)
        found += violations_at_both(page)
    page.goto(f"{at}/check")
    go_on(page, "Send for review")
    found += violations_at_both(page)
    page.goto(f"{at}/when")
    page.get_by_label("From").first.fill("soon")
    go_on(page)
    found += violations_at_both(page)
    assert found == []
