"""What the phone keeps, sends and renews: each report once, nothing of staff, no mixed releases."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from assetmap.app import create_app
from assetmap.domain.listings.listing import Contact, Status
from assetmap.domain.people.people import Role
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.history import add_note
from assetmap.storage.tables import REPORTS
from tests.browser.conftest import Visitor
from tests.browser.looking import heading
from tests.browser.saving import (
    GONE,
    SAVE,
    Server,
    asked,
    cached,
    registrations,
    save,
    shown,
)
from tests.browser.test_accessibility import violations
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in_page

REPORT = {"once": "mark", "listing": "knit-club", "name": "Knit Club", "trouble": "number-dead"}
QUEUED = {**REPORT, "words": "Rang twice.", "contact": ""}
FILES = ("/static/", "/borough.css", "/offline/page", "/offline/rules.json", "/pack.json")
NEXT_RELEASE = 'throw new Error("a script of the next release");'


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    private = Contact(phone="01632 960555", email="qxhush@secret.example", name="Qxhush")
    return make_context(a_listing(private=private), a_listing("choir", name="Choir"))


@pytest.fixture
def server(context: Context) -> Iterator[Server]:
    found = Server(create_app(context))
    found.start()
    yield found
    found.stop()


@pytest.fixture
def someone(server: Server, visitor_of: Callable[[str], Visitor]) -> Visitor:
    visitor = visitor_of(f"http://127.0.0.1:{server.port}")
    visitor.excuse(*GONE)
    return visitor


@pytest.fixture
def page(someone: Visitor) -> Page:
    """Somebody who has saved the directory, on the page where they did."""
    page = someone.arrive()
    save(page)
    return page


def send_until_nothing_waits(page: Page) -> None:
    """Ask for it again and again, as pages do that are opened one after the other."""
    for _ in range(6):
        if asked(page, "send") == {"ok": True, "given": 0}:
            return
    raise AssertionError("something still waits")


def test_report_is_sent_again_after_a_failure_and_taken_once(
    page: Page, server: Server, context: Context
) -> None:
    server.fails = [500, 429]
    for report in (QUEUED, {**QUEUED, "once": "other", "listing": "choir", "words": ""}):
        assert asked(page, "keep", report=report)["ok"] is True
    send_until_nothing_waits(page)
    assert sorted(server.reports) == [303, 303, 429, 500]
    taken = sorted((report.listing_id, report.words) for report in context.store.find(REPORTS))
    assert taken == [("choir", ""), ("knit-club", "Rang twice.")]
    assert asked(page, "kept") == {"ok": True, "given": []}


def test_report_that_is_not_taken_is_told_and_not_sent_again(
    page: Page, server: Server, context: Context
) -> None:
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("choir", name="Choir", status=Status.ARCHIVED))
    server.fails = [422, 400]
    gone = {**QUEUED, "once": "gone", "listing": "choir", "name": "Choir"}
    for report in (QUEUED, {**QUEUED, "once": "other"}, gone):
        asked(page, "keep", report=report)
    send_until_nothing_waits(page)
    send_until_nothing_waits(page)
    assert (sorted(server.reports), context.store.find(REPORTS)) == ([400, 422], [])
    page.goto("/")
    told = page.locator("[data-unsent]")
    expect(told.get_by_role("listitem")).to_have_count(3)
    page.goto("/offline")
    items = told.get_by_role("listitem")
    expect(items).to_have_count(3)
    said = "%s: “Rang twice.” Not sent. %s Please ring us. Forget this report on %s"
    not_taken = said % ("Knit Club", "The directory did not take it.", "Knit Club")
    not_there = said % ("Choir", "The listing is not in the directory any more.", "Choir")
    texts = sorted(" ".join(text.split()) for text in items.all_inner_texts())
    assert texts == [not_there, not_taken, not_taken]
    assert violations(page) == []
    for name in ("Knit Club", "Knit Club", "Choir"):
        told.get_by_role("button", name=f"Forget this report on {name}").first.click()
        expect(told.get_by_role("heading")).to_be_focused()
    expect(told.get_by_role("heading")).to_have_text("Nothing waits to be sent")
    assert asked(page, "kept") == {"ok": True, "given": []}


def test_changes_arrive_in_the_background(page: Page, server: Server, context: Context) -> None:
    with context.store.transaction() as uow:
        uow.save_listing(a_listing("chess", name="Qxchess Club"))
    page.goto("/about")
    assert "Qxchess" not in cached(page)["/pack.json"]  # looked at less than an hour ago
    page.evaluate(
        """async () => {
          const cache = await caches.open("assetmap-directory");
          const kept = await cache.match("/pack.json");
          const headers = new Headers(kept.headers);
          headers.set("X-Looked-At", String(Date.now() - 61 * 60 * 1000));
          await cache.put("/pack.json", new Response(await kept.blob(), { headers }));
        }"""
    )
    page.goto("/about")
    page.evaluate(
        """async () => {
          const text = async () => (await caches.match("/pack.json")).text();
          while (!(await text()).includes("Qxchess")) await new Promise((on) => setTimeout(on, 20));
        }"""
    )
    server.stop()
    shown(page, "/find?q=qxchess")
    expect(page.locator("li[data-listing] h2")).to_have_text("Qxchess Club")
    server.start()


def test_frame_takes_the_scripts_it_was_saved_with_and_a_new_release_replaces_all(
    page: Page, server: Server
) -> None:
    scripts = [path for path in cached(page) if path.endswith(".js")]
    assert len(scripts) > 20
    server.instead = dict.fromkeys(scripts, (200, NEXT_RELEASE)) | {"/about": (503, "")}
    shown(page, "/about")  # a worker of the old release, a server of the new one behind a 503
    expect(heading(page)).to_have_text("This page needs a signal")
    server.instead = {}
    worker = page.request.get("/sw.js").text()
    (old,) = [name for name in page.evaluate("caches.keys()") if "shell" in name]
    mark = old.removeprefix("assetmap-shell-")
    server.instead = {"/sw.js": (200, worker.replace(mark, "next"))}
    page.goto("/")
    page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          await registration.update();
          const worker = registration.installing ?? registration.waiting ?? registration.active;
          while (worker.state !== "activated")
            await new Promise((done) => { worker.onstatechange = done; });
        }"""
    )
    names = sorted(page.evaluate("caches.keys()"))
    assert names == ["assetmap-directory", "assetmap-shell-next"]
    server.stop()
    shown(page, "/find?q=choir")
    expect(page.locator("li[data-listing] h2")).to_have_text("Choir")
    server.start()


