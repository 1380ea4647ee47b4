"""School terms: when one is on, and which words say that a listing goes by them."""

from datetime import date

import pytest

from assetmap.domain.times.school_terms import (
    SchoolTerm,
    SchoolTerms,
    goes_by_school_terms,
    holiday_words,
    is_on_holiday,
)

TERMS = SchoolTerms(
    (
        SchoolTerm("2025 to 2026", date(2026, 1, 5), date(2026, 3, 27)),
        *(
            SchoolTerm("2025 to 2026", date(2026, 4, 13), date(2026, 7, 21), half_term)
            for half_term in [(date(2026, 5, 25), date(2026, 5, 29))]
        ),
    )
)
ONLY = "School terms only: ring first in the holidays"
DIFFERENT = "It may differ in the school holidays: ring first"


@pytest.mark.parametrize(
    ("on", "is_on"),
    [
        (date(2026, 1, 4), False),
        (date(2026, 1, 5), True),
        (date(2026, 3, 27), True),
        (date(2026, 3, 28), False),
        (date(2026, 4, 13), True),
        (date(2026, 5, 24), True),
        (date(2026, 5, 25), False),
        (date(2026, 5, 29), False),
        (date(2026, 5, 30), True),
        (date(2026, 7, 21), True),
        (date(2026, 7, 22), False),  # beyond what is known
    ],
)
def test_days_of_term(on: date, *, is_on: bool) -> None:
    assert TERMS.is_on(on) is is_on
    assert not SchoolTerms().is_on(on)


def test_known_until_the_last_day_of_the_last_term() -> None:
    assert TERMS.known_until == date(2026, 7, 21)
    assert SchoolTerms().known_until is None


@pytest.mark.parametrize(
    ("words", "said"),
    [
        *(
            (words, ONLY)
            for words in (
                *("School term time only", "Term-time", "In term time only", "TERMTIME"),
                *(
                    "Weekly during term",
                    "every term",
                    "school terms",
                    "Term time only, not half term",
                ),
                *("not in school holidays", "Closed in the holidays", "except school holidays"),
                *("No sessions in school holidays", "No sessions outside term time"),
                "Term time only, not bank holidays",
            )
        ),
        *(
            (words, DIFFERENT)
            for words in (
                *("Term time, and every day in the summer holidays", "Term time and holidays"),
                *("Term time: Mondays. School holidays: Tuesdays",),
                "School term time, with trips in the holidays",
            )
        ),
        *(
            (words, None)
            for words in (
                *("", "March to October", "Twelve weeks from September and January"),
                *("closed on bank holidays", "Not bank holidays", "Also in the school holidays"),
                *("School holidays only", "Runs in the school holidays, not in term time"),
                *("All year, mornings in term time", "long-term conditions", "End of term party"),
                *("Rests in August", "The evening one is online only"),
            )
        ),
    ],
)
def test_words_that_say_so(words: str, said: str | None) -> None:
    assert goes_by_school_terms(words) is (said is not None)
    for on in (date(2026, 3, 27), date(2026, 3, 28)):
        expected = said is not None and on == date(2026, 3, 28)
        assert is_on_holiday(words, TERMS, on) is expected
    if said:
        assert holiday_words(words, has_phone=True) == said
        assert holiday_words(words, has_phone=False) == said.replace("ring first", "ask first")
