"""A directory gives the same pages alone and as one of several authorities, but for its address,
and for what its neighbours list, of which there is nothing here.
"""

import shutil
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from assetmap.app import create_app
from assetmap.bootstrap import open_context
from assetmap.installation import opened_installation
from assetmap.installation_app import create_installation_app
from tests.conftest import config_at
from tests.installations import THURROCK, add_two_boroughs

HOST = "http://directory.example.org"
NO_NEIGHBOURS = ',"neighbours":[]'  # a key that a directory alone does not have
PAGES = (
    *("/", "/find?q=lunch&near=RM18", "/find.json?q=lunch", "/listing/riverside-hub"),
    *("/browse", "/about", "/whats-on", "/data.json", "/open-data", "/pack.json", "/privacy"),
    *("/open-referral/services", "/whats-on.atom?q=lunch", "/time-bank", "/account/sign-in"),
)


@pytest.fixture
def alone(own_sample_home: Path, postcode_cache: Path) -> dict[str, str]:
    """The pages of the sample as a directory of its own."""
    config = replace(config_at(own_sample_home, postcode_cache), secret_key="")
    context = open_context(replace(config, public_url=HOST, public_url_given=True))
    try:
        return pages(Client(create_app(context)), HOST)
    finally:
        context.close()


def pages(client: Client, site: str) -> dict[str, str]:
    """Each page with its status, with no word of where it is."""
    found = {}
    for page in PAGES:
        answer = client.get(page, base_url=site)
        text = answer.text.replace(urlsplit(site).netloc, "HOST")
        found[page] = f"{answer.status_code} {text}"
    return found


def test_pages_are_the_same_alone_and_as_an_authority(
    alone: dict[str, str], own_sample_home: Path, tmp_path: Path, postcode_cache: Path
) -> None:
    config = replace(config_at(tmp_path / "all", postcode_cache), secret_key="")
    config = replace(config, public_url=HOST, public_url_given=True)
    add_two_boroughs(config.home)
    moved = config.home / "authorities" / THURROCK
    shutil.copytree(own_sample_home, moved, symlinks=True)
    with opened_installation(config) as installation:
        site = installation.authorities[THURROCK].public_url
        assert site == "http://thurrock.directory.example.org"
        found = pages(Client(create_installation_app(installation)), site)
    answer = "/find.json?q=lunch"
    found[answer] = found[answer].replace(NO_NEIGHBOURS, "")
    different = [each for each in PAGES if without_marks(found[each]) != without_marks(alone[each])]
    assert different == []
    assert all(each.startswith("200 ") for each in alone.values())


def without_marks(page: str) -> str:
    """A page without what is new each time it is asked for."""
    lines = (line for line in page.splitlines() if "csrf_token" not in line)
    return "\n".join(line for line in lines if "form_token" not in line)
