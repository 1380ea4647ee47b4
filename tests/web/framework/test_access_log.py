"""The line for each visit: what stands in it, and what never does."""

import json
import logging
import re
from dataclasses import replace

import pytest
from flask import Flask

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.web.framework.access_log import HEADER, add_access_log
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.organisers import a_link, due_listing

SECRET = "k3ykey"
LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00 [0-9a-f]{32} (.*) \d+ ms", re.ASCII
)


@pytest.fixture
def lines() -> list[str]:
    return []


def logged(app: Flask, lines: list[str], choice: str = "text", *, trusts: bool = False) -> Flask:
    add_access_log(app, choice, trusts_header=trusts, write=lines.append)
    return app


@pytest.fixture
def app(make_context: ContextMaker) -> Flask:
    return create_app(make_context(a_listing("a")))


def test_line_tells_what_was_answered(app: Flask, lines: list[str]) -> None:
    answer = logged(app, lines).test_client().get("/healthz?x=1", buffered=True)
    found = LINE.fullmatch(lines[0])
    assert found
    assert found[1] == f"GET /healthz 200 {len(answer.data)}"
    assert f" {answer.headers[HEADER]} " in lines[0]
    assert len(lines) == 1


def test_line_of_json_has_the_same_by_name(app: Flask, lines: list[str]) -> None:
    answer = logged(app, lines, "json").test_client().get("/no-such-page", buffered=True)
    told = json.loads(lines[0])
    assert (told.pop("at")[-6:], told.pop("ms") >= 0) == ("+00:00", True)
    assert told == {
        "id": answer.headers[HEADER],
        "method": "GET",
        "path": "/no-such-page",
        "status": 404,
        "size": len(answer.data),
    }


def test_line_names_the_authority_where_there_are_several(app: Flask, lines: list[str]) -> None:
    for choice in ("text", "json"):
        add_access_log(
            app, choice, trusts_header=False, authority="castle-point", write=lines.append
        )
    app.test_client().get("/healthz", buffered=True)
    text, told = sorted(lines)
    assert " castle-point GET /healthz 200 " in text
    assert json.loads(told)["authority"] == "castle-point"


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("/find?q=my+secret+k3ykey", "/find"),
        ("/sheet/k3ykey", "/sheet/***"),
        ("/sheet/k3ykey%20k3ykey", "/sheet/***"),
        ("/sheet/k3ykey%22k3ykey", "/sheet/***"),
        ("/organiser/k3ykey/a/change", "/organiser/***/a/change"),
        ("/account/reset/k3ykey", "/account/reset/***"),
        ("/account/invitation/k3ykey?next=k3ykey", "/account/invitation/***"),
        ("/a%0A2026-01-01%20forged%20line", "/a%0A2026-01-01%20forged%20line"),
        ("/caf%C3%A9", "/caf%C3%A9"),
    ],
)
@pytest.mark.parametrize("choice", ["text", "json"])
def test_no_search_no_key_and_no_forged_line(
    app: Flask, lines: list[str], choice: str, asked: str, written: str
) -> None:
    client = logged(app, lines, choice).test_client()
    told = {"Referer": f"/sheet/{SECRET}", "X-Forwarded-For": "192.0.2.7"}
    client.get(asked, headers=told, buffered=True)
    assert len(lines) == 1
    path = json.loads(lines[0])["path"] if choice == "json" else lines[0].split()[3]
    assert path == written
    for hidden in (SECRET, "192.0.2.7", "127.0.0.1", "\n"):
        assert hidden not in lines[0]


@pytest.mark.parametrize(
    ("given", "trusts", "is_kept"),
    [
        ("0123456789abcdef", True, True),
        ("0123456789abcdef", False, False),
        ("short", True, False),
        ("x" * 65, True, False),
        ("has blanks in it", True, False),
        ('quo"te;0123456', True, False),
    ],
)
def test_id_is_that_of_the_web_server_in_front_if_it_is_one(
    app: Flask, lines: list[str], given: str, *, trusts: bool, is_kept: bool
) -> None:
    client = logged(app, lines, trusts=trusts).test_client()
    answer = client.get("/healthz", headers={HEADER: given}, buffered=True)
    assert (answer.headers[HEADER] == given) is is_kept
    assert (f" {given} " in lines[0]) is is_kept


def test_error_is_told_with_the_id_and_without_the_key(
    make_context: ContextMaker, lines: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    context: Context = make_context(due_listing())
    token = a_link(context, "knit-club")
    app = create_app(context)

    def fail() -> None:
        raise RuntimeError("spoilt on purpose")

    app.before_request(fail)
    with caplog.at_level(logging.ERROR):
        answer = logged(app, lines).test_client().get(f"/organiser/{token}", buffered=True)
    assert (answer.status_code, len(lines)) == (500, 1)
    assert f"[{answer.headers[HEADER]}] Exception on /organiser/*** [GET]" in caplog.text
    assert token not in caplog.text + lines[0]


def test_what_the_app_itself_raises_is_a_500(app: Flask, lines: list[str]) -> None:
    def broken(environ: object, start: object) -> list[bytes]:
        raise RuntimeError("before anything was said")

    app.wsgi_app = broken
    with pytest.raises(RuntimeError):
        logged(app, lines).test_client().get("/healthz", buffered=True)
    assert " 500 0 " in lines[0]


def test_setting_switches_it_on(
    make_context: ContextMaker, capsys: pytest.CaptureFixture[str]
) -> None:
    context = make_context(a_listing("a"))
    assert HEADER not in create_app(context).test_client().get("/healthz", buffered=True).headers
    assert capsys.readouterr().err == ""
    context.config = replace(context.config, access_log="json")
    assert HEADER in create_app(context).test_client().get("/healthz", buffered=True).headers
    assert json.loads(capsys.readouterr().err)["path"] == "/healthz"
