"""Where a figure elsewhere leads: the list of entries that adds up to it."""

from datetime import date

from assetmap.app import create_app
from assetmap.domain.time_bank.ledger import TransferKind
from assetmap.services.time_bank.ledger_entries import EntryFilter
from assetmap.services.time_bank.posting import Given, post_session
from assetmap.web.time_bank.ledger_page import entry_page, ledger_url
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, the_time_bank


def test_address_of_a_list_says_what_is_asked_for(make_context: ContextMaker) -> None:
    context = make_context()
    wanted = EntryFilter("101", (TransferKind.GIFT,), date(2026, 3, 1), None)
    with create_app(context).test_request_context("/work/time-bank"):
        assert ledger_url(wanted) == (
            "/work/time-bank/ledger?account=101&kind=gift&from-day=1&from-month=3&from-year=2026"
        )
        assert ledger_url(EntryFilter()) == "/work/time-bank/ledger"


def test_session_names_all_and_is_entered_again_elsewhere(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    with context.unit_of_work() as uow:
        minutes, on = {"101": 60, "102": 90}, date(2026, 3, 2)
        posted = post_session(context, uow, BY_BROKER, "103", minutes, on, Given(), key="s")
    with create_app(context).test_request_context("/work/time-bank"):
        page = entry_page(context, BY_BROKER, posted.id)
    assert [(who, minutes) for who, minutes, _ in page.lines] == [
        ("Ada Lovelock (101)", "1 h"),
        ("Bertram Oddwick (102)", "1 h 30 min"),
        ("Riverside Hub (103)", "−2 h 30 min"),
    ]
    assert (page.can_be_corrected, page.can_be_right) == (True, False)
