"""A member leaves, is given their whole file, or is erased (TB16)."""

import json
from datetime import date

import pytest

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.members import Stage
from assetmap.services.context import Context
from assetmap.services.mail.mail_queue import deliver
from assetmap.services.time_bank.accounts import account_titles, member_of
from assetmap.services.time_bank.item_letters import ask_to_renew
from assetmap.storage.tables import TIME_BANK_EXCHANGES, TIME_BANK_ITEMS
from tests.conftest import ContextMaker
from tests.people import csrf_token
from tests.time_bank import BY_BROKER, join, keep_exchange, keep_item, the_time_bank
from tests.web.conftest import Client
from tests.web.time_bank.staff import as_, post

AT = "/work/time-bank/members"


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return make_context()


def test_tb16_hours_are_given_to_the_pot_and_the_number_stays(context: Context) -> None:
    one, _, _ = the_time_bank(context)
    client = as_(context)
    page = client.page(f"{AT}/{one.id}/leave")
    assert "They have 3 h. What becomes of it?" in page.words
    assert post(client, f"{AT}/{one.id}/leave") == 422
    assert post(client, f"{AT}/{one.id}/leave", name_goes="later", hours="pot") == 303
    assert context.store.ledger.balance(one.id) == 0
    assert context.store.ledger.balance("pot") == 780
    left = member_of(context, BY_BROKER, one.id)
    assert (left.stage, left.name) == (Stage.LEFT, one.name)
    assert left.link_mark != one.link_mark
    assert context.store.ledger.faults() == []
    assert "Ada Lovelock has left already." not in client.page(f"{AT}/{one.id}").words


@pytest.mark.parametrize(("to", "status"), [("102", 303), ("103", 303), ("101", 422), ("", 422)])
def test_tb16_hours_are_given_to_another(context: Context, to: str, status: int) -> None:
    one, _, _ = the_time_bank(context)
    client = as_(context)
    typed = {"name_goes": "now", "hours": "member", "to": to}
    assert post(client, f"{AT}/{one.id}/leave", **typed) == status
    assert context.store.ledger.balance("101") == (0 if status == 303 else 180)


def test_tb16_who_used_more_than_they_gave_is_closed(context: Context) -> None:
    _, two, _ = the_time_bank(context)
    client = as_(context)
    words = client.page(f"{AT}/{two.id}/leave").words
    assert "They have used 2 h more than they gave. That is fine" in words
    assert "debt" not in words
    assert post(client, f"{AT}/{two.id}/leave", name_goes="now") == 303
    assert context.store.ledger.balance(two.id) == 0
    assert client.page(f"{AT}/{two.id}").h1 == "Member 102"


def test_tb16_nobody_leaves_while_an_exchange_waits_for_a_word(context: Context) -> None:
    one, two, _ = the_time_bank(context)
    keep_exchange(context, one.id, two.id)
    agreed = keep_exchange(context, two.id, one.id, state=ExchangeState.AGREED)
    client = as_(context)
    assert post(client, f"{AT}/{one.id}/leave", name_goes="later", hours="close") == 409
    assert post(client, f"{AT}/{one.id}/data/erase") == 422
    assert post(client, f"{AT}/{one.id}/data/erase", sure="yes") == 303
    assert context.store.get(TIME_BANK_EXCHANGES, agreed.id).state is ExchangeState.CALLED_OFF


def test_tb16_whole_file_calls_others_by_their_number(context: Context) -> None:
    one, two, _ = the_time_bank(context)
    keep_item(context, one.id, "Hem curtains")
    keep_exchange(context, one.id, two.id)
    client = as_(context)
    response = client.post(f"{AT}/{one.id}/data/export", data={"csrf_token": token(client)})
    assert response.headers["Content-Disposition"] == 'attachment; filename="member-101.json"'
    held = json.loads(response.text)
    assert held["member"]["name"] == "Ada Lovelock"
    assert held["offers_and_wants"][0]["title"] == "Hem curtains"
    assert held["exchanges"][0]["receiver"] == "Member 102"
    assert held["statement"] == [
        {
            "done_on": "2025-09-01",
            "entered_at": "2026-03-16T09:00:00+00:00",
            "what": "Brought forward",
            "with": "Before this ledger",
            "hours": "3 h",
            "balance": "3 h",
        }
    ]
    assert held["balance"] == "3 h"
    for secret in ("Bertram", "Oddwick", "960502", "Invented", one.link_mark, "frozen_on"):
        assert secret not in response.text


def token(client: Client) -> str:
    return csrf_token(client)


def test_tb16_erased_name_is_nowhere_in_the_files_and_the_ledger_stays(context: Context) -> None:
    """Acceptance 7: erase member 102, and look through the database and what lies beside it."""
    one = join(context, 180)
    two = join(
        *(context, 120),
        name="Zebedee Quillfeather",
        email="zeb.quill@example.org",
        phone="01632 960577",
        address="7 Invented Close",
        postcode="RM17 6ZZ",
        contact_by="email",
    )
    ends = date(2026, 3, 20)
    keep_item(context, two.id, "Quillfeather cakes", details="At Zebedee’s place", until=ends)
    keep_exchange(context, two.id, one.id, state=ExchangeState.POSTED)
    with context.unit_of_work() as uow:
        assert ask_to_renew(context, uow) == 1
    deliver(context)
    client = as_(context)
    client.page(f"{AT}?q=quill")
    assert post(client, f"{AT}/{two.id}/data/erase", sure="yes") == 303
    words = (b"Zebedee", b"Quillfeather", b"zeb.quill", b"960577", b"Invented Close", b"RM17 6ZZ")
    files = [each for each in context.config.outbox.parent.rglob("*") if each.is_file()]
    assert any(each.name.startswith("assetmap.db") for each in files)
    found = [(each.name, word) for each in files for word in words if word in each.read_bytes()]
    assert found == []
    assert sum(context.store.ledger.balances().values()) == 0
    assert context.store.ledger.faults() == []
    assert account_titles(context, ["102"], own="101") == {"102": "Member 102"}
    assert account_titles(context, ["102"]) == {"102": "Member 102"}
    (item,) = context.store.find(TIME_BANK_ITEMS)
    assert (item.title, item.details) == ("Erased", "")


def test_tb16_of_a_couple_only_the_one_who_asks_is_erased(context: Context) -> None:
    shared = "both@example.org"
    one = join(context, name="Ada Lovelock", email=shared)
    two = join(context, name="Bertram Lovelock", email=shared)
    client = as_(context)
    assert post(client, f"{AT}/{two.id}/data/erase", sure="yes") == 303
    assert member_of(context, BY_BROKER, one.id) == one
    assert member_of(context, BY_BROKER, two.id).email == ""
