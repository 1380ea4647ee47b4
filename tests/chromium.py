"""One Chromium for all tests that look at pages, and one plain word where there is none.

Without Chromium those tests are skipped, counted and explained; with
ASSETMAP_BROWSER_TESTS=required that is a failure.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

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
        if "browser" not in getattr(item, "fixturenames", ()):
            continue
        item.add_marker(pytest.mark.browser)
        if skipping:
            item.add_marker(pytest.mark.skip(reason=MISSING))
            _unseen.append(item.nodeid)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    if _unseen:
        terminalreporter.section("browser tests")
        terminalreporter.line(f"{len(_unseen)} browser tests were skipped. {MISSING}")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, shared by the whole run."""
    found = find_chromium()
    if not found:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=list(ARGUMENTS))
        yield launched
        launched.close()
