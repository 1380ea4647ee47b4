"""Figures out of nothing; over a real ledger they are in `services/time_bank/test_figures.py`."""

from datetime import date

from assetmap.domain.time_bank.figures import DEFINITIONS, LedgerEntries, Unit
from assetmap.domain.time_bank.figuring import figures_of
from assetmap.domain.time_bank.periods import PeriodKind, period_of

NOTHING = LedgerEntries((), (), (), {}, frozenset(), frozenset())


def test_tb17_an_empty_ledger_has_every_figure_and_nothing_in_them() -> None:
    found = figures_of(NOTHING, (), period_of(PeriodKind.MONTH, date(2026, 3, 16)), 5)
    assert set(found.values) == {each.key for each in DEFINITIONS}
    hours = {each.key for each in DEFINITIONS if each.unit is Unit.TIME}
    assert {found.values[key] for key in hours} == {0}
    assert found.exchanged == 0
