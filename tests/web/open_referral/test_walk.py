"""The whole feed, read by a reader that knows only the standard."""

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest

from assetmap.exchange.open_referral.known_fields import KNOWN
from assetmap.services.feeds import walking
from assetmap.websites.fetching import Fetched, NotFetched
from tests.open_referral_checks import is_moment, needs_schemas, schema_fields
from tests.open_referral_walker import Get, Walk
from tests.web.conftest import Client


def reader(client: Client, more: str = "") -> Get:
    """Asks the feed, with some further parameters."""

    def get(path: str) -> Any:
        parts = path + ("&" if "?" in path else "?") + more if more else path
        response = client.get(f"/open-referral{parts}")
        assert response.status_code == 200, f"{parts}: {response.status}"
        assert response.mimetype == "application/json"
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        return response.json

    return get


@pytest.fixture(scope="module")
def walk(sample_client: Client) -> Walk:
    return Walk(reader(sample_client)).whole()


@pytest.fixture(scope="module")
def strict_walk(sample_client: Client) -> Walk:
    return Walk(reader(sample_client, "strict=yes")).whole()


def test_everything_is_as_the_standard_says(walk: Walk) -> None:
    assert walk.wrong == []
    assert {name: bool(records) for name, records in walk.records.items()} == dict.fromkeys(
        ("services", "service_at_locations", "organizations", "taxonomies", "taxonomy_terms"), True
    )


def test_small_pages_hold_the_same(sample_client: Client, walk: Walk) -> None:
    small = Walk(reader(sample_client), per_page=17)
    services = small.pages("services", "service")
    assert small.wrong == []
    assert [each["id"] for each in services] == list(walk.records["services"])


def test_every_public_listing_that_lists_show_is_a_service(
    sample_client: Client, walk: Walk
) -> None:
    shown = sample_client.data("/find.json")["total"]
    roles = sample_client.data("/find.json?kind=volunteering-role")["total"]
    kinds = Counter(
        each["taxonomy_term"]["code"]
        for service in walk.records["services"].values()
        for each in service["attributes"]
        if each["taxonomy_term"]["taxonomy"].endswith(": kinds")
    )
    assert kinds["volunteering-role"] == roles
    assert kinds.total() == len(walk.records["services"]) >= shown


def test_ids_that_records_name_lead_to_records(walk: Walk) -> None:
    records = walk.records
    for service in records["services"].values():
        assert service["organization_id"] in records["organizations"]
        assert {each["taxonomy_term_id"] for each in service["attributes"]} <= set(
            records["taxonomy_terms"]
        )
        placed = {each["id"] for each in service.get("service_at_locations", ())}
        assert placed <= set(records["service_at_locations"])
        for schedule in service.get("schedules", ()):
            assert {schedule.get("service_at_location_id")} - {None} <= placed
    for each in records["service_at_locations"].values():
        assert each["service"]["id"] == each["service_id"] in records["services"]
    for term in records["taxonomy_terms"].values():
        assert term["taxonomy_id"] in records["taxonomies"]
        assert {term.get("parent_id")} - {None} <= set(records["taxonomy_terms"])


def test_no_id_stands_for_two_things(walk: Walk) -> None:
    seen: dict[str, str] = {}
    for service in walk.records["services"].values():
        for record in inner_records(service):
            content = json.dumps(
                {k: v for k, v in record.items() if k != "contact_id"}, sort_keys=True
            )
            assert seen.setdefault(record["id"], content) == content


def inner_records(record: Any) -> Iterator[Any]:
    """Each record within another that has an id."""
    for value in record.values():
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, dict):
                yield each
                yield from inner_records(each)


def test_phones_are_where_readers_look_for_them(walk: Walk, client: Client) -> None:
    phones = [each for each in walk.records["services"].values() if each.get("phones")]
    listed = client.data("/find.json?per_page=100&older=yes")["results"]
    by_url = {each["listing_url"].rpartition("/")[2]: each for each in phones}
    assert {each["id"] for each in listed if each["phone"]} <= set(by_url)
    assert all(
        [phone["number"] for phone in each["contacts"][0]["phones"]]
        == [phone["number"] for phone in each["phones"]]
        for each in phones
    )


