"""What a role says of checks, expenses and training, told from its own words."""

import pytest

from assetmap.domain.listings.role_conditions import (
    gives_training,
    needs_no_checks,
    pays_expenses,
)
from tests.factories import a_listing

NO = ["None", "none.", "No", "No checks needed", "Not needed", "Nothing", "n/a", "N/A", "0"]
SOMETHING = ["A basic DBS check, free", "Two references", "Enhanced DBS", "Bus fares and lunch"]
YES = [
    "Half a day, then shadowing",
    "No experience needed: we train you",
    "None needed, but we show you round",
    "Nothing fancy, but a half day is given",
    "Not much, and your fares are paid",
    "Notetaking for beginners",
]


@pytest.mark.parametrize("words", NO)
def test_no(words: str) -> None:
    role = a_listing(checks_needed=words, expenses=words, training=words)
    assert needs_no_checks(role)
    assert not pays_expenses(role)
    assert not gives_training(role)


@pytest.mark.parametrize("words", [*SOMETHING, *YES])
def test_something(words: str) -> None:
    role = a_listing(checks_needed=words, expenses=words, training=words)
    assert not needs_no_checks(role)
    assert pays_expenses(role)
    assert gives_training(role)


@pytest.mark.parametrize("words", ["", " ", "-", "–"])
def test_nothing_said(words: str) -> None:
    role = a_listing(checks_needed=words, expenses=words, training=words)
    assert [needs_no_checks(role), pays_expenses(role), gives_training(role)] == [False] * 3
