"""A balance in plain words: TB5 of the product's rules."""

import re

import pytest

from assetmap.domain.time_bank.balance_words import own_words, talk_words
from assetmap.domain.time_bank.rules import TimeBankRules

RULES = TimeBankRules()


@pytest.mark.parametrize("minutes", [-100_000, -601, -60, 0, 60, 3_001])
def test_no_balance_is_a_reproach_or_money_tb5(minutes: int) -> None:
    """TB5: no shaming text; everybody may ask."""
    words = own_words(minutes, RULES)
    reproach = r"debt|owe|pay|cost|behind|minus|limit|must|should|sorry|£"
    assert not re.search(reproach, words, re.IGNORECASE)
    assert "ask for help" in words


def test_below_nothing_is_fine_tb5() -> None:
    """TB5."""
    assert own_words(-120, RULES).startswith(
        "You have used 2 hours more than you have given so far. That is fine."
    )


def test_much_is_to_be_spent_or_given_tb5() -> None:
    """TB5: a high balance encourages to spend or give."""
    assert "give some away" in own_words(RULES.high + 60, RULES)
    assert "give some away" not in own_words(RULES.high, RULES)


@pytest.mark.parametrize(
    ("minutes", "said"), [(-601, "more than given"), (-600, ""), (3_000, ""), (3_060, "51 hours")]
)
def test_broker_has_a_talk_beyond_the_soft_limits_tb5(minutes: int, said: str) -> None:
    """TB5: a talk, never a block."""
    words = talk_words("Ada", minutes, RULES)
    assert bool(words) == bool(said)
    assert said in words
