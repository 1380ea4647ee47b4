"""Which language words ask to be spoken."""

import pytest

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.preference_languages import LanguageAsked, language_asked


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ("polski", "Polish", ""),
        ("język polski", "Polish", ""),
        ("pomoc po polsku", "Polish", "pomoc"),
        ("română", "Romanian", ""),
        ("ukrainian speaking", "Ukrainian", ""),
        ("Polish-speaking toddler group", "Polish", "toddler group"),
        ("somebody who speaks Punjabi", "Punjabi", "somebody"),
        ("advice in Urdu", "Urdu", "advice"),
        ("українська", "Ukrainian", ""),
        ("ਪੰਜਾਬੀ", "Punjabi", ""),
        ("বাংলা", "Bengali", ""),
        ("中文 group", "Mandarin", "group"),
        ("Lithuanian speakers", "Lithuanian", ""),
    ],
)
def test_language_that_is_to_be_spoken(words: str, name: str, rest: str) -> None:
    asked = language_asked(words)
    assert asked is not None
    assert (asked.name, asked.rest) == (name, rest)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "learn Spanish",
            "learn to speak Spanish",
            "Italian lessons",
            "Polish food",
            "Thai boxing",
        ),
        *("speak French conversation classes", "nail polish", "turkish delight", "German measles"),
        *("learn how to speak Italian", "English class", "in german class", "speak up", "polisher"),
    ],
)
def test_language_to_learn_or_to_eat_is_none(words: str) -> None:
    assert language_asked(words) is None


def test_name_of_a_language_alone_stays_to_be_looked_for() -> None:
    assert language_asked("Urdu") == LanguageAsked("Urdu", "Urdu", "Urdu")
    assert language_asked("Ukrainian families") == LanguageAsked(
        "Ukrainian", "Ukrainian", "Ukrainian families"
    )


def test_preference_is_the_filter_of_that_language() -> None:
    asked = LanguageAsked("Polish", "po polsku", "")
    assert asked.preference == Preference(
        PreferenceKind.LANGUAGE, ("polish",), "po polsku", "Speaks Polish"
    )
