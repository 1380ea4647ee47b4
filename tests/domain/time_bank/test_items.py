"""Offers and wants, and how long they stand (TB15, TB19)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from assetmap.domain.time_bank.items import ItemKind, ItemPreference, ItemState, TimeBankItem

UNTIL = date(2026, 3, 16)
ITEM = TimeBankItem("i", "101", ItemKind.OFFER, "Hem curtains", date(2025, 12, 16), UNTIL)


@pytest.mark.parametrize(
    ("today", "state", "is_open"),
    [
        (UNTIL, ItemState.OPEN, True),
        (UNTIL + timedelta(days=1), ItemState.OPEN, False),
        (UNTIL, ItemState.CLOSED, False),
    ],
)
def test_tb15_item_is_open_until_its_day_is_over(
    today: date, state: ItemState, is_open: bool
) -> None:
    assert replace(ITEM, state=state).is_open(today) is is_open


def test_tb15_renewed_stands_from_today_on_and_is_open_again() -> None:
    today = date(2026, 5, 1)
    closed = replace(ITEM, state=ItemState.CLOSED)
    assert closed.renewed(today, timedelta(days=90)) == replace(ITEM, until=date(2026, 7, 30))


def test_tb19_preferences_are_said_as_people_say_them() -> None:
    assert [each.label for each in ItemPreference] == [
        *("Happy to teach it", "Want to learn it"),
        *("With someone younger", "With someone older"),
    ]
