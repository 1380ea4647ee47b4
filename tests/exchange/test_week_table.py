import pytest

from assetmap.domain.times.rules import Hours, Monthly, Weekly
from assetmap.exchange.week_table import Overlap, WeekTable, closed_words, holiday_name, overlap

MORNING, NOON, LATE = Hours(600, 720), Hours(660, 780), Hours(1320, 120)


def test_a_week_becomes_rules_in_the_order_it_came_in() -> None:
    table = WeekTable()
    table.add((1, 1), [MORNING])
    table.add((None, 0), [MORNING, LATE, MORNING])
    table.add((None, 5), [LATE])
    table.close((None, 5))
    assert table.rules() == (Monthly(1, 1, MORNING), Weekly(0, MORNING), Weekly(0, LATE))
    assert (table.has((None, 0)), table.has((None, 5))) == (True, False)


def test_times_that_lie_across_each_other_are_refused() -> None:
    table = WeekTable()
    table.add((None, 0), [MORNING])
    for day in ((None, 0), (1, 0), (-1, 0)):
        with pytest.raises(Overlap):
            table.add(day, [NOON])
    with pytest.raises(Overlap):
        table.close((1, 0))
    assert (overlap(MORNING, NOON), overlap(MORNING, LATE)) == (True, False)


def test_holidays_in_words() -> None:
    assert [holiday_name(text) for text in ("Public  Hols", "boxing day")] == [
        "bank holidays",
        "Boxing Day",
    ]
    assert closed_words("bank holidays") == "Closed on bank holidays"
