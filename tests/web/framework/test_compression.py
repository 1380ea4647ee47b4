"""Files and map data travel small, and say so."""

import gzip

import brotli
import pytest

from tests.web.conftest import Client

FILES = ["/static/css/site.css", "/static/js/map/map.js", "/vendor/leaflet/leaflet.js"]


@pytest.mark.parametrize("address", [*FILES, "/map.json?q=lunch", "/basemap.json"])
def test_answers_are_packed_as_the_reader_can_take_them(client: Client, address: str) -> None:
    plain = client.get(address)
    small = client.get(address, headers={"Accept-Encoding": "gzip"})
    smaller = client.get(address, headers={"Accept-Encoding": "br, gzip"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(small.data) == brotli.decompress(smaller.data) == plain.data
    assert len(smaller.data) < len(small.data) < len(plain.data)
    for response in (plain, small, smaller):
        assert "Accept-Encoding" in response.headers["Vary"]
        assert response.headers["ETag"] == plain.headers["ETag"]


@pytest.mark.parametrize("address", [*FILES, "/map.json?q=lunch", "/basemap.json"])
def test_packed_answers_are_not_sent_twice(client: Client, address: str) -> None:
    first = client.get(address, headers={"Accept-Encoding": "br"})
    again = client.get(
        address, headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    )
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("address", FILES)
def test_files_have_one_mark_and_are_not_read_in_parts(client: Client, address: str) -> None:
    named = client.get(address, headers={"Accept-Encoding": "br"}).headers
    assert named["ETag"]
    assert not {"Last-Modified", "Accept-Ranges"} & set(named.keys())


def test_pictures_and_small_files_are_left_as_they_are(client: Client) -> None:
    picture = client.get(
        "/vendor/leaflet/images/marker-icon.png", headers={"Accept-Encoding": "br"}
    )
    assert "Content-Encoding" not in picture.headers
