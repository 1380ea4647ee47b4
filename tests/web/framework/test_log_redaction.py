import logging

import pytest

from assetmap.app import create_app
from assetmap.services.context import Desk
from assetmap.web.framework.log_redaction import masked
from tests.conftest import DeskMaker
from tests.services.organisers import a_link, due_listing


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Exception on /organiser/abc.def_-1 [GET]", "Exception on /organiser/*** [GET]"),
        ("GET /organiser/abc/knit/change?x=1", "GET /organiser/***/knit/change?x=1"),
        ("/account/reset/abc", "/account/reset/***"),
        ('/account/invitation/abc"', '/account/invitation/***"'),
        ("/account/sign-in /listing/organiser", "/account/sign-in /listing/organiser"),
    ],
)
def test_keys_in_addresses_are_masked(text: str, written: str) -> None:
    assert masked(text) == written


def test_page_that_fails_does_not_write_its_key_into_the_log(
    make_desk: DeskMaker, caplog: pytest.LogCaptureFixture
) -> None:
    desk: Desk = make_desk(due_listing())
    token = a_link(desk, "knit-club")
    app = create_app(desk)

    def fail() -> None:
        raise RuntimeError("spoilt on purpose")

    app.before_request(fail)
    with caplog.at_level(logging.DEBUG):
        assert app.test_client().get(f"/organiser/{token}").status_code == 500
    assert "Exception on /organiser/*** [GET]" in caplog.text
    assert token not in caplog.text
