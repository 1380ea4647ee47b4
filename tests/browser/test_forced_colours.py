"""Colours that the device forces: what was told by a ground or a shadow is still told."""

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE

# What tells one link of a list from the others once grounds and shadows are gone.
LOOK = """list => [...list].map((each) => {
  const look = getComputedStyle(each);
  return [Boolean(each.ariaCurrent),
    [look.backgroundColor, look.borderBottomColor, look.outlineStyle, look.outlineColor].join()];
})"""


def expect_current_told_apart(page: Page, links: str) -> None:
    """Of these links just one is the current one, and looks like none of the others."""
    looks = page.locator(links).evaluate_all(LOOK)
    current = [look for is_current, look in looks if is_current]
    assert len(current) == 1, (page.url, links, looks)
    assert current[0] not in [look for is_current, look in looks if not is_current], page.url


@pytest.mark.parametrize("width", [NARROW, 390, WIDE])
@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_current_page_and_view_are_told_apart(visitor: Visitor, width: int, js: bool) -> None:
    page = visitor.arrive(width=width, js=js)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    for address in ("/browse", "/find", "/find?view=map", "/about"):
        page.goto(address)
        expect_current_told_apart(page, ".site-nav a")
        if js and address.startswith("/find"):
            expect_current_told_apart(page, "#view-switch a")


def test_form_of_a_sheet_is_told_apart(visitor: Visitor) -> None:
    page = visitor.arrive("/sheet/new?id=riverside-hub", width=NARROW)
    page.emulate_media(forced_colors="active", reduced_motion="reduce")
    expect_current_told_apart(page, ".formats a")
