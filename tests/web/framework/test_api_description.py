"""Views carry what the API's document says of them."""

from flask import Flask

from assetmap.domain.search.query_parameters import QUERY_PARAMETERS
from assetmap.web.framework.api_description import (
    Description,
    described,
    descriptions_of,
    json_answer,
    operation,
    question,
)

TEA = Description(operation("Tea", "Drinks", json_answer({}, "Tea."), 404))
CUP = Description(operation("A cup", "Drinks", json_answer({}, "A cup.")), path="/tea/{size}.json")


def test_a_mark_is_found_by_the_address_of_its_view() -> None:
    app = Flask("tea")

    @described(TEA, CUP)
    def tea(size: int) -> str:
        return str(size)

    app.add_url_rule("/tea/<int:size>", "tea", tea)
    app.add_url_rule("/plain", "plain", lambda: "plain")
    assert list(descriptions_of(app)) == [
        ("/tea/{size}", "tea", TEA),
        ("/tea/{size}.json", "tea", CUP),
    ]


def test_an_operation_names_how_else_it_answers() -> None:
    assert TEA.operation["responses"] == {
        "200": {"description": "Tea.", "content": {"application/json": {"schema": {}}}},
        "404": {"$ref": "#/components/responses/404"},
    }


def test_a_question_has_every_parameter_but_those_left_out() -> None:
    names = [each["$ref"].rpartition("/")[2] for each in question("page", "day")]
    assert names == [name for name in QUERY_PARAMETERS if name not in ("page", "day")]
