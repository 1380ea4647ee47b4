"""Codes by email: bound to an attempt, used once, for ten minutes, and only the newest."""

from datetime import timedelta

import pytest

from assetmap.clock import Clock
from assetmap.domain.people.people import Person, Role
from assetmap.services.account.email_codes import HOLDS, send, use
from assetmap.services.context import Context
from assetmap.storage.tables import ACCOUNTS, EMAILS
from tests.conftest import ContextMaker
from tests.people import a_person


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


@pytest.fixture
def someone(context: Context) -> Person:
    return a_person(context, Role.VOLUNTEER)


def code_sent(context: Context) -> str:
    """The code in the newest letter."""
    (letter,) = context.store.find(EMAILS, newest_first=True, most=1)
    (code,) = (line for line in letter.text.splitlines() if line.isdecimal())
    assert (len(code), letter.is_secret_until) == (6, context.clock.now() + HOLDS)
    assert code not in letter.subject
    return code


def test_code_is_used_once_for_its_attempt(context: Context, someone: Person) -> None:
    assert send(context, someone, "first")
    code = code_sent(context)
    assert not use(context, someone.id, "second", code)
    assert not use(context, someone.id, "", code)
    assert use(context, someone.id, "first", f" {code[:3]} {code[3:]} ")
    assert not use(context, someone.id, "first", code)
    assert not use(context, someone.id, "first", "")


def test_newer_code_replaces_the_one_before(context: Context, someone: Person) -> None:
    send(context, someone, "first")
    old = code_sent(context)
    send(context, someone, "second")
    assert not use(context, someone.id, "first", old)
    assert use(context, someone.id, "second", code_sent(context))


def test_code_is_stale_after_ten_minutes(context: Context, someone: Person) -> None:
    send(context, someone, "first")
    code, sent_at = code_sent(context), context.clock.now()
    context.clock = Clock(sent_at + timedelta(minutes=10))
    assert not use(context, someone.id, "first", code)
    context.clock = Clock(sent_at + timedelta(minutes=9, seconds=59))
    assert use(context, someone.id, "first", code)


def test_what_is_kept_does_not_tell_the_code(context: Context, someone: Person) -> None:
    send(context, someone, "first")
    kept = context.store.get(ACCOUNTS, someone.id)
    assert len(kept.email_code) == 64
    assert code_sent(context) not in kept.email_code


def test_code_to_no_address_is_not_sent_and_none_works(context: Context) -> None:
    someone = a_person(context, Role.VOLUNTEER, email="no address")
    assert not send(context, someone, "first")
    assert context.store.find(EMAILS) == []
    assert context.store.get(ACCOUNTS, someone.id).email_code == ""
