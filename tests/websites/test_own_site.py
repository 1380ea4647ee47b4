"""Which hosts are the directory's own, and what it says of itself."""

from dataclasses import replace
from pathlib import Path

from assetmap.clock import parse_clock
from assetmap.config import Config
from assetmap.websites.own_site import about, own_hosts

CONFIG = Config(home=Path("x"), secret_key="", clock=parse_clock("2026-03-16"))


def test_own_hosts_are_those_of_both_addresses() -> None:
    config = replace(
        CONFIG, public_url="https://map.example.org", served_url="http://192.0.2.7:8000"
    )
    assert own_hosts(config) == {"map.example.org", "192.0.2.7"}


def test_an_address_that_nobody_could_open_is_not_told() -> None:
    assert about(CONFIG) == ""
    given = replace(CONFIG, public_url="https://map.example.org", public_url_given=True)
    assert about(given) == "https://map.example.org"
