"""The times of day that a sentence wishes for, and what is none."""

import pytest

from tests.domain.wishing import said_of

READ = [
    ("yoga in the morning", "time:morning", "yoga"),
    ("yoga of an evening", "time:evening", "yoga"),
    ("Monday morning playgroup", "time:morning day:mon", "playgroup"),
    ("something for Friday night", "time:evening day:fri", "something for"),
    ("a class after work", "time:evening", "a class"),
    ("company during the day", "time:morning,afternoon", "company"),
    ("she is lonely at night", "time:evening", "she is lonely"),
    ("evening classes", "time:evening", "classes"),
    ("coffee morning", "", "coffee morning"),
    ("coffee mornings", "", "coffee mornings"),
    ("parents evening", "", "parents evening"),
    ("parents’ evening", "", "parents' evening"),
    ("good morning", "", "good morning"),
    ("something on this afternoon", "day:mon@03-16 time:afternoon", "something on"),
    ("I fell this morning", "", None),
    ("a walk in the late afternoon", "time:afternoon", "a walk"),
    ("at night I can't sleep", "", None),
    ("hates Sundays and evenings", "", None),
    ("choir at half five", "time:evening", "choir"),
    ("half past ten", "time:morning", ""),
    ("a class at 7pm", "time:evening", "a class"),
    ("10.30 a.m. yoga", "time:morning", "yoga"),
    ("at 2 o'clock", "time:afternoon", ""),
    ("12 pm", "time:afternoon", ""),
    ("sat night dancing", "time:evening day:sat", "night dancing"),
    ("bingo tonight", "day:mon@03-16 time:evening", "bingo"),
    ("tomorrow night", "time:evening day:tue@03-17", ""),
    ("on at 18:30", "time:evening", "on"),
    ("at 9.30 a coffee", "time:morning", "a coffee"),
    ("yoga 19:00", "time:evening", "yoga"),
    ("awake after 4am", "", None),
    ("wakes up at 3am", "", None),
    ("half the street", "", None),
    ("afternoon tea", "", "afternoon tea"),
    ("sits in his chair all morning", "", "sits in his chair all morning"),
    ("I can't sleep at night", "", "I can't sleep at night"),
    ("an open evening", "", "an open evening"),
]


@pytest.mark.parametrize(("words", "preferences", "rest"), READ)
def test_wishes_leave_the_words_and_nothing_else_does(
    words: str, preferences: str, rest: str | None
) -> None:
    assert said_of(words) == (preferences, words if rest is None else rest)
