"""`/api`: a page in plain words, whose examples are asked here."""

import pytest

from assetmap.domain.borough.example_place import ExamplePlace
from assetmap.web.api.api_page import Address, api_page
from assetmap.web.api.examples import Example, examples
from tests.web.api.examples import is_answer, is_part
from tests.web.conftest import Client

GRAYS = ExamplePlace("Grays", "Tilbury", "RM17 6SL")  # the first of the shipped places
EXAMPLES = examples(GRAYS)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.heading)
def test_examples_are_answered_as_they_say(client: Client, example: Example) -> None:
    assert bool(example.answer) is not bool(example.saved_as)
    if example.answer:
        assert is_answer(client, example.address, example.answer)
    else:
        assert client.get(example.address).status_code == 200


@pytest.mark.parametrize(
    ("shown", "answered", "is_true"),
    [
        ({"a": 1}, {"a": 1, "b": 2}, True),
        ({"a": 2}, {"a": 1}, False),
        ({"c": 1}, {"a": 1}, False),
        ([{"a": 1}], [{"a": 1, "b": 1}, {}], True),
        ([1, 2], [1], False),
        ({"a": 1}, {"a": True}, False),
    ],
)
def test_a_wrong_example_would_be_seen(shown: object, answered: object, is_true: bool) -> None:
    assert is_part(shown, answered) is is_true


def test_page_shows_every_address_and_example(client: Client) -> None:
    document = client.data("/api/openapi.json")
    page = client.page("/api")
    codes = [each.text for each in page.all("code")]
    assert set(document["paths"]) <= set(codes)
    site = document["servers"][0]["url"]
    asked = [code for code in codes if code.startswith("curl ")]
    assert asked == [
        f"curl {f'-o {each.saved_as} ' if each.saved_as else ''}'{site}{each.address}'"
        for each in EXAMPLES
    ]
    assert [code for code in codes if "\n" in code] == [
        each.answer for each in EXAMPLES if each.answer
    ]


def test_addresses_stand_under_their_subjects() -> None:
    def one(subject: str, gives: str) -> dict[str, object]:
        return {"get": {"tags": [subject], "summary": gives}}

    paths = {
        "/b": one("Map", "B"),
        "/c": one("Health", "C"),
        "/a": one("Map", "A"),
        "/d": one("Area", "D"),
    }
    page = api_page({"paths": paths}, "https://d.example", GRAYS)
    assert page.subjects == (
        ("Map", (Address("/a", "A"), Address("/b", "B"))),
        ("Area", (Address("/d", "D"),)),
        ("Health", (Address("/c", "C"),)),
    )
    assert (page.site, page.examples) == ("https://d.example", EXAMPLES)


def test_every_page_leads_to_it(client: Client) -> None:
    assert client.page("/").links()["Data and API"] == "/api"
