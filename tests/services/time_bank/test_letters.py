"""What members are written: keys and numbers do not stay in the queue."""

import pytest

from assetmap.services.context import Context
from assetmap.services.time_bank.letters import with_email, write_gift, write_links
from assetmap.services.time_bank.member_links import open_member_link
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.time_bank import a_member, join


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_letter_is_secret_until_its_link_ends(context: Context) -> None:
    ada = join(context)
    with context.unit_of_work() as uow:
        write_links(context, uow, [ada], key="1")
    (letter,) = context.store.find(EMAILS)
    assert letter.is_secret_until is not None
    assert (letter.is_secret_until - context.clock.now()).days in (29, 30)
    token = letter.text.partition("/time-bank/me/")[2].split()[0]
    assert open_member_link(context, token) == ada
    assert "The link works until 14 April 2026." in letter.text


def test_gift_is_told_once_a_key(context: Context) -> None:
    ada = join(context)
    with context.unit_of_work() as uow:
        for _ in range(2):
            write_gift(context, uow, ada, 60, "", key="g")
    assert context.store.count(EMAILS) == 1


def test_mistyped_address_stops_nothing(context: Context) -> None:
    ada = join(context, email="not an address")
    with context.unit_of_work() as uow:
        write_gift(context, uow, ada, 60, "", key="g")
    assert context.store.count(EMAILS) == 0


def test_those_who_can_be_written_to() -> None:
    ada, no_email, left = a_member(), a_member(email=" "), a_member(stage="left")
    assert with_email([ada, no_email, left]) == [ada]
