from datetime import date

import pytest

from assetmap.exchange.date_phrases import read_loose_date

TODAY = date(2026, 3, 16)


@pytest.mark.parametrize(
    ("text", "coming", "nearest"),
    [
        ("14 March", date(2027, 3, 14), date(2026, 3, 14)),
        ("Sat 14 March", date(2026, 3, 14), date(2026, 3, 14)),
        ("the 5th of January", date(2027, 1, 5), date(2026, 1, 5)),
        ("April 3rd", date(2026, 4, 3), date(2026, 4, 3)),
        ("21 July 2027", date(2027, 7, 21), date(2027, 7, 21)),
        ("21/7/26", date(2026, 7, 21), date(2026, 7, 21)),
        ("2026-07-21", date(2026, 7, 21), date(2026, 7, 21)),
        ("29 Feb", date(2028, 2, 29), date(2028, 2, 29)),
        ("Thurs 2 Apr.", date(2026, 4, 2), date(2026, 4, 2)),
    ],
)
def test_a_day_without_its_year_is_the_next_or_the_nearest(
    text: str, coming: date, nearest: date
) -> None:
    found = read_loose_date(text, TODAY)
    assert (found.coming(TODAY), found.nearest(TODAY)) == (coming, nearest)


def test_the_nearest_on_a_weekday_wins_where_it_is_near() -> None:
    found = read_loose_date("5 January", TODAY)
    assert found.nearest(TODAY, 0) == date(2026, 1, 5)  # a Monday
    assert found.nearest(TODAY, 4) == date(2026, 1, 5)  # no such year is near: the nearest


def test_a_last_day_comes_after_the_first() -> None:
    found = read_loose_date("6 January", TODAY)
    assert found.after(date(2026, 11, 3)) == date(2027, 1, 6)
    assert found.after(date(2025, 11, 3)) == date(2026, 1, 6)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("31 April", "There is no such date as “31 April”."),
        ("soon", "There is no such date as “soon”."),
        ("Sun 14 March", "14 March 2026 is a Saturday."),
        ("Mon 14 March 2026", "14 March 2026 is a Saturday."),
    ],
)
def test_what_is_no_date_says_so(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="^" + message + "$"):
        read_loose_date(text, TODAY)


def test_without_a_day_today_the_year_must_be_there() -> None:
    with pytest.raises(ValueError, match=r"Say the year of 14 March\."):
        read_loose_date("14 March", None)
    assert read_loose_date("14 March 2026", None).days == (date(2026, 3, 14),)
