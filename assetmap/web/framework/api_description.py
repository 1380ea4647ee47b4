"""What the API's document says of a view: each data view carries its description as a mark.

A feature describes its own addresses in a module beside its views, `<feature>_description.py`, and
marks each with `@described(...)`, right above `def`; `web/api/openapi.py` puts them together.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from flask import Flask

from assetmap.domain.search.query_parameters import QUERY_PARAMETERS
from assetmap.domain.times.days_asked import PARAMETERS, WHEN
from assetmap.web.framework.json_schema import DAY, Schema, ref

MARK = "assetmap_description"
JSON = "application/json"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True)
class Description:
    """What is said of an address.

    `operation` is an OpenAPI operation without what all have. `schemas` are put among the
    document's components by their names. `path` is only for a view whose rule says less than its
    addresses: `/sheet/{code}.pdf` of `/sheet/<name>`. `beside_others` are the schemas that take the
    place of those where an installation has other authorities.
    """

    operation: Mapping[str, Any]
    schemas: Mapping[str, Schema] = field(default_factory=dict)
    path: str = ""
    beside_others: Mapping[str, Schema] = field(default_factory=dict)


def described(*descriptions: Description) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Mark a view that answers data with what the API's document says of it."""

    def mark(view: Callable[P, R]) -> Callable[P, R]:
        setattr(view, MARK, descriptions)
        return view

    return mark


def descriptions_of(app: Flask) -> Iterator[tuple[str, str, Description]]:
    """The path as OpenAPI writes it, the endpoint, and the description, of every data address."""
    for rule in app.url_map.iter_rules():
        for each in getattr(app.view_functions.get(rule.endpoint), MARK, ()):
            yield (
                each.path or re.sub(r"<(?:[^<>:]+:)?(\w+)>", r"{\1}", rule.rule),
                (rule.endpoint),
                each,
            )


def operation(
    summary: str,
    tag: str,
    answer: Mapping[str, Any],
    *statuses: int,
    parameters: tuple[Schema, ...] = (),
    description: str = "",
) -> dict[str, Any]:
    """An operation: what it gives, and the further statuses with which it can answer."""
    told = {"description": description} if description else {}
    also = {str(status): ref(str(status), "responses") for status in sorted(statuses)}
    return {
        "summary": summary,
        "tags": [tag],
        **told,
        "parameters": list(parameters),
        "responses": {"200": dict(answer), **also},
    }


def json_answer(schema: Schema, description: str, mimetype: str = JSON) -> dict[str, Any]:
    """An answer in JSON of this shape."""
    return {"description": description, "content": {mimetype: {"schema": schema}}}


def text_answer(mimetype: str, description: str) -> dict[str, Any]:
    """An answer as text of this media type."""
    return {"description": description, "content": {mimetype: {"schema": {"type": "string"}}}}


def file_answer(description: str, *mimetypes: str) -> dict[str, Any]:
    """An answer as a file of bytes, of one of these media types."""
    return {"description": description, "content": {each: {} for each in mimetypes}}


def in_path(name: str, description: str, schema: Schema, example: object = None) -> Schema:
    """A parameter that is part of the path."""
    return _parameter(name, "path", description, schema, example) | {"required": True}


def in_query(name: str, description: str, schema: Schema, example: object = None) -> Schema:
    """A parameter behind the `?`."""
    return _parameter(name, "query", description, schema, example)


def question(*but: str) -> tuple[Schema, ...]:
    """The parameters of a question, without those named."""
    return tuple(ref(name, "parameters") for name in QUERY_PARAMETERS if name not in but)


def _parameter(name: str, where: str, description: str, schema: Schema, example: object) -> Schema:
    told = {} if example is None else {"example": example}
    return {"name": name, "in": where, "description": description, "schema": schema, **told}


_DAYS = {
    "when": (
        {"type": "string", "enum": list(WHEN)},
        "Today, tomorrow, or what is left of a weekend",
    ),
    "week-of": (DAY, "The week, Monday to Sunday, of this date"),
    "on": (DAY, "One day"),
}
# The days that are asked about; the first that is given counts.
DAYS = tuple(
    in_query(name, f"{_DAYS[name][1]}. Give only one of {', '.join(PARAMETERS)}.", _DAYS[name][0])
    for name in PARAMETERS
)
SIZE = in_query("size", "The size of the paper.", {"type": "string", "enum": ["A4", "A3"]})
