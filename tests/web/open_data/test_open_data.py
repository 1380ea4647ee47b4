"""Open data by its addresses: the page, and the whole directory in each format."""

import csv
import gzip
import io
import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from assetmap.exchange.public_fields import PUBLIC
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.web.conftest import Client, client_of
from tests.web.inspection import words_of

FILES = [f"/open-data/listings.{end}" for end in ("csv", "geojson", "gpkg")]


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context(a_listing("b"), a_listing("a", name="=HYPERLINK(1)"))


def test_page_tells_terms_files_and_each_column(client: Client) -> None:
    page = client.page("/open-data")
    links = {each.get("href") for each in page.all("a")}
    assert {*FILES, "/changes.atom", "/data.json"} <= links
    alternates = {each.get("href") for each in page.all("link")}
    assert {*FILES, "/changes.atom", "/data.json"} <= alternates
    assert "licensed under the Open Government Licence v3.0" in page.words
    assert [words_of(each) for each in page.all("dt")] == [*PUBLIC]


def test_every_page_leads_there(client: Client) -> None:
    assert "/open-data" in {each.get("href") for each in client.page("/").all("a")}


def test_files_hold_every_public_listing_by_id(client: Client, tmp_path: Path) -> None:
    found = client.get(FILES[0]).text
    rows = list(csv.DictReader(io.StringIO(found)))
    ids = [row["id"] for row in rows]
    assert ids == sorted(ids)
    assert len(ids) == client.data("/find.json?older=yes")["total"]
    features = json.loads(client.get(FILES[1]).text)["features"]
    assert [each["id"] for each in features] == ids
    file = tmp_path / "all.gpkg"
    file.write_bytes(client.get(FILES[2]).data)
    with sqlite3.connect(file) as db:
        assert [id_ for (id_,) in db.execute("SELECT id FROM listings ORDER BY fid")] == ids
    db.close()


def test_no_cell_begins_as_a_formula(context: Context) -> None:
    rows = csv.reader(io.StringIO(client_of(context).get(FILES[0]).text))
    cells = [cell for row in rows for cell in row]
    assert "'=HYPERLINK(1)" in cells
    assert [each for each in cells if each.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


@pytest.mark.parametrize("address", [*FILES, "/data.json"])
@pytest.mark.parametrize("encoding", ["", "br", "gzip"])
def test_same_data_is_the_same_text_and_not_sent_again(
    context: Context, address: str, encoding: str
) -> None:
    client = client_of(context)
    takes = {"Accept-Encoding": encoding}
    first, second = (client.get(address, headers=takes) for _ in range(2))
    # Gzip notes the second in which it packs; the mark, a weak one, is of what is packed.
    unpacked = gzip.decompress if first.headers.get("Content-Encoding") == "gzip" else bytes
    assert (first.status_code, unpacked(second.data)) == (200, unpacked(first.data))
    mark = first.headers["ETag"]
    again = client.get(address, headers={**takes, "If-None-Match": mark})
    assert (again.status_code, again.data) == (304, b"")
    since = {"If-Modified-Since": first.headers["Last-Modified"]}
    assert client.get(address, headers={**takes, **since}).status_code == 304
    before = load_for_update(context, "a")
    with context.unit_of_work() as uow:
        uow.save_listing(replace(before.listing, name="Another name"))
    other = client.get(address, headers={**takes, "If-None-Match": mark})
    assert (other.status_code, other.headers["ETag"] == mark) == (200, False)


def test_files_may_be_read_by_maps_on_other_sites(client: Client) -> None:
    for address in FILES:
        headers = client.get(address).headers
        assert headers["Access-Control-Allow-Origin"] == "*"
        assert headers["Cache-Control"] == "public, no-cache"
        assert "Expires" not in headers
        assert headers["Content-Disposition"] == f'attachment; filename="{address[11:]}"'
