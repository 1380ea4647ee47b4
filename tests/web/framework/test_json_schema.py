"""Short words for JSON Schema mean what they say."""

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from assetmap.web.framework.json_schema import (
    MOMENT,
    TEXT,
    WHOLE,
    Schema,
    listed,
    mapped,
    one_of,
    or_null,
    record,
    ref,
)


@pytest.mark.parametrize(
    ("schema", "good", "bad"),
    [
        (record({"b": WHOLE}, a=TEXT), [{"a": "x"}, {"a": "x", "b": 1}], [{}, {"a": 1}, {"b": 1}]),
        (listed(TEXT), [[], ["x"]], ["x", [1]]),
        (mapped(WHOLE), [{}, {"x": 1}], [[], {"x": "y"}]),
        (or_null(TEXT), ["x", None], [1]),
        (or_null(one_of("x")), ["x", None], ["y"]),
        (or_null(record(a=TEXT)), [{"a": "x"}, None], [{}]),
        (one_of("x", "y"), ["x", "y"], ["z", None]),
        (MOMENT, ["2026-03-17T12:00:00+00:00"], ["2026-03-17T12:00:00", "2026-03-17"]),
    ],
)
def test_values_fit_or_do_not(schema: Schema, good: list[Any], bad: list[Any]) -> None:
    check = Draft202012Validator(schema)
    assert [value for value in good if not check.is_valid(value)] == []
    assert [value for value in bad if check.is_valid(value)] == []


def test_names_point_into_the_components() -> None:
    assert ref("Result") == {"$ref": "#/components/schemas/Result"}
    assert ref("404", "responses") == {"$ref": "#/components/responses/404"}
