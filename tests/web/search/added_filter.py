"""What a filter that was just added does; `test_adding_a_filter` runs this in a changed copy."""

import json
import subprocess
from typing import Any

from assetmap.domain.listings.listing import Contact
from assetmap.domain.search.facets import FACETS
from assetmap.domain.search.query import Search
from assetmap.paths import STATIC
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import words_of

LISTINGS = (
    a_listing("drop", join="drop-in"),
    a_listing("book", join="book"),
    a_listing("ask", join="ask"),  # says something, and none of the choices
    a_listing("silent", join="", private=Contact(name="Qxhush")),
)
FIND_OFFLINE = """
import fs from "fs";
const { pack, asked } = JSON.parse(fs.readFileSync(0));
const { Search } = await import(`${process.argv[1]}/search.js`);
const search = new Search(pack, "2026-03-16");
const idsOf = (question) => {
  const chosen = search.facets.read(new URLSearchParams(question));
  const { listings, unsaid } = search.answer({ chosen });
  return listings.map((listing) => [listing.i, unsaid.get(listing)]);
};
console.log(JSON.stringify(asked.map(idsOf)));
"""


def ids(client: Client, question: str) -> list[tuple[str, list[str]]]:
    found = client.data(f"/find.json?{question}&sort=name")["results"]
    return sorted((each["id"], each["unknown"]) for each in found)


def test_search_has_it() -> None:
    asked = Search(join=(("book",),))
    assert asked.choices("join") == (("book",),)
    assert asked.query_string() == "join=book"


def test_data_filters_by_it_and_a_wrong_value_is_told(make_client: ClientMaker) -> None:
    client = make_client(*LISTINGS)
    assert ids(client, "join=book") == [("book", []), ("silent", ["join"])]
    assert ids(client, "join=book,drop-in&cost=upto5") == [
        *(("book", []), ("drop", []), ("silent", ["join"])),
    ]
    refused = client.get("/find.json?join=fly")
    assert (refused.status_code, refused.get_json()["message"]) == (
        400,
        "There is no join called “fly”, so we left it out.",
    )
    facets = client.data("/find.json?join=book")["facets"]
    assert list(facets)[-1] == "join"
    assert facets["join"] == [
        {"value": "drop-in", "label": "Just turn up", "count": 1, "selected": False},
        {"value": "book", "label": "Book first", "count": 1, "selected": True},
    ]
    assert "book," in client.get("/find.csv?join=book").text
    assert "Qxhush" not in client.get("/find.geojson?join=book").text


def test_page_shows_it_with_counts_chip_and_what_is_not_said(make_client: ClientMaker) -> None:
    page = make_client(*LISTINGS).page("/find?join=book")
    labels = {label.get("for"): words_of(label) for label in page.all("label")}
    shown = {
        field.get("value"): labels[field.get("id")]
        for field in page.all("input")
        if field.get("name") == "join"
    }
    assert shown == {
        "": "Any",
        "drop-in": "Just turn up 1 listing",
        "book": "Book first 1 listing",
    }
    assert [words_of(each) for each in page.by_class("filter__label")][-1] == "How to join"
    assert [words_of(each) for each in page.by_class("chip")] == ["Remove filter: Book first"]
    assert [words_of(each) for each in page.by_class("facts__unknown")] == [
        "Does not say how to join"
    ]


def test_phone_filters_by_it_with_no_signal(make_client: ClientMaker) -> None:
    asked = ["join=book", "join=book,drop-in", "join=fly", "join=book&cost=free"]
    given: dict[str, Any] = {"pack": make_client(*LISTINGS).data("/pack.json"), "asked": asked}
    done = subprocess.run(
        ["node", "--input-type=module", "-e", FIND_OFFLINE, str(STATIC / "js" / "offline")],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        check=True,
    )
    everything = [(each.id, []) for each in LISTINGS]
    found = [sorted((id_, unsaid) for id_, unsaid in each) for each in json.loads(done.stdout)]
    assert found == [
        [("book", []), ("silent", ["how to join"])],
        [("book", []), ("drop", []), ("silent", ["how to join"])],
        sorted(everything),
        [],
    ]


def test_table_has_one_more() -> None:
    assert list(FACETS)[-1] == "join"
