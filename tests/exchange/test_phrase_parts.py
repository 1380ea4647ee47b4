from datetime import date

import pytest

from assetmap.exchange.phrase_parts import NotSure, cut_into_parts, parts_by_place

TODAY = date(2026, 3, 16)


def test_each_part_is_found_and_the_rest_is_days_and_hours() -> None:
    text = "We meet every other Tuesday 2-4pm from 17 March until 21 July at the Library"
    parts = cut_into_parts(text, TODAY)
    assert (parts.rest, parts.weeks, parts.nth, parts.at) == ("Tuesday 2-4pm", 2, 0, "the Library")
    assert parts.begins is not None
    assert parts.until is not None
    assert (parts.begins.text, parts.until.text) == ("17 March", "21 July")
    assert parts.says_more


@pytest.mark.parametrize(
    ("text", "weeks", "nth", "rest"),
    [
        ("every second Tuesday 2-4", 0, 2, "Tuesday 2-4"),
        ("every second Tuesday of the month 2-4", 0, 0, "second Tuesday of the month 2-4"),
        ("every 1st and 3rd Tuesday 2-4", 0, 0, "1st and 3rd Tuesday 2-4"),
        ("every second week on Tuesday 2-4", 2, 0, "Tuesday 2-4"),
        ("three-weekly, Tuesday 2-4", 3, 0, "Tuesday 2-4"),
        ("every other month, Tuesday 2-4", 0, 0, "every other month, Tuesday 2-4"),
        ("every Tuesday 2-4", 0, 0, "every Tuesday 2-4"),
    ],
)
def test_how_often_it_is(text: str, weeks: int, nth: int, rest: str) -> None:
    parts = cut_into_parts(text, TODAY)
    assert (parts.weeks, parts.nth, parts.rest) == (weeks, nth, rest)


def test_days_of_the_month_and_single_dates() -> None:
    assert cut_into_parts("the 1st and 15th of every month 10-12", TODAY).month_days == (1, 15)
    assert cut_into_parts("18 April and 16 May 10-12", TODAY).dates == (
        date(2026, 4, 18),
        date(2026, 5, 16),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Tue 10-12 from 5 January from 6 January until 7 July to 8 July",
        "Tue 10-12 for six weeks",
        "the 32nd of every month 10-12",
        "Tue 10-12 at various venues",
        "every 40 weeks on Tuesday 10-12 from 5 January",
    ],
)
def test_a_part_that_cannot_be_is_no_part(text: str) -> None:
    with pytest.raises(NotSure):
        cut_into_parts(text, TODAY)


def test_hours_that_come_last_hold_for_every_place() -> None:
    assert parts_by_place("1st Tue at the Hall and 3rd Tue at the Library, 2-4pm") == [
        "1st Tue at the Hall , 2-4pm",
        "3rd Tue at the Library , 2-4pm",
    ]
    assert parts_by_place("Tue at the Hall, 2-4pm") == ["Tue at the Hall, 2-4pm"]
