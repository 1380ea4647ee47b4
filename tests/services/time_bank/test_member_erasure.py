"""The tools for what is held about a person, where the person is in the time bank (TB16)."""

from dataclasses import replace

import pytest

from assetmap.domain.listings.lifecycle import NotPossible
from assetmap.domain.people.people import COMMAND_LINE, NotAllowed
from assetmap.domain.time_bank.members import Stage
from assetmap.services.listing_repository import Actor
from assetmap.services.privacy.erasure import erase
from assetmap.services.privacy.personal_data import held_about
from assetmap.services.privacy.personal_export import erased_words, export_person, held_lines
from assetmap.services.time_bank.accounts import member_of
from assetmap.services.time_bank.concerns import close_concern, raise_concern
from assetmap.services.time_bank.leaving import Leaving, leave
from assetmap.services.time_bank.leaving import erase as erase_member_alone
from assetmap.services.time_bank.refusals import NotNow
from assetmap.storage.tables import TIME_BANK_GROUPS
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join, the_time_bank

BY_ADMIN = Actor(COMMAND_LINE, "command line")


@pytest.mark.parametrize("who", ["ADA.lovelock@example.org", "+44 1632 960501"])
def test_member_is_found_given_and_erased_by_address_or_number(
    make_context: ContextMaker, who: str
) -> None:
    context = make_context()
    the_time_bank(context)
    held = held_about(context, BY_ADMIN, who)
    assert "Member 101 of the time bank, Ada Lovelock" in held_lines(held)
    assert not held.is_empty
    (given,) = export_person(context, BY_ADMIN, who)["time_bank"]
    assert (given["number"], given["member"]["name"], given["balance"]) == (
        *("101", "Ada Lovelock", "3 h"),
    )
    erased = erase(context, BY_ADMIN, who)
    assert (erased.members, erased_words(erased)) == (1, "1 time-bank member")
    member = member_of(context, BY_BROKER, "101")
    assert (member.title, member.stage) == ("Member 101", Stage.LEFT)
    assert context.store.ledger.balance("101") == 0
    assert held_about(context, BY_ADMIN, who).is_empty


def test_couple_with_one_address_is_not_erased_as_one(make_context: ContextMaker) -> None:
    context = make_context()
    for name in ("Ada Lovelock", "Bertram Lovelock"):
        join(context, name=name, email="both@example.org", phone="")
    with pytest.raises(NotPossible, match=r"Ada Lovelock \(101\) and Bertram Lovelock \(102\)"):
        erase(context, BY_ADMIN, "both@example.org")
    assert member_of(context, BY_BROKER, "101").name == "Ada Lovelock"


def test_tb12_name_stays_while_a_concern_is_open(make_context: ContextMaker) -> None:
    context = make_context()
    one, _, _ = the_time_bank(context)
    raise_concern(context, BY_BROKER, one.id)
    for refused in (
        lambda: erase_member_alone(context, BY_BROKER, one.id),
        lambda: leave(context, BY_BROKER, one.id, Leaving(erase_now=True)),
        lambda: erase(context, BY_ADMIN, one.email),
    ):
        with pytest.raises((NotNow, NotPossible), match="A concern is open"):
            refused()
    assert member_of(context, BY_BROKER, one.id).name == one.name
    close_concern(context, BY_BROKER, one.id)
    assert erase_member_alone(context, BY_BROKER, one.id)
    assert member_of(context, BY_BROKER, one.id).title == "Member 101"


def test_broker_has_members_alone(make_context: ContextMaker) -> None:
    """Roles 6.6: what is held about anybody else is for administrators."""
    context = make_context()
    the_time_bank(context)
    for forbidden in (held_about, export_person, erase):
        with pytest.raises(NotAllowed):
            forbidden(context, BY_BROKER, "ada.lovelock@example.org")


def test_who_is_erased_signs_for_no_group(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, hub = the_time_bank(context)
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_GROUPS, replace(hub, signatories=(one.id, two.id)))
    erase(context, BY_ADMIN, one.email)
    assert context.store.get(TIME_BANK_GROUPS, hub.id).signatories == (two.id,)
