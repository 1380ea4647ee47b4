"""How periods of figures are called, and addresses and rows that are made of them."""

from datetime import date

import pytest

from assetmap.domain.time_bank.periods import Period, PeriodKind, period_of
from assetmap.web.time_bank.figure_labels import period_label
from assetmap.web.time_bank.figures_page import page_address
from assetmap.web.time_bank.joining_page import joining_problems, typed_in

DAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("kind", "label"),
    [
        (PeriodKind.MONTH, "March 2026"),
        (PeriodKind.QUARTER, "January to March 2026"),
        (PeriodKind.YEAR, "April 2025 to March 2026"),
        (PeriodKind.OWN, "16 March 2026"),
    ],
)
def test_periods_are_said_as_people_say_them(kind: PeriodKind, label: str) -> None:
    assert period_label(period_of(kind, DAY)) == label


def test_days_of_one_s_own_are_both_said() -> None:
    own = Period(PeriodKind.OWN, date(2026, 3, 1), DAY)
    assert period_label(own) == "1 March 2026 to 16 March 2026"
    assert page_address(own).startswith("/work/time-bank/figures?")


def test_an_empty_form_says_all_that_is_missing() -> None:
    missing = {each.parameter for each in joining_problems(typed_in({}), 16)}
    assert {"name", "old_enough", "agree"} <= missing
