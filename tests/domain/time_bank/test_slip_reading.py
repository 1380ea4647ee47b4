from contextlib import suppress
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.domain.time_bank.ledger import PlaceKind
from assetmap.domain.time_bank.slip_reading import (
    Slip,
    SlipProblem,
    TypedSlip,
    Unread,
    category_in,
    day_in,
    filled_down,
    place_in,
    read_slip,
    total_problems,
)

TODAY = date(2026, 3, 16)
CATEGORIES = [
    ("meet", "Meet people"),
    ("home", "Help at home and getting about"),
    ("food", "Food, money and home essentials"),
    ("well", "Feel well"),
]
TYPED = TypedSlip("1001", "101", "102", "90", "2", "12/3")
SLIP = Slip(1001, "101", "102", 90, "home", date(2026, 3, 12), PlaceKind.PUBLIC)


def test_a_row_says_who_gave_what_to_whom() -> None:
    assert read_slip(TYPED, CATEGORIES, TODAY) == (SLIP, ())
    spoken = TypedSlip(" 1001 ", "0101", "102", "1:30", "help", "12 march", "h", is_sure=True)
    assert read_slip(spoken, CATEGORIES, TODAY) == (replace(SLIP, place=PlaceKind.HOME), ())


def test_all_that_cannot_be_read_is_told_at_its_box() -> None:
    typed = TypedSlip("x", "ada", "", "soon", "q", "32/3", "z")
    assert read_slip(typed, CATEGORIES, TODAY) == (
        None,
        (
            SlipProblem("number", "Type the number of the slip, such as 1001."),
            SlipProblem("giver", "Type the number of who gave, such as 101."),
            SlipProblem("receiver", "Type the number of who received, such as 101."),
            SlipProblem("time", "Write the time like 1:30, 1 h 30 min or 90 minutes."),
            SlipProblem("category", "Nothing in the list begins with “q”."),
            SlipProblem(
                "day", "We cannot read the day “32/3”. Type it like 12/3 or 12 March 2026."
            ),
            SlipProblem(
                "place", "Type p (public), h (home), r (remote: phone or online) or l (lift)."
            ),
        ),
    )


@pytest.mark.parametrize(
    ("time", "words"),
    [
        ("", "Type how long, such as 90 or 1:30."),
        ("100", "Give the time in steps of 15 minutes."),
        ("25h", "One person can give 24 hours a day at most."),
        ("0", "Say how long it took."),
    ],
)
def test_time_goes_in_quarters_and_has_an_end(time: str, words: str) -> None:
    """TB1."""
    _, problems = read_slip(replace(TYPED, time=time), CATEGORIES, TODAY)
    assert problems == (SlipProblem("time", words),)


@pytest.mark.parametrize(
    ("typed", "on"),
    [
        ("12/3", date(2026, 3, 12)),
        ("12", date(2026, 3, 12)),
        ("12.3", date(2026, 3, 12)),
        ("12 3", date(2026, 3, 12)),
        ("12-3", date(2026, 3, 12)),
        ("12 Mar", date(2026, 3, 12)),
        ("12 march", date(2026, 3, 12)),
        ("12/3/2025", date(2025, 3, 12)),
        ("12/3/25", date(2025, 3, 12)),
        ("Thursday 12th March 2026", date(2026, 3, 12)),
        ("2026-03-12", date(2026, 3, 12)),
        ("28", date(2026, 3, 28)),  # not yet: said as such, and never taken for another month
        ("17/3", date(2026, 3, 17)),
        ("20/12", date(2025, 12, 20)),
        ("29/2", None),
        ("31", date(2026, 3, 31)),
        ("0", None),
        ("12/0", None),
        ("12/13", None),
        ("12 nonsense", None),
        ("", None),
        ("day", None),
    ],
)
def test_days_are_the_nearest_of_their_name(typed: str, on: date | None) -> None:
    if on is None:
        with pytest.raises(Unread):
            day_in(typed, TODAY)
    else:
        assert day_in(typed, TODAY) == on


