from datetime import date

import pytest

from assetmap.domain.times.schedule_text import notation
from assetmap.exchange.phrase_parts import NotSure, PhraseParts
from assetmap.exchange.phrase_rules import phrase_schedules

TODAY = date(2026, 3, 16)


def made(parts: PhraseParts, today: date | None = TODAY) -> list[list[str]]:
    return [[notation(rule) for rule in each.rules] for each in phrase_schedules(parts, today)]


def test_every_so_many_weeks_has_as_many_starts_as_differ() -> None:
    assert made(PhraseParts("Tue 10am-12", weeks=2)) == [
        ["Every 2 weeks Tue 10:00-12:00 from 2026-03-17"],
        ["Every 2 weeks Tue 10:00-12:00 from 2026-03-24"],
    ]
    assert len(made(PhraseParts("Tue 10am-12", weeks=4))) == 4
    assert len(made(PhraseParts("Tue 10am-12", nth=3))) == 1 + 3


def test_a_file_has_no_today_and_says_the_same_on_every_day() -> None:
    assert made(PhraseParts("10am-12", month_days=(15,)), None) == [
        ["RRULE:FREQ=MONTHLY;BYMONTHDAY=15 10:00-12:00 from 2024-01-01"]
    ]


@pytest.mark.parametrize(
    "parts",
    [
        PhraseParts("Mon and Tue 10am-12", weeks=2),
        PhraseParts("1st Tue 10am-12", weeks=2),
        PhraseParts("Tue 10am-12", dates=(date(2026, 4, 18),)),
        PhraseParts("10am-12", dates=(date(2026, 4, 18),), weeks=2),
        PhraseParts("10am-12", dates=(date(2026, 4, 18),), month_days=(1,)),
        PhraseParts("in summer"),
    ],
)
def test_parts_that_do_not_go_together_are_nothing(parts: PhraseParts) -> None:
    with pytest.raises(NotSure):
        phrase_schedules(parts, TODAY)
