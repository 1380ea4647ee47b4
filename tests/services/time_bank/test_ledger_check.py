"""The check of the ledger: TB2, and what the rules of the file cannot know."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.time_bank.exchanges import ExchangeState
from assetmap.domain.time_bank.items import ItemKind
from assetmap.domain.time_bank.ledger import CorrectionReason
from assetmap.domain.time_bank.members import GroupAccount
from assetmap.services.context import Context
from assetmap.services.time_bank.ledger_check import LedgerCheck, LedgerFigures, check_ledger
from assetmap.services.time_bank.posting import (
    Given,
    post_correction,
    post_earlier_hours,
    post_exchange,
    post_session,
)
from assetmap.storage.tables import (
    TIME_BANK_EXCHANGES,
    TIME_BANK_GROUPS,
    TIME_BANK_ITEMS,
    TIME_BANK_MEMBERS,
)
from tests.conftest import ContextMaker
from tests.time_bank import (
    BY_BROKER,
    a_member,
    an_exchange,
    confirmed,
    keep_exchange,
    keep_item,
    the_time_bank,
)


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    """A time bank with an exchange of 1 h 30, one that was taken back, a session and an offer."""
    context = make_context()
    one, two, hub = the_time_bank(context)
    right = keep_exchange(context, one.id, two.id, id="right")
    wrong = keep_exchange(context, two.id, one.id, id="wrong")
    keep_item(context, one.id, "Lifts to the library")
    keep_item(context, "", "Company on Tuesdays", kind=ItemKind.WANT, asked_by="p-coordinator")
    with context.unit_of_work() as uow:
        for each in (right, wrong):
            post_exchange(context, uow, BY_BROKER, confirmed(context, each))
        post_correction(context, uow, BY_BROKER, "wrong", CorrectionReason.TWICE)
        minutes = {one.id: 60, two.id: 120}
        day = date(2026, 3, 14)
        post_session(context, uow, BY_BROKER, hub.id, minutes, day, Given(), key="form")
        post_earlier_hours(context, uow, BY_BROKER, 13_000 * 60, date(2025, 8, 31))
    return context


FIGURES = LedgerFigures(
    members=2, groups=1, entries=8, exchanged=270, brought_forward=780_000, pot=600, total=0
)


def test_a_sound_ledger_has_no_faults_and_its_figures(context: Context) -> None:
    assert check_ledger(context) == LedgerCheck((), FIGURES)


def test_an_empty_ledger_is_sound(make_context: ContextMaker) -> None:
    assert check_ledger(make_context()) == LedgerCheck((), LedgerFigures(0, 0, 0, 0, 0, 0, 0))


def test_what_the_file_tells_is_told_alone(context: Context) -> None:
    with closing(sqlite3.connect(context.config.database, isolation_level=None)) as db:
        db.execute("DROP TRIGGER ledger_entries_update")
        db.execute("UPDATE ledger_entries SET minutes = 900 WHERE transfer = 'right' AND line = 0")
    assert check_ledger(context) == LedgerCheck(
        (
            (
                "The rule ledger_entries_update that guards the ledger was taken out, changed or"
                " added."
            ),
            "A line of the entry right was changed or taken out.",
            "The entry right counts for an account in a way that is not in its lines.",
            "The lines of the entry right add up to 810 minutes.",
            "All balances together are 810 minutes and should be nothing.",
        ),
        None,
    )


def test_members_and_groups_have_an_account_of_their_kind(context: Context) -> None:
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_MEMBERS, a_member(id="104"))
        uow.save(TIME_BANK_GROUPS, GroupAccount("105", "Park friends", date(2026, 1, 1)))
        uow.save(TIME_BANK_MEMBERS, a_member(id="103"))
        uow.delete(TIME_BANK_GROUPS, id="103")
    assert check_ledger(context).faults == (
        "The member 104 has no account in the ledger.",
        "The member 103 has no account in the ledger.",
        "The group 105 has no account in the ledger.",
    )


def test_accounts_are_of_somebody_who_is_there(context: Context) -> None:
    with context.unit_of_work() as uow:
        uow.delete(TIME_BANK_MEMBERS, id="101")
        uow.delete(TIME_BANK_GROUPS, id="103")
    found = check_ledger(context)
    assert found.faults == (
        "The account 101 is of a member who is not there.",
        "The account 103 is of a group who is not there.",
    )
    assert found.figures == FIGURES


def test_exchanges_are_in_the_ledger_as_they_say(context: Context) -> None:
    right = context.store.get(TIME_BANK_EXCHANGES, "right")
    posted = ExchangeState.POSTED
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_EXCHANGES, an_exchange("101", "102", id="lost", made_at=right.made_at,
                                                  state=posted))  # fmt: skip
        uow.save(TIME_BANK_EXCHANGES, an_exchange("101", "102", id="open", made_at=right.made_at))
        uow.save(TIME_BANK_EXCHANGES, replace(right, state=ExchangeState.DONE))
    assert check_ledger(context).faults == (
        "The exchange right is in the ledger and does not count as posted.",
        "The exchange lost counts as posted and is not in the ledger.",
    )


@pytest.mark.parametrize(
    "change",
    [{"minutes": 900}, {"giver": "103"}, {"receiver": "103"}, {"on": date(2026, 3, 1)}],
    ids=lambda change: next(iter(change)),
)
def test_exchanges_that_say_otherwise_are_found(context: Context, change: dict[str, str]) -> None:
    right = context.store.get(TIME_BANK_EXCHANGES, "right")
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_EXCHANGES, replace(right, **change))
    assert check_ledger(context).faults == (
        "The exchange right is in the ledger with other people, time or day.",
    )


def test_one_that_was_taken_back_may_be_anything(context: Context) -> None:
    wrong = context.store.get(TIME_BANK_EXCHANGES, "wrong")
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_EXCHANGES, replace(wrong, state=ExchangeState.CALLED_OFF))
    assert check_ledger(context).faults == ()


def test_offers_wants_and_exchanges_name_accounts_that_are_there(context: Context) -> None:
    (offer,) = context.store.find(TIME_BANK_ITEMS, kind="offer")
    right = context.store.get(TIME_BANK_EXCHANGES, "right")
    with context.unit_of_work() as uow:
        uow.save(TIME_BANK_ITEMS, replace(offer, id="lost", account="999"))
        made = right.made_at
        uow.save(TIME_BANK_EXCHANGES, an_exchange("101", "998", id="lost", made_at=made))
    assert check_ledger(context).faults == (
        "The offer lost is of an account 999 that is not there.",
        "The exchange lost names an account 998 that is not there.",
    )
