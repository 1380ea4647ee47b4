"""Months, quarters, years from April, and dates of one's own."""

from datetime import date

import pytest

from assetmap.domain.time_bank.periods import (
    Period,
    PeriodKind,
    own_period,
    period_of,
    years_before,
)

MARCH = period_of(PeriodKind.MONTH, date(2026, 3, 16))
QUARTER = period_of(PeriodKind.QUARTER, date(2026, 3, 16))
YEAR = period_of(PeriodKind.YEAR, date(2026, 3, 16))
OWN = Period(PeriodKind.OWN, date(2026, 1, 5), date(2026, 2, 3))


@pytest.mark.parametrize(
    ("kind", "day", "first", "last"),
    [
        (PeriodKind.MONTH, date(2026, 2, 28), date(2026, 2, 1), date(2026, 2, 28)),
        (PeriodKind.QUARTER, date(2026, 3, 30), date(2026, 1, 1), date(2026, 3, 31)),
        (PeriodKind.QUARTER, date(2026, 4, 2), date(2026, 4, 1), date(2026, 6, 30)),
        (PeriodKind.YEAR, date(2026, 3, 31), date(2025, 4, 1), date(2026, 3, 31)),
        (PeriodKind.YEAR, date(2026, 4, 1), date(2026, 4, 1), date(2027, 3, 31)),
        (PeriodKind.YEAR, date(2026, 12, 31), date(2026, 4, 1), date(2027, 3, 31)),
        (PeriodKind.OWN, date(2026, 3, 16), date(2026, 3, 16), date(2026, 3, 16)),
    ],
)
def test_a_day_is_in_its_period(kind: PeriodKind, day: date, first: date, last: date) -> None:
    assert period_of(kind, day) == Period(kind, first, last)


def test_parts_are_all_of_it() -> None:
    assert [each.first for each in YEAR.parts] == [
        *(date(2025, 4, 1), date(2025, 7, 1), date(2025, 10, 1), date(2026, 1, 1))
    ]
    assert QUARTER.parts[-1] == MARCH
    assert (MARCH.parts, OWN.parts) == ((), ())


def test_months_are_cut_to_the_period() -> None:
    assert QUARTER.months == QUARTER.parts
    assert OWN.months == (
        Period(PeriodKind.OWN, date(2026, 1, 5), date(2026, 1, 31)),
        Period(PeriodKind.OWN, date(2026, 2, 1), date(2026, 2, 3)),
    )


def test_before_after_and_a_year_ago() -> None:
    assert MARCH.moved(-1) == period_of(PeriodKind.MONTH, date(2026, 2, 1))
    assert QUARTER.moved(1) == period_of(PeriodKind.QUARTER, date(2026, 4, 1))
    assert YEAR.moved(-1) == YEAR.a_year_before()
    assert OWN.moved(1).first == date(2026, 2, 4)
    assert OWN.a_year_before() == Period(PeriodKind.OWN, date(2025, 1, 5), date(2025, 2, 3))
    leap = period_of(PeriodKind.MONTH, date(2024, 2, 1))
    assert leap.a_year_before().last == date(2023, 2, 28)
    assert years_before(date(2024, 2, 29), 1) == date(2023, 2, 28)


def test_own_dates_that_are_a_whole_period_are_that() -> None:
    assert own_period(YEAR.first, YEAR.last) == YEAR
    assert own_period(QUARTER.first, QUARTER.last) == QUARTER
    assert own_period(MARCH.first, MARCH.last) == MARCH
    assert own_period(OWN.first, OWN.last) == OWN
