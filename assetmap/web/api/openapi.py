"""The API's document, OpenAPI 3.1: every data address that anybody may ask, put together.

What is said of an address stands beside its view (`framework/api_description.py`); here is what
all of them share: the parameters of a question, and how each goes wrong.
"""

from collections.abc import Iterable
from http import HTTPStatus
from typing import Any

from flask import Flask

from assetmap import __version__
from assetmap.domain.search.query_parameters import QueryParameter, query_parameters
from assetmap.services.context import Context
from assetmap.web.api.path_examples import path_examples, with_examples
from assetmap.web.framework.api_description import Description, descriptions_of, json_answer
from assetmap.web.framework.data_errors import MESSAGES
from assetmap.web.framework.json_schema import TEXT, Schema, record, ref

_ERROR = record(error=TEXT, message=TEXT)
_ALWAYS = (405, 503)  # no address takes anything but GET, and the records may not answer
_LEADS = (301, 302)
_ABOUT = (
    "Everything here can be asked with GET, without an account, a key or a cookie. Names of "
    "addresses, parameters and keys are kept; keys may be added. What is wrong with a question is "
    "answered 400 with the parameter's name and a sentence."
)

_LEAD = {
    "description": "It stands at another address.",
    "headers": {"Location": {"schema": TEXT}},
    "content": {"text/html": {}},
}


def openapi_document(app: Flask, context: Context) -> dict[str, Any]:
    """The document of an app over a context, whose filters offer what is listed now."""
    found = sorted(descriptions_of(app), key=lambda each: each[0])
    examples = path_examples(context)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": context.borough.title,
            "version": __version__,
            "description": _ABOUT,
        },
        "servers": [{"url": context.config.public_url}],
        "paths": {
            path: {"get": with_examples(path, _operation(endpoint, path, each), examples)}
            for path, endpoint, each in found
        },
        "components": {
            "parameters": _parameters(context),
            "responses": _responses(),
            "schemas": {
                "Error": _ERROR,
                **_schemas([each for *_, each in found], context.neighbours.are_any),
            },
        },
    }


def _schemas(descriptions: Iterable[Description], has_others: bool) -> dict[str, Schema]:
    schemas: dict[str, Schema] = {}
    for each in descriptions:
        schemas |= {**each.schemas, **(each.beside_others if has_others else {})}
    return schemas


def _operation(endpoint: str, path: str, description: Description) -> dict[str, Any]:
    told = description.operation
    always = {str(status): ref(str(status), "responses") for status in _ALWAYS}
    suffix = path.rpartition(".")[2] if description.path else ""
    name = "_".join(filter(None, (endpoint.replace(".", "_"), suffix)))
    return {"operationId": name, **told, "responses": {**always, **told["responses"]}}


def _parameters(context: Context) -> dict[str, Schema]:
    choices = context.directory_cache.current().snapshot.choices
    needs = {need.slug: need.label for need in context.borough.words.needs}
    return {each.name: _parameter(each) for each in query_parameters(choices, needs)}


def _parameter(parameter: QueryParameter) -> Schema:
    many = {"style": "form", "explode": True} if parameter.is_many else {}
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.means,
        "schema": parameter.schema,
        **many,
    }


def _responses() -> dict[str, Any]:
    """How addresses answer when they do not give what was asked for, by status."""
    errors = {str(status): _error(status) for status in MESSAGES}
    leads = dict.fromkeys(map(str, _LEADS), _LEAD)
    return {**leads, "304": {"description": "Who asks has it already: see ETag."}, **errors}


def _error(status: int) -> dict[str, Any]:
    return json_answer(ref("Error"), MESSAGES.get(status) or HTTPStatus(status).phrase)
