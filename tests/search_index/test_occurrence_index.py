"""A base and what changed since, asked for windows."""

from datetime import date, timedelta

import numpy as np

from assetmap.domain.times.occurrences import moment
from assetmap.search_index.occurrence_index import OccurrenceIndex, now_at
from assetmap.search_index.occurrence_table import NOTHING, OccurrenceTable, table_of
from tests.search_index.test_occurrence_table import MONDAY, TUESDAY, at, table, told

NEWER = table_of([0, 3], [at(TUESDAY, 9), at(MONDAY, 9)]).in_order()


def index(
    moved: list[int], overlay: OccurrenceTable = NOTHING, last: date = TUESDAY
) -> OccurrenceIndex:
    return OccurrenceIndex(table(), np.array(moved, np.int32), overlay, MONDAY, last)


def owners(found: OccurrenceTable) -> list[int]:
    listed: list[int] = found.owner.tolist()
    return listed


def test_base_alone_is_given_as_it_is() -> None:
    found = index([0, 1, 2]).between(TUESDAY, TUESDAY)
    assert told(found) == told(table())[1:]
    assert told(index([0, 1, 2]).merged()) == told(table())


def test_what_moved_and_what_does_not_count_any_more() -> None:
    assert owners(index([0, -1, 1]).between(MONDAY, TUESDAY)) == [0, 1]
    assert owners(index([1, 2, 3]).between(MONDAY, TUESDAY)) == [1, 2, 2, 3]


def test_overlay_stands_among_the_base_in_order() -> None:
    found = index([-1, 1, 2], NEWER)
    assert owners(found.between(MONDAY, TUESDAY)) == [3, 0, 1, 1, 2]
    assert owners(found.merged()) == [3, 0, 1, 1, 2]
    some = np.array([True, False, True, False])
    assert owners(found.between(MONDAY, TUESDAY, some)) == [0, 2]
    assert owners(index([0, 1, 2]).between(MONDAY, TUESDAY, some)) == [0, 2]


def test_window_ends_with_the_days_that_are_known() -> None:
    assert owners(index([0, 1, 2], last=MONDAY).between(date.min, date.max)) == [0]
    before = OccurrenceIndex(table(), np.arange(3), NOTHING, TUESDAY, TUESDAY)
    assert owners(before.between(MONDAY - timedelta(days=9), MONDAY)) == []


def test_what_is_on_at_a_moment() -> None:
    found = index([-1, 1, 2], NEWER)
    asked = (moment(MONDAY, 570), moment(TUESDAY, 600), moment(TUESDAY, 629), moment(TUESDAY, 690))
    assert [owners(found.during(each)) for each in asked] == [[3], [0, 1, 1, 2], [0, 1, 1, 2], []]
    assert owners(index([0, 1, 2]).during(moment(MONDAY, 570))) == []  # cancelled


def test_rows_that_all_count_are_not_copied() -> None:
    moved = now_at(table(), np.array([1, 2, 3]))
    assert owners(moved) == [1, 2, 2, 3]
    assert owners(now_at(NOTHING, np.array([-1]))) == []
