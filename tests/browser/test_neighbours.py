"""What neighbours list near the border, in a browser: on wide and narrow pages, and on paper."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from assetmap.domain.listings.listing import Precision, Where
from assetmap.web.search.neighbours import HEADING
from tests.border import Border, at_the_border
from tests.browser.axe import found_by_axe
from tests.browser.conftest import Sites, Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    expect_no_sideways_scroll,
    expect_room_for_big_letters,
    search,
)

ADDRESS = "/find?q=lunch+club&near=SS17+9LN"
NOTHING = "/find?q=lunch+club&near=SS17+9LN&day=sat"


@pytest.fixture
def thurrock(border: Border, sites: Sites) -> str:
    """The site of an authority: lunch clubs here, over the border, and for other areas."""
    away = Where(Precision.AREA, area_served="Grays")
    meals = at_the_border("thurrock", "away", name="Meals on wheels", where=away)
    border.keep("thurrock", at_the_border("thurrock"), meals)
    border.keep(
        "castle-point",
        at_the_border("castle-point"),
        at_the_border("castle-point", "sat", name="Saturday lunch club", when=["Sat 12:00-14:00"]),
    )
    with border.installation.lent("thurrock") as context:
        return sites.serve(context)


@pytest.mark.parametrize("width", [NARROW, 390, WIDE])
@pytest.mark.parametrize("address", [ADDRESS, NOTHING])
def test_they_are_a_part_of_the_page_by_itself(
    thurrock: str, visitor_of: Callable[[str], Visitor], address: str, width: int
) -> None:
    page = visitor_of(thurrock).arrive(address, width=width)
    part = page.get_by_role("region", name=HEADING)
    expect(part.get_by_role("heading", level=2)).to_have_text(HEADING)
    expect(part.get_by_text("Kept by Castle Point").first).to_be_visible()
    expect(part.get_by_role("link", name="Add to my list")).to_have_count(0)
    expect_no_sideways_scroll(page)
    expect_room_for_big_letters(page)
    assert found_by_axe(page) == []


def test_they_are_there_without_scripts_and_on_paper(
    thurrock: str, visitor_of: Callable[[str], Visitor]
) -> None:
    page = visitor_of(thurrock).arrive(ADDRESS, js=False)
    link = page.get_by_role("region", name=HEADING).get_by_role("link", name="Castle Point lunch")
    expect(link).to_have_attribute("href", "http://castle-point.localhost:8000/listing/lunch")
    page.emulate_media(media="print")
    expect(link).to_be_visible()


def test_they_change_with_the_question(thurrock: str, visitor_of: Callable[[str], Visitor]) -> None:
    page = visitor_of(thurrock).arrive(ADDRESS)
    expect(page.get_by_role("region", name=HEADING)).to_be_visible()
    search(page, "chess", "SS17 9LN")
    expect(page.get_by_role("region", name=HEADING)).to_have_count(0)
