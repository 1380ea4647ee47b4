"""Requests are counted by pattern and class, and by nothing of anybody."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from flask import Flask
from prometheus_client import generate_latest

from assetmap.web.framework.request_counts import (
    FOLDER,
    RequestCounts,
    add_request_counts,
    request_counts,
)
from tests.docs.pages import ROOT


@pytest.fixture
def app() -> Flask:
    app = Flask("counted")
    add_request_counts(app)

    @app.get("/listing/<name>")
    def listing(name: str) -> str:
        if name == "bad":
            raise ZeroDivisionError
        return name

    app.add_url_rule("/healthz", view_func=lambda: "ok")
    return app


def counted(counts: RequestCounts) -> dict[str, float]:
    """Requests by label, and how often a time was taken."""
    lines = generate_latest(counts.registry()).decode().splitlines()
    wanted = ("assetmap_requests_total{", "assetmap_request_seconds_count{")
    found = (line.rpartition(" ") for line in lines if line.startswith(wanted))
    return {name.removeprefix("assetmap_"): float(value) for name, _, value in found}


def test_requests_are_counted_by_pattern_and_class(app: Flask) -> None:
    client = app.test_client()
    for path in ("a", "b", "bad"):
        client.get(f"/listing/{path}?q=MARK")
    client.get("/MARK")
    client.post("/listing/a")
    client.get("/healthz")
    assert counted(request_counts(app)) == {
        'requests_total{route="/listing/<name>",status="2xx"}': 2,
        'requests_total{route="/listing/<name>",status="5xx"}': 1,
        'requests_total{route="none",status="4xx"}': 2,
        'request_seconds_count{route="/listing/<name>"}': 3,
        'request_seconds_count{route="none"}': 2,
    }
    assert b"MARK" not in generate_latest(request_counts(app).registry())


def test_figures_of_an_authority_name_it() -> None:
    counts = RequestCounts("thurrock")
    counts.add("/", 200, 0.02)
    assert counted(counts) == {
        'requests_total{authority="thurrock",route="/",status="2xx"}': 1,
        'request_seconds_count{authority="thurrock",route="/"}': 1,
    }


def test_time_is_that_until_the_answer_begins() -> None:
    counts = RequestCounts()
    for seconds in (0.02, 0.3, 20):
        counts.add("/", 200, seconds)
    lines = generate_latest(counts.registry()).decode()
    found = {
        each: f'assetmap_request_seconds_bucket{{le="{each}",route="/"}} {count}' in lines
        for each, count in {"0.01": 0.0, "0.025": 1.0, "0.5": 2.0, "10.0": 2.0, "+Inf": 3.0}.items()
    }
    assert found == dict.fromkeys(found, True)


ONE = """
from assetmap.web.framework.request_counts import RequestCounts
RequestCounts().add("/find", 200, 0.1)
"""
SUM = """
from prometheus_client import generate_latest
from assetmap.web.framework.request_counts import RequestCounts
counts = RequestCounts()
counts.add("/find", 200, 0.1)
print(generate_latest(counts.registry()).decode())
"""


def python(code: str, folder: Path) -> str:
    environment = {**os.environ, FOLDER: str(folder)}
    command = [sys.executable, "-c", code]
    return subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout


def test_processes_are_summed_also_those_that_have_ended(tmp_path: Path) -> None:
    for _ in range(2):
        assert python(ONE, tmp_path) == ""
    assert 'assetmap_requests_total{route="/find",status="2xx"} 3.0\n' in python(SUM, tmp_path)


def test_page_does_not_depend_on_figures_that_cannot_be_kept(tmp_path: Path) -> None:
    assert python(ONE.replace("/find", "/find' * 9000 + '"), tmp_path) == ""
    broken = f"import shutil; shutil.rmtree({str(tmp_path)!r})\n{ONE}"
    assert (
        python(broken.replace('RequestCounts().add("/find"', 'RequestCounts().add("/"'), tmp_path)
        == ""
    )
