"""`/work/time-bank/statements/run`: how many of each first, then the run."""

import pytest

from assetmap.domain.time_bank.members import ContactBy
from assetmap.services.time_bank import statement_run
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.time_bank import join
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
    """101 and 102 on paper; 104 by e-mail, 105 in large print and without a street."""
    broker = broker_client(make_context)
    mail = {"contact_by": ContactBy.EMAIL, "email": "cara@example.org"}
    join(broker.context, 60, name="Cara Fennimore", **mail)
    join(broker.context, name="Edie Marl", address="", large_print=True)
    return broker


def test_the_page_says_how_many_of_each_first(broker: BrokerClient) -> None:
    """TB16."""
    said = broker.words("/statements/run")
    assert "1 October 2025 to 31 December 2025. Everybody who is active or paused" in said
    assert "On paper: 3 For all who are told by post or by phone. 1 in large print." in said
    assert "We have no address for 105 Edie Marl. Hand it over." in said
    assert "Labels for 2" in said
    assert "By email: 1" in said
    assert "Send 1 email" in said


def test_one_pdf_has_all_on_paper_each_from_a_page_of_their_own(
    broker: BrokerClient,
) -> None:
    pdf = pdf_of(broker.post("/statements/run/paper"))
    pages = pages_of(pdf)
    assert ["number 101" in pages[0], "number 102" in pages[1], "number 105" in pages[2]] == [
        True
    ] * 3
    assert "Cara" not in " ".join(pages)
    assert all(page.count("number 10") == 1 for page in pages[:3])
    assert smallest(pdf) < 13
    (noted,) = broker.context.store.audited(what="printed time-bank statements")
    assert noted.entry.happening.why == "3"


def test_labels_and_a_file_have_the_addresses(broker: BrokerClient) -> None:
    pdf = pdf_of(broker.post("/statements/run/labels", labels="3x8", start="24"))
    assert [("Ada" in page, "Bertram" in page) for page in pages_of(pdf)] == [
        (True, False),
        (False, True),
    ]
    answer = broker.post("/statements/run/addresses")
    assert answer.mimetype == "text/csv"
    assert answer.text.splitlines() == [
        "number,name,address,postcode,told,print",
        '101,Ada Lovelock,"12 Sample Row, Tilbury",RM18 8AB,By phone,A4',
        '102,Bertram Oddwick,"7 Invented Close, Grays",RM17 6ZZ,By phone,A4',
        "105,Edie Marl,,RM18 8AB,By phone,large",
    ]


def test_e_mails_are_sent_once_for_the_same_days(broker: BrokerClient) -> None:
    days = {"from_": "2025-10-01", "until": "2025-12-31"}
    answer = broker.post("/statements/run/emails", **days)
    assert answer.location == f"{HOME}/statements/run?from=2025-10-01&until=2025-12-31"
    assert "We are sending 1 email." in broker.words("/statements/run")
    assert "All of them have been written to for these days." in broker.said()
    broker.post("/statements/run/emails", **days)
    assert "No email was sent." in broker.words("/statements/run")
    assert [each.to for each in broker.context.store.find(EMAILS)] == ["cara@example.org"]


def test_very_many_have_a_button_for_each_part(
    broker: BrokerClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(statement_run, "PART", 2)
    said = broker.words("/statements/run")
    assert "Print 101 to 102 (PDF) Print 105 to 105 (PDF)" in said
    (page,) = pages_of(pdf_of(broker.post("/statements/run/paper", part="1")))[:1]
    assert "number 105" in page
    assert broker.post("/statements/run/paper", part="2").status_code == 303


def test_nothing_is_made_by_looking(broker: BrokerClient) -> None:
    for address in ("/paper", "/labels", "/addresses", "/emails"):
        assert broker.client.get(f"{HOME}/statements/run{address}").status_code == 405
