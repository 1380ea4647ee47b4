"""The API's document against the app: every data address, true shapes, every filter."""

import re
from typing import Any

import pytest

from assetmap.domain.search.facets import FACETS
from assetmap.web.api.openapi import openapi_document
from assetmap.web.framework.api_description import MARK
from assetmap.web.framework.request_context import KEY
from assetmap.web.framework.sessions import is_staff_path
from tests.web.api.answers import Document, closed, defects
from tests.web.conftest import Client, ClientMaker
from tests.web.test_routes import ADDRESSES, BY_LINK, UNANSWERED

ADDRESS = "/api/openapi.json"
# What our own pages are made of, and figures that only the machine itself may read.
NOT_DATA = {
    "/borough.css",
    "/robots.txt",
    "/sw.js",
    "/manifest.webmanifest",
    "/static/<path:filename>",
    "/vendor/leaflet/<path:name>",
    "/metrics",
    "/open-referral/<path:elsewhere>",  # where nothing is, told as the others are
}


@pytest.fixture
def document(client: Client) -> Document:
    """What the document says of the sample."""
    found: Document = client.data(ADDRESS)
    return found


def described_rules(client: Client) -> set[str]:
    app = client.application
    rules = app.url_map.iter_rules()
    return {r.rule for r in rules if hasattr(app.view_functions.get(r.endpoint), MARK)}


def test_every_data_address_is_described_and_nothing_else(client: Client) -> None:
    answered = {route for route, at in ADDRESSES.items() if client.get(at).mimetype != "text/html"}
    # A sheet's files stand behind its page's address, and tiles and pictures have no sample.
    assert described_rules(client) == (answered | set(UNANSWERED)) - NOT_DATA


def test_no_page_for_staff_or_by_link_is_described(client: Client) -> None:
    found = {r for r in described_rules(client) if is_staff_path(r) or r.startswith(BY_LINK)}
    assert found == set()


def test_document_names_each_described_address_once(client: Client, document: Document) -> None:
    written = {re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule) for rule in described_rules(client)}
    sheets = {"/sheet/{code}.pdf", "/sheet/{code}.ics"}
    assert set(document["paths"]) == written - {"/sheet/{name}"} | sheets
    ids = [item["get"]["operationId"] for item in document["paths"].values()]
    assert sorted(set(ids)) == sorted(ids)


def test_document_is_valid_and_all_it_points_at_is_there(document: Document) -> None:
    def targets(node: Any) -> set[str]:
        if isinstance(node, list):
            return set().union(*map(targets, node))
        if not isinstance(node, dict):
            return set()
        found = set().union(*map(targets, node.values()))
        return found | ({node["$ref"]} if "$ref" in node else set())

    there = {
        f"#/components/{kind}/{name}"
        for kind, named in document["components"].items()
        for name in named
    }
    assert targets(document) - there == set()
    assert document["openapi"] == "3.1.0"
    for path, item in document["paths"].items():
        in_path = {p["name"] for p in item["get"]["parameters"] if p.get("in") == "path"}
        assert in_path == set(re.findall(r"\{(\w+)\}", path)), path


