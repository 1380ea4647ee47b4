import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from assetmap.clock import LONDON, Clock
from assetmap.config import MailServer
from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.domain.people.people import NotAllowed
from assetmap.mail.message import BadMessage
from assetmap.services.context import Desk
from assetmap.services.mail.mail_queue import (
    Delivery,
    deliver,
    erase_old_letters,
    given_up,
    given_up_letters,
    queue_letter,
    try_again,
    waiting_letters,
)
from assetmap.storage.store import UnitOfWork
from tests.conftest import DeskMaker
from tests.mail.conftest import ServerMaker, make_server  # noqa: F401 - a fixture
from tests.ports import free_port
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.organisers import letters, outbox

NINE = datetime(2026, 3, 16, 9, tzinfo=LONDON)


class PowerCut(Exception):
    """Stands for the moment at which everything stops."""


def queued(desk: Desk, about: str = "reset:1", to: str = "pat@example.org") -> QueuedEmail | None:
    with desk.store.transaction() as uow:
        return queue_letter(
            desk, uow, "reset_password", to, about, link="https://x.example", valid_until=NINE
        )


def at(desk: Desk, moment: datetime) -> None:
    desk.clock = Clock(moment)


def with_server(desk: Desk, port: int) -> None:
    desk.config = replace(desk.config, mail=MailServer("127.0.0.1", port))


@pytest.fixture
def desk(make_desk: DeskMaker) -> Desk:
    return make_desk()


def test_letter_is_kept_as_it_will_be_read(desk: Desk) -> None:
    letter = queued(desk)
    assert letter is not None
    assert letters(desk) == [letter]
    assert (letter.to, letter.about, letter.state) == (
        "pat@example.org",
        "reset:1",
        EmailState.WAITING,
    )
    assert letter.queued_at == letter.next_try == NINE
    assert "https://x.example" in letter.text
    assert "https://x.example" in letter.html


def test_letter_about_the_same_is_not_queued_twice(desk: Desk) -> None:
    assert queued(desk) is not None
    assert queued(desk, to="other@example.org") is None
    assert deliver(desk) == Delivery(sent=1)
    assert queued(desk) is None
    assert [letter.to for letter in letters(desk)] == ["pat@example.org"]


def test_letter_is_not_kept_when_its_transaction_fails(desk: Desk) -> None:
    def fail() -> None:
        with desk.store.transaction() as uow:
            parts = {"link": "https://x.example", "valid_until": NINE}
            queue_letter(desk, uow, "reset_password", "pat@example.org", "reset:1", **parts)
            raise PowerCut

    with pytest.raises(PowerCut):
        fail()
    assert letters(desk) == []


def test_letter_to_no_address_is_refused(desk: Desk) -> None:
    with pytest.raises(BadMessage):
        queued(desk, to="see our website")
    assert letters(desk) == []


def test_letters_go_to_the_outbox_once(desk: Desk) -> None:
    letter = queued(desk)
    assert letter is not None
    assert deliver(desk) == Delivery(sent=1)
    assert deliver(desk) == Delivery()
    [file] = outbox(desk)
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert read["Message-ID"] == f"<{letter.id}@localhost>"
    [kept] = letters(desk)
    assert (kept.state, kept.sent_at, kept.tries) == (EmailState.SENT, NINE, 1)


def test_server_that_is_down_is_tried_again_with_growing_waits(desk: Desk) -> None:
    queued(desk)
    with_server(desk, free_port())
    now, waits = NINE, []
    while letters(desk)[0].state is EmailState.WAITING:
        at(desk, now)
        deliver(desk)
        before, now = now, letters(desk)[0].next_try
        waits.append(now - before)
    assert waits == [
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=12),
        timedelta(hours=24),
        timedelta(hours=24),
    ]
    [letter] = letters(desk)
    assert (letter.state, letter.tries) == (EmailState.GIVEN_UP, 6)
    assert "cannot be reached" in letter.trouble
    assert "pat@example.org" not in letter.trouble
    assert given_up(desk) == 1


def test_letter_is_not_tried_before_its_turn(desk: Desk) -> None:
    queued(desk)
    with_server(desk, free_port())
    assert deliver(desk) == Delivery(later=1)
    at(desk, NINE + timedelta(minutes=4))
    assert deliver(desk) == Delivery(later=1)
    assert letters(desk)[0].tries == 1


