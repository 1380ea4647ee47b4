"""The ways to subscribe, by the device that asks. `web/search/test_feeds.py` has whole pages."""

import pytest

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.web.presenters.subscribing import subscribe_box

GOOGLE = "https://calendar.google.com/calendar/r?cid="


@pytest.mark.parametrize(
    ("agent", "has_webcal"),
    [
        ("Mozilla/5.0 (Linux; Android 15; Pixel 9)", False),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X)", True),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", True),
        ("", True),
    ],
)
def test_box_of_a_question(sample_context: Context, agent: str, has_webcal: bool) -> None:
    app = create_app(sample_context)
    with app.test_request_context("/", base_url="https://d.example", headers={"User-Agent": agent}):
        box = subscribe_box("/whats-on.ics?q=tea&day=tue", "these dates")
        response = app.process_response(app.make_response(""))
    webcal = "webcal://d.example/whats-on.ics?q=tea&day=tue"
    assert box.address == "https://d.example/whats-on.ics?q=tea&day=tue"
    assert box.webcal == (webcal if has_webcal else "")
    cid = "webcal%3A%2F%2Fd.example%2Fwhats-on.ics%3Fq%3Dtea%26day%3Dtue"
    assert box.google == f"{GOOGLE}{cid}"
    assert "User-Agent" in response.headers["Vary"]
