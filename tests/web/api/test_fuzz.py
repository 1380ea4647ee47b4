"""Every address of the API's document is asked with what it allows and with what it does not: no
answer is a failure of ours, and each is one that the document names.

A few cases of each always; `ASSETMAP_FUZZ_CASES=100` tries as many (see CONTRIBUTING.md).
"""

import os
from collections.abc import Iterable
from itertools import count
from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from assetmap.app import create_app
from assetmap.services.context import Context

DOCUMENT = "/api/openapi.json"
CASES = int(os.environ.get("ASSETMAP_FUZZ_CASES", "15"))
THOROUGH = 100
# Seconds each where a code is right: those are asked for when many cases are.
SLOW = {"/practice/{code}/noticeboard.pdf", "/whats-on.pdf"}


def no_fault(ctx: Any, response: Any, case: Any) -> Any:
    """No server error. 501 is oEmbed's answer to a format that it does not have, and no fault."""
    return None if response.status_code == 501 else not_a_server_error(ctx, response, case)


# Whether what fits the document is taken, and what does not is refused, is no business of these:
# a postcode that there is not fits the document of any address.
CHECKS = [
    no_fault,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# What nobody makes up: without these all that is asked for would be missing.
REAL = {
    "listing_id": ["riverside-memory-lunch-club", "hub-tilbury", "blackwater-refuge"],
    "hub": ["hub-tilbury", "riverside"],
    "code": ["SAMPLE-TILBURY", "sample-aveley"],
    "near": ["RM18 7TB", "Tilbury", "51.48,0.32"],
    "q": ["lunch", "cheap lunch on tuesday", "I can drive", "I want to die"],
}
AS_IT_IS = {"Accept-Encoding": "identity"}  # over WSGI the library unpacks nothing


class EachFromElsewhere:
    """The app, asked by another visitor each time: nobody is told to wait."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._visitors = count(1)

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        number = next(self._visitors)
        environ["REMOTE_ADDR"] = f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}"
        return self._app(environ, start_response)


def failures_at(operation: Any, questions: Any, cases: int) -> list[str]:
    """What is wrong with the answers of an address to so many questions, in words."""
    real = {} if operation.path in SLOW and CASES < THOROUGH else REAL

    @settings(
        max_examples=cases,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=questions, data=st.data())
    def ask(case: Any, data: st.DataObject) -> None:
        for asked in (case.path_parameters, case.query):
            for name in real.keys() & (asked or {}).keys():
                asked[name] = data.draw(st.sampled_from([asked[name], *real[name]]))
        case.call_and_validate(checks=CHECKS, headers=AS_IT_IS)

    try:
        ask()
    except FailureGroup as group:
        return [f"{each.title}: {each.message}\n{group.message}" for each in group.exceptions]
    except Failure as failure:
        return [str(failure)]
    except Unsatisfiable:  # nothing can be wrong with what is asked here
        assert not operation.query
    return []


@pytest.fixture(scope="module")
def api(sample_context: Context) -> Any:
    """The document as schemathesis reads it from the app."""
    app = EachFromElsewhere(create_app(sample_context))
    return schemathesis.openapi.from_wsgi(DOCUMENT, app)


@pytest.mark.parametrize("is_right", [True, False], ids=["right", "wrong"])
def test_every_address_answers_as_described(api: Any, is_right: bool) -> None:
    """Asked what it allows, and what it does not."""
    few = max(1, CASES * (4 if is_right else 1) // 5)
    mode = GenerationMode.POSITIVE if is_right else GenerationMode.NEGATIVE
    found, asked = {}, set()
    for operation in (each.ok() for each in api.get_all_operations()):
        asked.add(operation.path)
        if failures := failures_at(operation, operation.as_strategy(mode), few):
            found[operation.path] = failures
    assert found == {}
    # The library leaves out the address from which it has the document.
    assert asked == set(api.raw_schema["paths"]) - {DOCUMENT}
