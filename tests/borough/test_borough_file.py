"""What stands in borough.toml and goes into pages and headers as it is."""

from pathlib import Path

import pytest

from assetmap.borough.files import BadBorough, read_borough
from assetmap.domain.borough.borough import Borough, Link, TransferPolicy
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


SHIPPED_VISITS = 'visits = ["surgery", "surgeries", "clinic", "adviser", "advisers", "advice"]'
SHIPPED_POLICY = (
    "[transfer_policy]\n"
    'text = "The council\'s policy on community asset transfer"\n'
    'url = "https://example.org/community-asset-transfer"\n'
    'contact = "the council\'s property team, 01632 960198"\n'
)


def changed(own: Path, before: str, after: str) -> Borough:
    """The borough with some words of its shipped file replaced."""
    text = (BOROUGH / "borough.toml").read_text(encoding="utf-8")
    assert text.count(before) == 1
    own.joinpath("borough.toml").write_text(text.replace(before, after), encoding="utf-8")
    return read_borough(BOROUGH, own)


def test_words_of_who_visits_a_hub_are_its_own(tmp_path: Path) -> None:
    assert changed(tmp_path, SHIPPED_VISITS, 'visits = ["Sprechstunde"]').visits == (
        "Sprechstunde",
    )
    assert changed(tmp_path, SHIPPED_VISITS, "").visits == ()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('visits = "surgery"', "visits is a list of words"),
        ('visits = ["surgery", " - "]', "visits has an empty word"),
    ],
)
def test_words_of_who_visits_that_are_none_are_refused(
    tmp_path: Path, words: str, told: str
) -> None:
    with pytest.raises(BadBorough, match=told):
        changed(tmp_path, SHIPPED_VISITS, words)


def test_policy_on_taking_on_is_named_or_not(tmp_path: Path) -> None:
    assert read_borough(BOROUGH, tmp_path).transfer_policy == TransferPolicy(
        "The council's policy on community asset transfer",
        "https://example.org/community-asset-transfer",
        "the council's property team, 01632 960198",
    )
    assert changed(tmp_path, SHIPPED_POLICY, "").transfer_policy is None
    ours = '[transfer_policy]\ntext = "Our policy"\nurl = "https://c.example/cat"\n'
    expected = TransferPolicy("Our policy", "https://c.example/cat")
    assert changed(tmp_path, SHIPPED_POLICY, ours).transfer_policy == expected


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ('text = "Ours"\nurl = "javascript:x()"', "is no web address"),
        ('text = "Ours"\nurl = " "', "transfer_policy needs a text and a url"),
        ('text = " "\nurl = "https://c.example"', "transfer_policy needs a text and a url"),
        ('text = "Ours"', "'url' is missing"),
    ],
)
def test_policy_that_leads_nowhere_is_refused(tmp_path: Path, words: str, told: str) -> None:
    with pytest.raises(BadBorough, match=told):
        changed(tmp_path, SHIPPED_POLICY, f"[transfer_policy]\n{words}\n")
