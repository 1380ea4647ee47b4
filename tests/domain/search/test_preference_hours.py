"""The hours that a sentence sets, in the ways people say them, and what is no hour."""

import pytest

from assetmap.domain.search.preferences import extract_preferences
from tests.domain.wishing import MONDAY, said_of

READ = [
    # No sooner than
    ("yoga after 6", "hours:18:00-", "yoga"),
    ("yoga after six", "hours:18:00-", "yoga"),
    ("after 6pm yoga", "hours:18:00-", "yoga"),
    ("choir from half five", "hours:17:30-", "choir"),
    ("choir from half past 5", "hours:17:30-", "choir"),
    ("from quarter to seven", "hours:18:45-", ""),
    ("quarter past six or later", "hours:18:15-", ""),
    ("18:30 onwards", "hours:18:30-", ""),
    ("6pm onwards", "hours:18:00-", ""),
    ("from 6pm on", "hours:18:00-", ""),
    ("any time after 4", "hours:16:00-", ""),
    ("only after 5 o'clock", "hours:17:00-", ""),
    ("not before ten", "hours:10:00-", ""),
    ("nothing before 11", "hours:11:00-", ""),
    ("not until 11", "hours:11:00-", ""),
    ("no earlier than 10am", "hours:10:00-", ""),
    ("I can't do anything before 10", "hours:10:00-", "I"),
    ("starting after 7 p.m.", "hours:19:00-", ""),
    ("evenings after 8", "hours:20:00- time:evening", ""),
    ("after 8 in the evening", "hours:20:00- time:evening", ""),
    ("after 7 in the morning", "hours:07:00- time:morning", ""),
    ("weekdays after 5", "hours:17:00- day:mon,tue,wed,thu,fri", ""),
    ("somewhere open after 6", "hours:18:00-", "somewhere open"),
    ("the 73 bus after 6", "hours:18:00-", "the 73 bus"),
    # Whoever is free from then on
    ("when I've finished work at 5", "hours:17:00-", ""),
    ("I finish work at 5.30", "hours:17:30-", ""),
    ("don't finish until 7", "hours:19:00-", ""),
    ("I work until 5pm", "hours:17:00-", "I"),
    ("he works till six", "hours:18:00-", "he"),
    ("I work 9 to 5", "hours:17:00-", "I"),
    ("I get home at 6", "hours:18:00-", ""),
    ("after work at 5", "hours:17:00-", ""),
    ("I'm busy until 2", "hours:14:00-", "I'm"),
    # Over by
    ("something before 3pm", "hours:-15:00", "something"),
    ("a class by noon", "hours:-12:00", "a class"),
    ("by 4 please", "hours:-16:00", "please"),
    ("no later than 8pm", "hours:-20:00", ""),
    ("not after 6", "hours:-18:00", ""),
    ("mornings before 11", "hours:-11:00 time:morning", ""),
    ("finish by 3", "hours:-15:00", ""),
    ("need to be home by 3", "hours:-15:00", ""),
    ("I have to pick up the kids at 3", "hours:-15:00", "I"),
    ("4pm at the latest", "hours:-16:00", ""),
    ("sessions ending by 2.30", "hours:-14:30", "sessions"),
    # Between
    ("between 10 and 2", "hours:10:00-14:00", ""),
    ("from 10 to 2 on Tuesdays", "hours:10:00-14:00 day:tue", ""),
    ("between two and four", "hours:14:00-16:00", ""),
    ("between 7 and 9", "hours:19:00-21:00", ""),
    ("10am-2pm", "hours:10:00-14:00", ""),
    ("10-2pm", "hours:10:00-14:00", ""),
    ("6-8pm yoga", "hours:18:00-20:00", "yoga"),
    ("10:30 til 11:30", "hours:10:30-11:30", ""),
    ("9.30 to 11.30 am", "hours:09:30-11:30", ""),
    ("12 to 2pm", "hours:12:00-14:00", ""),
    # By what people do
    ("choir once the kids are at school", "hours:09:00-15:00", "choir"),
    ("while my son is at nursery", "hours:09:00-15:00", ""),
    ("in school hours", "hours:09:00-15:00", ""),
    ("after dropping the kids off", "hours:09:00-15:00", ""),
    ("after the school run", "hours:09:00-15:00", ""),
    ("before pick-up", "hours:-15:00", ""),
    ("after school club", "hours:15:00-", "after school club"),
    ("before school breakfast club", "hours:-09:00", "before school breakfast club"),
    ("when they get home from school", "hours:15:00-", ""),
    ("when the kids are in bed", "hours:19:00-", ""),
    ("yoga at lunchtime", "hours:11:00-14:30", "yoga"),
    ("in my lunch hour", "hours:11:00-14:30", ""),
    ("after lunch", "hours:13:00-", ""),
    ("before lunch", "hours:-12:30", ""),
    ("in the evenings after tea", "hours:18:00- time:evening", ""),
]

GUARDS = [
    *("open 24 hours", "24/7", "at 70", "after my operation", "before Christmas", "before long"),
    *("after 50 years of marriage", "for 3 weeks", "after 6 weeks", "from 6 months", "from 16"),
    *("football for kids from 5", "kids from 5 to 11", "between 5 and 11 years", "over 60"),
    *(
        "ages between 5 and 7",
        "number 5 bus",
        "bus 22 from Grays",
        "from £5",
        "after £10",
        "by 10%",
    ),
    *("after 2 strokes", "after 3 kids", "before 1970", "by one person", "one by one", "5-11"),
    *("from one place to another", "before 6 March", "after 3rd April", "wakes up before 6"),
    *("in bed by 8pm", "rent is due by 5pm", "gone up by 5", "RM17 6 before long", "2 to 3 times"),
    *("looking after 3", "looking after 2 and expecting", "he died after 6 in hospital"),
    *("between 5 and 10 people", "after school uniform", "before I turn 5", "since 3pm", "up to 4"),
    *("bullied when she is at school", "from 9 stone to 8", "10-12 weeks", "open until 8pm"),
    *("after dinner speaking", "from 0 to 5", "after 5-year marriage", "12 step", "one to one"),
    *("afternoon tea", "after the war", "not been out since 5", "asleep by 9pm", "half the street"),
    *("from 18", "after 60", "stage 3 to 4", "sizes 8 to 10", "a score from 1 to 10", "1 to 1"),
]


@pytest.mark.parametrize(("words", "preferences", "rest"), READ)
def test_hours_are_read_and_leave_the_words(words: str, preferences: str, rest: str) -> None:
    assert said_of(words) == (preferences, rest)


@pytest.mark.parametrize("words", GUARDS)
def test_what_is_no_hour_stays_among_the_words(words: str) -> None:
    assert said_of(words) == ("", words)


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("after 6", "After 6pm"),
        ("by noon", "Before 12 noon"),
        ("between 9.30 and 2", "Between 9:30am and 2pm"),
        ("after school", "After 3pm"),
    ],
)
def test_chip_says_the_hours(words: str, label: str) -> None:
    (read,) = extract_preferences(words, MONDAY).preferences
    assert (read.phrase, read.label) == (words, label)


def test_hours_that_are_to_be_ignored_stay_words() -> None:
    read = extract_preferences("yoga after 6", MONDAY, ignore=("hours", "time"))
    assert (read.preferences, read.rest) == ((), "yoga after 6")
