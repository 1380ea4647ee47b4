"""Codes by email as people get them: read out of the outbox, typed into the real form."""

import re
from email import message_from_bytes
from email.policy import default

from flask.testing import FlaskClient

from assetmap.domain.people.people import Person
from assetmap.services.context import Context
from assetmap.storage.tables import EMAILS
from tests.people import csrf_token
from tests.services.organisers import settle
from tests.web.account.test_signing_in import (
    send,
    send_first_code,
    type_password,
    write_down_codes,
)
from tests.web.conftest import Client


def letters_to(context: Context, person: Person) -> list[str]:
    """The texts of the letters that went out to somebody, oldest first."""
    settle(context)
    folder = context.config.outbox
    files = sorted(folder.glob("*.eml"), key=lambda each: each.stat().st_mtime_ns)
    letters = [message_from_bytes(each.read_bytes(), policy=default) for each in files]
    found = [each for each in letters if each["To"] == person.email]
    return [
        "\n".join(part.get_content().splitlines())
        for each in found
        if (part := each.get_body(("plain",)))
    ]


def sent_code(context: Context, person: Person) -> str:
    """The code in the newest letter to somebody that has one.

    A server that is slow may not have handed it over yet, after its answer.
    """
    settle(context)
    waiting = [each.text for each in context.store.find(EMAILS) if each.to == person.email]
    texts = "\n".join((*letters_to(context, person), *waiting))
    (*_, newest) = re.findall(r"^(\d{6})$", texts, re.MULTILINE)
    return str(newest)


def another_than(code: str) -> str:
    """A code that is not this one."""
    return "000000" if code != "000000" else "111111"


def begin_by_email(client: Client, address: str = "/account/second-factor") -> None:
    """Choose codes by email on the set-up page."""
    answer = send(client, address, setup="email")
    assert (answer.status_code, client.last and client.last.h1) == (
        *(200, "Type the code from your email"),
    )


def set_up_by_email(client: Client, context: Context, person: Person) -> list[str]:
    """Sign in for the first time and set up codes by email; gives the recovery codes."""
    type_password(client, person)
    begin_by_email(client)
    answer = send_first_code(client, sent_code(context, person))
    assert answer.location == "/account/recovery-codes"
    return write_down_codes(client)


def type_code(client: FlaskClient, code: str, **fields: str) -> str:
    """Type a code where it is asked for; gives where that leads, empty when it is refused."""
    token = csrf_token(client, "/account/code")
    data = {"csrf_token": token, "code": code, **fields}
    return client.post("/account/code?next=/account", data=data).location or ""
