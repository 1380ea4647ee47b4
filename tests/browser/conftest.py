"""The real app on a port of its own, and Chromium to look at it with.

A test fails on any console error, page error, breach of the content policy, cookie, or request to
another host. Without Chromium these tests are skipped with one plain reason; with
ASSETMAP_BROWSER_TESTS=required that is a failure.
"""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from assetmap.app import create_app
from assetmap.services.desk import Desk

HERE = Path(__file__).parent
ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
MISSING = "Chromium is not on the PATH or at /usr/bin/chromium: apt-get install chromium"
REQUIRED = os.environ.get("ASSETMAP_BROWSER_TESTS") == "required"
_unseen: list[str] = []  # tests that were skipped for want of Chromium


def find_chromium() -> str:
    """Where Chromium is, or nothing."""
    places = (shutil.which("chromium"), shutil.which("chromium-browser"), "/usr/bin/chromium")
    return next((place for place in places if place and Path(place).is_file()), "")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    skipping = not find_chromium() and not REQUIRED
    for item in items:
        if HERE not in item.path.parents:
            continue
        item.add_marker(pytest.mark.browser)
        # Flask-Compress reads a static file and leaves closing it to the reference count.
        item.add_marker(pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning"))
        if skipping and "browser" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.skip(reason=MISSING))
            _unseen.append(item.nodeid)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _unseen:
        terminalreporter.section("browser tests")
        terminalreporter.line(f"{len(_unseen)} browser tests were skipped. {MISSING}")


class Quiet(WSGIRequestHandler):
    """Keeps connections open, as gunicorn does, and writes no log."""

    protocol_version = "HTTP/1.1"

    def log(self, *_: Any) -> None:
        """Nothing."""


@dataclass
class Sites:
    """Apps being served, each on a free port of the loopback address."""

    servers: list[Any] = field(default_factory=list)

    def serve(self, desk: Desk) -> str:
        """Serve a desk; gives the address, without a slash at its end."""
        server = make_server("127.0.0.1", 0, create_app(desk), threaded=True, request_handler=Quiet)
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.servers.append(server)
        return f"http://127.0.0.1:{server.server_port}"

    def close(self) -> None:
        """Stop them all."""
        for server in self.servers:
            server.shutdown()
            server.server_close()


@pytest.fixture(scope="session")
def site(sample_desk: Desk) -> Iterator[str]:
    """The app over the sample, on Monday 16 March 2026 at nine, without tiles."""
    sites = Sites()
    yield sites.serve(sample_desk)
    sites.close()


@pytest.fixture
def serve() -> Iterator[Callable[[Desk], str]]:
    """`serve(desk)` gives the address of an app over a desk of the test's own."""
    sites = Sites()
    yield sites.serve
    sites.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium, shared by this folder."""
    found = find_chromium()
    if not found:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield launched
        launched.close()


@dataclass
class Visitor:
    """Somebody with a browser, and everything that went wrong while they looked."""

    browser: Browser
    site: str
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    excused: tuple[str, ...] = ()  # parts of faults that the test is about

    def arrive(
        self, address: str = "", *, width: int = 1280, height: int = 900, js: bool = True
    ) -> Page:
        """A new window of a new browser profile, opened at an address of the site."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            java_script_enabled=js,
            base_url=self.site,
            locale="en-GB",
            reduced_motion="reduce",
        )
        context.set_default_timeout(8000)
        self.contexts.append(context)
        context.on("request", lambda request: self._requested(request.url))
        context.on("console", self._said)
        context.on("weberror", lambda error: self.faults.append(f"page error: {error.error}"))
        page = context.new_page()
        if address:
            page.goto(address)
        return page

    def excuse(self, *parts: str) -> None:
        """Let faults pass that hold one of these words."""
        self.excused += parts

    def _requested(self, url: str) -> None:
        self.requests.append(url)
        host = urlsplit(url).netloc
        if host not in ("", urlsplit(self.site).netloc):
            self.faults.append(f"asked another host: {url}")

    def _said(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            where = message.location.get("url", "")
            self.faults.append(f"console {message.type}: {message.text} ({where})")

    def leave(self) -> list[str]:
        """Close everything; gives what went wrong."""
        for context in self.contexts:
            cookies = [f"cookie: {cookie['name']}" for cookie in context.cookies()]
            self.faults += cookies
            context.close()
        return [fault for fault in self.faults if not any(part in fault for part in self.excused)]


@pytest.fixture
def visitor(browser: Browser, site: str) -> Iterator[Visitor]:
    """A visitor of the sample site."""
    someone = Visitor(browser, site)
    yield someone
    assert someone.leave() == []


@pytest.fixture
def visitor_of(browser: Browser) -> Iterator[Callable[[str], Visitor]]:
    """`visitor_of(address)`: a visitor of another site."""
    people: list[Visitor] = []

    def make(site: str) -> Visitor:
        people.append(Visitor(browser, site))
        return people[-1]

    yield make
    assert [fault for someone in people for fault in someone.leave()] == []
