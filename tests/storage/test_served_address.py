from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.bootstrap import open_context
from assetmap.storage.served_address import address_of, keep_served_address, served_address
from tests.conftest import config_at


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:9000"),
        ("0.0.0.0", "http://127.0.0.1:9000"),
        ("::", "http://[::1]:9000"),
        ("directory.local", "http://directory.local:9000"),
    ],
)
def test_address_is_one_that_a_browser_reaches(tmp_path: Path, host: str, address: str) -> None:
    keep_served_address(tmp_path, address_of(host, 9000))
    assert served_address(tmp_path) == address


@pytest.mark.parametrize("damaged", ["", "http://x", "javascript:1", "http://a:1/b", "\xff"])
def test_damaged_file_says_nothing(tmp_path: Path, damaged: str) -> None:
    assert served_address(tmp_path) == ""
    (tmp_path / "served-at").write_text(damaged, encoding="latin-1")
    assert served_address(tmp_path) == ""


def test_links_follow_it_unless_an_address_is_set(tmp_path: Path, postcode_cache: Path) -> None:
    config = config_at(tmp_path / "home", postcode_cache)
    keep_served_address(config.home, "http://127.0.0.1:9000")
    for given, wanted in (
        (config, ("http://127.0.0.1:9000", False)),
        (replace(config, public_url="https://d.example.org"), ("https://d.example.org", True)),
        (replace(config, public_url_given=True), ("http://127.0.0.1:8000", True)),
    ):
        context = open_context(given)
        assert (context.config.public_url, context.config.has_public_url) == wanted
        context.close()
