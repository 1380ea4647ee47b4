"""What stands for the parts of an address in the API's document."""

from assetmap.services.context import Context
from assetmap.web.api.path_examples import path_examples, with_examples
from tests.conftest import ContextMaker
from tests.web.conftest import Client


def test_each_example_is_answered(client: Client, sample_context: Context) -> None:
    known = path_examples(sample_context)
    addresses: dict[str, str] = {}
    for (path, name), example in known.items():
        addresses[path] = addresses.get(path, path).replace(f"{{{name}}}", str(example))
    assert len(addresses) == 4
    assert {client.get(each).status_code for each in addresses.values()} == {200}


def test_nothing_stands_for_what_the_borough_lacks(make_context: ContextMaker) -> None:
    empty = path_examples(make_context())
    assert {path for path, _ in empty} == {
        "/practice/{code}/noticeboard.pdf",
        "/postcodes/{x}/{y}.json",
    }


def test_examples_stand_at_their_parameter_alone() -> None:
    told = {"parameters": [{"name": "x"}, {"$ref": "#/q"}], "tags": []}
    assert with_examples("/a/{x}", told, {("/a/{x}", "x"): 3, ("/b/{x}", "x"): 4}) == {
        "parameters": [{"name": "x", "example": 3}, {"$ref": "#/q"}],
        "tags": [],
    }
