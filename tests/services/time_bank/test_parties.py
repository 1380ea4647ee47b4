"""Who takes part: found by number and name, and who is whom."""

from dataclasses import replace

import pytest

from assetmap.domain.people.people import Person, Role
from assetmap.domain.time_bank.ledger import BadTransfer, CorrectionReason
from assetmap.services.context import Context
from assetmap.services.time_bank.confirming import confirm_by_phone
from assetmap.services.time_bank.parties import (
    find_account,
    is_party,
    party_of,
    shares_home,
    signs_for,
    suggestions,
)
from assetmap.services.time_bank.posting import post_correction
from assetmap.storage.tables import TIME_BANK_GROUPS
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, a_member, join, keep_exchange, the_time_bank


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context()
    the_time_bank(context)
    return context


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("101", "101"),
        (" 101  Ada Lovelock ", "101"),
        ("102: Bertram", "102"),
        ("ada lovelock", "101"),
        ("ODDWICK", "102"),
        ("Lovelock, Ada", "101"),
        ("riverside hub", "103"),
    ],
)
def test_number_or_name_finds_an_account(context: Context, typed: str, number: str) -> None:
    assert find_account(context, typed) == number


@pytest.mark.parametrize(
    "typed", ["", "  ", "999", "pot", "issue", "Nobody", "<script>", "%", "１０１", "x" * 500]
)
def test_what_finds_nobody_is_told(context: Context, typed: str) -> None:
    with pytest.raises(BadTransfer) as caught:
        find_account(context, typed)
    assert len(str(caught.value)) < 120


def test_exact_name_wins_over_those_that_hold_it(context: Context) -> None:
    longer = join(context, name="Ada Lovelock Smith")
    assert find_account(context, "Ada Lovelock") == "101"
    with pytest.raises(BadTransfer, match=f"101 Ada Lovelock, {longer.id} Ada Lovelock Smith"):
        find_account(context, "Lovelock")


def test_exchanges_that_were_taken_back_do_not_count(context: Context) -> None:
    posted = confirm_by_phone(context, BY_BROKER, keep_exchange(context, "101", "102").id)
    for number, given in (("101", 1), ("102", 0)):
        party = party_of(context, number)
        assert (party.exchanged, party.given) == (1, given)
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, posted.id, CorrectionReason.NEVER)
    assert party_of(context, "101").exchanged == 0


def test_suggestions_are_of_who_may_exchange(context: Context) -> None:
    join(context, name="Gone", stage="left")
    assert suggestions(context) == ("101 Ada Lovelock", "102 Bertram Oddwick", "103 Riverside Hub")


def test_one_mailbox_or_one_home() -> None:
    ada = a_member(id="1", email="A@example.org", address="1 Row", postcode="RM17 6SL")
    assert shares_home(ada, a_member(id="2", email="a@example.org ", address="2 Row"))
    assert shares_home(ada, a_member(id="2", email="", address="1 ROW,", postcode="rm17 6sl"))
    nowhere = replace(ada, id="2", email="", address="", postcode="")
    assert not shares_home(nowhere, replace(nowhere, id="3"))
    assert not shares_home(ada, ada)
    assert not shares_home(ada, None)


def test_staff_who_are_members_are_known_by_email_or_name(context: Context) -> None:
    with context.unit_of_work() as uow:
        hub = context.store.get(TIME_BANK_GROUPS, "103")
        uow.save(TIME_BANK_GROUPS, replace(hub, signatories=("101",)))
    by_name = Person("p-1", "ada  LOVELOCK", "work@example.org", roles=(Role.BROKER,))
    by_email = Person("p-2", "A. L.", "Ada.Lovelock@example.org", roles=(Role.BROKER,))
    for person in (by_name, by_email):
        assert is_party(context, person, ("101", "102"))
        assert is_party(context, person, ("103",))
        assert not is_party(context, person, ("102",))
    assert not is_party(context, Person("p-3", "", ""), ("101", "102"))
    assert signs_for(context, a_member(id="101")) == ("101", "103")
