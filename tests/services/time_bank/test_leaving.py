"""Leaving and closing by services: what is given, closed and kept (TB8, TB16)."""

from datetime import date

import pytest

from assetmap.domain.people.people import NotAllowed, Role
from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.ledger import POT, TransferKind
from assetmap.domain.time_bank.members import Stage
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.broker_requests import RequestDetails, ask, own_requests, requests
from assetmap.services.time_bank.concerns import close_concern, concerns_of, raise_concern
from assetmap.services.time_bank.group_accounts import GroupDetails, add, close, group_of
from assetmap.services.time_bank.item_details import ItemDetails, details_of
from assetmap.services.time_bank.items import (
    ItemFilter,
    add_item,
    find_items,
    items_to_renew,
    owner_of,
    renew,
)
from assetmap.services.time_bank.leaving import Leaving, leave, waiting_for_a_word
from assetmap.services.time_bank.member_file import export_member
from assetmap.services.time_bank.refusals import BadAnswers, NotNow
from assetmap.services.time_bank.wards import ward_of, ward_titles
from tests.area_files import two_wards
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.time_bank import BY_BROKER, keep_exchange, keep_item, the_time_bank

TEA = ItemDetails(title="Tea and toast", category="create/crafts")


@pytest.mark.parametrize(
    ("gift_to", "kind"),
    [
        (POT, TransferKind.POT_GIFT),
        ("102", TransferKind.GIFT),
        ("103", TransferKind.GIFT),
        ("", TransferKind.CLOSING),
    ],
)
def test_tb16_balance_is_given_or_closed(
    make_context: ContextMaker, gift_to: str, kind: TransferKind
) -> None:
    context = make_context()
    one, _, _ = the_time_bank(context)
    keep_item(context, one.id, "Hem curtains")
    member = leave(context, BY_BROKER, one.id, Leaving(gift_to))
    assert (member.stage, member.name) == (Stage.LEFT, one.name)
    assert [each.kind for each in context.store.ledger.transfers(account=one.id)] == [
        *(TransferKind.BROUGHT_FORWARD, kind)
    ]
    assert context.store.ledger.balance(one.id) == 0
    assert sum(context.store.ledger.balances().values()) == 0
    assert find_items(context, BY_BROKER, ItemFilter(account=one.id)) == []
    for again in (
        lambda: leave(context, BY_BROKER, one.id, Leaving()),
        lambda: add_item(context, BY_BROKER, one.id, TEA),
        lambda: renew(context, BY_BROKER, one.id),
    ):
        with pytest.raises(NotNow, match="has left"):
            again()


def test_tb16_nothing_is_given_to_who_has_left_or_is_not_there(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, hub = the_time_bank(context)
    leave(context, BY_BROKER, two.id, Leaving())
    close(context, BY_BROKER, hub.id, to_pot=False)
    for to in (two.id, hub.id, "999", "issue", one.id):
        with pytest.raises(BadAnswers):
            leave(context, BY_BROKER, one.id, Leaving(to))
    assert context.store.ledger.balance(one.id) == 180


def test_tb16_hours_that_wait_for_a_word_are_settled_first(make_context: ContextMaker) -> None:
    context = make_context()
    one, two, _ = the_time_bank(context)
    keep_exchange(context, two.id, one.id)
    keep_exchange(context, two.id, one.id, state=ExchangeState.PROPOSED)
    assert waiting_for_a_word(context, one.id) == 1
    with pytest.raises(NotNow, match="1 exchange waits for a word"):
        leave(context, BY_BROKER, one.id, Leaving(erase_now=True))


def test_tb8_group_is_closed_with_its_hours(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    group = add(context, BY_BROKER, GroupDetails("The Hub", "", ("101", "102")))
    assert owner_of(context, group.id) == group_of(context, BY_BROKER, group.id) == group
    item = add_item(context, BY_BROKER, group.id, TEA)
    assert details_of(item) == TEA
    assert items_to_renew(context, BY_BROKER, group.id) == [item]
    closed = close(context, BY_BROKER, group.id, to_pot=True)
    assert (closed.closed_on, closed.signatories) == (date(2026, 3, 16), ())
    assert items_to_renew(context, BY_BROKER, group.id) == []


def test_tb20_others_get_nothing(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    other = Actor(a_person(context, Role.COORDINATOR))
    ask(context, other, RequestDetails("A walk", "create/crafts"))
    assert [each.what for each in own_requests(context, other)] == ["A walk"]
    assert own_requests(context, BY_BROKER) == []
    assert len(requests(context, BY_BROKER)) == 1
    for forbidden in (
        lambda: leave(context, other, "101", Leaving()),
        lambda: export_member(context, other, "101"),
        lambda: raise_concern(context, other, "101"),
        lambda: close_concern(context, other, "101"),
        lambda: concerns_of(context, other, "101"),
        lambda: close(context, other, "103", to_pot=False),
        lambda: add_item(context, other, "101", TEA),
        lambda: requests(context, other),
        lambda: find_items(context, other, ItemFilter()),
    ):
        with pytest.raises(NotAllowed):
            forbidden()


def test_ward_is_that_of_the_postcode(make_context: ContextMaker) -> None:
    context = make_context()
    assert (ward_of(context, "RM17 6SL"), ward_titles(context)) == ("", {})
    two_wards(context)
    titles = ward_titles(context)
    assert ward_of(context, "rm176sl") in titles
    assert [ward_of(context, each) for each in ("", "RM17", "SW1A 1AA", "nonsense")] == [""] * 4
