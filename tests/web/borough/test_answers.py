"""What is typed is read as what the file has, or refused in words."""

from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from assetmap.domain.borough.borough import Borough
from assetmap.web.borough.answers import name_of, read_answers
from assetmap.web.borough.questions import Kind, Question


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (Kind.LINE, "  two \n words ", "two words"),
        (Kind.LIST, "one\r\n\r\n two\r\none", ["one", "two"]),
        (Kind.COLOUR, "0B4F6C", "#0b4f6c"),
        (Kind.NUMBER, "28", 28),
        (Kind.ICON, "coffee", "coffee"),
        (Kind.URL, "", None),
    ],
)
def test_what_is_typed_is_read(borough: Borough, kind: Kind, typed: str, value: Any) -> None:
    question = Question("a.b_c", "It", kind)
    assert name_of(question) == "a-b-c"
    answers = read_answers((question,), MultiDict({"a-b-c": typed}), {}, borough)
    assert answers.values == {("a", "b_c"): value}
    assert answers.problems == ()


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        *((Kind.COLOUR, "red"), (Kind.COLOUR, "#0b4f6c}"), (Kind.NUMBER, "-1"), (Kind.NUMBER, "²")),
        *((Kind.URL, "javascript:alert(1)"), (Kind.EMAIL, "nobody"), (Kind.PHONE, "ring us")),
        *(
            (Kind.ICON, "no-such-picture"),
            (Kind.LINE, "x" * 2_001),
            (Kind.LIST, "a\n" * 2 + "x" * 2_001),
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem_beside_its_field(
    borough: Borough, kind: Kind, typed: str
) -> None:
    answers = read_answers((Question("a", "It", kind),), MultiDict({"a": typed}), {}, borough)
    assert answers.values == {}
    assert [each.parameter for each in answers.problems] == ["a"]
    assert answers.fields[0].value == typed
