"""A map of Google’s brought in, looked at and undone in a browser, by a process of its own."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assetmap.domain.people.people import Role
from assetmap.services.imports.batch_files import imports_folder
from assetmap.services.imports.batch_work import work_on
from tests.browser.conftest import Visitor
from tests.browser.looking import NARROW, WIDE, expect_no_sideways_scroll
from tests.browser.test_accessibility import violations_at_both
from tests.conftest import KEY, MONDAY, ContextMaker
from tests.people import a_person, sign_in_page

MAP = Path(__file__).parent / "my_map.kml"
SHEET = b"name,kind,Type,Wo,when\nWool Club,group,Crafts,RM17 6SL,Tue 10:00-12:00\n"


def bring(page: Page, data: Path | bytes, name: str = "") -> None:
    """Choose a file on the page that takes one, and go on to its columns."""
    file = {"name": name, "mimeType": "text/csv", "buffer": data} if name else str(data)
    page.get_by_label("The file").set_input_files(file)  # type: ignore[arg-type]
    page.get_by_role("button", name="Go on to its columns").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which column is what?")


def until(page: Page, words: str) -> None:
    """Wait until a process of its own is through; the page loads itself again meanwhile."""
    expect(page.locator(".lead")).to_contain_text(words, timeout=120_000)


@pytest.mark.parametrize("js", [True, False], ids=["js", "no-js"])
def test_map_comes_in_is_looked_at_and_undone(
    make_context: ContextMaker,
    serve: Callable[..., str],
    visitor_of: Callable[[str], Visitor],
    monkeypatch: pytest.MonkeyPatch,
    js: bool,
) -> None:
    monkeypatch.setenv("ASSETMAP_SECRET_KEY", KEY)  # the process has the settings of the server
    monkeypatch.setenv("ASSETMAP_TODAY", MONDAY)
    monkeypatch.setitem(os.environ, "ASSETMAP_BASEMAP", "none")
    context = make_context()
    someone = visitor_of(serve(context))
    someone.excuse("cookie: staff")
    page = someone.arrive(width=NARROW if js else WIDE, js=js)
    sign_in_page(page, context, a_person(context, Role.EDITOR), "/work")
    page.get_by_role("link", name="Files brought in").click()
    page.get_by_role("link", name="Bring in a file").click()
    bring(page, MAP)
    expect(page.locator(".lead")).to_contain_text("4 places in 2 layers")
    expect(page.get_by_label("Lunch clubs 2 rows")).to_have_value("meet/lunch-clubs")
    page.get_by_role("button", name="Look at what would happen").click()
    until(page, "Ready to be brought in")
    assert list(context.store.all()) == []
    expect_no_sideways_scroll(page)
    page.get_by_role("button", name="Bring in 4 listings").click()
    until(page, "Brought in")
    assert len(list(context.store.all())) == 4
    page.get_by_role("link", name="Riverside lunch club").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Riverside lunch club")
    page.go_back()
    page.get_by_role("link", name="Undo this import").click()
    page.get_by_role("button", name="Undo this import").click()
    until(page, "Undone: 4 taken back.")
    assert list(context.store.all()) == []


def test_pages_of_imports_are_without_violations(
    make_context: ContextMaker, serve: Callable[..., str], visitor_of: Callable[[str], Visitor]
) -> None:
    context = make_context()
    context.start_import = lambda _: None
    someone = visitor_of(serve(context))
    someone.excuse("422", "cookie: staff")
    page = someone.arrive()
    sign_in_page(page, context, a_person(context, Role.EDITOR), "/work/imports")
    found = violations_at_both(page)
    page.goto("/work/imports/new")
    page.get_by_role("button", name="Go on to its columns").click()
    found += violations_at_both(page)
    bring(page, SHEET, "clubs.csv")
    expect_no_sideways_scroll(page)
    found += violations_at_both(page)
    page.get_by_label("name is").select_option("")
    page.get_by_role("button", name="Look at what would happen").click()
    expect(page.get_by_role("alert")).to_contain_text("Choose the column that holds the names.")
    found += violations_at_both(page)
    page.get_by_label("name is").select_option("name")
    page.get_by_role("button", name="Look at what would happen").click()
    page.get_by_role("link", name="Stop that").click()
    expect(page.locator("progress")).to_be_visible()
    found += violations_at_both(page)
    batch_id = page.url.split("/")[-1].partition("?")[0]
    (imports_folder(context) / batch_id / "asked").unlink()
    page.goto(f"/work/imports/{batch_id}")
    expect(page.get_by_role("button", name="Go on")).to_be_visible()
    found += violations_at_both(page)
    work_on(context, batch_id)
    page.goto(f"/work/imports/{batch_id}")
    found += violations_at_both(page)
    page.get_by_role("button", name="Bring in 1 listing").click()
    work_on(context, batch_id)
    page.goto(f"/work/imports/{batch_id}/undo")
    expect_no_sideways_scroll(page)
    assert [*found, *violations_at_both(page)] == []
