import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from email import message_from_bytes
from email.policy import default

import pytest

from assetmap.clock import LONDON, Clock
from assetmap.domain.mail_queue import EmailState, QueuedEmail
from assetmap.domain.people.people import NotAllowed
from assetmap.mail.message import BadMessage
from assetmap.mail_server import MailServer
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import (
    Delivery,
    deliver,
    erase_old_emails,
    failed_emails,
    given_up,
    queue_email,
    try_again,
    waiting_emails,
)
from assetmap.storage.unit_of_work import UnitOfWork
from tests.conftest import ContextMaker
from tests.mail.conftest import ServerMaker, make_server  # noqa: F401 - a fixture
from tests.ports import free_port
from tests.services.colleagues import EDITOR, VOLUNTEER, by
from tests.services.organisers import letters, outbox

NINE = datetime(2026, 3, 16, 9, tzinfo=LONDON)


class PowerCut(Exception):
    """Stands for the moment at which everything stops."""


def queued(
    context: Context, about: str = "reset:1", to: str = "pat@example.org"
) -> QueuedEmail | None:
    with context.store.transaction() as uow:
        return queue_email(
            context, uow, "reset_password", to, about, link="https://x.example", valid_until=NINE
        )


def at(context: Context, moment: datetime) -> None:
    context.clock = Clock(moment)


def with_server(context: Context, port: int) -> None:
    context.config = replace(context.config, mail=MailServer("127.0.0.1", port))


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_letter_is_kept_as_it_will_be_read(context: Context) -> None:
    letter = queued(context)
    assert letter is not None
    assert letters(context) == [letter]
    assert (letter.to, letter.about, letter.state) == (
        "pat@example.org",
        "reset:1",
        EmailState.WAITING,
    )
    assert letter.queued_at == letter.next_try == NINE
    assert "https://x.example" in letter.text
    assert "https://x.example" in letter.html


def test_letter_about_the_same_is_not_queued_twice(context: Context) -> None:
    assert queued(context) is not None
    assert queued(context, to="other@example.org") is None
    assert deliver(context) == Delivery(sent=1)
    assert queued(context) is None
    assert [letter.to for letter in letters(context)] == ["pat@example.org"]


def test_letter_is_not_kept_when_its_transaction_fails(context: Context) -> None:
    def fail() -> None:
        with context.store.transaction() as uow:
            parts = {"link": "https://x.example", "valid_until": NINE}
            queue_email(context, uow, "reset_password", "pat@example.org", "reset:1", **parts)
            raise PowerCut

    with pytest.raises(PowerCut):
        fail()
    assert letters(context) == []


def test_letter_to_no_address_is_refused(context: Context) -> None:
    with pytest.raises(BadMessage):
        queued(context, to="see our website")
    assert letters(context) == []


def test_letters_go_to_the_outbox_once(context: Context) -> None:
    letter = queued(context)
    assert letter is not None
    assert deliver(context) == Delivery(sent=1)
    assert deliver(context) == Delivery()
    [file] = outbox(context)
    read = message_from_bytes(file.read_bytes(), policy=default)
    assert read["Message-ID"] == f"<{letter.id}@localhost>"
    [kept] = letters(context)
    assert (kept.state, kept.sent_at, kept.tries) == (EmailState.SENT, NINE, 1)


def test_server_that_is_down_is_tried_again_with_growing_waits(context: Context) -> None:
    queued(context)
    with_server(context, free_port())
    now, waits = NINE, []
    while letters(context)[0].state is EmailState.WAITING:
        at(context, now)
        deliver(context)
        before, now = now, letters(context)[0].next_try
        waits.append(now - before)
    assert waits == [
        timedelta(minutes=5),
        timedelta(minutes=30),
        timedelta(hours=2),
        timedelta(hours=12),
        timedelta(hours=24),
        timedelta(hours=24),
    ]
    [letter] = letters(context)
    assert (letter.state, letter.tries) == (EmailState.GIVEN_UP, 6)
    assert "cannot be reached" in letter.trouble
    assert "pat@example.org" not in letter.trouble
    assert given_up(context) == 1


def test_letter_is_not_tried_before_its_turn(context: Context) -> None:
    queued(context)
    with_server(context, free_port())
    assert deliver(context) == Delivery(later=1)
    at(context, NINE + timedelta(minutes=4))
    assert deliver(context) == Delivery(later=1)
    assert letters(context)[0].tries == 1


