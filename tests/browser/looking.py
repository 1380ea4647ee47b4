"""What a person sees on a page, in the words of the tests."""

from playwright.sync_api import Locator, Page, expect

WIDE, NARROW = 1280, 320
# What each thing in easy read is called that a whole listing says, in order.
EASY_LABELS = [
    *("What", "When", "Where", "Getting there", "Cost"),
    *("Who to ring", "Your first visit", "Checked"),
]


def names(page: Page) -> list[str]:
    """The names of the listings in the list, in its order."""
    return page.locator("#results li[data-listing] .card__name").all_inner_texts()


def card(page: Page, name: str) -> Locator:
    """The card of a listing."""
    link = page.get_by_role("link", name=name, exact=True)
    return page.locator("#results li[data-listing]").filter(has=link)


def heading(page: Page) -> Locator:
    """The page's one main heading."""
    return page.get_by_role("heading", level=1)


def total(page: Page) -> int:
    """How many results the heading says there are."""
    return int(heading(page).inner_text().split()[0].replace(",", ""))


def search(page: Page, words: str = "", place: str = "") -> None:
    """Type into the two boxes and press Search."""
    open_question(page)
    page.get_by_label("What are you looking for?", exact=True).fill(words)
    page.locator("#near").fill(place)
    page.locator("#near").press("Tab")  # leaving the box shuts what it suggests
    page.get_by_role("button", name="Search", exact=True).click()


def open_question(page: Page) -> None:
    """Open the form where a narrow page keeps it closed to one line."""
    summary = page.locator("#question > summary")
    if summary.is_visible() and page.locator("#question").get_attribute("open") is None:
        summary.click()


def open_filters(page: Page) -> None:
    """Open the filters where a narrow page keeps them shut."""
    summary = page.locator("#filters-all > summary")
    if summary.is_visible() and page.locator("#filters-all").get_attribute("open") is None:
        summary.click()


def choose(page: Page, group: str, choice: str) -> None:
    """Choose one value of a filter by its words; the number beside it may be any."""
    open_filters(page)
    details = page.locator("details.filter").filter(has=page.get_by_text(group, exact=True).first)
    if details.get_attribute("open") is None:
        details.locator("summary").click()
    details.locator(".choice").filter(has=page.get_by_text(choice, exact=True)).locator(
        "input"
    ).check()


def wait_for_map(page: Page) -> None:
    """Until the pins of the present question are drawn."""
    page.wait_for_selector("html[data-map-ready]", state="attached")


def show_map(page: Page) -> None:
    """Go to the map, where a narrow page has only the list, and wait for its pins."""
    if not page.locator("#map").is_visible():
        switch_to(page, "Map")
    wait_for_map(page)


def switch_to(page: Page, view: str) -> None:
    """Press List or Map."""
    page.locator("#view-switch").get_by_role("link", name=view, exact=True).click()


def markers(page: Page) -> Locator:
    """Every pin and cluster on the map."""
    return page.locator("#map .leaflet-marker-pane [role=button]")


def expect_no_sideways_scroll(page: Page) -> None:
    """The page is no wider than its window."""
    page.wait_for_load_state()  # a pressed form's page may have no root yet
    wide = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    assert wide[0] <= wide[1], f"{page.url} is {wide[0]} px wide in a window of {wide[1]}"


def expect_room_for_big_letters(page: Page) -> None:
    """Nor is it with the letters of the root twice as big, as people set them in a browser."""
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    wide = page.evaluate(
        """() => {
          const most = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= most) return [];
          const isInside = (each) => each.parentElement.closest("*") !== document.body
            && getComputedStyle(each.parentElement).overflowX !== "visible";
          return [...document.querySelectorAll("body *")]
            .filter((each) => each.getBoundingClientRect().right > most + 1 && each.offsetParent)
            .filter((each) => !isInside(each))
            .slice(-4)
            .map((each) => `${each.tagName}.${each.className} ${each.textContent.slice(0, 40)}`);
        }"""
    )
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert wide == [], f"{page.url} is too wide with big letters: {wide}"


def expect_drawn_base(page: Page) -> None:
    """The borough drawn from postcodes lies under the pins."""
    expect(page.locator("#map .base-land")).to_have_count(1)
    expect(page.locator("#map .base-built")).not_to_have_count(0)
