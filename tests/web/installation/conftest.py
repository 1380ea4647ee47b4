"""The installation's own site over two authorities, and a client that inspects its pages."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from assetmap.borough.authorities import Authority
from assetmap.config import Config
from assetmap.domain.borough.borough import Borough, NamedPlace
from assetmap.places.postcodes import Postcodes
from assetmap.services.installation.all_listings import AllListings
from assetmap.services.installation.front import Front
from assetmap.services.installation.places import AllPlaces
from assetmap.web.installation.front_app import create_front_app
from tests.web.inspection import Page, frame_defects

AUTHORITIES = {
    each.code: each
    for each in (
        Authority("thurrock", "Thurrock", "E06000034", "https://thurrock.example.org"),
        Authority("castle-point", "Castle Point", "E07000069", "https://cp.example.org"),
    )
}
NAMED = {
    "thurrock": (NamedPlace("Grays", "RM17 6SL"), NamedPlace("Newtown", "RM17 6SL")),
    "castle-point": (NamedPlace("Newtown", "SS8 7BE"),),
}


class Client(FlaskClient):
    """Fetches like a browser, and fails on anything a page must not be."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """The answer, once its headers and its page have been looked at."""
        response = super().open(*args, **{"buffered": True, **kwargs})
        address = response.request.url
        assert "Set-Cookie" not in response.headers, address
        assert response.headers["X-Content-Type-Options"] == "nosniff", address
        if response.mimetype == "text/html":
            assert response.headers["Content-Security-Policy"] == (
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                " connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self';"
                " form-action 'self' https:; base-uri 'none'; frame-ancestors 'none'"
            ), address
        if response.mimetype == "text/html" and response.status_code != 303:
            assert frame_defects(Page(response.text)) == [], address
        return response

    def page(self, address: str, status: int = 200) -> Page:
        """The parsed page at an address, which answers with this status."""
        response = self.get(address)
        assert response.status_code == status, f"{address}: {response.status}"
        return Page(response.text)


def places_of(authority: Authority) -> Sequence[NamedPlace]:
    """The places of an authority."""
    return NAMED[authority.code]


@pytest.fixture
def listings(tmp_path: Path) -> AllListings:
    """The index of all; nothing in it yet."""
    return AllListings(tmp_path / "home", tuple(AUTHORITIES))


@pytest.fixture
def front(postcode_cache: Path, borough: Borough, listings: AllListings) -> Front:
    """What two authorities have as a whole."""
    places = AllPlaces(tuple(AUTHORITIES.values()), places_of, Postcodes(postcode_cache))
    return Front(AUTHORITIES, places, borough, listings)


def client_of(front: Front) -> Client:
    """An inspecting client."""
    app = create_front_app(front, Config())
    app.test_client_class = Client
    client = app.test_client(use_cookies=False)
    assert isinstance(client, Client)
    return client


@pytest.fixture
def client(front: Front) -> Client:
    """Somebody who asks the site."""
    return client_of(front)
