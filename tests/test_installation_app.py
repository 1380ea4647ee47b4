"""A site for each authority by the name of its host, and nobody's at any other."""

import gc
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Response
from werkzeug.test import Client

from assetmap.config import Config
from assetmap.installation import Installation, opened_installation
from assetmap.installation_app import InstallationApp, create_installation_app
from tests.factories import a_listing
from tests.installations import CASTLE_POINT, THURROCK, installation_config

FRONT = Response("the front page", mimetype="text/plain")


@pytest.fixture
def config(tmp_path: Path, postcode_cache: Path) -> Config:
    return installation_config(tmp_path / "home", postcode_cache)


@pytest.fixture
def installation(config: Config) -> Iterator[Installation]:
    """Two authorities, each with a listing of its own."""
    with opened_installation(config) as opened:
        for code in (THURROCK, CASTLE_POINT):
            with opened.lent(code) as context, context.unit_of_work() as uow:
                uow.save_listing(a_listing(f"of-{code}", name=f"Club of {code}"))
        yield opened


@pytest.fixture
def client(installation: Installation) -> Client:
    return Client(InstallationApp(installation, FRONT))


def ask(client: Client, host: str, path: str = "/about", **headers: Any) -> tuple[int, str]:
    """Status and text of a page at a host."""
    answer = client.get(path, headers={"Host": host, **headers})
    return answer.status_code, answer.text


@pytest.mark.parametrize(
    "host", ["thurrock.localhost", "thurrock.localhost:8000", "Thurrock.Localhost:1"]
)
def test_each_host_has_the_site_of_its_authority(client: Client, host: str) -> None:
    assert ask(client, host, "/listing/of-thurrock")[0] == 200
    assert ask(client, host, "/listing/of-castle-point")[0] == 404
    other = host.lower().replace(THURROCK, CASTLE_POINT)
    assert ask(client, other, "/listing/of-thurrock")[0] == 404
    status, page = ask(client, other, "/listing/of-castle-point")
    assert (status, "Club of castle-point" in page) == (200, True)


@pytest.mark.parametrize(
    "host",
    ["localhost", "localhost:8000", "127.0.0.1:8000", "[::1]:8000", "essex.localhost", "", ":",
     "thurrock.localhost.example.org", "a.thurrock.localhost", "thurrock.localhost:8000:1"],
)  # fmt: skip
def test_any_other_host_is_nobodys(client: Client, host: str) -> None:
    assert ask(client, host) == (200, "the front page")


def test_what_a_proxy_says_of_the_host_leads_to_nobody_else(client: Client) -> None:
    told = {
        "X-Forwarded-Host": "castle-point.localhost",
        "Forwarded": "host=castle-point.localhost",
    }
    assert ask(client, "thurrock.localhost", "/listing/of-thurrock", **told)[0] == 200
    assert ask(client, "localhost", "/listing/of-castle-point", **told)[1] == "the front page"


def test_links_lead_to_the_host_of_the_authority(client: Client) -> None:
    asked = (client.get("/data.json", headers={"Host": f"{code}.localhost"}) for code in
             (THURROCK, CASTLE_POINT))  # fmt: skip
    texts = [answer.text for answer in asked]
    assert ["//thurrock.localhost:8000/" in each for each in texts] == [True, False]
    assert ["//castle-point.localhost:8000/" in each for each in texts] == [False, True]


def test_an_authority_that_cannot_be_opened_says_so_in_plain_words_and_no_other_has_it(
    config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    (config.boroughs / THURROCK / "needs.toml").write_text("no")
    with opened_installation(config) as installation:
        client = Client(InstallationApp(installation, FRONT))
        answer = client.get("/", headers={"Host": "thurrock.localhost"})
        assert (answer.status_code, answer.text, answer.headers["Retry-After"]) == (
            503,
            "This directory cannot be shown just now. Please try again in a few minutes.",
            "120",
        )
        assert answer.headers["Cache-Control"] == "no-store"
        assert ask(client, "castle-point.localhost")[0] == 200
        (config.boroughs / THURROCK / "needs.toml").unlink()
        assert ask(client, "thurrock.localhost")[0] == 200
    (said,) = caplog.messages
    assert said.startswith("thurrock cannot be opened: ")
    assert "needs.toml" in said


def test_a_streamed_answer_keeps_its_authority_open_until_it_is_closed(config: Config) -> None:
    with opened_installation(replace(config, open_authorities=1)) as installation:
        with installation.lent(THURROCK) as context, context.unit_of_work() as uow:
            for number in range(50):
                uow.save_listing(a_listing(f"n{number}", name=f"Club {number}"))
        client = Client(InstallationApp(installation, FRONT))
        at_thurrock = {"Host": "thurrock.localhost"}
        stream = client.get("/open-data/listings.csv", headers=at_thurrock, buffered=False)
        pieces = stream.iter_encoded()
        first = next(pieces)
        assert ask(client, "castle-point.localhost")[0] == 200
        assert installation.contexts.codes() == {THURROCK}  # not let go, though one may stay
        text = (first + b"".join(pieces)).decode()
        assert all(f"Club {number}" in text for number in range(50))
        stream.close()
        ask(client, "castle-point.localhost")
        assert installation.contexts.codes() == {CASTLE_POINT}


def test_an_app_is_made_again_once_its_context_was_let_go(config: Config) -> None:
    with opened_installation(replace(config, open_authorities=1)) as installation:
        client = Client(InstallationApp(installation, FRONT))
        for code in (THURROCK, CASTLE_POINT) * 2:
            status, page = ask(client, f"{code}.localhost", "/data.json")
            assert (status, f"//{code}.localhost:8000/" in page) == (200, True)
            assert installation.contexts.codes() == {code}


def test_the_app_that_is_served_answers_elsewhere_as_well(installation: Installation) -> None:
    client = Client(create_installation_app(installation))
    assert ask(client, "thurrock.localhost")[0] == 200
    for path in ("/", "/listing/of-thurrock", "/work"):
        assert "Club of" not in ask(client, "nobody.example", path)[1]


def test_what_was_let_go_leaves_nothing_in_memory(config: Config) -> None:
    """Without Python's search for circles, which takes too long where many are opened."""
    gc.collect()
    gc.disable()
    try:
        with opened_installation(replace(config, open_authorities=1)) as installation:
            client = Client(InstallationApp(installation, FRONT))
            ask(client, f"{THURROCK}.localhost", "/find?q=club")
            with installation.lent(THURROCK) as context:
                gone = weakref.ref(context.directory_cache.current().snapshot)
            del context
            for code in (CASTLE_POINT, THURROCK):  # the first is let go behind the answers
                ask(client, f"{code}.localhost", "/find?q=club")
        assert gone() is None
    finally:
        gc.enable()
