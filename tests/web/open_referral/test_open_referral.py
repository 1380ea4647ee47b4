"""The addresses of the feed: what they answer, how they refuse, and to whom."""

import copy
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assetmap.domain.listings.listing import Contact, Kind, Precision, Status, Where
from assetmap.services.context import Context
from assetmap.web.open_referral.open_referral import BASE
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.open_referral_checks import faults, needs_schemas, schema_faults
from tests.web.conftest import Client, ClientMaker, client_of

LISTS = ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms")
EMPTY = {
    "total_items": 0,
    "total_pages": 1,
    "page_number": 1,
    "size": 0,
    "first_page": True,
    "last_page": True,
    "empty": True,
    "contents": [],
}


def test_front_page_names_the_version(client: Client) -> None:
    front = client.data(f"{BASE}/")
    assert front["version"] == "HSDS-UK-3.0"
    assert list(faults("api_details", front)) == []
    redirected = client.get(BASE)
    assert (redirected.status_code, redirected.headers["Location"]) == (308, f"{BASE}/")


def test_an_empty_directory_has_one_empty_page(make_client: ClientMaker) -> None:
    client = make_client()
    for name in LISTS[:3]:
        assert client.data(f"{BASE}/{name}") == EMPTY


@needs_schemas
def test_an_empty_page_is_as_the_schemas_say() -> None:
    assert schema_faults("service_list", EMPTY) == []


@pytest.mark.parametrize("name", LISTS)
def test_streams_have_everything_without_pages(client: Client, name: str) -> None:
    response = client.get(f"{BASE}/{name}?format=ndjson")
    assert response.mimetype == "application/x-ndjson"
    lines = [json.loads(line) for line in response.text.splitlines()]
    page = client.data(f"{BASE}/{name}?per_page=100")
    assert lines[: len(page["contents"])] == page["contents"]
    assert len(lines) == page["total_items"]


def test_a_stream_of_whole_services_has_what_each_has(client: Client) -> None:
    lines = client.get(f"{BASE}/services?format=ndjson&full=true&search=lunch").text.splitlines()
    services = [json.loads(line) for line in lines]
    assert services
    assert [client.data(f"{BASE}/services/{each['id']}") for each in services] == services


def test_minimal_gives_ids_and_moments_on_one_page(client: Client) -> None:
    page = client.data(f"{BASE}/services?minimal=true")
    assert page["size"] == page["total_items"] > 100
    assert {tuple(each) for each in page["contents"]} == {("id", "last_modified")}
    assert client.data(f"{BASE}/services?minimal=true&per_page=7")["size"] == 7


def test_an_organisation_has_its_services(make_client: ClientMaker) -> None:
    listings = [a_listing(n, name=n.title(), run_by="Quay Trust") for n in ("lunch", "tea")]
    client = make_client(*listings)
    (listed,) = client.data(f"{BASE}/organizations")["contents"]
    assert "services" not in listed
    path = f"{BASE}/organizations/{listed['id']}"
    names = [{"id": each["id"], "name": each["name"]} for each in services(client)]
    assert client.data(path) == {**listed, "services": names}
    whole = client.data(f"{path}?full_service=yes")["services"]
    assert whole == [client.data(f"{BASE}/services/{each['id']}") for each in names]
    assert client.data(f"{path}?strict=yes") == listed
    assert client.get(f"{path}?strict=yes&full_service=yes").status_code == 400


def services(client: Client, question: str = "") -> Any:
    return client.data(f"{BASE}/services?{question}")["contents"]