def test_server_that_comes_back_gets_the_same_message(
    context: Context,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    letter = queued(context)
    assert letter is not None
    with_server(context, free_port())
    deliver(context)
    server = make_server()
    with_server(context, server.port)
    at(context, NINE + timedelta(minutes=5))
    assert deliver(context) == Delivery(sent=1)
    [(_, recipients, message, _)] = server.taken
    assert recipients == ("pat@example.org",)
    assert message["Message-ID"] == f"<{letter.id}@localhost>"


def test_address_that_is_refused_for_good_is_given_up_at_once(
    context: Context,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    queued(context)
    with_server(context, make_server({"at_recipient": "550 no such person"}).port)
    assert deliver(context) == Delivery(given_up=1)
    assert [letter.trouble.endswith("550 no such person") for letter in letters(context)] == [True]


def test_dead_server_costs_three_tries_and_not_one_a_letter(context: Context) -> None:
    for number in range(5):
        queued(context, f"reset:{number}")
    with_server(context, free_port())
    assert deliver(context) == Delivery(later=5)
    assert [letter.tries for letter in letters(context)] == [1, 1, 1, 0, 0]


def test_crash_between_sending_and_noting_sends_the_same_message_again(
    context: Context,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    letter = queued(context)
    assert letter is not None
    server = make_server()
    with_server(context, server.port)
    stops = threading.local()
    whole = context.store.transaction

    @contextmanager
    def cut_short() -> Iterator[UnitOfWork]:
        with whole() as uow:
            yield uow
            stops.count = getattr(stops, "count", 0) + 1
            if stops.count == 2:  # the first puts the next try off, the second notes the sending
                raise PowerCut

    context.store.transaction = cut_short  # type: ignore[method-assign]
    with pytest.raises(PowerCut):
        deliver(context)
    context.store.transaction = whole  # type: ignore[method-assign]
    assert deliver(context) == Delivery(later=1)
    at(context, NINE + timedelta(minutes=5))
    assert deliver(context) == Delivery(sent=1)
    message_ids = [message["Message-ID"] for _, _, message, _ in server.taken]
    assert message_ids == [f"<{letter.id}@localhost>"] * 2


def test_several_at_once_send_each_letter_once(
    context: Context,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    for number in range(12):
        queued(context, f"reset:{number}", f"p{number}@example.org")
    server = make_server()
    with_server(context, server.port)
    start = threading.Barrier(4)
    done: list[Delivery] = []

    def work() -> None:
        start.wait()
        done.append(deliver(context))

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(each.sent for each in done) == 12
    recipients = sorted(recipient for _, (recipient,), _, _ in server.taken)
    assert recipients == sorted(f"p{number}@example.org" for number in range(12))


def test_clock_that_jumped_back_does_not_hold_letters_up(context: Context) -> None:
    queued(context)
    at(context, NINE - timedelta(days=400))
    assert deliver(context) == Delivery(sent=1)


def with_code(context: Context, about: str = "code:1") -> None:
    """Queue a letter with a code that works until ten past nine."""
    until = NINE + timedelta(minutes=10)
    with context.store.transaction() as uow:
        queue_email(
            context,
            uow,
            "sign_in_code",
            "pat@example.org",
            about,
            is_secret_until=until,
            code="012345",
            valid_until=until,
        )


def test_letter_with_a_code_is_kept_no_longer_than_until_it_is_sent(context: Context) -> None:
    with_code(context)
    assert deliver(context) == Delivery(sent=1)
    assert letters(context) == []
    assert "012345" in outbox(context)[0].read_text(encoding="utf-8")


def test_letter_with_a_code_is_not_sent_once_the_code_is_stale(context: Context) -> None:
    context.config = replace(context.config, mail=MailServer("127.0.0.1", free_port()))
    with_code(context)
    assert deliver(context) == Delivery(later=1)
    at(context, NINE + timedelta(minutes=10))
    assert deliver(context) == Delivery()
    assert letters(context) == []


def test_days_work_takes_out_stale_codes(context: Context) -> None:
    with_code(context)
    at(context, NINE + timedelta(minutes=10))
    with context.store.transaction() as uow:
        erase_old_emails(context, uow)
    assert letters(context) == []


def test_newest_letters_can_go_first(context: Context) -> None:
    for number in range(4):
        queued(context, f"reset:{number}")
    assert deliver(context, newest=1) == Delivery(sent=1, later=3)
    assert [letter.state for letter in letters(context)] == [
        *[EmailState.WAITING] * 3,
        EmailState.SENT,
    ]


def test_letter_that_was_given_up_can_be_tried_again(
    context: Context,
    make_server: ServerMaker,  # noqa: F811
) -> None:
    queued(context)
    with_server(context, make_server({"at_recipient": "550 no such person"}).port)
    deliver(context)
    [letter] = failed_emails(context, by(EDITOR))
    context.config = replace(context.config, mail=None)
    try_again(context, by(EDITOR), letter.id)
    assert (given_up(context), waiting_emails(context)) == (0, 1)
    assert deliver(context) == Delivery(sent=1)
    [noted] = context.store.audited(subject=f"letter:{letter.id}")
    assert (noted.entry.happening.what, noted.entry.happening.by) == (
        "tried a letter again",
        "edna",
    )
    try_again(context, by(EDITOR), letter.id)
    assert waiting_emails(context) == 0


def test_given_up_letters_are_for_those_who_review(context: Context) -> None:
    with pytest.raises(NotAllowed):
        failed_emails(context, by(VOLUNTEER))
    with pytest.raises(NotAllowed):
        try_again(context, by(VOLUNTEER), "any")


def test_letters_are_erased_thirty_days_after_they_left(context: Context) -> None:
    queued(context, "one")
    deliver(context)
    queued(context, "two")
    for days, erased in ((30, 0), (31, 1), (32, 0)):
        at(context, NINE + timedelta(days=days))
        with context.store.transaction() as uow:
            assert erase_old_emails(context, uow) == erased
    assert [letter.about for letter in letters(context)] == ["two"]
