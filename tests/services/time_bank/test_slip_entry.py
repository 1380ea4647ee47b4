"""Slips of paper: all of a page or none, each once."""

import threading
from dataclasses import replace

import pytest

from assetmap.domain.people.people import NotAllowed, Person, Role
from assetmap.domain.time_bank.exchanges import ConfirmedBy, ExchangeState
from assetmap.domain.time_bank.ledger import CorrectionReason, Line, PlaceKind, TransferKind
from assetmap.domain.time_bank.slip_reading import SlipProblem, TypedSlip
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.posting import post_correction
from assetmap.services.time_bank.slip_entry import (
    OWN_SLIP,
    EnteredSlips,
    SlipsRefused,
    checked_slips,
    enter_slips,
)
from assetmap.storage.tables import TIME_BANK_EXCHANGES
from tests.conftest import ContextMaker
from tests.people import a_person
from tests.services.time_bank.paper import a_row, bank_with_slips
from tests.time_bank import BROKER, BY_BROKER, keep_exchange

BLANK = TypedSlip()


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    return bank_with_slips(make_context)


def messages(refused: SlipsRefused) -> list[list[str]]:
    return [[each.message for each in row.problems] for row in refused.rows]


def test_a_slip_is_an_exchange_with_the_word_of_both(context: Context) -> None:
    """TB3: 101 gave 102 an hour and a half (check 31, on paper)."""
    assert enter_slips(context, BY_BROKER, [a_row()], "1", "1:30") == EnteredSlips(1, 90)
    transfer = context.store.ledger.transfer_of("slip:1001")
    assert transfer is not None
    assert (transfer.kind, transfer.lines) == (
        TransferKind.EXCHANGE,
        (Line("101", 90), Line("102", -90)),
    )
    assert (transfer.category, transfer.place) == ("home", PlaceKind.PUBLIC)
    exchange = context.store.get(TIME_BANK_EXCHANGES, transfer.id)
    assert (exchange.state, exchange.slip) == (ExchangeState.POSTED, "1001")
    assert [(x.account, x.how, x.by) for x in exchange.confirmations] == [
        ("101", ConfirmedBy.SLIP, BROKER.id),
        ("102", ConfirmedBy.SLIP, BROKER.id),
    ]
    balances = context.store.ledger.balances()
    assert (balances["101"], balances["102"], sum(balances.values())) == (270, -210, 0)


def test_a_page_that_is_sent_twice_is_posted_once(context: Context) -> None:
    """TB2: the same page again changes nothing, and says so."""
    page = [a_row(), a_row("", giver="102", receiver="103", day="")]
    assert enter_slips(context, BY_BROKER, page, "2", "3 h") == EnteredSlips(2, 180)
    before = context.store.ledger.balances()
    again = enter_slips(context, BY_BROKER, page, "2", "3 h")
    assert again == EnteredSlips(2, 180, was_there=True)
    assert context.store.ledger.balances() == before


def test_two_brokers_at_once_post_each_slip_once(context: Context) -> None:
    ended: list[object] = []

    def enter(minutes: str) -> None:
        try:
            ended.append(enter_slips(context, BY_BROKER, [a_row(time=minutes)], "1", minutes))
        except SlipsRefused as refused:
            ended.append(messages(refused))

    threads = [threading.Thread(target=enter, args=(each,)) for each in ("1 h", "2 h")]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert [["Slip 1001 is in the ledger already."]] in ended
    assert sum(isinstance(each, EnteredSlips) for each in ended) == 1
    assert len(context.store.ledger.transfers(kinds=(TransferKind.EXCHANGE,))) == 1
    assert context.store.ledger.faults() == []


def test_all_of_a_page_is_saved_or_none(context: Context) -> None:
    page = [a_row(), BLANK, a_row(receiver="999", number=1002), a_row(1001), a_row(9001)]
    with pytest.raises(SlipsRefused) as refused:
        enter_slips(context, BY_BROKER, page, "4", "6")
    twice = "Slip 1001 is in more than one row."
    assert messages(refused.value) == [
        [twice],
        [],
        ["There is no member 999."],
        [twice],
        ["No slip 9001 was printed here."],
    ]
    assert [row.typed for row in refused.value.rows] == page
    assert refused.value.total == ()
    assert context.store.ledger.transfers(kinds=(TransferKind.EXCHANGE,)) == []


def test_a_total_that_differs_is_said_before_anything_is_saved(context: Context) -> None:
    """time-bank.md 7.9."""
    with pytest.raises(SlipsRefused) as refused:
        enter_slips(context, BY_BROKER, [a_row(), a_row(1002)], "2", "2:30")
    assert refused.value.total == (
        SlipProblem(
            "total", "You typed “2:30”, but the rows here add up to 3 h. Add up the paper again."
        ),
    )
    assert messages(refused.value) == [[], []]
    assert context.store.ledger.transfer_of("slip:1001") is None


