"""Which cells of tables are hidden, so that nothing about a few people is told or can be found.

A cell of few people is hidden: its row is not named, and counts among "all others". Beside each
table stands its total, and beside each period its parts: what is left of a sum once all that is
told is taken away must not be one such cell. So a hidden cell never stands alone in a sum: the next
smallest is hidden with it.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from assetmap.domain.time_bank.periods import Period


@dataclass(frozen=True, slots=True)
class Cell:
    """What a table says of one row: how much, and of how many people."""

    amount: int
    people: int


K = TypeVar("K")
Table = Mapping[str, Cell]  # by row; those of nothing are left out
Hidden = dict[Period, set[str]]


def hidden_cells(
    tables: Mapping[Period, Table], least: int, *, has_total: bool = True
) -> dict[Period, frozenset[str]]:
    """The rows to hide in the tables of some periods and their parts.

    `tables` has one of every period with those of its parts. A cell of fewer than `least` people
    is hidden; with `has_total` each table's sum is told beside it.
    """
    hidden: Hidden = {period: set(_small(table, least)) for period, table in tables.items()}
    while True:
        more = {(period, row) for period, row in _more(tables, hidden, has_total=has_total)}
        if not more:
            return {period: frozenset(rows) for period, rows in hidden.items()}
        for period, row in more:
            hidden[period].add(row)


def _small(table: Table, least: int) -> Iterator[str]:
    return (row for row, cell in table.items() if 0 < cell.people < least)


def _more(
    tables: Mapping[Period, Table], hidden: Hidden, *, has_total: bool
) -> Iterator[tuple[Period, str]]:
    """What must be hidden with what is: of every sum with one hidden cell the next smallest."""
    for period, table in tables.items():
        if has_total and len(hidden[period]) == 1:
            others = {row: cell for row, cell in table.items() if row not in hidden[period]}
            yield from ((period, row) for row in _smallest(others))
        parts = [part for part in period.parts if part in tables]
        if has_total and len(table) == 1 and any(hidden[part] for part in parts):
            # All there is would be this row's, and so would all there is in each of its parts.
            yield from ((period, row) for row in table if row not in hidden[period])
        for row in table if parts else ():
            yield from _over_time(tables, hidden, period, parts, row)


def _over_time(
    tables: Mapping[Period, Table],
    hidden: Hidden,
    whole: Period,
    parts: Iterable[Period],
    row: str,
) -> Iterator[tuple[Period, str]]:
    """The same for a row over the parts of a period, which add up to its cell."""
    cells = {part: tables[part][row] for part in parts if row in tables[part]}
    told = {part: cell for part, cell in cells.items() if row not in hidden[part]}
    count = len(cells) - len(told) + (row in hidden[whole])
    if count != 1:
        return
    if told:
        yield from ((part, row) for part in _smallest(told))
    else:
        yield whole, row


def _smallest(cells: Mapping[K, Cell]) -> list[K]:
    """The cell of the fewest people; of several, the first."""
    return sorted(cells, key=lambda each: (cells[each].people, cells[each].amount))[:1]
