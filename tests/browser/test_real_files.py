"""Files as councils publish them, taken in by the command line and seen by residents."""

import os
import re
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
from playwright.sync_api import expect

from assetmap.bootstrap import open_context
from assetmap.services.context import Context
from tests import commands
from tests.browser.conftest import Visitor
from tests.browser.looking import card, heading, markers, names, search, wait_for_map
from tests.conftest import KEY, MONDAY, config_at

# The headings of Trafford's published lists of libraries and of food banks, to the letter.
LIBRARIES = """\
name,address,postcode,type,email,website,area_name,area_code,lon,lat
Canal Side Library,"Canal Side Library, 1 Towpath Row, Bolton",BL1 1RU,Local authority run library,\
canal@example.org,http://example.org/canal,Bolton,E08000001,-2.4297,53.5785
Moor Top Library,"Moor Top Library, 2 Moor Lane, Bolton",BL1 2AA,Community run library,\
moor@example.org,http://example.org/moor,Bolton,E08000001,-2.4351,53.5841
"""
FOOD_BANKS = """\
Name,Referral method,Opening times,Address,Postcode,Contact,Website,Area name,Area code
Bobbin Pantry,Not known,Wednesday 10am - 4pm,"The Lodge, Mill Yard, Bolton",BL1 1RU,\
pantry@example.org,http://example.org/pantry,Bolton,E08000001
Mill Yard Food Bank,Self referral,"Monday 10am - 12pm, Friday 1pm - 3pm","3 Mill Yard, Bolton",\
BL1 2AA,01632 960304,http://example.org/mill,Bolton,E08000001
"""


def run(home: Path, *arguments: str) -> CompletedProcess[str]:
    environment = {**os.environ, "ASSETMAP_HOME": str(home), "ASSETMAP_TODAY": MONDAY}
    environment["ASSETMAP_SECRET_KEY"] = KEY
    words = ["-m", "assetmap.cli.main", *arguments]
    return commands.run(words, env=environment, cwd=Path(__file__).parents[2], timeout=120)


@pytest.fixture
def imported(tmp_path: Path, postcode_cache: Path, serve: Callable[[Context], str]) -> str:
    home = tmp_path / "home"
    config = config_at(home, postcode_cache)
    files = []
    for name, text in (("libraries.csv", LIBRARIES), ("food_banks.csv", FOOD_BANKS)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        files.append(str(tmp_path / name))
    done = run(home, "import", *files, "--publish")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("2 new, 0 changed, 0 unchanged") == 2
    return serve(open_context(config))


def test_imported_files_are_found_by_name_postcode_and_map(
    imported: str, visitor_of: Callable[[str], Visitor]
) -> None:
    page = visitor_of(imported).arrive("/")
    search(page, "canal side library")
    expect(heading(page)).to_contain_text("for “canal side library”")
    assert names(page)[0] == "Canal Side Library"

    search(page, "", "BL1")
    expect(heading(page)).to_have_text("4 results near BL1")
    expect(page.get_by_text("BL1 is outside Thurrock.")).to_be_visible()
    assert set(names(page)) == {
        *("Canal Side Library", "Moor Top Library", "Bobbin Pantry", "Mill Yard Food Bank"),
    }
    wait_for_map(page)
    on_map = 0
    for marker in markers(page).all():
        many = re.match(r"(\d+) places", marker.get_attribute("aria-label") or "")
        on_map += int(many[1]) if many else 1
    assert on_map == 4
    expect(page.locator("#map-note")).to_have_text("4 places on the map.")

    search(page, "food bank")
    expect(card(page, "Mill Yard Food Bank")).to_contain_text("Today, Monday 16 March, 10am")
    page.get_by_role("link", name="Mill Yard Food Bank", exact=True).click()
    expect(heading(page)).to_have_text("Mill Yard Food Bank")
    expect(page.get_by_role("link", name="01632 960304")).to_be_visible()


def test_imported_pages_have_no_sample_banner(
    imported: str, visitor_of: Callable[[str], Visitor]
) -> None:
    page = visitor_of(imported).arrive("/")
    expect(page.get_by_text("Sample data:")).to_have_count(0)
