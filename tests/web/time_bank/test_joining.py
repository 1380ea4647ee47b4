"""Somebody asks to join: kept for the broker alone, and the same thanks for everybody."""

import time
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from assetmap.domain.people.people import PROGRAM
from assetmap.domain.time_bank.items import ItemKind, ItemState
from assetmap.domain.time_bank.members import ContactBy, Stage
from assetmap.services.areas.sample_areas import load_sample_areas
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank import applying
from assetmap.services.time_bank.public_offers import refresh
from assetmap.storage.tables import TIME_BANK_ITEMS, TIME_BANK_MEMBERS
from assetmap.web.framework.public_form_token import LONGEST, issue
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER
from tests.web.conftest import Client, client_of

JOIN = "/time-bank/join"
ADA = {
    "name": "Ada Lovelock",
    "phone": "01632 960501",
    "email": "ada@example.org",
    "where": "RM18 7TB",
    "give": "Walk a dog",
    "want": "A lift to the shops",
    "old_enough": "yes",
    "agree": "yes",
}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    load_sample_areas(context, Actor(PROGRAM))
    return context


@pytest.fixture
def client(context: Context) -> Client:
    return client_of(context)


def send(
    client: Client, age: float = 60.0, visitor: str = "127.0.0.1", **typed: str
) -> TestResponse:
    """Send the form that was opened so many seconds ago."""
    token = issue(str(client.application.secret_key), "time-bank-join", time.time() - age)
    form = {"form_token": token, "homepage": "", **ADA, **typed}
    return client.post(JOIN, data=form, environ_base={"REMOTE_ADDR": visitor})


def test_tb10_who_applies_is_a_member_at_the_first_stage(client: Client, context: Context) -> None:
    assert send(client).headers["Location"] == f"{JOIN}/thanks"
    (member,) = context.store.find(TIME_BANK_MEMBERS)
    assert (member.name, member.phone, member.email) == (ADA["name"], ADA["phone"], ADA["email"])
    assert (member.postcode, member.ward, member.address) == ("RM18 7TB", "SAMPLE-09", "")
    assert (member.stage, member.contact_by) == (Stage.APPLIED, ContactBy.PHONE)
    assert member.since(Stage.APPLIED) == context.clock.today()
    items = context.store.find(TIME_BANK_ITEMS, account=member.id)
    assert [(each.kind, each.title, each.state) for each in items] == [
        (ItemKind.OFFER, "Walk a dog", ItemState.CLOSED),
        (ItemKind.WANT, "A lift to the shops", ItemState.CLOSED),
    ]


def test_tb13_what_they_wrote_is_not_public_though_they_become_active(
    client: Client, context: Context
) -> None:
    """A broker opens an offer, in words that tell nobody who it is."""
    send(client)
    (member,) = context.store.find(TIME_BANK_MEMBERS)
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, replace(member, stage=Stage.ACTIVE))
        assert refresh(context, uow, BY_BROKER).listed == ()


def test_what_they_wrote_is_in_their_record_alone(client: Client, context: Context) -> None:
    send(client)
    told = repr(list(context.store.audited())) + repr(context.store.ledger.accounts())
    for theirs in ADA.values():
        assert theirs == "yes" or theirs not in told


def test_a_place_is_enough_and_so_is_an_email_address(client: Client, context: Context) -> None:
    send(client, where="Tilbury", phone="", give="", want="")
    (member,) = context.store.find(TIME_BANK_MEMBERS)
    assert (member.address, member.postcode, member.contact_by) == (
        *("Tilbury", "", ContactBy.EMAIL),
    )
    assert context.store.count(TIME_BANK_ITEMS) == 0


def test_sent_twice_is_kept_once_with_the_same_thanks(client: Client, context: Context) -> None:
    answers = {send(client).headers["Location"] for _ in range(3)}
    assert answers == {f"{JOIN}/thanks"}
    assert context.store.count(TIME_BANK_MEMBERS) == 1


@pytest.mark.parametrize("machine", [{"homepage": "http://spam.example"}, {"age": 1.0}])
def test_a_machine_is_thanked_and_forgotten(
    client: Client, context: Context, machine: dict[str, object]
) -> None:
    answer = send(client, **machine)  # type: ignore[arg-type]
    assert answer.headers["Location"] == f"{JOIN}/thanks"
    assert context.store.count(TIME_BANK_MEMBERS) == 0


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": ""}, "Enter your name."),
        ({"phone": "", "email": ""}, "Enter a phone number or an email address."),
        ({"phone": "call me"}, "Enter a phone number that we can ring."),
        ({"email": "ada"}, "Enter an email address, like name@example.org."),
        ({"where": ""}, "Enter your postcode, or the town or village that you live in."),
        ({"old_enough": ""}, "Tick that you are 16 or over."),
        ({"agree": ""}, "Tick that you agree, or ring us instead."),
        ({"give": "x" * 501}, "Use 500 characters or fewer: this is 1 too many."),
        ({"want": "see www.spam.example"}, "Please say it without links."),
    ],
)
def test_a_mistake_is_told_and_what_was_typed_stays(
    client: Client, context: Context, typed: dict[str, str], says: str
) -> None:
    answer = send(client, **typed)
    assert answer.status_code == 400
    assert client.last is not None
    assert says in client.last.words
    assert 'value="RM18 7TB"' in answer.text or "where" in typed
    assert context.store.count(TIME_BANK_MEMBERS) == 0


def test_an_old_form_is_sent_again(client: Client, context: Context) -> None:
    assert send(client, age=LONGEST + 60).status_code == 400
    assert context.store.count(TIME_BANK_MEMBERS) == 0


def test_too_many_from_one_address_are_asked_to_wait_or_ring(client: Client) -> None:
    for number in range(5):
        assert send(client, name=f"Person {number}").status_code == 303
    answer = send(client, name="Person 6")
    assert answer.status_code == 429
    assert client.last is not None
    assert "or ring 01632 960100." in client.last.words


def test_a_day_has_room_for_people_and_not_for_machines(
    client: Client, context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(applying, "A_DAY", 2)
    answers = [
        send(client, visitor=f"192.0.2.{each}", name=f"Person {each}").status_code
        for each in range(3)
    ]
    assert answers == [303, 303, 429]
    assert context.store.count(TIME_BANK_MEMBERS) == 2


def test_without_a_time_bank_there_is_no_form(client: Client, context: Context) -> None:
    off = replace(context.borough.time_bank, is_on=False)
    context.take_borough(replace(context.borough, time_bank=off))
    assert client.get(JOIN).status_code == 404
    assert client.get(f"{JOIN}/thanks").status_code == 404
    assert send(client).status_code == 404
