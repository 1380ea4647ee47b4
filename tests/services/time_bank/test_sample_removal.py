"""The sample's time bank goes with the sample; real people's ledger stays, whatever was tried."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.time_bank.items import ItemKind
from assetmap.domain.time_bank.ledger import Transfer, TransferKind, moved
from assetmap.domain.time_bank.members import Concern, GroupAccount
from assetmap.domain.time_bank.slips import SlipPad
from assetmap.services.admin.sample import remove_sample
from assetmap.services.context import Context
from assetmap.services.time_bank.accounts import add_group
from assetmap.services.time_bank.ledger_check import LedgerCheck, LedgerFigures, check_ledger
from assetmap.services.time_bank.posting import post_exchange, post_welcome
from assetmap.storage.tables import (
    TIME_BANK_CONCERNS,
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
    TIME_BANK_SLIP_PADS,
)
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.services.colleagues import ADMIN, by
from tests.time_bank import BY_BROKER, confirmed, join, keep_exchange, keep_item

TABLES = (
    *(TIME_BANK_MEMBERS, TIME_BANK_GROUPS, TIME_BANK_ITEMS, TIME_BANK_EXCHANGES),
    *(TIME_BANK_CONCERNS, TIME_BANK_SLIP_PADS),
)


def sample_transfer(context: Context, number: int, giver: str, receiver: str) -> Transfer:
    return Transfer(
        *(f"sample-{number}", f"sample:{number}", TransferKind.EXCHANGE, date(2026, 2, 1)),
        *(context.clock.now(), "sample", moved(receiver, {giver: 60})),
    )


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A time bank of the sample: members 101 and 102, group 103, what they exchanged and offer."""
    context = make_context(a_listing("own"), a_listing("offer-lifts"))
    one, two = (join(context, is_sample=True) for _ in range(2))
    with context.unit_of_work() as uow:
        group = GroupAccount("0", "Hub", date(2026, 1, 1), is_sample=True)
        hub = add_group(context, uow, BY_BROKER, group)
        uow.post(sample_transfer(context, 1, one.id, two.id))
        uow.post(sample_transfer(context, 2, hub.id, one.id))
        uow.save(TIME_BANK_CONCERNS, Concern("c", one.id, date(2026, 3, 1), "p-broker"))
        uow.save(TIME_BANK_SLIP_PADS, SlipPad("s", 1001, 1010, date(2026, 3, 1), "p", True))
    keep_exchange(context, one.id, two.id, is_sample=True)
    keep_item(context, one.id, "Lifts", is_sample=True, listing_id="offer-lifts")
    keep_item(context, two.id, "Company", kind=ItemKind.WANT)  # typed in while trying it out
    return context


def try_out(context: Context, giver: str, receiver: str) -> None:
    """A broker enters an exchange of two."""
    exchange = keep_exchange(context, giver, receiver)
    with context.unit_of_work() as uow:
        post_exchange(context, uow, BY_BROKER, confirmed(context, exchange))


def kept(context: Context) -> dict[str, int]:
    return {
        table.name: context.store.count(table) for table in TABLES if context.store.count(table)
    }


def test_the_sample_goes_and_leaves_nothing(context: Context) -> None:
    try_out(context, "102", "101")
    remove_sample(context, by(ADMIN))
    assert kept(context) == {}
    assert check_ledger(context) == LedgerCheck((), LedgerFigures(0, 0, 0, 0, 0, 0, 0))
    assert [record.listing.id for record in context.store.all()] == ["own"]
    assert join(context).id == "101"


def test_real_members_who_have_exchanged_nothing_stay_with_their_accounts(
    context: Context,
) -> None:
    real = join(context, name="Real Person")
    keep_item(context, real.id, "Knitting")
    remove_sample(context, by(ADMIN))
    assert kept(context) == {"time_bank_members": 1, "time_bank_items": 1}
    assert check_ledger(context) == LedgerCheck((), LedgerFigures(1, 0, 0, 0, 0, 0, 0))
    assert context.store.get(TIME_BANK_MEMBERS, "104") == real


def test_where_real_people_exchanged_the_samples_entries_are_taken_back(context: Context) -> None:
    real, other = join(context, name="Real Person"), join(context, name="Another")
    with context.unit_of_work() as uow:
        post_welcome(context, uow, BY_BROKER, real)
    try_out(context, real.id, other.id)
    try_out(context, real.id, "101")  # with somebody invented
    before = context.store.ledger.transfers()
    remove_sample(context, by(ADMIN))
    ledger = context.store.ledger
    assert ledger.transfers()[: len(before)] == before  # nothing is taken out
    corrected = [each for each in before if each.id in ledger.corrections()]
    assert [each.key[:8] for each in corrected] == ["sample:1", "sample:2", "exchange"]
    balances = {each: minutes for each, minutes in ledger.balances().items() if minutes}
    assert balances == {"issue": -300, "104": 300 + 90, "105": -90}
    assert kept(context) == {"time_bank_members": 2, "time_bank_exchanges": 1}
    found = check_ledger(context)
    assert found.faults == ()
    assert found.figures == LedgerFigures(4, 1, 8, 90, 0, 0, 0)


def test_what_was_taken_back_before_is_not_taken_back_twice(context: Context) -> None:
    real, other = join(context, name="Real Person"), join(context, name="Another")
    try_out(context, real.id, other.id)
    remove_sample(context, by(ADMIN))
    entries = len(context.store.ledger.transfers())
    remove_sample(context, by(ADMIN))
    assert len(context.store.ledger.transfers()) == entries
    assert check_ledger(context).faults == ()


def test_a_time_bank_of_real_people_is_left_alone(make_context: ContextMaker) -> None:
    context = make_context()
    one, two = join(context, 60), join(context)
    try_out(context, one.id, two.id)
    before = (context.store.ledger.transfers(), kept(context))
    remove_sample(context, by(ADMIN))
    assert (context.store.ledger.transfers(), kept(context)) == before
    assert replace(one) in context.store.find(TIME_BANK_MEMBERS)
