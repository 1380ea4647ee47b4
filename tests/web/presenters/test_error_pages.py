"""What goes wrong is said in plain words, with ways on and no insides."""

import io
import logging
import shutil
import sqlite3
from contextlib import closing
from itertools import product
from pathlib import Path

import pytest

from assetmap.storage.store import OutcomeUnknown
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person, sign_in
from tests.web.conftest import Client, client_of


def test_unknown_address_offers_ways_on(client: Client) -> None:
    page = client.page("/no/such/page", 404)
    assert page.h1 == "Page not found"
    assert {"/find", "/browse", "/"} <= set(page.links().values())


def test_method_that_is_not_allowed_gets_a_page(client: Client) -> None:
    response = client.post("/find", data={"q": "x"})
    assert (response.status_code, response.mimetype) == (405, "text/html")


def test_broken_app_answers_500_without_a_traceback(
    make_context: ContextMaker, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A real fault: the templates of one page are not there."""
    client = client_of(make_context(a_listing()))
    app = client.application
    broken = tmp_path / "templates"
    shutil.copytree(app.template_folder or "", broken)
    (broken / "public" / "about.html").write_text("{{ page.no_such_thing_as_this }}")
    app.jinja_loader.searchpath = [str(broken)]  # type: ignore[union-attr]
    with caplog.at_level(logging.ERROR):
        page = client.page("/about", 500)
    assert page.h1 == "Sorry, something went wrong"
    assert "Traceback" not in page.words
    assert "no_such_thing_as_this" not in page.words
    assert "no_such_thing_as_this" in caplog.text


def test_lost_records_answer_503_on_every_address(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    client = client_of(context)
    assert client.get("/healthz").json == {"status": "ok"}
    with closing(sqlite3.connect(context.config.database)) as connection, connection:
        connection.execute("DROP TABLE counters")
    health = client.get("/healthz")
    why = ["the records or the index do not answer"]
    assert (health.status_code, health.json) == (503, {"status": "failing", "why": why})
    page = client.page("/find", 503)
    assert page.h1 == "Sorry, something went wrong"
    assert "database" not in page.words


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_lost_records_answer_503_to_who_is_signed_in(
    make_context: ContextMaker, method: str
) -> None:
    """Who it is cannot be asked either, not even to draw the page."""
    context = make_context(a_listing())
    client = sign_in(client_of(context), context, a_person(context))
    with closing(sqlite3.connect(context.config.database)) as connection, connection:
        connection.execute("ALTER TABLE accounts RENAME TO lost")
    for path in ("/work", "/work/listings/knit-club/change/live", "/account"):
        answer = client.open(path, method=method)
        assert (answer.status_code, answer.mimetype) == (503, "text/html"), path
        assert "<h1>Sorry, something went wrong</h1>" in answer.text
        assert ("go back one page" in answer.text) == (method == "POST")
    with closing(sqlite3.connect(context.config.database)) as connection, connection:
        connection.execute("ALTER TABLE lost RENAME TO accounts")
    assert client.get("/account").status_code == 200  # and nobody was signed out


def test_a_change_of_which_nobody_knows_is_neither_called_kept_nor_lost(client: Client) -> None:
    app = client.application
    with app.test_request_context("/suggest", method="POST"):
        answer = app.make_response(app.handle_user_exception(OutcomeUnknown("cut off")))
    assert answer.status_code == 503
    html = answer.get_data(as_text=True)
    assert "<h1>We do not know if that was saved</h1>" in html
    assert "cut off" not in html


def test_too_much_and_a_part_are_told_in_plain_words(client: Client) -> None:
    page = client.post("/sheet", data={"words": "x" * 100_000})
    assert page.status_code == 413
    assert client.last is not None
    assert client.last.h1 == "That was too much to send"
    whole = b"form_token=x&listing=knit-club"
    kinds = ("application/x-www-form-urlencoded", "multipart/form-data; boundary=b")
    gunicorn = {"wsgi.input_terminated": True}
    for kind, server in product(kinds, ({}, gunicorn)):
        cut = client.post(
            "/account/sign-in",
            input_stream=io.BytesIO(whole),
            content_type=kind,
            environ_overrides={"CONTENT_LENGTH": str(len(whole) + 500), **server},
        )
        assert cut.status_code == 400
        assert client.last.h1 == "Only a part arrived"
