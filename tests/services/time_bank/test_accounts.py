"""Accounts with the people and groups behind them: numbers, names, who may see them (TB20)."""

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.time_bank.ledger import Account, AccountKind
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import (
    account_titles,
    groups,
    is_account,
    member_of,
    members,
    next_number,
)
from assetmap.storage.store import NotFound
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, join, the_time_bank


def test_members_and_groups_have_numbers_of_one_row(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, hub = the_time_bank(context)
    assert [one.id, two.id, hub.id, next_number(context)] == ["101", "102", "103", "104"]
    assert context.store.ledger.accounts(AccountKind.MEMBER, AccountKind.GROUP) == [
        Account("101", AccountKind.MEMBER),
        Account("102", AccountKind.MEMBER),
        Account("103", AccountKind.GROUP),
    ]
    assert members(context, BY_BROKER) == [one, two]
    assert groups(context, BY_BROKER) == [hub]
    assert member_of(context, BY_BROKER, "102") == two
    assert one.link_mark != two.link_mark
    with pytest.raises(NotFound):
        member_of(context, BY_BROKER, "103")


def test_a_number_is_after_the_greatest_and_not_the_last_in_the_alphabet(
    make_context: ContextMaker,
) -> None:
    context = make_context()
    with context.unit_of_work() as uow:
        uow.open_account(Account("999", AccountKind.MEMBER))
        uow.open_account(Account("1000", AccountKind.MEMBER))
    assert join(context).id == "1001"


def test_accounts_are_those_of_members_and_groups(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    known = [
        each for each in ("101", "103", "104", "pot", "issue", "") if is_account(context, each)
    ]
    assert known == ["101", "103"]


def test_staff_see_names_and_a_statement_numbers(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    asked = ("101", "102", "103", "pot", "issue", "999")
    pot = context.borough.pot_name
    assert account_titles(context, asked) == {
        "101": "Ada Lovelock",
        "102": "Bertram Oddwick",
        "103": "Riverside Hub",
        "pot": pot,
        "issue": "Welcome hours",
        "999": "Account 999",
    }
    own = account_titles(context, own="101")
    assert [own[each] for each in ("101", "102", "103", "pot")] == [
        *("Ada Lovelock", "Member 102", "Riverside Hub", pot)
    ]


@pytest.mark.parametrize("role", [each for each in Role if each not in (Role.BROKER, Role.ADMIN)])
def test_tb20_nobody_else_sees_a_member(make_context: ContextMaker, role: Role) -> None:
    context = make_context()
    the_time_bank(context)
    other = Actor(Person("p-x", roles=(role,), own=("a",)))
    for look in (
        lambda: members(context, other),
        lambda: groups(context, other),
        lambda: member_of(context, other, "101"),
    ):
        with pytest.raises(NotAllowed):
            look()


def test_audit_names_the_number_and_nothing_about_them(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    audited = [each.entry.happening for each in context.store.audited()]
    told = [(each.what, each.subject) for each in audited]
    assert ("added a time-bank member", "time-bank:101") in told
    assert ("added a time-bank group", "time-bank:103") in told
    everything = repr(list(context.store.audited()))
    for secret in ("Ada", "Lovelock", "Riverside", "960501", "Sample Row", "RM18"):
        assert secret not in everything
