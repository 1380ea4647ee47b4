"""The programs that some tests need, and one plain word where one of them is not there.

Without Chromium or node those tests are skipped, counted and explained; with
ASSETMAP_BROWSER_TESTS=required they fail. So do those of PostgreSQL with
ASSETMAP_POSTGRES_TESTS=required.
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

from scripts.postgres_cluster.programs import find_pgbouncer, find_postgres

ARGUMENTS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    # Axe runs anew in each page, and is done before its own code has been made quick.
    "--js-flags=--no-opt --no-maglev",
)
BROWSER_TESTS, POSTGRES_TESTS = "ASSETMAP_BROWSER_TESTS", "ASSETMAP_POSTGRES_TESTS"


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


def find_postgres_server() -> str:
    """The URL of a server that runs, or where one is that can be started, or nothing."""
    return os.environ.get("ASSETMAP_TEST_POSTGRES", "") or str(find_postgres() or "")


def find_cluster() -> str:
    """Where the programs of a cluster are, or nothing."""
    return str(find_postgres() or "") and find_pgbouncer()


@dataclass(frozen=True)
class Program:
    """A program that the tests with one fixture need; that fixture and their marker are named."""

    fixture: str
    find: Callable[[], str]
    tests: str
    missing: str
    asked_for_by: str = ""  # the setting; none for what is for servers, or not to be had everywhere

    def is_required(self) -> bool:
        """Whether its tests are to fail without it, rather than to be skipped."""
        return os.environ.get(self.asked_for_by) == "required"


PROGRAMS = (
    Program(
        "browser",
        find_chromium,
        "browser tests",
        "Chromium is not on the PATH or at /usr/bin/chromium: apt-get install chromium",
        BROWSER_TESTS,
    ),
    Program(
        "node",
        find_node,
        "tests of the offline modules",
        "node is not on the PATH: apt-get install nodejs",
        BROWSER_TESTS,
    ),
    Program(
        "systemd_analyze",
        lambda: shutil.which("systemd-analyze") or "",
        "tests of the systemd units",
        "systemd-analyze is not on the PATH: apt-get install systemd",
    ),
    Program(
        "nginx",
        lambda: shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin") or "",
        "tests of the web server in front",
        "nginx is not on the PATH: apt-get install nginx-light",
    ),
    Program(
        "icaljs",
        find_icaljs,
        "tests of calendars by ical.js",
        "ASSETMAP_TEST_ICALJS does not name ical.js: see docs/feeds.md",
    ),
    Program(
        "postgres_database",
        find_postgres_server,
        "tests of the store in PostgreSQL",
        "PostgreSQL 15 with PostGIS is not installed: apt-get install postgresql-15-postgis-3",
        POSTGRES_TESTS,
    ),
    Program(
        "postgres_cluster_programs",
        find_cluster,
        "tests of the cluster of PostgreSQL",
        "PostgreSQL 15 with PostGIS and pgbouncer are not installed: "
        "apt-get install postgresql-15-postgis-3 pgbouncer",
        POSTGRES_TESTS,
    ),
)
BROWSER, NODE, SYSTEMD, NGINX, ICALJS, POSTGRES, CLUSTER = PROGRAMS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for program in PROGRAMS:
        skipping = not program.find() and not program.is_required()
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


def needed(program: Program) -> str:
    """Where the program is. Without it the test is skipped, or fails where it is required.

    For fixtures that a test asks for only once it runs, which its collection does not show.
    """
    if not program.find() and not program.is_required():
        pytest.skip(program.missing)
    return found(program)


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
def postgres_cluster_programs() -> str:
    """Where PostgreSQL and pgbouncer are."""
    return found(CLUSTER)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, shared by all tests of one process."""
    place = found(BROWSER)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=place, args=list(ARGUMENTS))
        yield launched
        launched.close()
