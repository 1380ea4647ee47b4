"""The programs that some tests need, and one plain word where one of them is not there.

Without Chromium or node those tests are skipped, counted and explained; with
ASSETMAP_BROWSER_TESTS=required they fail.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Axe runs anew in each page, and is done before its own code has been made quick.
    "--js-flags=--no-opt --no-maglev",
)
REQUIRED = os.environ.get("ASSETMAP_BROWSER_TESTS") == "required"


def find_chromium() -> str:
    """Where Chromium is, or nothing. Its shell without windows takes a quarter less time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    places = (*map(shutil.which, names), "/usr/bin/chromium")
    return next((place for place in places if place and Path(place).is_file()), "")


def find_node() -> str:
    """Where node is, or nothing."""
    return shutil.which("node") or shutil.which("nodejs") or ""


def find_icaljs() -> str:
    """Where ical.js is, a reader of calendars that no package manager of ours has; or nothing."""
    named = os.environ.get("ASSETMAP_TEST_ICALJS", "")
    return named if named and Path(named).is_file() else ""


@dataclass(frozen=True)
class Program:
    """A program that the tests with one fixture need; that fixture and their marker are named."""

    fixture: str
    find: Callable[[], str]
    tests: str
    missing: str
    is_for_servers: bool = False  # or not everywhere: not asked for by ASSETMAP_BROWSER_TESTS


PROGRAMS = (
    Program(
        "browser",
        find_chromium,
        "browser tests",
        "Chromium is not on the PATH or at /usr/bin/chromium: apt-get install chromium",
    ),
    Program(
        "node",
        find_node,
        "tests of the offline modules",
        "node is not on the PATH: apt-get install nodejs",
    ),
    Program(
        "systemd_analyze",
        lambda: shutil.which("systemd-analyze") or "",
        "tests of the systemd units",
        "systemd-analyze is not on the PATH: apt-get install systemd",
        is_for_servers=True,
    ),
    Program(
        "nginx",
        lambda: shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or "",
        "tests of the web server in front",
        "nginx is not on the PATH: apt-get install nginx-light",
        is_for_servers=True,
    ),
    Program(
        "icaljs",
        find_icaljs,
        "tests of calendars by ical.js",
        "ASSETMAP_TEST_ICALJS does not name ical.js: see docs/feeds.md",
        is_for_servers=True,
    ),
)
BROWSER, NODE, SYSTEMD, NGINX, ICALJS = PROGRAMS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for program in PROGRAMS:
        skipping = not program.find() and (program.is_for_servers or not REQUIRED)
        for item in items:
            if program.fixture not in getattr(item, "fixturenames", ()):
                continue
            item.add_marker(getattr(pytest.mark, program.fixture))
            if skipping:
                item.add_marker(pytest.mark.skip(reason=program.missing))


def pytest_terminal_summary(terminalreporter: Any) -> None:
    # Counted from the reports, since with several processes none but these come here.
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", ())
        if isinstance(report.longrepr, tuple)
    )
    for program in PROGRAMS:
        if count := reasons[program.missing]:
            terminalreporter.section(program.tests)
            terminalreporter.line(f"{count} {program.tests} were skipped. {program.missing}")


def found(program: Program) -> str:
    """Where the program is. Fails the test when it is nowhere."""
    place = program.find()
    if not place:
        pytest.fail(program.missing)
    return place


@pytest.fixture(scope="session")
def node() -> str:
    """Where node is."""
    return found(NODE)


@pytest.fixture(scope="session")
def systemd_analyze() -> str:
    """Where the program that checks systemd's units is."""
    return found(SYSTEMD)


@pytest.fixture(scope="session")
def nginx() -> str:
    """Where nginx is."""
    return found(NGINX)


@pytest.fixture(scope="session")
def icaljs() -> str:
    """Where ical.js is."""
    return found(ICALJS)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, shared by all tests of one process."""
    place = found(BROWSER)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        yield launched
        launched.close()
