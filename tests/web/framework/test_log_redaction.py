import logging

import pytest

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.web.framework.log_redaction import redacted
from tests.conftest import ContextMaker
from tests.services.organisers import a_link, due_listing


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Exception on /organiser/abc.def_-1 [GET]", "Exception on /organiser/*** [GET]"),
        ("GET /organiser/abc/knit/change?x=1", "GET /organiser/***/knit/change?x=1"),
        ("/time-bank/me/abc.d-e/exchanges/x?a=1", "/time-bank/me/***/exchanges/x?a=1"),
        ("/account/reset/abc", "/account/reset/***"),
        ('/account/invitation/abc"', '/account/invitation/***"'),
        ("/account/sign-in /listing/organiser", "/account/sign-in /listing/organiser"),
    ],
)
def test_keys_in_addresses_are_masked(text: str, written: str) -> None:
    assert redacted(text) == written


def test_page_that_fails_does_not_write_its_key_into_the_log(
    make_context: ContextMaker, caplog: pytest.LogCaptureFixture
) -> None:
    context: Context = make_context(due_listing())
    token = a_link(context, "knit-club")
    app = create_app(context)

    def fail() -> None:
        raise RuntimeError("spoilt on purpose")

    app.before_request(fail)
    with caplog.at_level(logging.DEBUG):
        assert app.test_client().get(f"/organiser/{token}").status_code == 500
    assert "Exception on /organiser/*** [GET]" in caplog.text
    assert token not in caplog.text
