"""`/oembed`: our own addresses as boxes for other sites' editors, and no others."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

import pytest

from assetmap.domain.listings.listing import Status
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker

SITE = "http://localhost"


def asked(url: str, more: str = "") -> str:
    return f"/oembed?url={quote(url, safe='')}{more}"


def src_of(document: Any) -> str:
    match = re.search(r'src="([^"]+)"', document["html"])
    assert match
    return unescape(match[1])


@pytest.mark.parametrize(
    ("path", "box", "title"),
    [
        ("/find", "/embed", "What is on"),
        ("/find?q=lunch&near=RM18&page=2", "/embed?q=lunch&near=RM18", "Lunch near RM18"),
        ("/find?view=map&q=lunch", "/embed?q=lunch&show=map", "Lunch"),
        ("/embed?need=lonely&show=both", "/embed?need=lonely&show=both", "Company and friendship"),
        ("/find?category=nothing&q=lunch", "/embed?q=lunch", "Lunch"),
        ("/listing/riverside-hub", "/embed/listing/riverside-hub", "Riverside Hub"),
        ("/embed/listing/riverside-hub", "/embed/listing/riverside-hub", "Riverside Hub"),
        ("/whats-on?hub=riverside", "/embed/listing/riverside-hub", "Riverside Hub"),
    ],
)
def test_our_addresses_have_a_box_that_answers(
    client: Client, path: str, box: str, title: str
) -> None:
    document = client.data(asked(SITE + path))
    assert src_of(document) == SITE + box
    assert document["title"] == title
    assert {"version", "type", "html", "width", "height", "provider_name"} <= set(document)
    assert (document["version"], document["type"]) == ("1.0", "rich")
    assert client.get(box).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "",
        "riverside-hub",
        "https://elsewhere.example/find?q=lunch",
        "http://localhost.evil.example/find",
        "http://localhost@evil.example/find",
        "http://localhost:99/find",
        "ftp://localhost/find",
        "javascript:alert(1)",
        "http://[::1/find",
        SITE + "/",
        SITE + "/about",
        SITE + "/whats-on",
        SITE + "/whats-on?hub=nothing",
        SITE + "/work/collections/abc",
        SITE + "/sheet/KITE-0000",
        SITE + "/listing/nothing",
        SITE + "/listing/../work",
        SITE + "/find?" + "q" * 3000,
    ],
)
def test_any_other_address_is_not_found(client: Client, url: str) -> None:
    response = client.get(asked(url))
    assert (response.status_code, response.json["error"]) == (404, "url")


def test_what_is_not_public_has_no_box(make_client: ClientMaker) -> None:
    client = make_client(
        a_listing("draft", status=Status.DRAFT),
        a_listing("gone", status=Status.ARCHIVED),
        a_listing("old", status=Status.ARCHIVED, merged_into="new"),
        a_listing("new"),
    )
    for listing_id in ("draft", "gone"):
        assert client.get(asked(f"{SITE}/listing/{listing_id}")).status_code == 404
        assert client.get(f"/embed/listing/{listing_id}").status_code in (404, 410)
    assert src_of(client.data(asked(f"{SITE}/listing/old"))) == f"{SITE}/embed/listing/new"
    assert client.get("/embed/listing/old").location == "/embed/listing/new"


def test_box_is_no_larger_than_the_editor_has_room_for(client: Client) -> None:
    document = client.data(asked(SITE + "/find", "&maxwidth=300&maxheight=250"))
    assert (document["width"], document["height"]) == (300, 250)
    assert 'width="300" height="250"' in document["html"]
    document = client.data(asked(SITE + "/find", "&maxwidth=3000&maxheight=9999"))
    assert (document["width"], document["height"]) == (600, 480)


@pytest.mark.parametrize("size", ["0", "-1", "x", "1.5", "٣"])
def test_a_size_that_is_none_is_said(client: Client, size: str) -> None:
    response = client.get(asked(SITE + "/find", f"&maxwidth={size}"))
    assert (response.status_code, response.json["error"]) == (400, "maxwidth")


def test_xml_says_the_same_and_other_formats_are_not_implemented(client: Client) -> None:
    response = client.get(asked(SITE + "/find?q=lunch", "&format=xml"))
    assert response.mimetype == "text/xml"
    found = {each.tag: each.text for each in ET.fromstring(response.data)}
    wanted = client.data(asked(SITE + "/find?q=lunch", "&format=json"))
    assert found == {name: str(value) for name, value in wanted.items()}
    assert client.get(asked(SITE + "/find", "&format=yaml")).status_code == 501


def test_pages_lead_to_their_boxes(client: Client) -> None:
    for path in (
        "/find?q=lunch&near=RM18",
        "/listing/riverside-hub",
        "/embed?q=lunch&show=both",
        "/embed/listing/riverside-hub",
        "/whats-on?hub=riverside-hub",
    ):
        html = client.get(path).text
        links = re.findall(r'type="application/json\+oembed"[^>]* href="([^"]+)"', html)
        assert len(links) == 1, path
        parts = urlsplit(unescape(links[0]))
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{SITE}/oembed"
        assert client.get(f"{parts.path}?{parts.query}").mimetype == "application/json"
