"""Times that something is on, as flat sorted arrays."""

from datetime import date

import numpy as np

from assetmap.domain.times.occurrences import Occurrence, State, moment
from assetmap.search_index.occurrence_table import NOTHING, OccurrenceTable, table_of

MONDAY, TUESDAY = date(2026, 3, 16), date(2026, 3, 17)


def at(on: date, hour: int, rule: int = 0, state: State = State.ON) -> Occurrence:
    start = moment(on, hour * 60)
    return Occurrence(start, start + 90, rule, state, -1, start)


FOUND = [
    (2, at(TUESDAY, 10)),
    (1, at(TUESDAY, 10, 1)),
    (1, at(TUESDAY, 10, 0)),
    (0, at(MONDAY, 9, state=State.CANCELLED)),
]


def table() -> OccurrenceTable:
    return table_of([owner for owner, _ in FOUND], [each for _, each in FOUND]).in_order()


def told(found: OccurrenceTable) -> list[tuple[int, Occurrence]]:
    return [(int(found.owner[n]), found.occurrence(n)) for n in range(len(found))]


def test_rows_are_in_the_order_of_their_starts_and_owners_and_else_as_they_stood() -> None:
    assert told(table()) == [FOUND[3], FOUND[1], FOUND[2], FOUND[0]]
    assert table().is_on.tolist() == [False, True, True, True]


def test_rows_of_days_are_a_slice() -> None:
    assert table().beginning(TUESDAY, TUESDAY) == slice(1, 4)
    assert table().beginning(MONDAY, TUESDAY) == slice(0, 4)
    assert table().beginning(TUESDAY, MONDAY) == slice(1, 1)
    assert table().starting(moment(MONDAY), moment(MONDAY, 540)) == slice(0, 0)


def test_tables_put_together_and_opened_again_are_the_same() -> None:
    whole = OccurrenceTable.stacked((table().only(slice(3, 4)), NOTHING, table().only(slice(3))))
    assert told(whole.in_order()) == [FOUND[3], FOUND[1], FOUND[2], FOUND[0]]
    again = OccurrenceTable.of_arrays(whole.arrays("x_"), "x_")
    assert told(again) == told(whole)


def test_nothing_has_the_columns_of_any_table() -> None:
    kinds = {name: each.dtype for name, each in NOTHING.arrays().items()}
    assert kinds == {name: each.dtype for name, each in table().arrays().items()}
    assert kinds.pop("state") == np.int8
    assert set(kinds.values()) == {np.dtype(np.int32)}
    assert len(NOTHING.in_order()) == 0
