"""`/work/time-bank/thanks`: the list, letters, labels, and a file."""

from dataclasses import replace

import pytest

from assetmap.services.time_bank.slip_entry import enter_slips
from assetmap.storage.tables import TIME_BANK_MEMBERS
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import a_row
from tests.time_bank import BY_BROKER, join
from tests.web.time_bank.broker_client import BrokerClient, broker_client, pages_of, pdf_of


@pytest.fixture
def broker(make_context: ContextMaker) -> BrokerClient:
    """101 gave most and was not asked; 104 gave an hour and a quarter and agreed."""
    broker = broker_client(make_context)
    join(broker.context, name="=Cara Fennimore", thanks=True)
    rows = [a_row(), a_row(1002, giver="104", time="75")]
    enter_slips(broker.context, BY_BROKER, rows, "2", "2:45")
    return broker


def test_the_list_has_those_who_agreed(broker: BrokerClient) -> None:
    """TB18."""
    said = broker.words("/thanks")
    assert "1 person who agreed to be thanked, 1 January 2025 to 16 March 2026." in said
    assert "104 =Cara Fennimore 1 h 15 min 1 time" in said
    assert "1 member gave as much, and has not agreed to be thanked." in said
    assert "No people who agreed" in broker.words("/thanks?from=1/1/2024&until=1/2/2024")
    assert "1 person" in broker.words("/thanks?by=exchanges&most=x")


def test_letters_labels_and_the_file_are_made_and_noted(broker: BrokerClient) -> None:
    (letter,) = pages_of(pdf_of(broker.post("/thanks/letters", most="20")))
    for words in (
        *("Thank you for 1 hour 15 minutes", "Dear =Cara Fennimore,", "gave your time once"),
        *("12 Sample Row", "Thurrock Time Bank", "16 March 2026"),
    ):
        assert words in letter
    (labels,) = pages_of(pdf_of(broker.post("/thanks/labels", labels="3x7", start="1")))
    assert labels == "=Cara Fennimore 12 Sample Row Tilbury RM18 8AB"
    file = broker.post("/thanks/file")
    assert file.text.splitlines() == [
        "number,name,address,postcode,email,minutes,times",
        '104,\'=Cara Fennimore,"12 Sample Row, Tilbury",RM18 8AB,ada.lovelock@example.org,75,1',
    ]
    noted = [
        (x.entry.happening.what, x.entry.happening.why)
        for x in broker.context.store.audited()
        if x.entry.happening.subject.startswith("time-bank-thanks")
    ]
    assert noted == [
        (f"took a time-bank thank-you list out as {what}", "1")
        for what in ("letters", "labels", "a file")
    ]


def test_with_nobody_on_it_nothing_is_made(broker: BrokerClient) -> None:
    with broker.context.unit_of_work() as uow:
        member = broker.context.store.get(TIME_BANK_MEMBERS, "104")
        uow.save(TIME_BANK_MEMBERS, replace(member, thanks=False))
    for address in ("/thanks/letters", "/thanks/labels"):
        assert broker.post(address).status_code == 303
        assert "There is nobody on the list to write to." in broker.words("/thanks")
