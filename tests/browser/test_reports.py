"""The reports as a manager and a coordinator see them: without violations, at 320 px, on paper."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assetmap.bootstrap import open_context
from assetmap.domain.areas.area_file import ResidentRow
from assetmap.domain.areas.area_set import Residents
from assetmap.domain.people.people import Role
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import import_areas
from assetmap.services.areas.residents import keep_residents
from assetmap.services.context import Context
from tests.area_files import BY, EAST, WEST, box, geojson, terms
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, expect_no_sideways_scroll
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import config_at
from tests.people import a_person, sign_in_page

PAGES = (
    *(
        "/reports",
        "/reports/coverage",
        "/reports/coverage?set=sample-wards&category=lonely&measure=rate",
    ),
    *("/reports/coverage?set=sample-wards&with=halves", "/reports/coverage?set=zz&sort=-venue"),
    *("/reports/coverage/grid", "/reports/coverage/grid?by=categories&set=sample-wards"),
    *("/reports/coverage/list?figure=venue&category=lonely", "/work/areas/halves/residents"),
    *("/reports/asked", "/reports/use", "/reports/equality", "/reports/stories"),
    *("/reports/stories/new", "/reports/usability", "/reports/committee"),
)


@pytest.fixture
def context(own_sample_home: Path, postcode_cache: Path) -> Context:
    """The sample, with another set of two areas and the residents of both."""
    context = open_context(config_at(own_sample_home, postcode_cache))
    halves = geojson(("West", "H1", box(*WEST)), ("East", "H2", box(*EAST)))
    import_areas(context, BY, read_area_geojson(halves), terms("Halves"))
    wards = context.areas.opened("sample-wards")
    assert wards
    # Some wards are without residents, as in a file that lacks them.
    rows = [
        ResidentRow(area.code, "", Residents(6000 + 700 * n, 2021))
        for n, area in enumerate(wards.areas)
        if n > 1
    ]
    keep_residents(context, BY, "Sample wards", rows)
    return context


@pytest.fixture
def reader(
    context: Context, serve: Callable[..., str], visitor_of: Callable[[str], Visitor]
) -> Callable[..., Page]:
    """`reader(role)`: somebody of a role who is signed in."""
    site = serve(context)

    def make(role: Role, **changes: object) -> Page:
        someone = visitor_of(site)
        someone.excuse("cookie: staff", "404")
        page = someone.arrive()
        sign_in_page(page, context, a_person(context, role, **changes), "/reports")
        return page

    return make


def test_every_report_is_without_violations(reader: Callable[..., Page]) -> None:
    page = reader(Role.ADMIN)
    found = []
    for address in PAGES:
        page.goto(address)
        found += violations_at_both(page)
    assert found == []


@pytest.mark.parametrize(
    "address",
    ["/reports/coverage?set=sample-wards", "/reports/coverage/grid?by=categories&set=sample-wards"],
)
def test_headings_of_the_tables_stay_in_sight(reader: Callable[..., Page], address: str) -> None:
    """In the table's own box where it scrolls in one, else in the window."""
    page = reader(Role.MANAGER)
    page.goto(address)
    region = page.locator(".coverage__table")
    for width in (NARROW, WIDE):
        page.set_viewport_size({"width": width, "height": 500})
        expect_no_sideways_scroll(page)
        region.evaluate(
            "each => { each.scrollTo(each.scrollWidth, each.scrollHeight);"
            " [...each.querySelectorAll('tbody tr')].pop().scrollIntoView({block: 'center'}); }"
        )
        is_own_box = region.evaluate("each => getComputedStyle(each).overflowY") == "auto"
        outer, corner, name = region.evaluate(
            "each => [each, each.querySelector('thead th'),"
            " [...each.querySelectorAll('tbody th')].pop()]"
            ".map(it => { const r = it.getBoundingClientRect(); return [r.left, r.top]; })"
        )
        assert abs(corner[1] - (outer[1] if is_own_box else max(outer[1], 0))) < 2, width
        assert abs(corner[0] - outer[0]) < 2, width
        assert abs(name[0] - outer[0]) < 2, width
        assert name[1] > corner[1], width


def test_the_table_says_how_it_is_sorted_and_turns_without_scripts(
    context: Context, serve: Callable[..., str], visitor_of: Callable[[str], Visitor]
) -> None:
    someone = visitor_of(serve(context))
    someone.excuse("cookie: staff")
    page = someone.arrive(js=False)
    sign_in_page(page, context, a_person(context, Role.MANAGER), "/reports/coverage")
    heading = page.get_by_role("columnheader", name="With a place here")
    for way in ("ascending", "descending", "ascending"):
        heading.get_by_role("link").click()
        expect(heading).to_have_attribute("aria-sort", way)
    expect(page.locator("[aria-sort]")).to_have_count(1)
    expect(page.get_by_role("img", name="With a place here.")).to_be_visible()


def test_a_coordinator_sees_their_own_wards_first(reader: Callable[..., Page]) -> None:
    page = reader(Role.COORDINATOR, patch=("Tilbury",))
    page.goto("/reports/coverage?set=sample-wards")
    expect(page.locator("tbody th").nth(0)).to_have_text("Your patch: Tilbury")
    expect(page.locator("tbody th").nth(1)).to_contain_text("Tilbury")


def test_on_paper_the_whole_table_is_there(reader: Callable[..., Page]) -> None:
    page = reader(Role.MANAGER)
    for report, wide in (("coverage", 720), ("coverage/grid", 1040)):  # A4, and A4 landscape
        address = f"/reports/{report}?set=sample-wards"
        page.goto(address)
        page.set_viewport_size({"width": wide, "height": 1000})
        page.emulate_media(media="print")
        cut = page.locator(".coverage__table").evaluate(
            "each => [each.scrollHeight - each.clientHeight, each.scrollWidth - each.clientWidth]"
        )
        assert max(cut) <= 1, address
        page.emulate_media(media="screen")
