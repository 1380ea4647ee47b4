"""An exchange on its way to the ledger (TB3)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from assetmap.domain.time_bank.exchanges import Confirmation, ConfirmedBy, Exchange, ExchangeState
from assetmap.domain.time_bank.ledger import PlaceKind

AT = datetime(2026, 3, 16, 9, tzinfo=UTC)
EXCHANGE = Exchange("e", "101", "102", 90, date(2026, 3, 12), PlaceKind.PUBLIC, AT, "p-broker")


def yes(account: str, minutes: int = 90) -> Confirmation:
    return Confirmation(account, minutes, ConfirmedBy.LINK, AT, account)


def test_tb3_it_waits_for_the_word_of_both() -> None:
    assert EXCHANGE.waits_for == ("101", "102")
    one = replace(EXCHANGE, confirmations=(yes("102"),))
    assert (one.waits_for, one.confirmed_by("102")) == (("101",), yes("102"))
    both = replace(one, confirmations=(yes("102"), yes("101")))
    assert both.waits_for == ()


def test_tb3_a_word_counts_for_the_minutes_that_it_was_given_for() -> None:
    """Who said yes to an hour has not said yes to two; and the word of a third counts for none."""
    said = replace(EXCHANGE, confirmations=(yes("101"), yes("102"), yes("103")))
    assert said.waits_for == ()
    assert replace(said, minutes=120).waits_for == ("101", "102")


@pytest.mark.parametrize("state", ExchangeState)
def test_something_is_to_happen_until_it_is_posted_or_called_off(state: ExchangeState) -> None:
    is_over = state in (ExchangeState.POSTED, ExchangeState.CALLED_OFF)
    assert replace(EXCHANGE, state=state).is_open is not is_over


def test_each_is_said_in_words_of_its_own() -> None:
    assert len({each.label for each in ExchangeState}) == len(ExchangeState)
    assert [each.label for each in ConfirmedBy] == ["by a link", "by phone", "on a slip"]
