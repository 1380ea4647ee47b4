import pytest
from hypothesis import given
from hypothesis import strategies as st

from assetmap.exchange.age_range import ADULTS_NOTE, age_range, read_ages


@pytest.mark.parametrize(
    ("text", "ages"),
    [
        ("18-25", (18, 25)),
        ("18 – 25 years", (18, 25)),
        ("5 to 11 years", (5, 11)),
        ("Ages 5 to 11", (5, 11)),
        ("aged 11-16yrs.", (11, 16)),
        ("between 5 and 11", (5, 11)),
        ("50+", (50, None)),
        ("50 plus", (50, None)),
        ("Over 50s", (50, None)),
        ("50s and over", (50, None)),
        ("18 years and above", (18, None)),
        ("from 16", (16, None)),
        ("Under 5s", (None, 4)),
        ("Children under 12", (None, 11)),
        ("11 and under", (None, 11)),
        ("up to 25", (None, 25)),
        ("All ages", (None, None)),
        ("Any", (None, None)),
        ("Adults", (18, None)),
        ("Adults 18+", (18, None)),
        ("Adults (18+)", (18, None)),
        ("Over 18s only", (18, None)),
        ("Young people aged 11-16", (11, 16)),
        ("18yrs+", (18, None)),
        ("8+ years", (8, None)),
        ("25-18", None),
        ("18-250", None),
        ("Under 0", None),
        ("18", None),
        ("Year 3-6", None),
        ("0-18 months", None),
        ("Families", None),
        ("", None),
    ],
)
def test_ages_are_read_where_they_are_plain(
    text: str, ages: tuple[int | None, int | None] | None
) -> None:
    assert age_range(text) == ages


def read(**texts: str) -> tuple[dict[str, str], list[str]]:
    notes: list[str] = []
    return read_ages(texts, notes), notes


def test_ages_go_into_their_fields_or_stay_words() -> None:
    assert read(ages="18-25") == ({"min_age": "18", "max_age": "25"}, [])
    assert read(ages="Under 5s") == ({"max_age": "4"}, [])
    assert read(ages="All ages") == ({}, [])
    assert read(ages="Adults") == ({"min_age": "18"}, [ADULTS_NOTE])
    assert read(ages="Families") == ({"audience": "Families"}, [])
    assert read(eligibility="Over 65") == ({"min_age": "65"}, [])
    assert read(eligibility="Anyone on a low income") == (
        {"eligibility": "Anyone on a low income"},
        [],
    )
    assert read(ages="50+", min_age="60") == ({"min_age": "60"}, [])
    assert read(ages="Years 3 to 6", description="Fun.") == (
        {"description": "Fun.\n\nAges: Years 3 to 6."},
        ["We kept the ages as words: “Years 3 to 6”."],
    )


def test_a_range_that_a_spreadsheet_made_a_date_is_left_out() -> None:
    assert read(ages="05-Nov") == (
        {},
        ["“05-Nov” under ages was a range that a spreadsheet made a date, so we left it out."],
    )


@given(st.text(max_size=40))
def test_no_age_is_too_odd(text: str) -> None:
    low, high = age_range(text) or (None, None)
    assert 0 <= (low or 0) <= (120 if high is None else high) <= 120
