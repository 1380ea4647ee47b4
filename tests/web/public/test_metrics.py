"""`/metrics`: for a program of this machine or who knows the token, and for nobody else."""

from collections.abc import Mapping
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.storage.store import Unavailable
from tests.conftest import ContextMaker
from tests.factories import a_listing

TOKEN = "0123456789abcdefABCD"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("a", name="MARK choir"))


def app_of(context: Context, **settings: str) -> Flask:
    context.config = replace(context.config, **settings)  # type: ignore[arg-type]
    return create_app(context)


def status(app: Flask, headers: Mapping[str, str] | None = None, peer: str = "127.0.0.1") -> int:
    environ = {"REMOTE_ADDR": peer}
    client = app.test_client()
    return client.get("/metrics", headers=headers, environ_overrides=environ).status_code


def figures(client: FlaskClient) -> dict[tuple[str, ...], float]:
    """Each figure by its name and its labels, as Prometheus reads them."""
    answer = client.get("/metrics")
    assert answer.content_type == "text/plain; version=1.0.0; charset=utf-8"
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def test_figures_are_read_as_prometheus_does(context: Context) -> None:
    client = create_app(context).test_client()
    for path in ("/listing/a", "/listing/no", "/find?q=MARK", "/MARK"):
        client.get(path)
    found = figures(client)
    assert {name: found[name] for name in found if "requests_total" in name[0]} == {
        ("assetmap_requests_total", "/listing/<listing_id>", "2xx"): 1,
        ("assetmap_requests_total", "/listing/<listing_id>", "4xx"): 1,
        ("assetmap_requests_total", "/find", "2xx"): 1,
        ("assetmap_requests_total", "none", "4xx"): 1,
    }
    assert found[("assetmap_listings", "published")] == 1
    assert {name[0] for name in found if len(name) == 1} == {
        *("assetmap_index_versions_behind", "assetmap_index_queue"),
        *("assetmap_index_queue_age_seconds", "assetmap_letters_waiting"),
        *("assetmap_letters_given_up", "assetmap_disk_free_bytes"),
    }
    assert "MARK" not in client.get("/metrics").text


@pytest.mark.parametrize("peer", ["127.0.0.1", "127.3.2.1", "::1", "::ffff:127.0.0.1"])
@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_program_of_this_machine_may_read(context: Context, peer: str, host: str) -> None:
    assert status(create_app(context), {"Host": host}, peer) == 200


@pytest.mark.parametrize("peer", ["10.0.0.5", "203.0.113.9", "2001:db8::1", "", "nonsense"])
def test_another_machine_may_not_without_the_token(context: Context, peer: str) -> None:
    app = app_of(context, metrics_token=TOKEN)
    assert (status(app, peer=peer), status(app, BEARER, peer)) == (404, 200)


@pytest.mark.parametrize(
    "header",
    [
        *("X-Forwarded-For", "x-forwarded-for", "X-Forwarded-Proto", "X-Forwarded-Host"),
        *("Forwarded", "Via", "X-Real-IP", "X-Client-IP", "CF-Connecting-IP"),
    ],
)
@pytest.mark.parametrize("public_url", ["http://127.0.0.1:8000", "https://directory.example.org"])
def test_who_comes_through_a_server_in_front_is_not_of_this_machine(
    context: Context, header: str, public_url: str
) -> None:
    app = app_of(context, metrics_token=TOKEN, public_url=public_url)
    for value in ("127.0.0.1", "", "203.0.113.9"):
        assert status(app, {header: value}) == 404
        assert status(app, {header: value, **BEARER}) == 200


@pytest.mark.parametrize(
    "host", ["directory.example.org", "localhost.example.org", "[::1", "10.0.0.1"]
)
def test_name_of_the_site_is_no_name_of_this_machine(context: Context, host: str) -> None:
    assert status(create_app(context), {"Host": host}) == 404


@pytest.mark.parametrize(
    "sent",
    [
        *("", "Bearer", "Bearer ", f"Bearer {TOKEN}x", f"Bearer {TOKEN[:-1]}", f"Basic {TOKEN}"),
        *(TOKEN, f"Bearer {TOKEN.lower()}", "Bearer é"),
    ],
)
def test_wrong_token_is_no_token(context: Context, sent: str) -> None:
    app = app_of(context, metrics_token=TOKEN)
    assert status(app, {"Authorization": sent}, "203.0.113.9") == 404


@pytest.mark.parametrize("sent", ["Bearer", "Bearer ", "Bearer  "])
def test_without_a_token_none_fits(context: Context, sent: str) -> None:
    assert status(create_app(context), {"Authorization": sent}, "203.0.113.9") == 404


def test_who_may_not_sees_the_page_of_an_address_that_leads_nowhere(context: Context) -> None:
    client = create_app(context).test_client()
    overrides = {"REMOTE_ADDR": "203.0.113.9"}
    pages = [client.get(path, environ_overrides=overrides) for path in ("/metrics", "/no-such")]
    assert [page.status_code for page in pages] == [404, 404]
    assert pages[0].text.replace("/metrics", "/no-such") == pages[1].text


def test_records_that_do_not_answer_are_no_figures(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = create_app(context)

    def broken() -> None:
        raise Unavailable("gone")

    monkeypatch.setattr(context.store, "queued", broken)
    answer = app.test_client().get("/metrics")
    assert (answer.status_code, answer.text) == (503, "the records do not answer\n")


def test_it_is_not_in_the_log_of_visits(
    context: Context, capsys: pytest.CaptureFixture[str]
) -> None:
    client = app_of(context, access_log="text").test_client()
    client.get("/metrics", buffered=True)
    assert capsys.readouterr().err == ""
    client.get("/metrics/more", buffered=True)
    assert " GET /metrics/more 404 " in capsys.readouterr().err
