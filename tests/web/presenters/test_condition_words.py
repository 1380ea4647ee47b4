"""Headings over the parts of a list, for conditions as sentences name them."""

import pytest

from assetmap.domain.search.preference import Preference
from assetmap.domain.search.preferences import extract_preferences
from assetmap.web.presenters.condition_words import (
    WORDS,
    asked_words,
    conditions_of,
    fits_heading,
    nothing_words,
    other_heading,
)
from tests.domain.wishing import MONDAY

SOME, OF_ALL = "These fit some of it", "Nothing we know of fits all of this: {}."


def read(words: str) -> tuple[Preference, ...]:
    return conditions_of(extract_preferences(words, MONDAY).preferences)


@pytest.mark.parametrize(
    ("words", "asked", "other"),
    [
        ("on Tuesday", "on Tuesday", "Other days"),
        ("on Tuesday or Friday", "on Tuesday or Friday", "Other days"),
        ("on weekdays", "on a weekday", "Other days"),
        ("Monday to Thursday", "Monday to Thursday", "Other days"),
        ("at the weekend", "at the weekend", "Other days"),
        ("in the evening", "in the evening", "Other times"),
        ("after 6", "after 6pm", "Other times"),
        ("on Tuesday evening", "on Tuesday in the evening", "Other days and times"),
        ("on Tuesday after 6", "on Tuesday after 6pm", "Other days and times"),
        ("free", "free", "Other costs"),
        ("free on Tuesday", "on Tuesday, free", SOME),
        ("step-free", "step-free", SOME),
    ],
)
def test_words_and_headings_of_conditions(words: str, asked: str, other: str) -> None:
    conditions = read(words)
    told = asked_words(conditions), fits_heading(conditions), other_heading(conditions)
    assert told == (asked, asked[:1].upper() + asked[1:], other)


@pytest.mark.parametrize(
    ("words", "nothing", "nothing_like_it"),
    [
        (
            "on Tuesday after 6",
            "Nothing we know of is on Tuesday after 6pm.",
            "Nothing that fits well is on Tuesday after 6pm.",
        ),
        ("free", "Nothing we know of is free.", "Nothing that fits well is free."),
        *(
            (words, OF_ALL.format(asked), OF_ALL.format(asked))
            for words, asked in (
                ("free on Tuesday", "on Tuesday, free"),
                ("step-free", "step-free"),
            )
        ),
    ],
)
def test_what_is_said_when_nothing_fits(words: str, nothing: str, nothing_like_it: str) -> None:
    conditions = read(words)
    assert nothing_words(conditions, has_aside=False) == nothing
    assert nothing_words(conditions, has_aside=True) == nothing_like_it


def test_an_age_and_kin_are_no_conditions() -> None:
    assert read("for my mum, aged 80") == ()
    assert (asked_words(()), fits_heading(())) == ("", "")


def test_every_text_has_room_only_for_what_is_put_in() -> None:
    filled = {
        name: text.format(asked="x", heading="y", refused="z") for name, text in WORDS.items()
    }
    assert "{" not in "".join(filled.values())
    assert filled["continued"] == "y (continued)"
