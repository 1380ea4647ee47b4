"""What is looked after goes on however a look ends, and stops when it is told to."""

import threading

import pytest

from assetmap.services.periodic_task import PeriodicTask
from assetmap.storage.store import Unavailable


class Failing(PeriodicTask):
    """Fails twice, each time otherwise, and then does well."""

    trouble = "the lamp cannot be looked after"

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.did_well = threading.Event()

    def look(self) -> None:
        self.looks += 1
        if self.looks == 1:
            raise Unavailable("the disk is full")
        if self.looks == 2:
            raise ValueError("a bulb")
        self.did_well.set()


def test_it_looks_again_after_a_look_that_failed_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture,
) -> None:
    watch = Failing()
    watch.start(0.001)
    assert watch.did_well.wait(20)
    watch.close()
    looks = watch.looks
    said = ["the lamp cannot be looked after: the disk is full", "the lamp cannot be looked after"]
    assert caplog.messages == said
    assert watch.looks == looks


def test_one_that_was_never_started_is_closed_at_once() -> None:
    Failing().close()