def test_an_empty_page_is_refused(context: Context) -> None:
    with pytest.raises(SlipsRefused) as refused:
        enter_slips(context, BY_BROKER, [BLANK, BLANK], "", "")
    assert [each.field for each in refused.value.total] == ["count", "total"]
    with pytest.raises(SlipsRefused):
        enter_slips(context, BY_BROKER, [BLANK], "0", "0")


def test_what_is_unusual_is_saved_once_a_broker_is_sure(context: Context) -> None:
    """TB10 and TB11: it has happened, so it is asked about and not refused."""
    row = a_row(place="h")
    with pytest.raises(SlipsRefused) as refused:
        enter_slips(context, BY_BROKER, [row], "1", "1:30")
    assert messages(refused.value) == [
        [
            "It is the first exchange of Member 101. Was a broker there?",
            "Member 101 has no flag for homes.",
            "It is the first exchange of Member 102. Was a broker there?",
            "Member 102 has no flag for homes.",
        ]
    ]
    sure = replace(row, is_sure=True)
    assert enter_slips(context, BY_BROKER, [sure], "1", "1:30").count == 1
    with pytest.raises(SlipsRefused):  # a tick lets no mistake pass
        enter_slips(context, BY_BROKER, [replace(sure, number="1002", giver="999")], "1", "1:30")


def test_a_first_exchange_is_first_on_the_page_alone(context: Context) -> None:
    """TB11."""
    rows = checked_slips(context, BY_BROKER, [a_row(), a_row(1002, place="l")])
    assert [[x.message for x in row.problems] for row in rows] == [
        [],
        ["Member 101 has no flag for lifts."],
    ]


def test_a_slip_is_entered_again_once_it_was_taken_back(context: Context) -> None:
    """TB4: what is right is a new entry, of the same slip."""
    enter_slips(context, BY_BROKER, [a_row()], "1", "1:30")
    with context.unit_of_work() as uow:
        post_correction(context, uow, BY_BROKER, "slip:1001", CorrectionReason.MINUTES)
    assert enter_slips(context, BY_BROKER, [a_row(time="60")], "1", "1") == EnteredSlips(1, 60)
    second = context.store.ledger.transfer_of("slip:1001:2")
    assert second is not None
    assert context.store.ledger.balance("101") == 180 + 60
    with pytest.raises(SlipsRefused):
        enter_slips(context, BY_BROKER, [a_row(time="75")], "1", "75")


def test_a_slip_ends_the_exchange_that_was_arranged(context: Context) -> None:
    """TB3: agreed with a broker, done, and then signed for on paper: one exchange, not two."""
    agreed = keep_exchange(
        context,
        "101",
        "102",
        minutes=60,
        state=ExchangeState.AGREED,
        items=("item-1",),
        category="home/transport",
    )
    enter_slips(context, BY_BROKER, [a_row()], "1", "90")
    (kept,) = context.store.find(TIME_BANK_EXCHANGES)
    assert (kept.id, kept.state, kept.minutes, kept.items, kept.slip) == (
        agreed.id,
        ExchangeState.POSTED,
        90,
        ("item-1",),
        "1001",
    )
    assert kept.category == "home/transport"  # a slip names no more than what it is within
    assert context.store.ledger.transfer_of("slip:1001") == context.store.ledger.transfer(agreed.id)


def test_a_brokers_own_slip_is_noted(context: Context) -> None:
    """The word of both is on paper; another broker looks at it all the same."""
    own = Actor(Person("p-ada", "Ada Lovelock", "ada@work.example", roles=(Role.BROKER,)))
    enter_slips(context, own, [a_row()], "1", "90")
    enter_slips(context, BY_BROKER, [a_row(1002)], "1", "90")
    noted = [x.entry.happening for x in context.store.audited(what=OWN_SLIP)]
    assert [(each.by, each.subject) for each in noted] == [("p-ada", "time-bank-entry:slip:1001")]


def test_no_name_goes_into_the_audit(context: Context) -> None:
    """TB20: all of staff may read the audit."""
    enter_slips(context, BY_BROKER, [a_row()], "1", "90")
    said = str([each.entry.happening for each in context.store.audited()])
    assert "Ada" not in said
    assert "Bertram" not in said


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.COORDINATOR, Role.EDITOR, Role.MANAGER])
def test_slips_are_for_who_runs_the_time_bank(context: Context, role: Role) -> None:
    """TB20."""
    someone = Actor(a_person(context, role))
    with pytest.raises(NotAllowed):
        enter_slips(context, someone, [a_row()], "1", "90")
    with pytest.raises(NotAllowed):
        checked_slips(context, someone, [a_row()])