def test_days_are_the_nearest_over_the_end_of_a_year() -> None:
    """30 March entered in April is of the old year, and December's slips come in January."""
    assert day_in("30/12", date(2026, 1, 5)) == date(2025, 12, 30)
    assert day_in("30", date(2026, 1, 5)) == date(2025, 12, 30)
    assert day_in("29/2", date(2024, 3, 1)) == date(2024, 2, 29)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reading_of_a_day(text: str) -> None:
    with suppress(Unread):
        assert isinstance(day_in(text, TODAY), date)


@pytest.mark.parametrize(
    ("typed", "slug"),
    [
        ("1", "meet"),
        ("4", "well"),
        ("m", "meet"),
        ("food", "food"),
        ("HELP at", "home"),
        ("feel w", "well"),
        ("people", "meet"),
    ],
)
def test_categories_go_by_number_and_by_first_letters(typed: str, slug: str) -> None:
    assert category_in(typed, CATEGORIES) == slug


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "Say what it was: the number, or the first letters."),
        ("5", "The numbers are 1 to 4."),
        ("0", "The numbers are 1 to 4."),
        ("f", "“f” could be Food, money and home essentials or Feel well."),
        (
            "home",
            "“home” could be Help at home and getting about or Food, money and home essentials.",
        ),
        ("zz", "Nothing in the list begins with “zz”."),
        ("!!", "Nothing in the list begins with “!!”."),
    ],
)
def test_what_could_be_several_is_asked_about(typed: str, words: str) -> None:
    with pytest.raises(Unread) as refused:
        category_in(typed, CATEGORIES)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        *(("", PlaceKind.PUBLIC), ("p", PlaceKind.PUBLIC), ("Public", PlaceKind.PUBLIC)),
        *(("h", PlaceKind.HOME), ("home", PlaceKind.HOME), ("somebody’s home", PlaceKind.HOME)),
        *(("r", PlaceKind.REMOTE), ("ph", PlaceKind.REMOTE), ("online", PlaceKind.REMOTE)),
        *(("l", PlaceKind.LIFT), ("lift", PlaceKind.LIFT), ("car", PlaceKind.LIFT)),
    ],
)
def test_places_go_by_first_letters(typed: str, place: PlaceKind) -> None:
    assert place_in(typed) is place


def test_rows_fill_in_the_next_number_and_the_day_above() -> None:
    first, blank = TYPED, TypedSlip(number="1002", day="12/3")
    third = TypedSlip("", "103", "101", "1", "1")
    other = TypedSlip("1040", "103", "101", "1", "1", "13/3")
    last = TypedSlip("", "104", "101", "1", "1")
    assert filled_down([first, blank, third, other, last]) == (
        first,
        blank,
        replace(third, number="1002", day="12/3"),
        other,
        replace(last, number="1041", day="13/3"),
    )


@pytest.mark.parametrize("total", ["3 h", "3", "180", "3:00", "180 min", "3.0", " 3 hours "])
def test_a_total_that_is_right_says_nothing(total: str) -> None:
    assert total_problems(2, [SLIP, SLIP], "2", total) == ()


def test_a_total_that_differs_is_told_with_both() -> None:
    assert total_problems(2, [SLIP, SLIP], "3", "4:30") == (
        SlipProblem(
            "count", "You typed “3”, but 2 slips are typed here. Count the slips on paper again."
        ),
        SlipProblem(
            "total", "You typed “4:30”, but the rows here add up to 3 h. Add up the paper again."
        ),
    )
    assert [x.message for x in total_problems(1, [SLIP], "", "")] == [
        "1 slip is typed here. Count the slips on paper again.",
        "The rows here add up to 1 h 30 min. Add up the paper again.",
    ]


def test_time_is_compared_once_all_rows_can_be_read() -> None:
    assert total_problems(2, [SLIP], "2", "99") == ()
