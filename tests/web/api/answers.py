"""Answers held against what the document says of them: every key known, none missing."""

import copy
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

Document = dict[str, Any]


def closed(document: Document) -> Document:
    """The document with no key allowed that it does not name: what we answer, we describe."""
    found = copy.deepcopy(document)
    _close(found["components"]["schemas"])
    _close(found["paths"])
    return found


def _close(node: Any) -> None:
    if isinstance(node, list):
        for each in node:
            _close(each)
    elif isinstance(node, dict):
        if node.get("type") in ("object", ["object", "null"]) and node.get("properties"):
            node.setdefault("additionalProperties", False)
        for each in node.values():
            _close(each)


def defects(document: Document, path: str, answer: Any, status: str = "200") -> list[str]:
    """Where an answer is not what the document says of an address; empty when it all is true."""
    responses = document["paths"][path]["get"]["responses"]
    given = responses[status]
    if "$ref" in given:
        given = document["components"]["responses"][status]
    content = given["content"].get("application/json") or next(iter(given["content"].values()))
    schema = {**content["schema"], "components": document["components"]}
    checker = Draft202012Validator(schema, format_checker=FormatChecker())
    return [f"{each.json_path}: {each.message[:200]}" for each in checker.iter_errors(answer)]
