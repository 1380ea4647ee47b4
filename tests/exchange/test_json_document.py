"""JSON in one document, or with a feature on each line."""

import json

import pytest

from assetmap.exchange.incoming import BadFile
from assetmap.exchange.json_document import read_document

FEATURE = {"type": "Feature", "geometry": None, "properties": {"name": "Quay"}}
LINE = json.dumps(FEATURE).encode()
TWO = {"type": "FeatureCollection", "features": [FEATURE, FEATURE]}


def refusal(data: bytes) -> str:
    with pytest.raises(BadFile) as raised:
        read_document(data)
    return str(raised.value)


@pytest.mark.parametrize(
    "data",
    [
        LINE + b"\n" + LINE,
        LINE + b"\r\n\r\n" + LINE + b"\r\n",
        b"\x1e" + LINE + b"\n\x1e" + LINE + b"\n",
        b"\xef\xbb\xbf" + LINE + b"\n" + LINE,
    ],
)
def test_features_on_lines_are_a_collection(data: bytes) -> None:
    assert read_document(data) == (TWO, False)


def test_a_document_is_an_object_however_its_letters_are_written() -> None:
    assert read_document(b' {"a": 1}\n') == ({"a": 1}, False)
    assert read_document('{"a": "é"}'.encode("cp1252")) == ({"a": "é"}, True)
    assert read_document('{"a": "é"}'.encode("utf-16")) == ({"a": "é"}, False)


def test_what_is_broken_says_where() -> None:
    assert refusal(b" ") == "The file is empty."
    assert refusal(LINE + b"\n{") == "Line 2 is not JSON: each line has to be one feature."
    wrong = "The file is not JSON: it goes wrong in line 2, column 1."
    assert refusal(b'{"a": 1}\n{"b": 2}') == wrong
    assert refusal(b"[" * 100_000).startswith("The file is nested too deep")
    assert refusal(b"[1]").startswith("The file is JSON but not GeoJSON")
