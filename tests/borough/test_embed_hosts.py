"""Which sites may be named in borough.toml: they go into a header as they are."""

from pathlib import Path

import pytest

from assetmap.borough.files import BadBorough, read_borough
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
