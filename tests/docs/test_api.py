"""docs/api.md against the app: addresses, parameters, JSON."""

import re

import pytest

from assetmap.app import create_app
from assetmap.services.context import Context
from assetmap.web.framework.data_errors import MESSAGES, NAMES
from tests.docs.pages import read, rows, section
from tests.docs.test_addresses import STAFF_PATHS
from tests.web.api.examples import is_answer
from tests.web.conftest import Client, client_of

PAGE = read("docs/api.md")


@pytest.fixture(scope="module")
def client(sample_context: Context) -> Client:
    """The app over the sample."""
    return client_of(sample_context)


def keys(table: str) -> set[str]:
    """What stands in code in the first cells of a table."""
    return {name for cells in rows(table) for name in re.findall(r"`([^`]+)`", cells[0])}


def test_page_names_every_address(sample_context: Context) -> None:
    routes = {
        re.sub(r"<(?:\w+:)?(\w+)>", r"<\1>", rule.rule)
        for rule in create_app(sample_context).url_map.iter_rules()
    }
    served = {"/static/<filename>", "/vendor/leaflet/<name>"}  # files, not addresses to rely on
    served |= {each for each in routes if each.startswith(STAFF_PATHS)}  # docs/addresses.md
    documented = {
        address
        for cells in rows(section(PAGE, "Addresses"))
        for address in re.findall(r"`(/[^`]*)`", cells[0])
        if not address.startswith(STAFF_PATHS)
    }
    assert {each.replace("<listing_id>", "<id>") for each in routes - served} == {
        *documented,
        *(set() if "/borough.css" in documented else {"/borough.css"}),
        *(set() if "/robots.txt" in documented else {"/robots.txt"}),
    }


def test_page_names_every_parameter() -> None:
    from assetmap.domain.search.facets import FACETS
    from assetmap.domain.search.query_reading import _Reader

    taken = {name.removeprefix("_read_") for name in dir(_Reader) if name.startswith("_read_")}
    named = {name.removesuffix("=yes") for name in keys(section(PAGE, "Parameters"))}
    assert {*FACETS, *taken} - named == set()


def test_page_names_every_key_of_the_json(sample_context: Context) -> None:
    answer = create_app(sample_context).test_client().get("/find.json?q=lunch")
    document = answer.get_json()
    whole, _, each = section(PAGE, "JSON").partition("Each of `results`:")
    assert keys(whole) == set(document)
    assert keys(each) == set(document["results"][0])
    inside = set(re.findall(r"`([^`]+)`", whole))
    assert set(document["understood"]) - inside == set()


def test_examples_are_answered_as_the_page_says(client: Client) -> None:
    found = re.findall(
        r"```sh\ncurl 'http://127\.0\.0\.1:8000([^']+)'\n```\n\n```json\n(.+?)\n```",
        PAGE,
        re.DOTALL,
    )
    assert len(found) == PAGE.count("\ncurl ") > 0
    for address, shown in found:
        assert is_answer(client, address, shown), address


def test_page_names_every_status_with_its_word() -> None:
    table = section(PAGE, "When it goes wrong")
    named = {int(each) for cells in rows(table) for each in re.findall(r"\d+", cells[0])}
    assert named == set(MESSAGES)
    words = {word for cells in rows(table) for word in re.findall(r"`([a-z-]+)`", cells[1])}
    assert words == set(NAMES.values())
