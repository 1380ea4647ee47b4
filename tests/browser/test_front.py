"""The installation's own site: every state without violations, and on to an authority's site."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import expect

from assetmap.installation import Installation
from assetmap.installation_app import create_installation_app
from tests.browser.conftest import Sites, Visitor
from tests.browser.looking import (
    NARROW,
    WIDE,
    expect_no_sideways_scroll,
    expect_room_for_big_letters,
)
from tests.browser.test_accessibility import violations
from tests.conftest import config_at
from tests.ports import free_port
from tests.several_authorities import add_authority

STATES = (
    "/",
    "/find",
    "/find?q=lunch",
    "/find?q=lunch&near=Hadleigh",
    "/find?q=lunch&near=SS0+7AA",
    "/find?q=lunch&near=nowhere",
    "/find?q=he+hits+me&near=Hadleigh",
    "/nothing-here",
)


@pytest.fixture
def front(sites: Sites, tmp_path: Path, postcode_cache: Path) -> Iterator[str]:
    """The address of an installation with two authorities."""
    port = free_port()
    config = replace(
        config_at(tmp_path / "home", postcode_cache),
        public_url=f"http://localhost:{port}",
        public_url_given=True,
    )
    add_authority(config, "thurrock", ("Grays", "RM17 6SL"), ("Hadleigh", "RM18 7TB"))
    add_authority(config, "castle-point", ("Hadleigh", "SS7 2PP"))
    installation = Installation(config)
    sites.serve_app(create_installation_app(installation), port)
    yield config.public_url
    sites.wait()
    installation.close()


@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_every_state_is_without_violations(
    front: str, visitor_of: Callable[[str], Visitor], width: int
) -> None:
    someone = visitor_of(front)
    someone.excuse("404")
    page = someone.arrive(width=width)
    found = []
    for address in STATES:
        page.goto(address)
        expect_no_sideways_scroll(page)
        if width == NARROW:
            expect_room_for_big_letters(page)
        found += violations(page)
    assert found == []


@pytest.mark.parametrize("js", [True, False])
def test_a_question_with_a_place_leads_on_to_the_site_of_its_authority(
    front: str, visitor_of: Callable[[str], Visitor], js: bool
) -> None:
    someone = visitor_of(front)
    someone.excuse("asked another host")
    page = someone.arrive("/", width=NARROW, js=js)
    page.get_by_label("What are you looking for?").fill("lunch")
    page.get_by_label("Town or postcode").fill("RM17 6SL")
    page.get_by_role("button", name="Search").click()
    there = front.replace("localhost", "thurrock.localhost")
    expect(page).to_have_url(f"{there}/find?q=lunch&near=RM17+6SL")
    expect(page.get_by_role("heading", level=1)).to_contain_text("lunch")
