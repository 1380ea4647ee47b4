"""The thread that sends letters: it is woken, and nobody waits for it."""

import logging
import threading

import pytest

from assetmap.services.background_task import BackgroundTask
from assetmap.storage.store import Unavailable
from tests.conftest import ContextMaker


def test_wakes_while_it_sends_are_one_more_turn() -> None:
    begun, go_on, turns = threading.Event(), threading.Event(), []

    def send() -> None:
        turns.append(threading.current_thread().name)
        begun.set()
        assert go_on.wait(10)

    sender = BackgroundTask(send, "letters are waiting")
    sender.wake()
    assert begun.wait(10)
    for _ in range(5):
        sender.wake()
    assert not sender.settle(0.01)
    go_on.set()
    assert sender.settle(10)
    assert turns == ["background", "background"]


@pytest.mark.parametrize("error", [Unavailable("the disk is full"), ValueError("anything")])
def test_what_goes_wrong_is_logged_and_the_next_wake_sends_again(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    turns: list[int] = []

    def send() -> None:
        turns.append(1)
        raise error

    sender = BackgroundTask(send, "letters are waiting")
    with caplog.at_level(logging.ERROR):
        for _ in range(2):
            sender.wake()
            assert sender.settle(10)
    assert len(turns) == 2
    assert [record.message.startswith("letters are waiting") for record in caplog.records] == [
        True,
        True,
    ]


def test_a_closed_sender_begins_nothing() -> None:
    turns: list[int] = []
    sender = BackgroundTask(lambda: turns.append(1), "letters are waiting")
    sender.close()
    sender.wake()
    assert sender.settle(10)
    assert turns == []


def test_a_context_is_closed_once_its_work_in_the_background_is_done(
    make_context: ContextMaker,
) -> None:
    """SQLite would let a thread that still writes go on in a file that was opened since."""
    context = make_context()
    begun, may_go_on, done = threading.Event(), threading.Event(), []

    def count() -> None:
        begun.set()
        assert may_go_on.wait(20)
        done.append(context.store.version())

    context.in_background(count, "not counted").wake()
    assert begun.wait(20)
    closing = threading.Thread(target=context.close)
    closing.start()
    may_go_on.set()
    closing.join(20)
    assert len(done) == 1