def test_document_may_be_read_by_any_site_and_is_sent_once(client: Client) -> None:
    first = client.get(ADDRESS)
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert first.mimetype == "application/json"
    again = client.get(ADDRESS, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"


def test_document_offers_the_values_of_every_filter(client: Client, document: Document) -> None:
    choices = client.application.extensions[KEY].directory_cache.current().snapshot.choices
    for name in FACETS:
        values = document["components"]["parameters"][name]["schema"]["items"]
        one = values["anyOf"][0] if "anyOf" in values else values
        assert one["enum"] == list(choices[name]), name


def test_filter_of_which_nothing_is_listed_takes_any_word(make_client: ClientMaker) -> None:
    found = make_client().data(ADDRESS)["components"]["parameters"]["language"]
    assert found["schema"] == {"type": "array", "items": {"type": "string"}}


def test_document_names_the_place_it_is_served_at(client: Client) -> None:
    context = client.application.extensions[KEY]
    document = openapi_document(client.application, context)
    assert document["servers"] == [{"url": context.config.public_url}]


FIRST = "{first}"  # the id of the first record of the list

ANSWERS = {
    "/find.json": (
        "/find.json",
        "/find.json?q=lunch&near=RM18+7TB&open=now",
        "/find.json?q=cheap+lunch+on+tuesday+not+in+a+church+2moro",
        "/find.json?q=I+can+drive+and+want+to+help&near=Grays",
        "/find.json?q=I+want+to+die",
        "/find.json?q=dentist",
        "/find.json?q=zzxqwv&near=RM18&within=1",
        "/find.json?q=dimentia",
        "/find.json?kind=volunteering-role&exchange=teach",
        "/find.json?older=yes&per_page=100",
        "/find.json?older=yes&per_page=100&page=2&near=51.48,0.32",
        "/find.json?older=yes&per_page=100&page=3",
        "/find.json?near=M1+1AA",
    ),
    "/find.geojson": ("/find.geojson", "/find.geojson?q=zzxqwv"),
    "/suggest.json": ("/suggest.json", "/suggest.json?q=til", "/suggest.json?q=til&only=places"),
    "/whats-on.json": (
        "/whats-on.json",
        "/whats-on.json?week-of=2026-03-30&near=RM18",
        "/whats-on.json?on=2026-03-17&q=lunch",
        "/whats-on.json?hub=hub-tilbury",
        "/whats-on.json?week-of=2031-01-01",
    ),
    "/map.json": (
        "/map.json",
        "/map.json?near=RM18&when=today",
        "/map.json?view=0.2,51.4,0.5,51.6&zoom=9",
    ),
    "/basemap.json": ("/basemap.json",),
    "/postcodes/{x}/{y}.json": ("/postcodes/4103/2725.json", "/postcodes/0/0.json"),
    "/offline/rules.json": ("/offline/rules.json",),
    "/healthz": ("/healthz",),
    ADDRESS: (ADDRESS,),
    "/open-data/listings.geojson": ("/open-data/listings.geojson",),
    "/data.json": ("/data.json",),
    "/oembed": ("/oembed?url=http://localhost/find?q=lunch",),
    "/open-referral/": ("/open-referral/",),
    "/open-referral/services": (
        "/open-referral/services",
        "/open-referral/services?search=lunch&full=true&per_page=5",
        "/open-referral/services?search=zzxqwv",
    ),
    "/open-referral/services/{service_id}": (f"/open-referral/services/{FIRST}",),
    "/open-referral/service_at_locations": ("/open-referral/service_at_locations",),
    "/open-referral/service_at_locations/{service_at_location_id}": (
        f"/open-referral/service_at_locations/{FIRST}",
    ),
    "/open-referral/organizations": ("/open-referral/organizations",),
    "/open-referral/organizations/{organization_id}": (f"/open-referral/organizations/{FIRST}",),
    "/open-referral/taxonomies": ("/open-referral/taxonomies",),
    "/open-referral/taxonomies/{taxonomy_id}": (f"/open-referral/taxonomies/{FIRST}",),
    "/open-referral/taxonomy_terms": ("/open-referral/taxonomy_terms",),
    "/open-referral/taxonomy_terms/{taxonomy_term_id}": (f"/open-referral/taxonomy_terms/{FIRST}",),
}
# Of these the document names a part: what it says of them is true of the rest too.
_OPEN = {"/offline/rules.json", "/pack.json"}


@pytest.mark.parametrize("path", ANSWERS)
def test_answers_are_as_described(client: Client, document: Document, path: str) -> None:
    known = document if path in _OPEN else closed(document)
    for address in ANSWERS[path]:
        if address.endswith(FIRST):
            first = client.data(address.removesuffix(f"/{FIRST}"))["contents"][0]["id"]
            address = address.replace(FIRST, first)  # noqa: PLW2901
        assert defects(known, path, client.data(address)) == [], address


def test_pack_is_as_described(client: Client, document: Document) -> None:
    assert defects(document, "/pack.json", client.get("/pack.json").json) == []


@pytest.mark.parametrize(
    "address", ["/find.json?age=old", "/find.csv?frob=1", "/map.json?zoom=x", "/whats-on.ics?day=x"]
)
def test_refusals_are_as_described(client: Client, document: Document, address: str) -> None:
    response = client.get(address)
    path = address.partition("?")[0]
    assert response.status_code == 400
    assert defects(closed(document), path, response.json, "400") == []


def test_every_json_answer_is_looked_at(document: Document) -> None:
    shaped = {
        path
        for path, item in document["paths"].items()
        if any(
            "schema" in c and c["schema"].get("type") != "string"
            for c in item["get"]["responses"]["200"]["content"].values()
        )
    }
    assert shaped == {*ANSWERS, "/pack.json"}
