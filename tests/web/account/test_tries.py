"""What the audit says of tries that came to nothing."""

import pytest

from assetmap.domain.people.people import Person, Role
from assetmap.services.context import Context
from tests.conftest import ContextMaker
from tests.people import a_password, a_person
from tests.web.account.test_signing_in import another, send, type_password
from tests.web.conftest import Client, client_of


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def client(context: Context) -> Client:
    """A browser that keeps cookies."""
    return another(client_of(context))


def refusals(context: Context) -> list[tuple[str, str, str]]:
    """What the audit says of tries by somebody who is not signed in: what, of whom, where."""
    events = [each.entry.happening for each in context.store.audited(by="not-signed-in")]
    return [(each.what, each.subject, each.why) for each in events]


def test_failed_sign_in_leaves_a_line_without_address_or_password(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    type_password(client, someone, "MARK-secret")
    type_password(client, Person("p-no", email="MARK-nobody@example.org"), "MARK-secret")
    assert refusals(context) == [
        ("failed to sign in", f"person:{someone.id}", ""),
        ("failed to sign in", "sign-in:unknown", ""),
    ]
    values = [each.values for each in context.store.audited(by="not-signed-in")]
    marks = [value.after for line in values for value in line]
    assert [len(mark) for mark in marks] == [64, 64]
    kept = repr(list(context.store.audited())).casefold()
    assert "mark-" not in kept
    assert someone.email not in kept


def test_refused_codes_leave_a_line(context: Context, client: Client) -> None:
    someone = a_password(context, a_person(context, Role.EDITOR))
    type_password(client, someone)
    send(client, "/account/code", code="12")
    send(client, "/account/recovery", code="MARK-wrong")
    line = ("refused: second factor", f"person:{someone.id}", "")
    assert refusals(context) == [line, line]


def test_lock_out_leaves_one_line_however_often_it_is_tried(
    context: Context, client: Client
) -> None:
    someone = a_password(context, a_person(context, Role.VOLUNTEER))
    for _ in range(9):
        type_password(another(client), someone, "wrong")
    said = refusals(context)
    assert said[5:] == [("locked out", f"person:{someone.id}", "/account/sign-in")]
    assert {what for what, *_ in said[:5]} == {"failed to sign in"}
