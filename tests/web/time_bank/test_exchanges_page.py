"""What the pages of exchanges say of each state."""

from datetime import date

from assetmap.app import create_app
from assetmap.domain.time_bank.exchanges import Confirmation, ConfirmedBy, ExchangeState
from assetmap.web.time_bank.exchanges_page import exchange_page, exchanges_page
from tests.conftest import ContextMaker
from tests.time_bank import BY_BROKER, keep_exchange, the_time_bank


def test_words_that_differ_are_for_the_broker(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    now = context.clock.now()
    said = (
        Confirmation("101", 90, ConfirmedBy.LINK, now, "101"),
        Confirmation("102", 0, ConfirmedBy.LINK, now, "102"),
    )
    exchange = keep_exchange(context, "101", "102", confirmations=said)
    with create_app(context).test_request_context("/work/time-bank"):
        page = exchange_page(context, BY_BROKER, exchange.id)
    assert [(each.says.split(" (")[0], each.is_there) for each in page.words] == [
        ("says 1 h 30 min", True),
        ("says that it was not done", False),
    ]
    words = "They do not agree: Bertram Oddwick says that it was not done. Ring both."
    assert words in page.notices
    assert (page.is_own, page.is_to_come, page.entry_url) == (False, False, "")


def test_open_exchanges_are_counted_by_state(make_context: ContextMaker) -> None:
    context = make_context()
    the_time_bank(context)
    for state in (ExchangeState.DONE, ExchangeState.DONE, ExchangeState.AGREED):
        keep_exchange(context, "101", "102", state=state, on=date(2026, 3, 10))
    with create_app(context).test_request_context("/work/time-bank"):
        page = exchanges_page(context, BY_BROKER, ExchangeState.DONE)
    assert [(words, count, chosen) for words, count, _, chosen in page.states] == [
        ("Waiting for a word", 2, True),
        ("Agreed", 1, False),
        ("Proposed", 0, False),
        ("In the ledger", 0, False),
        ("Called off", 0, False),
    ]
    assert len(page.lines) == 2
