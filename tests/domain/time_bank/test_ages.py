"""Who is old enough, and when the young turn 18 (TB9)."""

from datetime import date

import pytest

from assetmap.domain.time_bank.ages import birthday, is_old_enough, turns_18_on

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("born", "old_enough"),
    [(date(2010, 3, 16), True), (date(2010, 3, 17), False), (date(1930, 1, 1), True)],
)
def test_tb9_one_joins_from_the_birthday_on(born: date, old_enough: bool) -> None:
    assert is_old_enough(born, TODAY, 16) is old_enough


@pytest.mark.parametrize(
    ("born", "kept"),
    [
        (date(2008, 3, 16), None),
        (date(2008, 3, 17), date(2026, 3, 17)),
        (date(1950, 1, 1), None),
        (date(2010, 3, 16), date(2028, 3, 16)),
    ],
)
def test_tb9_a_day_is_kept_of_the_young_alone(born: date, kept: date | None) -> None:
    assert turns_18_on(born, TODAY) == kept


def test_born_on_29_february_are_of_age_on_1_march() -> None:
    assert birthday(date(2008, 2, 29), 18) == date(2026, 3, 1)
    assert birthday(date(2008, 2, 29), 16) == date(2024, 2, 29)