def test_new_release_takes_over_only_with_a_pack_that_it_can_read(
    page: Page, server: Server
) -> None:
    (old,) = [name for name in page.evaluate("caches.keys()") if "shell" in name]
    worker = page.request.get("/sw.js").text()
    next_worker = worker.replace(old.removeprefix("assetmap-shell-"), "next")
    server.instead = {"/sw.js": (200, next_worker), "/pack.json": (503, "")}
    page.goto("/")
    page.evaluate(
        """async () => {
          const registration = await navigator.serviceWorker.ready;
          await registration.update().catch(() => {});
          const worker = registration.installing;
          while (worker && worker.state !== "redundant")
            await new Promise((done) => { worker.onstatechange = done; });
        }"""
    )
    server.stop()
    shown(page, "/find?q=choir")  # the old files read the old pack
    expect(page.locator("li[data-listing] h2")).to_have_text("Choir")
    server.start()


def test_nothing_of_staff_is_kept_and_signing_out_forgets_the_talk(
    page: Page, someone: Visitor, context: Context
) -> None:
    someone.excuse("cookie: ", "The map could not be drawn")
    editor = a_person(context, Role.EDITOR, name="Qxstaff Person")
    add_note(context, Actor(editor), "knit-club", "Qxnote: the side door.")
    sign_in_page(page, context, editor, "/work/conversation")
    page.goto("/work/conversation?near=Tilbury&show=cards")
    expect(page.get_by_text("Qxnote: the side door.")).to_be_visible()
    page.locator("[data-pick=knit-club]").click()
    page.goto("/sheet/new?id=knit-club")
    page.get_by_label("Your own words about Knit Club").fill("Qxwords: ask for Jean")
    for address in (
        *("/work", "/work/listings", "/work/listings/knit-club", "/account", "/find"),
        *("/organiser/abc", "/sheet/KITE-4821", "/listing/knit-club", "/conversation"),
    ):
        page.goto(address)
    kept = cached(page)
    assert [path for path in kept if not path.startswith(FILES)] == []
    assert "/pack.json" in kept
    assert "qx" in page.evaluate("JSON.stringify(localStorage)").casefold()
    page.goto("/work")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/offline")
    stored = {
        "caches": cached(page),
        "reports": asked(page, "kept")["given"],
        "databases": page.evaluate("async () => (await indexedDB.databases()).map((d) => d.name)"),
        "local": page.evaluate("({ ...localStorage, ...sessionStorage })"),
    }
    assert (stored["reports"], stored["databases"]) == ([], ["assetmap-offline"])
    assert stored["local"] == {}
    text = json.dumps(stored).casefold()
    for word in ("qxnote", "qxstaff", "qxwords", "qxhush", "960555", "p-editor", "csrf"):
        assert word not in text, word


def test_removing_leaves_nothing_on_the_phone(page: Page, server: Server) -> None:
    page.get_by_role("button", name="Remove it from this phone").click()
    expect(page.locator("#offline-said")).to_have_text("The directory is not saved on this phone.")
    expect(page.get_by_role("button", name=SAVE)).to_be_focused()
    assert (cached(page), page.evaluate("caches.keys()"), registrations(page)) == ({}, [], 0)


def test_phone_without_room_says_so_and_stays_of_use(someone: Visitor) -> None:
    page = someone.arrive("/offline")
    devtools = page.context.new_cdp_session(page)
    quota = {"origin": someone.site, "quotaSize": 20_000}
    devtools.send("Storage.overrideQuotaForOrigin", quota)
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator("#offline-said")).to_contain_text("There is not enough room on this phone.")
    page.goto("/find?q=choir")
    expect(heading(page)).to_contain_text("1 result")
    devtools.send("Storage.overrideQuotaForOrigin", {"origin": someone.site})
    page.goto("/offline")
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator("#offline-said")).to_contain_text("Saved on this phone: 2 listings")


def test_browser_that_keeps_nothing_is_told_so(someone: Visitor) -> None:
    page = someone.arrive()
    page.add_init_script(
        """Object.defineProperty(CacheStorage.prototype, "has", {
          value: () => Promise.reject(new DOMException("not here", "SecurityError")),
        });"""
    )
    page.goto("/offline")
    expect(page.locator("#offline-cannot")).to_contain_text("This browser cannot save the")
    expect(page.get_by_role("button", name=SAVE)).to_have_count(0)


def test_without_javascript_nothing_is_offered(someone: Visitor) -> None:
    page = someone.arrive("/", js=False)
    expect(page.locator(".offline-offer")).to_be_hidden()
    page.goto("/offline")
    expect(page.get_by_role("button")).to_have_count(0)
    expect(page.get_by_text("Saving needs JavaScript")).to_be_visible()
