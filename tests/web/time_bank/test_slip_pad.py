"""`/work/time-bank/slips/pad`: pads, and the slips as they are printed."""

import re

import pytest

from assetmap.services.time_bank.slip_pads import slip_pads
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER
from tests.web.time_bank.broker_client import (
    HOME,
    BrokerClient,
    broker_client,
    pages_of,
    pdf_of,
    smallest,
)


@pytest.fixture
def broker(make_context: ContextMaker) -> BrokerClient:
    return broker_client(make_context)


def test_a_new_pad_goes_on_and_is_printed_again_with_its_numbers(
    broker: BrokerClient,
) -> None:
    answer = broker.post("/slips/pad", count="3")
    assert answer.status_code == 303
    newest = slip_pads(broker.context, BY_BROKER)[0]
    assert (newest.first, newest.last) == (1031, 1033)
    for _ in range(2):
        pages = pages_of(pdf_of(broker.client.get(answer.location)))
        assert [re.findall(r"Slip (\d+)", page) for page in pages] == [
            ["1031", "1032"],
            ["1033"],
        ]
    assert len(slip_pads(broker.context, BY_BROKER)) == 2
    words = broker.words("/slips/pad")
    assert "Slips 1031 to 1033 (PDF) 3 slips, made on 16 March 2026 by Beth" in words
    assert "Slips 1001 to 1030 (PDF)" in words


def test_a_slip_is_a4_landscape_in_halves_of_14_points_with_all_on_it(broker: BrokerClient) -> None:
    (pad,) = slip_pads(broker.context, BY_BROKER)
    pdf = pdf_of(broker.client.get(f"{HOME}/slips/pad/{pad.id}.pdf"))
    assert len(pdf.pages) == 15
    box = pdf.pages[0].mediabox
    assert [round(float(side) / 72 * 25.4) for side in (box.width, box.height)] == [297, 210]
    assert smallest(pdf) >= 13.99
    said = pages_of(pdf)[0]
    for words in (
        *("Thurrock Time Bank", "Ring us on", "Slip 1001", "Slip 1002", "I gave time"),
        *("I was given time", "Number Sign here", "Day", "Hours 1 2 3 4 5 more:", "15 30 45"),
        *("What was it? Tick one.", "6 Help at home and getting about", "Where? Tick one."),
        *("A lift in a car", "When you sign, you say it was done as written here."),
    ):
        assert words in said, words


@pytest.mark.parametrize("count", ["0", "101", "many", "", "-3", "9" * 30])
def test_counts_that_will_not_do_are_kept_and_said(broker: BrokerClient, count: str) -> None:
    assert broker.post("/slips/pad", count=count).status_code == 422
    assert "Print from 1 to 100 slips in one go." in broker.said()
    assert len(slip_pads(broker.context, BY_BROKER)) == 1


def test_there_is_no_pad_of_another_name(broker: BrokerClient) -> None:
    assert broker.client.get(f"{HOME}/slips/pad/none.pdf").status_code == 404
