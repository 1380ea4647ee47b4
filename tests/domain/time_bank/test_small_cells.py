"""Which cells are hidden: found by nobody who adds up and takes away all that is told."""

import random
from collections.abc import Mapping
from datetime import date

import numpy as np
import pytest

from assetmap.domain.time_bank.periods import Period, PeriodKind, period_of
from assetmap.domain.time_bank.small_cells import Cell, hidden_cells

YEAR = period_of(PeriodKind.YEAR, date(2026, 3, 16))
EVERY = (YEAR, *YEAR.parts, *(month for quarter in YEAR.parts for month in quarter.parts))
MONTHS = tuple(each for each in EVERY if each.kind is PeriodKind.MONTH)
LEAST = 5


def one_table(**people: int) -> frozenset[str]:
    """What is hidden in the table of one month, whose rows have so many people and hours."""
    table = {row: Cell(60 * number, number) for row, number in people.items()}
    return hidden_cells({MONTHS[0]: table}, LEAST)[MONTHS[0]]


def test_tb17_a_cell_of_few_people_is_hidden_and_never_alone() -> None:
    assert one_table(a=9, b=8) == frozenset()
    assert one_table(a=9, b=8, c=4) == {"b", "c"}
    assert one_table(a=9, b=3, c=4) == {"b", "c"}
    assert one_table(a=4) == {"a"}
    assert one_table() == frozenset()


def test_tb17_a_count_without_a_total_hides_itself_alone() -> None:
    table = {"joined": Cell(2, 2), "left": Cell(7, 7)}
    assert hidden_cells({MONTHS[0]: table}, LEAST, has_total=False) == {MONTHS[0]: {"joined"}}


def test_tb17_a_month_is_not_what_is_left_of_its_quarter() -> None:
    quarter = YEAR.parts[0]
    one, two, three = quarter.parts
    tables = {
        quarter: {"joined": Cell(15, 15)},
        one: {"joined": Cell(2, 2)},
        two: {"joined": Cell(6, 6)},
        three: {"joined": Cell(7, 7)},
    }
    found = hidden_cells(tables, LEAST, has_total=False)
    assert found == {quarter: frozenset(), one: {"joined"}, two: {"joined"}, three: frozenset()}


@pytest.mark.parametrize("seed", range(60))
@pytest.mark.parametrize("has_total", [True, False])
def test_tb17_no_sum_of_a_whole_year_gives_a_small_cell_away(seed: int, has_total: bool) -> None:
    """Every table of a year, its quarters and months, tried with linear algebra: a small cell must
    not be a sum of what is told.
    """
    chance = random.Random(seed)
    rows = "abcd"[: chance.randint(1, 4)]
    cells = {(month, row): _cell(chance) for month in MONTHS for row in rows}
    tables = {period: _table(period, cells, rows) for period in EVERY}
    hidden = hidden_cells(tables, LEAST, has_total=has_total)
    numbered = {cell: number for number, cell in enumerate(cells)}
    told = []
    for period in EVERY:
        inside = [month for month in MONTHS if period.first <= month.first <= period.last]
        told += [
            _sum_of(numbered, [(month, row) for month in inside])
            for row in tables[period]
            if row not in hidden[period]
        ]
        if has_total:
            told.append(_sum_of(numbered, [(month, row) for month in inside for row in rows]))
    # Rows that are hidden are told together: where there are any, nobody knows which have nothing.
    told += [
        _sum_of(numbered, [(month, row)])
        for period in EVERY
        for month in MONTHS
        for row in rows
        if not hidden[period] and row not in tables[period]
        if period.first <= month.first <= period.last
    ]
    known = np.array(told)
    rank = np.linalg.matrix_rank(known)
    for period, table in tables.items():
        inside = [month for month in MONTHS if period.first <= month.first <= period.last]
        for row, cell in table.items():
            if cell.people < LEAST and (len(rows) > 1 or not has_total):
                wanted = _sum_of(numbered, [(month, row) for month in inside])
                assert np.linalg.matrix_rank(np.vstack([known, wanted])) > rank, (period, row)


def _cell(chance: random.Random) -> Cell:
    people = chance.choice([0, 0, 1, 3, 4, 6, 9, 20])
    return Cell(people * 60, people)


def _table(period: Period, cells: Mapping[tuple[Period, str], Cell], rows: str) -> dict[str, Cell]:
    """The table of a period; each month's people are others."""
    summed = {}
    for row in rows:
        inside = [
            cell
            for (month, at), cell in cells.items()
            if at == row and period.first <= month.first <= period.last
        ]
        people, amount = (sum(x) for x in zip(*((c.people, c.amount) for c in inside), strict=True))
        if amount:
            summed[row] = Cell(amount, people)
    return summed


def _sum_of(
    numbered: Mapping[tuple[Period, str], int], cells: list[tuple[Period, str]]
) -> list[int]:
    line = [0] * len(numbered)
    for cell in cells:
        line[numbered[cell]] = 1
    return line