@pytest.mark.parametrize(
    "path",
    [
        *(
            "nothing",
            "services/",
            "services/none",
            "services/riverside-hub",
            "locations",
            "reviews",
        ),
        *("organizations/none", "taxonomies/none", "taxonomy_terms/none"),
        *("service_at_locations/none", "services/x/y"),
    ],
)
def test_what_is_not_there_is_told_in_json_to_any_site(client: Client, path: str) -> None:
    response = client.get(f"{BASE}/{path}")
    assert (response.status_code, response.mimetype) == (404, "application/json")
    assert set(response.json or ()) == {"error", "message"}
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("services?colour=red", "colour"),
        ("services?top_only=true", "top_only"),
        ("services?per_page=101", "per_page"),
        ("services?page=0", "page"),
        ("services?postcode=ZZ1+1ZZ", "postcode"),
        ("services/x?full=true", "full"),
        ("taxonomies?taxonomy_id=1", "taxonomy_id"),
        ("organizations?modified_after=2026-01-01", "modified_after"),
        ("?page=1", "page"),
    ],
)
def test_a_parameter_that_is_not_used_is_refused(client: Client, path: str, parameter: str) -> None:
    response = client.get(f"{BASE}/{path}")
    assert (response.status_code, response.mimetype) == (400, "application/json")
    error = response.json or {}
    assert (error["error"], bool(error["message"])) == (parameter, True)
    assert response.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_nothing_can_be_sent(client: Client, method: str) -> None:
    response = client.open(f"{BASE}/services", method=method)
    assert (response.status_code, response.mimetype) == (405, "application/json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_who_has_it_already_is_sent_nothing(client: Client) -> None:
    first = client.get(f"{BASE}/services")
    again = client.get(f"{BASE}/services", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Access-Control-Allow-Origin"] == "*"
    other = client.get(f"{BASE}/services?page=2", headers={"If-None-Match": first.headers["ETag"]})
    assert other.status_code == 200


def test_answers_are_packed_and_head_tells_the_same(client: Client) -> None:
    # What comes piece by piece is packed as other such data: by Brotli alone.
    for path, packing in ((f"{BASE}/services", "gzip"), (f"{BASE}/services?format=ndjson", "br")):
        packed = client.get(path, headers={"Accept-Encoding": packing})
        assert packed.headers["Content-Encoding"] == packing
        head = client.head(path)
        assert (head.status_code, head.data) == (200, b"")
        assert head.headers["Access-Control-Allow-Origin"] == "*"


def test_strict_can_be_set_for_the_whole_feed(sample_context: Context) -> None:
    def fields(setting: bool, question: str) -> set[str]:
        context = copy.copy(sample_context)
        context.config = replace(sample_context.config, open_referral_strict=setting)
        return set(services(client_of(context), question)[0])

    assert "listing_url" in fields(False, "")
    assert "listing_url" not in fields(False, "strict=yes")
    assert "listing_url" not in fields(True, "")
    assert "listing_url" in fields(True, "strict=no")


@pytest.mark.parametrize("status", [each for each in Status if not each.is_public])
def test_what_is_not_public_is_no_service(make_context: ContextMaker, status: Status) -> None:
    client = client_of(make_context(a_listing(status=status, merged_into="")))
    assert [client.data(f"{BASE}/{name}") for name in LISTS[:3]] == [EMPTY] * 3


def test_every_kind_is_a_service_and_no_person_is_told(make_client: ClientMaker) -> None:
    public = Contact("01632 960001", "", "", "Ann Lee")
    where = Where(Precision.AREA, area_served="Grays")
    listings = [
        a_listing(kind.value, kind=kind, public=public, private=public, where=where)
        for kind in Kind
    ]
    client = make_client(*listings)
    text = client.get(f"{BASE}/services?format=ndjson&full=yes").text
    assert len(text.splitlines()) == len(Kind)
    assert "Ann" not in text


def test_what_is_over_or_not_confirmed_for_long_is_no_service(make_client: ClientMaker) -> None:
    over = a_listing("over", when=["2026-03-01 10:00-12:00"], kind=Kind.VOLUNTEERING_ROLE)
    old = a_listing("old", checked=replace(a_listing().checked, on=date(2024, 3, 1)))
    client = make_client(a_listing(), over, old)
    listed = {each["id"] for each in client.data("/find.json")["results"]}
    assert listed == {"knit-club"}
    assert {each["listing_url"].rpartition("/")[2] for each in services(client)} == listed


def test_a_change_is_seen_at_once(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    client = client_of(context)
    (before,) = services(client)
    with context.unit_of_work() as uow:
        uow.save_listing(replace(a_listing(), name="Knit Circle"), expected=1)
    (after,) = services(client)
    assert (before["name"], after["name"]) == ("Knit Club", "Knit Circle")
    assert after["id"] == before["id"]


def test_a_page_of_errors_is_packed_as_what_it_is(client: Client) -> None:
    response = client.post(f"{BASE}/services", headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in response.headers
    assert response.json == {
        "error": "method-not-allowed",
        "message": "This address takes GET alone.",
    }


def test_who_takes_everything_too_often_is_told_when_to_come_again(
    make_client: ClientMaker,
) -> None:
    client = make_client(a_listing())
    path = f"{BASE}/services?format=ndjson"
    answers = [client.get(path).status_code for _ in range(30)]
    refused = client.get(path)
    assert (set(answers), refused.status_code, refused.mimetype) == ({200}, 429, "application/json")
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get(f"{BASE}/services").status_code == 200


def test_a_directory_that_cannot_be_read_says_so_in_json(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    client = client_of(context)
    context.store.close()
    context.config.database.unlink()
    response = client.get(f"{BASE}/services")
    assert (response.status_code, response.mimetype) == (503, "application/json")
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_a_page_beyond_the_last_is_empty(client: Client) -> None:
    page = client.data(f"{BASE}/services?page=9999")
    assert (page["size"], page["empty"], page["last_page"], page["contents"]) == (0, True, True, [])


@pytest.mark.parametrize("odd", ["%00", "%F0%9F%8D%B2", "..%2F..", "x" * 3000, "'", "%25"])
def test_odd_ids_and_words_are_answered(client: Client, odd: str) -> None:
    assert client.get(f"{BASE}/services/{odd}").status_code == 404
    assert client.get(f"{BASE}/services?search={odd}").status_code == 200
    assert client.get(f"{BASE}/organizations?search={odd}").status_code == 200
    assert client.get(f"{BASE}/services?{odd}=1").status_code == 400
