"""The real app on a port of its own, and visitors who look at it.

A test fails on any console error, page error, breach of the content policy, cookie, or request to
another host.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect
from werkzeug.serving import make_server

from assetmap.app import create_app
from assetmap.services.context import Context
from tests.serving import Quiet, Underway, begin, end

# How long a page may take before its test fails: as long as on a machine with much else to do.
PATIENCE_MS = 30_000
expect.set_options(timeout=PATIENCE_MS)


def _then_wait(act: Callable[..., None]) -> Callable[..., None]:
    """What a visitor does, coming back once the page that it leads to can be read.

    Playwright comes back as soon as the first bytes of that page are there: what is then looked
    for without `expect` may not have come, and until its stylesheets have, what they hide is shown.
    """

    @wraps(act)
    def done(where: Locator, *args: Any, **settings: Any) -> None:
        act(where, *args, **settings)
        if not where.page.is_closed():
            where.page.wait_for_load_state()

    return done


@pytest.fixture(scope="session", autouse=True)
def pages_read_whole() -> Iterator[None]:
    """A click, or a key that is pressed, is over when its page is there."""
    with pytest.MonkeyPatch.context() as patched:
        for name in ("click", "press"):
            patched.setattr(Locator, name, _then_wait(getattr(Locator, name)))
        yield


@dataclass
class Sites:
    """Apps being served, each on a free port of the loopback address."""

    servers: list[tuple[Any, Underway]] = field(default_factory=list)

    def serve(self, context: Context) -> str:
        """Serve a context; gives the address, without a slash at its end."""
        return self.serve_app(create_app(context))

    def serve_app(self, made: Any, port: int = 0) -> str:
        """Serve any app, on a free port where none is given; gives the address likewise."""
        app = Underway(made)
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet)
        server.daemon_threads = True
        begin(server)
        self.servers.append((server, app))
        return f"http://127.0.0.1:{server.server_port}"

    def wait(self) -> None:
        """Come back once all that was asked of them is answered, and each answer closed."""
        for _, app in self.servers:
            app.wait()

    def close(self) -> None:
        """Stop them all, once what was asked of them is answered."""
        for server, app in self.servers:
            end(server)
            app.wait()


@pytest.fixture(scope="session")
def site(sample_context: Context) -> Iterator[str]:
    """The app over the sample, on Monday 16 March 2026 at nine, without tiles."""
    sites = Sites()
    yield sites.serve(sample_context)
    sites.close()


@pytest.fixture
def sites() -> Iterator[Sites]:
    """Apps over contexts of the test's own."""
    served = Sites()
    yield served
    served.close()


@pytest.fixture
def serve(sites: Sites) -> Callable[[Context], str]:
    """`serve(context)` gives the address of an app over a context of the test's own."""
    return sites.serve


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
        context.set_default_timeout(PATIENCE_MS)
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
