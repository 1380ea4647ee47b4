"""A client that inspects whatever it fetches, over the sample or over listings of one's own."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.app import create_app
from assetmap.domain.listings.listing import Listing
from assetmap.services.context import Context
from assetmap.storage.store import StoreError
from assetmap.web.framework.request_context import KEY
from assetmap.web.framework.sessions import is_staff_path
from tests.conftest import ContextMaker
from tests.web.inspection import Page
from tests.web.sound_pages import SoundPage, inspected

POLICY = {
    *("default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'"),
    *("form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'"),
}


BOXES = (
    "/embed",
    "/embed/listing/",
)  # stand in other sites' pages, so they have a policy and a frame of their own


class Client(FlaskClient):
    """Fetches like a stranger's browser, and fails on anything a page must not be."""

    _last: SoundPage | None = None

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """The answer, once it has been looked at."""
        response = super().open(*args, **{"buffered": True, **kwargs})
        self._last = inspect(response, self.application)
        return response

    @property
    def last(self) -> Page | None:
        """The page that was fetched last."""
        return self._last and self._last.page

    def page(self, address: str, status: int = 200) -> Page:
        """The parsed page at an address, which answers with this status."""
        response = self.get(address)
        assert response.status_code == status, f"{address}: {response.status}"
        assert self.last is not None, f"{address} is no page"
        return self.last

    def data(self, address: str) -> Any:
        """The JSON at an address that answers 200."""
        response = self.get(address)
        assert response.status_code == 200, f"{address}: {response.status} {response.text}"
        if address != "/pack.json":
            return response.json
        return whole_pack(response.json, self.data("/offline/rules.json"))


def whole_pack(pack: dict[str, Any], rules: dict[str, Any] | None = None) -> dict[str, Any]:
    """A pack with its listings one by one and the rules beside it, as a phone has them once it
    has read both.
    """
    return {**(rules or {}), **pack, "listings": rows_of(pack["listings"])}


def rows_of(columns: dict[str, list[Any]]) -> list[dict[str, Any]]:
    """Listings one by one from what is told of them, key by key."""
    rows = zip(*columns.values(), strict=True)
    return [{k: v for k, v in zip(columns, row, strict=True) if v != 0} for row in rows]


def inspect(response: TestResponse, app: Flask) -> SoundPage | None:
    """Looks at the headers of every answer, and at the whole of every page, which it gives."""
    address = response.request.url
    headers = response.headers
    if is_staff_path(response.request.path):
        inspect_staff_headers(response)
    else:
        assert "Set-Cookie" not in headers, address
        assert "Cookie" not in headers.get("Vary", ""), address
    assert headers["X-Content-Type-Options"] == "nosniff", address
    is_file = response.request.path.startswith(("/static/", "/vendor/"))
    if (is_file or response.mimetype == "text/css") and response.status_code < 400:
        return None
    if response.request.path == BOXES[0] or response.request.path.startswith(BOXES[1]):
        return None  # see test_embed.py
    assert set(headers["Content-Security-Policy"].split("; ")) >= POLICY, address
    assert "unsafe" not in headers["Content-Security-Policy"], address
    # An address that works like a key is told to nobody.
    keys = ("/sheet", "/time-bank/me/")
    is_key = response.request.path.startswith(keys) and response.status_code != 405
    policy = "no-referrer" if is_key else "strict-origin-when-cross-origin"
    assert headers["Referrer-Policy"] == policy, address
    if response.mimetype != "text/html" or response.request.method == "HEAD":
        return None
    if response.status_code in (301, 302, 303, 308):
        return None
    if headers.get("Content-Disposition", "").startswith("attachment"):
        return None  # a file to keep, which is no page of ours: see test_standalone.py
    html = response.get_data(as_text=True)
    context: Context = app.extensions[KEY]
    is_part = bool(response.request.headers.get("X-Fragment"))
    page, found = inspected(html, context.borough, _has_samples(context), is_part=is_part)
    assert found == [], f"{address}\n" + "\n".join(found)
    return page


def inspect_staff_headers(response: TestResponse) -> None:
    """Looks at what keeps a staff page between the two of us."""
    address = response.request.url
    assert response.headers["Cache-Control"] == "private, no-store", address
    assert "Cookie" in response.headers["Vary"], address
    for cookie in response.headers.getlist("Set-Cookie"):
        name, *said = (part.strip() for part in cookie.split(";"))
        ours = name.split("=")[0].removesuffix("-browser").removesuffix("-remembered")
        assert ours in ("staff", "__Host-staff"), address
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(said), cookie


def _has_samples(context: Context) -> bool:
    try:
        return context.directory_cache.current().snapshot.has_samples
    except (StoreError, OSError):
        return False


def client_of(context: Context) -> Client:
    """An inspecting client over a context."""
    app = create_app(context)
    app.test_client_class = Client
    client = app.test_client(use_cookies=False)
    assert isinstance(client, Client)
    return client


@pytest.fixture(scope="session")
def sample_client(sample_context: Context) -> Client:
    return client_of(sample_context)


@pytest.fixture
def client(sample_client: Client) -> Client:
    """The app over the sample listings, on Monday 16 March 2026 at nine."""
    return sample_client


ClientMaker = Callable[..., Client]


@pytest.fixture
def make_client(make_context: ContextMaker) -> ClientMaker:
    """`make_client(listing, ..., today=...)`: the app over those listings."""

    def make(*listings: Listing, **options: Any) -> Client:
        return client_of(make_context(*listings, **options))

    return make
