"""Listings to draw, hostile ones too, and a real browser that is cut off from everything."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from assetmap.domain.cost import Cost
from assetmap.domain.listing import Contact, Kind, Listing, Precision, Status, Where
from assetmap.domain.place import Point
from assetmap.domain.public_listing import PublicListing, public_view
from assetmap.domain.schedule_words import parse_schedule
from assetmap.domain.vocabulary import Category, Vocabulary

HOSTILE = (
    "${window.__x=1}",
    "C:\\1 back\\slash",
    "<img src=x onerror=window.__x=1>",
    "</script><script>window.__x=1</script>",
    "`+(window.__x=1)+`",
    "line\u2028separator",
    "{{ 7*191 }}{% set x = 1 %}{# gone #}",
    "'\"><svg onload=window.__x=1>",
    "<!--<script>",
)
_CHROMIUM = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)


@pytest.fixture
def words() -> Vocabulary:
    return Vocabulary(
        categories=(
            Category("meet", "Meet <b>people</b> {{ 7*191 }}", colour="#a3195b"),
            Category("active", "Get active & outdoors", colour="#1a6b33"),
            Category("learn", "Learn and work", colour="red;background:url(//x.example)"),
        )
    )


def listing(name: str, number: int, category: str = "meet", **parts: object) -> PublicListing:
    """A public listing at a venue; each number has its own spot."""
    point = Point(51.45 + number / 200, 0.3 + number / 100)
    whole = {
        "where": Where(Precision.VENUE, venue="Hall", place="Tilbury", point=point),
        "summary": f"About {name}",
        "schedule": parse_schedule(["Tue 12:00-14:00", f"Ask {name}"]),
        "cost": Cost(f"£4 {name}"),
        "public": Contact(phone=f"01632 960001 {name}"),
        **parts,
    }
    categories = (category,) if category else ()
    return public_view(
        Listing(
            f"l{number}",
            Kind.GROUP,
            name,
            categories=categories,
            status=Status.PUBLISHED,
            **whole,  # type: ignore[arg-type]
        )
    )


@pytest.fixture
def hostile() -> list[PublicListing]:
    return [listing(name, number) for number, name in enumerate(HOSTILE)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, shared by the run. Without it the browser tests are skipped."""
    places = (shutil.which("chromium"), shutil.which("chromium-browser"), "/usr/bin/chromium")
    found = next((place for place in places if place and Path(place).is_file()), None)
    if found is None:
        pytest.skip("no Chromium on the PATH or at /usr/bin/chromium: apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(_CHROMIUM))
        yield browser
        browser.close()
