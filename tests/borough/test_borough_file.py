"""What stands in borough.toml and goes into pages and headers as it is."""

from pathlib import Path

import pytest

from assetmap.borough.files import BadBorough, read_borough
from assetmap.domain.borough.borough import Link
from assetmap.paths import BOROUGH


def with_hosts(own: Path, hosts: str) -> tuple[str, ...]:
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    own.joinpath("borough.toml").write_text(
        text.replace("embed_hosts = []", f"embed_hosts = {hosts}"), encoding="utf-8"
    )
    return read_borough(BOROUGH, own).embed_hosts


def test_nobody_is_named_at_first(tmp_path: Path) -> None:
    assert read_borough(BOROUGH, tmp_path).embed_hosts == ()


def test_sites_are_named(tmp_path: Path) -> None:
    hosts = '["https://www.example.org", "https://*.example.org:8443", "http://127.0.0.1:5000"]'
    assert with_hosts(tmp_path, hosts) == (
        *("https://www.example.org", "https://*.example.org:8443"),
        "http://127.0.0.1:5000",
    )


@pytest.mark.parametrize(
    "host",
    [
        *(
            "*",
            "https:",
            "https://*",
            "http://www.example.org",
            "https://a.example.org; x",
        ),
        *("https://a.example.org https://b.example.org", "https://a.example.org/path", ""),
    ],
)
def test_what_is_no_single_site_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(BadBorough):
        with_hosts(tmp_path, f'["{host}"]')


SHIPPED_BUSES = (
    '[buses]\ntext = "Look up a bus with Traveline"\nurl = "https://www.traveline.info/"'
)


def with_buses(own: Path, words: str) -> Link | None:
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    assert SHIPPED_BUSES in text
    own.joinpath("borough.toml").write_text(text.replace(SHIPPED_BUSES, words), encoding="utf-8")
    return read_borough(BOROUGH, own).buses


def test_where_buses_are_looked_up_is_named_or_not(tmp_path: Path) -> None:
    shipped = Link("Look up a bus with Traveline", "https://www.traveline.info/")
    assert read_borough(BOROUGH, tmp_path).buses == shipped
    assert with_buses(tmp_path, "") is None
    ours = '[buses]\ntext = "Our buses"\nurl = "https://buses.example/"'
    assert with_buses(tmp_path, ours) == Link("Our buses", "https://buses.example/")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (
            '[buses]\ntext = "Buses"\nurl = "javascript:x()"',
            "'javascript:x\\(\\)' is no web address",
        ),
        ('[buses]\ntext = "Buses"', "'url' is missing"),
    ],
)
def test_address_that_is_none_is_refused(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(BadBorough, match=told):
        with_buses(tmp_path, words)
