"""Wishes read out of sentences, whatever sorts they are of."""

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.preferences import ExtractedPreferences, extract_preferences
from tests.domain.wishing import MONDAY


def test_wish_keeps_what_was_typed_and_says_what_it_means() -> None:
    read = extract_preferences("dancing on  Sundays for nothing, I'm 70", MONDAY)
    assert read == ExtractedPreferences(
        (
            Preference(PreferenceKind.DAY, ("sun",), "on Sundays", "Sunday"),
            Preference(PreferenceKind.COST, ("free",), "for nothing", "Free"),
            Preference(PreferenceKind.AGE, ("70",), "I'm 70", "About age 70"),
        ),
        "dancing ,",
    )


def test_wish_of_an_ignored_sort_stays_among_the_words() -> None:
    read = extract_preferences("free lunch on Tuesday", MONDAY, ignore=("day",))
    assert ([preference.sort for preference in read.preferences], read.rest) == (
        [PreferenceKind.COST],
        "lunch on Tuesday",
    )


def test_wish_is_cut_where_it_stands() -> None:
    read = extract_preferences("sugar-free and free", MONDAY)
    assert ([preference.phrase for preference in read.preferences], read.rest) == (
        ["free"],
        "sugar-free and",
    )


def test_wish_said_twice_is_one() -> None:
    read = extract_preferences("Tuesday lunch, every Tuesday", MONDAY)
    assert ([preference.phrase for preference in read.preferences], read.rest) == (
        ["Tuesday"],
        "lunch,",
    )
