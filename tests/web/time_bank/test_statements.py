"""`/work/time-bank/statements`: on screen and on paper."""

import pytest

from assetmap.domain.time_bank.ledger import CorrectionReason
from assetmap.services.time_bank.posting import post_correction
from assetmap.services.time_bank.slip_entry import enter_slips
from tests.conftest import ContextMaker
from tests.services.time_bank.paper import a_row
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
    """Slip 1001 was wrong and taken back, and 1002 is right."""
    broker = broker_client(make_context)
    enter_slips(broker.context, BY_BROKER, [a_row(), a_row(1002, time="60")], "2", "2:30")
    with broker.context.unit_of_work() as uow:
        post_correction(broker.context, uow, BY_BROKER, "slip:1001", CorrectionReason.MINUTES)
    return broker


def test_the_list_leads_to_each_and_so_does_a_number(broker: BrokerClient) -> None:
    assert "101 Ada Lovelock 4 h" in broker.words("/statements")
    assert broker.client.last is not None
    assert broker.client.last.links()["Riverside Hub"] == f"{HOME}/statements/103"
    found = broker.client.get(f"{HOME}/statements?number=102")
    assert (found.status_code, found.location) == (302, f"{HOME}/statements/102")
    assert "There is no member or group of that number." in broker.words(
        "/statements?number=9", 404
    )


def test_a_correction_and_the_original_stand_on_screen_and_on_paper(broker: BrokerClient) -> None:
    """TB4, TB16, check 33: both are on the printed statement, and each names the other."""
    paper = " ".join(pages_of(pdf_of(broker.client.get(f"{HOME}/statements/101.pdf"))))
    for said in (broker.words("/statements/101"), paper):
        assert "Taken back by entry 4." in said
        assert "Takes back entry 2, 1 h 30 min. The time was wrong." in said
        assert "Given to Member 102: Help at home and getting about" in said
        assert "Your balance: 4 h You have 4 hours to spend." in said
        assert "Bertram" not in said


def test_nothing_on_a_statement_edits_or_deletes(broker: BrokerClient) -> None:
    """TB4, check 33."""
    broker.words("/statements/101")
    assert broker.client.last is not None
    posts = [x.get("action") for x in broker.client.last.all("form") if x.get("method") == "post"]
    assert [each for each in posts if each and each.startswith("/work")] == []
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(broker.client, method)(
            f"{HOME}/statements/101", data={"csrf_token": broker.token}
        )
        assert answer.status_code == 405


def test_large_print_is_18_points_and_says_the_same(broker: BrokerClient) -> None:
    pdf = pdf_of(broker.client.get(f"{HOME}/statements/102.pdf?size=large"))
    assert smallest(pdf) >= 17.99
    said = " ".join(pages_of(pdf))
    assert "You have used 3 hours more than you have given so far. That is fine." in said
    assert "7 Invented Close" in said
    assert "Ada" not in said


def test_days_can_be_chosen_and_wrong_ones_are_said(broker: BrokerClient) -> None:
    said = broker.words("/statements/101?from=1/1/2026&until=31/1/2026")
    assert "Nothing was given or received in this time. Your balance was 3 h before." in said
    assert broker.client.last is not None
    links = broker.client.last.links()
    asked = "from=2026-01-01&until=2026-01-31"
    assert links["PDF, A4"] == f"{HOME}/statements/101.pdf?{asked}"
    assert links["From the beginning"].endswith("from=2025-09-01&until=2026-03-16")
    assert "Type a day like 1/1/2026" in broker.words("/statements/101?from=soon")


@pytest.mark.parametrize("number", ["999", "pot", "issue", "101x", "%00"])
def test_there_is_no_statement_of_another_number(broker: BrokerClient, number: str) -> None:
    for end in ("", ".pdf"):
        assert broker.client.get(f"{HOME}/statements/{number}{end}").status_code == 404
