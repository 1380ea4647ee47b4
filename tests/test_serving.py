"""What the tests' own servers rest on."""

import threading
from collections.abc import Iterable
from typing import Any

import pytest

from tests.serving import Underway


def test_who_waits_waits_until_the_last_view_is_done() -> None:
    may_go_on = threading.Event()

    has_begun = threading.Event()

    def app(environ: Any, start_response: Any) -> Iterable[bytes]:
        has_begun.set()
        may_go_on.wait()
        return [b"whole"]

    underway = Underway(app)
    underway.wait()
    answers: list[bytes] = []
    asking = threading.Thread(target=lambda: answers.extend(underway({}, None)))
    asking.start()
    has_begun.wait()
    with pytest.raises(TimeoutError):
        underway.wait(0)
    may_go_on.set()
    underway.wait()
    asking.join()
    assert answers == [b"whole"]


def test_an_answer_that_fails_is_over() -> None:
    def app(environ: Any, start_response: Any) -> Iterable[bytes]:
        raise LookupError

    underway = Underway(app)
    with pytest.raises(LookupError):
        underway({}, None)
    underway.wait(0)
