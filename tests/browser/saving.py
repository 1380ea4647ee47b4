"""A directory that can be stopped and started again, and what somebody's phone keeps of it."""

import socket
import sqlite3
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from flask import Flask
from playwright.sync_api import Page, expect
from werkzeug.serving import make_server

from tests.browser.conftest import Quiet
from tests.cli.conftest import environment
from tests.cli.serving import wait_until_it_listens
from tests.commands import Command
from tests.ports import free_port
from tests.serving import begin, end

GONE = ("ERR_CONNECTION", "Failed to load resource", "net::ERR")
NOW = "2026-03-16T10:00:00Z"  # the day of the sample
SAVE = "Save the directory to this phone"


@dataclass
class Directory:
    """The directory as a process of its own, which can be stopped and started again."""

    home: Path
    port: int = field(default_factory=free_port)
    process: Command | None = None

    @property
    def address(self) -> str:
        """Where it is, also while it is stopped."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, and wait until it answers."""
        words = ("serve", "--port", str(self.port), "--workers", "1")
        self.process = Command(
            ["-m", "assetmap.cli.main", *words],
            env=environment(self.home, ASSETMAP_BASEMAP="none"),
            cwd=self.home,
            stdout=DEVNULL,
            stderr=DEVNULL,
        )
        wait_until_it_listens(self.port)
        with urllib.request.urlopen(f"{self.address}/healthz", timeout=40) as answer:
            assert answer.status == 200

    def stop(self) -> None:
        """End the process: nothing listens any more."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(40)
            self.process = None
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", self.port)) != 0

    def reports(self) -> int:
        """How many reports its store holds."""
        with sqlite3.connect(self.home / "assetmap.db") as store:
            (count,) = store.execute("SELECT count(*) FROM reports").fetchone()
        return int(count)


@dataclass
class Server:
    """The app on a port of its own: it can be stopped, fail for a while, and be replaced."""

    app: Flask
    fails: list[int] = field(default_factory=list)  # how the next reports are answered
    reports: list[int] = field(default_factory=list)  # how all of them were
    instead: dict[str, tuple[int, str]] = field(default_factory=dict)  # answers by path
    port: int = 0

    def start(self) -> None:
        """Listen: on the same port as before, if there was one."""
        wrapped = self.answer
        self.server = make_server(
            "127.0.0.1", self.port, wrapped, threaded=True, request_handler=Quiet
        )
        self.server.daemon_threads = True
        self.port = self.server.server_port
        begin(self.server)

    def stop(self) -> None:
        """Listen no more."""
        end(self.server)

    def answer(self, environ: Any, start: Callable[..., Any]) -> Iterable[bytes]:
        """The app's answer, or the one that was put in its stead."""
        path, method = environ["PATH_INFO"], environ["REQUEST_METHOD"]
        if path in self.instead:
            return self._say(start, *self.instead[path])
        if method != "POST" or not path.endswith("/wrong"):
            return self.app(environ, start)
        if self.fails:
            self.reports.append(self.fails.pop(0))
            return self._say(start, self.reports[-1], "no")

        def noted(status: str, *rest: Any) -> Any:
            self.reports.append(int(status[:3]))
            return start(status, *rest)

        return self.app(environ, noted)

    def _say(self, start: Callable[..., Any], status: int, words: str) -> list[bytes]:
        start(f"{status} Said", [("Content-Type", "text/javascript")])
        return [words.encode()]


def save(page: Page) -> None:
    """Visit once, and save the directory to this phone."""
    page.context.clock.set_fixed_time(NOW)
    page.goto("/")
    page.get_by_role("link", name=SAVE).click()
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator("#offline-said")).to_contain_text("Saved on this phone: ")


def shown(page: Page, address: str) -> Page:
    """The page at an address, once it has been filled from what was saved."""
    page.goto(address)
    return filled(page)


def filled(page: Page) -> Page:
    """The page, once it has been filled from what was saved."""
    page.wait_for_selector("html[data-offline-ready]", state="attached")
    return page


def asked(page: Page, what: str, **more: Any) -> dict[str, Any]:
    """What the service worker answers, as a page of ours asks it."""
    answer: dict[str, Any] = page.evaluate(
        """async ([what, more]) => {
          const { ask } = await import("/static/js/offline/worker-messages.js");
          return ask(what, more);
        }""",
        [what, more],
    )
    return answer


def cached(page: Page) -> dict[str, str]:
    """The text of everything in any cache, by the path of its address."""
    found: dict[str, str] = page.evaluate(
        """async () => {
          const found = {};
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys())
              found[new URL(request.url).pathname] = await (await cache.match(request)).text();
          }
          return found;
        }"""
    )
    return found


def registrations(page: Page) -> int:
    """How many service workers there are."""
    count: int = page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).length"
    )
    return count
