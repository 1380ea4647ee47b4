"""Words that can refuse, and where they stand so that they do not."""

import pytest

from assetmap.domain.search.parsed_text import ParsedText
from assetmap.domain.search.refusal_conditions import asks_for_help, is_whole_clause, may_refuse
from assetmap.domain.search.refusal_grammar import Refusing


@pytest.mark.parametrize(
    ("words", "word", "sort", "may"),
    [
        ("I have no garden", 2, Refusing.NO, False),
        ("tea but no bingo", 2, Refusing.NO, True),
        ("I am not a swimmer", 2, Refusing.CHOICE, False),
        ("tea not bingo", 1, Refusing.CONTRAST, True),
        ("he was refused asylum", 2, Refusing.CHOICE, False),
        ("she refused bingo", 1, Refusing.CHOICE, True),
        ("we got turned down for a flat", 2, Refusing.CHOICE, False),
        ("I can't do without bingo", 3, Refusing.WITHOUT, False),
        ("we live outside Grays", 2, Refusing.PLACE, False),
    ],
)
def test_words_refuse_where_they_tell_of_nothing_else(
    words: str, word: int, sort: Refusing, may: bool
) -> None:
    assert may_refuse(ParsedText(words), word, word + 1, sort) is may


@pytest.mark.parametrize(
    ("words", "word", "last", "sort", "is_whole"),
    [
        ("there is no bingo hall", 2, 4, Refusing.NO, False),
        ("there is no bingo", 2, 4, Refusing.NO, True),
        ("tea but no bingo on Mondays", 2, 4, Refusing.NO, True),
        ("hates bingo nights", 0, 2, Refusing.DISLIKE, True),
    ],
)
def test_clause_ends_behind_the_thing_where_it_must(
    words: str, word: int, last: int, sort: Refusing, is_whole: bool
) -> None:
    assert is_whole_clause(ParsedText(words), word, last, sort) is is_whole


@pytest.mark.parametrize(
    ("words", "thing", "phrase", "is_asked"),
    [
        ("a gardener please", "gardening", "gardening kills my back", True),
        ("someone to do my hedge", "Gardening", "Gardening hurts my back", True),
        ("volunteering", "gardening", "gardening kills my back", False),
        ("someone to help with the house", "gardening", "no gardening", False),
        ("someone to dance with", "yoga", "yoga hurts my back", False),
    ],
)
def test_chore_is_asked_for_by_who_can_no_longer_do_it(
    words: str, thing: str, phrase: str, is_asked: bool
) -> None:
    assert asks_for_help(words, [(thing, phrase)]) is is_asked