def test_strict_form_is_as_the_standard_says_and_has_nothing_else(
    walk: Walk, strict_walk: Walk
) -> None:
    assert strict_walk.wrong == []
    assert {name: set(found) for name, found in strict_walk.records.items()} == {
        name: set(found) for name, found in walk.records.items()
    }
    for service in strict_walk.records["services"].values():
        assert beyond("service", service) == []
    extra = {name for each in walk.records["services"].values() for name in beyond("service", each)}
    assert extra == {
        *("service.alternate_name", "service.application_process", "service.listing_url"),
        *("service.eligibility_description", "service.phones", "contact.phones"),
        "contact.email",
        *("cost_option.currency", "language.name", "location.mask_exact_address"),
        *("location.transportation", "taxonomy_term.code"),
    }


def beyond(sort: str, record: Any) -> list[str]:
    """The fields of a record, and of those within it, that the standard does not know."""
    found = [f"{sort}.{name}" for name in record if name not in KNOWN[sort]]
    for name, nested in KNOWN[sort].items():
        value = record.get(name, []) if nested else []
        for each in value if isinstance(value, list) else [value]:
            found += beyond(nested, each)
    return found


@needs_schemas
@pytest.mark.parametrize("sort", sorted(set(KNOWN)))
def test_what_we_hold_for_known_is_what_the_schemas_know(sort: str) -> None:
    also = {"service"} if sort == "service_at_location" else set()  # of lists and compiled details
    assert set(KNOWN[sort]) == schema_fields(sort) | also


def total(client: Client, question: str, name: str = "services") -> int:
    count = client.data(f"/open-referral/{name}?{question}")["total_items"]
    assert isinstance(count, int)
    return count


def test_every_filter_changes_how_many_there_are(client: Client, walk: Walk) -> None:
    services = walk.records["services"]
    rich = next(
        each
        for each in services.values()
        if each.get("minimum_age") and each.get("schedules") and each.get("service_at_locations")
    )
    schedule = next(each for each in rich["schedules"] if "opens_at" in each)
    tag = rich["attributes"][0]
    hours = f"start_time={schedule['opens_at']}&end_time={schedule['closes_at']}"
    filters = (
        f"search={rich['name'].split()[0]}",
        f"taxonomy_term_id={tag['taxonomy_term_id']}",
        f"organization_id={rich['organization_id']}",
        f"maximum_age={rich['minimum_age'] - 1}",
        f"day={schedule['byday'][-2:]}",
        f"day={schedule['byday'][-2:]}&{hours}",
        "postcode=RM18+7TB",
        "postcode=RM18+7TB&proximity=500",
    )
    counts = {each: total(client, each) for each in filters}
    everything = len(services)
    assert {each: 0 < count < everything for each, count in counts.items()} == dict.fromkeys(
        filters, True
    )
    together = "&".join((filters[0], filters[1], filters[5]))
    assert 1 <= total(client, together) <= min(counts[each] for each in filters[:2])
    found = client.data(f"/open-referral/services?{together}&per_page=100")["contents"]
    assert rich["id"] in {each["id"] for each in found}


def test_changed_services_alone_are_given_after_a_moment(client: Client, walk: Walk) -> None:
    moments = sorted({each["last_modified"] for each in walk.records["services"].values()})
    assert all(map(is_moment, moments))
    assert total(client, f"modified_after={moments[0]}") == len(walk.records["services"])
    assert total(client, "modified_after=2026-03-17T00:00:00Z") == 0


@pytest.mark.parametrize("path", ["/", "/services"])
def test_another_directory_of_this_program_walks_it_whole(
    client: Client, walk: Walk, path: str
) -> None:
    def get(address: str) -> Fetched:
        response = client.get(address.removeprefix("https://ours.example"))
        if response.status_code != 200:
            raise NotFetched(response.text, response.status_code)
        return Fetched(response.data, "services.json", address)

    found = walking.walk(get, f"https://ours.example/open-referral{path}")
    services = {each["id"]: each for each in json.loads(found.data)["contents"]}
    assert (found.is_whole, found.unread, found.remarks) == (True, frozenset(), ())
    assert services == walk.records["services"]
