"""Answers as JSON are written as Flask writes them, and packed for who takes that."""

import json
from enum import StrEnum
from typing import Any

import brotli
import pytest
from flask import Flask, jsonify
from hypothesis import given
from hypothesis import strategies as st

from assetmap.web.framework.json_answers import json_answer
from tests.properties import quick

BROWSER = {"Accept-Encoding": "br, gzip"}


class Kind(StrEnum):
    GROUP = "group"


def an_app() -> Flask:
    app = Flask("answers")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    return app


DOCUMENTS = st.dictionaries(
    st.text(max_size=5),
    st.recursive(
        st.none()
        | st.booleans()
        | st.integers(-(2**53), 2**53)
        | st.floats(allow_nan=False, allow_infinity=False)
        | st.text(max_size=8),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
        max_leaves=8,
    ),
    max_size=4,
)


@quick
@given(DOCUMENTS)
def test_any_document_is_written_byte_for_byte_as_flask_does(document: dict[str, Any]) -> None:
    with an_app().test_request_context():
        assert json_answer(document).get_data() == jsonify(document).get_data()


@pytest.mark.parametrize(
    "value",
    [
        *("£2 – “naïve” \U0001f600", '\x7f\x00\t\n"\\/', "3e-5", "\\u00e9", (1, 2), Kind.GROUP),
        *("3e5,", "e1]", 'a "quoted" \\ word', "\U0001f600\U0001f1ec\U0001f1e7é", {"3e5": "e6"}),
        *(1e-05, -0.00001234, 1e16, 1.5e300, 0.1, -0.0, 51.4801, 2**70),
        *(9_999_999_999_999_998.0, 1_234_567_890_123_456.8, 1e15, 1e-4, 5e-324, [1e22, 1]),
    ],
)
def test_odd_texts_and_numbers_are_too(value: object) -> None:
    with an_app().test_request_context():
        whole = json_answer({"value": value})
        assert whole.get_data() == jsonify({"value": value}).get_data()
        assert whole.mimetype == "application/json"


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("br, gzip", "br"),
        ("gzip", None),
        ("", None),
        ("gzip, br;q=0", None),
        ("br;q=0.1, gzip", None),
    ],
)
def test_long_answer_is_packed_for_who_takes_it(accepted: str, encoding: str | None) -> None:
    document = {"results": ["lunch"] * 200}
    with an_app().test_request_context(headers={"Accept-Encoding": accepted}):
        answer = json_answer(document)
    assert answer.headers.get("Content-Encoding") == encoding
    body = answer.get_data()
    assert json.loads(brotli.decompress(body) if encoding else body) == document


def test_short_answer_is_sent_as_it_is() -> None:
    with an_app().test_request_context(headers=BROWSER):
        assert "Content-Encoding" not in json_answer({"total": 0}).headers
