"""`/work/time-bank/statements/run`: how many of each first, then the run."""

import pytest

from assetmap.domain.time_bank.members import ContactBy
from assetmap.services.time_bank import statement_run
from assetmap.storage.tables import EMAILS
from tests.conftest import ContextMaker
from tests.time_bank import join
from tests.web.time_bank.desk import HOME, Desk, broker_desk, pages_of, pdf_of, smallest


@pytest.fixture
def desk(make_context: ContextMaker) -> Desk:
    """101 and 102 on paper; 104 by e-mail, 105 in large print and without a street."""
    desk = broker_desk(make_context)
    mail = {"contact_by": ContactBy.EMAIL, "email": "cara@example.org"}
    join(desk.context, 60, name="Cara Fennimore", **mail)
    join(desk.context, name="Edie Marl", address="", large_print=True)
    return desk


def test_the_page_says_how_many_of_each_first(desk: Desk) -> None:
    """TB16."""
    said = desk.words("/statements/run")
    assert "1 October 2025 to 31 December 2025. Everybody who is active or paused" in said
    assert "On paper: 3 For all who are told by post or by phone. 1 in large print." in said
    assert "We have no address for 105 Edie Marl. Hand it over." in said
    assert "Labels for 2" in said
    assert "By email: 1" in said
    assert "Send 1 email" in said


def test_one_pdf_has_all_who_are_told_on_paper_each_from_a_page_of_their_own(desk: Desk) -> None:
    pdf = pdf_of(desk.post("/statements/run/paper"))
    pages = pages_of(pdf)
    assert ["number 101" in pages[0], "number 102" in pages[1], "number 105" in pages[2]] == [
        True
    ] * 3
    assert "Cara" not in " ".join(pages)
    assert all(page.count("number 10") == 1 for page in pages[:3])
    assert smallest(pdf) < 13
    (noted,) = desk.context.store.audited(what="printed time-bank statements")
    assert noted.entry.happening.why == "3"


def test_labels_and_a_file_have_the_addresses(desk: Desk) -> None:
    pdf = pdf_of(desk.post("/statements/run/labels", labels="3x8", start="24"))
    assert [("Ada" in page, "Bertram" in page) for page in pages_of(pdf)] == [
        (True, False),
        (False, True),
    ]
    answer = desk.post("/statements/run/addresses")
    assert answer.mimetype == "text/csv"
    assert answer.text.splitlines() == [
        "number,name,address,postcode,told,print",
        '101,Ada Lovelock,"12 Sample Row, Tilbury",RM18 8AB,By phone,A4',
        '102,Bertram Oddwick,"7 Invented Close, Grays",RM17 6ZZ,By phone,A4',
        "105,Edie Marl,,RM18 8AB,By phone,large",
    ]


def test_e_mails_are_sent_once_for_the_same_days(desk: Desk) -> None:
    days = {"from_": "2025-10-01", "until": "2025-12-31"}
    answer = desk.post("/statements/run/emails", **days)
    assert answer.location == f"{HOME}/statements/run?from=2025-10-01&until=2025-12-31"
    assert "We are sending 1 email." in desk.words("/statements/run")
    assert "All of them have been written to for these days." in desk.said()
    desk.post("/statements/run/emails", **days)
    assert "No email was sent." in desk.words("/statements/run")
    assert [each.to for each in desk.context.store.find(EMAILS)] == ["cara@example.org"]


def test_very_many_have_a_button_for_each_part(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(statement_run, "PART", 2)
    said = desk.words("/statements/run")
    assert "Print 101 to 102 (PDF) Print 105 to 105 (PDF)" in said
    (page,) = pages_of(pdf_of(desk.post("/statements/run/paper", part="1")))[:1]
    assert "number 105" in page
    assert desk.post("/statements/run/paper", part="2").status_code == 303


def test_nothing_is_made_by_looking(desk: Desk) -> None:
    for address in ("/paper", "/labels", "/addresses", "/emails"):
        assert desk.client.get(f"{HOME}/statements/run{address}").status_code == 405