def test_server_that_comes_back_gets_the_same_message(
    desk: Desk,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    letter = queued(desk)
    assert letter is not None
    with_server(desk, free_port())
    deliver(desk)
    server = make_server()
    with_server(desk, server.port)
    at(desk, NINE + timedelta(minutes=5))
    assert deliver(desk) == Delivery(sent=1)
    [(_, recipients, message, _)] = server.taken
    assert recipients == ("pat@example.org",)
    assert message["Message-ID"] == f"<{letter.id}@localhost>"


def test_address_that_is_refused_for_good_is_given_up_at_once(
    desk: Desk,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    queued(desk)
    with_server(desk, make_server({"at_recipient": "550 no such person"}).port)
    assert deliver(desk) == Delivery(given_up=1)
    assert [letter.trouble.endswith("550 no such person") for letter in letters(desk)] == [True]


def test_dead_server_costs_three_tries_and_not_one_a_letter(desk: Desk) -> None:
    for number in range(5):
        queued(desk, f"reset:{number}")
    with_server(desk, free_port())
    assert deliver(desk) == Delivery(later=5)
    assert [letter.tries for letter in letters(desk)] == [1, 1, 1, 0, 0]


def test_crash_between_sending_and_noting_sends_the_same_message_again(
    desk: Desk,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    letter = queued(desk)
    assert letter is not None
    server = make_server()
    with_server(desk, server.port)
    stops = threading.local()
    whole = desk.store.transaction

    @contextmanager
    def cut_short() -> Iterator[UnitOfWork]:
        with whole() as uow:
            yield uow
            stops.count = getattr(stops, "count", 0) + 1
            if stops.count == 2:  # the first puts the next try off, the second notes the sending
                raise PowerCut

    desk.store.transaction = cut_short  # type: ignore[method-assign]
    with pytest.raises(PowerCut):
        deliver(desk)
    desk.store.transaction = whole  # type: ignore[method-assign]
    assert deliver(desk) == Delivery(later=1)
    at(desk, NINE + timedelta(minutes=5))
    assert deliver(desk) == Delivery(sent=1)
    message_ids = [message["Message-ID"] for _, _, message, _ in server.taken]
    assert message_ids == [f"<{letter.id}@localhost>"] * 2


def test_several_at_once_send_each_letter_once(
    desk: Desk,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    for number in range(12):
        queued(desk, f"reset:{number}", f"p{number}@example.org")
    server = make_server()
    with_server(desk, server.port)
    start = threading.Barrier(4)
    done: list[Delivery] = []

    def work() -> None:
        start.wait()
        done.append(deliver(desk))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.sent for each in done) == 12
    recipients = sorted(recipient for _, (recipient,), _, _ in server.taken)
    assert recipients == sorted(f"p{number}@example.org" for number in range(12))


def test_clock_that_jumped_back_does_not_hold_letters_up(desk: Desk) -> None:
    queued(desk)
    at(desk, NINE - timedelta(days=400))
    assert deliver(desk) == Delivery(sent=1)


def test_newest_letters_can_go_first(desk: Desk) -> None:
    for number in range(4):
        queued(desk, f"reset:{number}")
    assert deliver(desk, newest=1) == Delivery(sent=1, later=3)
    assert [letter.state for letter in letters(desk)] == [
        *[EmailState.WAITING] * 3,
        EmailState.SENT,
    ]


def test_letter_that_was_given_up_can_be_tried_again(
    desk: Desk,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    queued(desk)
    with_server(desk, make_server({"at_recipient": "550 no such person"}).port)
    deliver(desk)
    [letter] = given_up_letters(desk, by(EDITOR))
    desk.config = replace(desk.config, mail=None)
    try_again(desk, by(EDITOR), letter.id)
    assert (given_up(desk), waiting_letters(desk)) == (0, 1)
    assert deliver(desk) == Delivery(sent=1)
    [noted] = desk.store.audited(subject=f"letter:{letter.id}")
    assert (noted.entry.happening.what, noted.entry.happening.by) == (
        "tried a letter again",
        "edna",
    )
    try_again(desk, by(EDITOR), letter.id)
    assert waiting_letters(desk) == 0


def test_given_up_letters_are_for_those_who_review(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        given_up_letters(desk, by(VOLUNTEER))
    with pytest.raises(NotAllowed):
        try_again(desk, by(VOLUNTEER), "any")


def test_letters_are_erased_thirty_days_after_they_left(desk: Desk) -> None:
    queued(desk, "one")
    deliver(desk)
    queued(desk, "two")
    for days, erased in ((30, 0), (31, 1), (32, 0)):
        at(desk, NINE + timedelta(days=days))
        with desk.store.transaction() as uow:
            assert erase_old_letters(desk, uow) == erased
    assert [letter.about for letter in letters(desk)] == ["two"]
