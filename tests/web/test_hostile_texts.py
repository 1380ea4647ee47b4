"""Listings written by somebody who means harm: their words are words everywhere."""

import csv
import io
import json

import pytest

from assetmap.domain.listings.cost import Cost
from assetmap.domain.listings.listing import Checked, Contact
from assetmap.domain.times.schedule_text import parse_schedule
from tests.factories import a_listing
from tests.web.conftest import Client, ClientMaker
from tests.web.inspection import words_of

TEXTS = (
    "<script>window.pwned=1</script>",
    "${window.pwned=1}",
    "<img src=x onerror=window.pwned=1>",
    "\"'><svg onload=window.pwned=1>",
    "{{ 7*191 }}{% raw %}",
    "</title></textarea><!--",
    "`;window.pwned=1//",
    "C:\\1 \\u003cscript\\u003e",
    "&lt;b&gt; & &amp;",
)


def hostile(number: int, text: str) -> object:
    return a_listing(
        f"hostile-{number}",
        name=text,
        summary=text,
        description=f"{text}\n{text}",
        join=text,
        join_note=text,
        first_visit=text,
        getting_there=text,
        time_asked=text,
        skills=text,
        languages=(text,),
        also_known_as=(text,),
        schedule=parse_schedule([text], text),
        cost=Cost(text),
        public=Contact(phone=text, email=text, website=text, name=text),
        checked=Checked(a_listing().checked.on, text, text),
    )


@pytest.fixture
def hostile_client(make_client: ClientMaker) -> Client:
    return make_client(*(hostile(n, text) for n, text in enumerate(TEXTS)))


@pytest.mark.parametrize(("number", "text"), list(enumerate(TEXTS)))
def test_hostile_listing_page_says_its_words(
    hostile_client: Client, number: int, text: str
) -> None:
    """The inspecting client has looked for scripts, handlers and foreign addresses."""
    page = hostile_client.page(f"/listing/hostile-{number}")
    assert page.h1 == " ".join(text.split())
    assert [e for e in page.all("script") if not (e.get("src") or "").startswith("/static/")] == []
    websites = [link for link in page.links().values() if link == text]
    assert websites == []


def test_hostile_names_are_words_on_the_find_page(hostile_client: Client) -> None:
    page = hostile_client.page("/find")
    assert {words_of(each) for each in page.by_class("card__name")} == set(TEXTS)
    assert "1337" not in page.words


def test_hostile_names_come_through_data_whole(hostile_client: Client) -> None:
    found = hostile_client.data("/find.json")["results"]
    assert {each["name"] for each in found} == set(TEXTS)
    assert {p["name"] for p in hostile_client.data("/map.json")["points"]} == set(TEXTS)
    collection = json.loads(hostile_client.get("/find.geojson").text)
    assert {f["properties"]["name"] for f in collection["features"]} == set(TEXTS)
    rows = csv.DictReader(io.StringIO(hostile_client.get("/find.csv").text))
    assert {row["name"].removeprefix("'") for row in rows} == set(TEXTS)


def test_hostile_data_is_never_taken_for_a_page(hostile_client: Client) -> None:
    for path in ("/find.json", "/find.geojson", "/find.csv", "/map.json", "/suggest.json?q=sc"):
        response = hostile_client.get(path)
        assert response.mimetype in (*("application/json", "application/geo+json", "text/csv"),)


@pytest.mark.parametrize(
    "website",
    [
        *("javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,x"),
        *("vbscript:x", "//evil.example/x", "java\tscript:alert(1)", "file:///etc/passwd"),
    ],
)
def test_hostile_website_is_no_link(make_client: ClientMaker, website: str) -> None:
    page = make_client(a_listing(public=Contact(website=website))).page("/listing/knit-club")
    assert [link for link in page.links().values() if "alert" in link or "evil" in link] == []
    assert " ".join(website.split()) in page.words


def test_hostile_formula_is_text_in_a_spreadsheet(make_client: ClientMaker) -> None:
    formula = '=HYPERLINK("https://evil.example","win")'
    client = make_client(a_listing(name=formula))
    (row,) = csv.DictReader(io.StringIO(client.get("/find.csv").text))
    assert row["name"] == f"'{formula}"


def test_hostile_name_is_text_on_the_pages_about_it(make_client: ClientMaker) -> None:
    name = "<script>alert(1)</script>?cc=evil@example.org&body=x\r\nBcc: evil@example.org"
    client = make_client(a_listing(name=name))
    for address in ("/listing/knit-club", "/listing/knit-club/wrong"):
        page = client.page(address)
        assert page.words.count("<script>alert(1)</script>?cc=evil@example.org&body=x Bcc:") >= 1
        assert [link for link in page.links().values() if "evil" in link] == []
