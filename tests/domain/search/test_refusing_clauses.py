"""Clauses that say no in words of their own, as Python and a browser both read them."""

import re

import pytest

from assetmap.domain.search.refusing_clauses import BEFORE, BEHIND_IT, EXCUSED, MAY_SAY_NO


@pytest.mark.parametrize("source", [BEFORE, BEHIND_IT, EXCUSED, MAY_SAY_NO])
def test_each_is_read_alike_by_a_browser(source: str) -> None:
    assert "(?P" not in source
    assert "(?<" not in source, "browsers of older phones do not look back"
    assert not re.compile(source).fullmatch("")


@pytest.mark.parametrize(
    ("before", "says_no"),
    [
        (" not exactly thrilled by", True),
        (" she wont be joining a", True),
        (" i cant", False),
        (" not a", False),
        (" he cant get to", False),
        (" not choose between", False),
        (" never tired of", False),
    ],
)
def test_no_before_a_thing_has_words_between(before: str, says_no: bool) -> None:
    assert (re.search(BEFORE, before) is not None) is says_no


@pytest.mark.parametrize(
    ("behind", "says_no"),
    [
        (" is such a total chore", True),
        (" makes my skin crawl", True),
        (" would drive him mad", True),
        (" isnt", True),
        (" isnt on this week", False),
        (" for people who find exercise boring", False),
        (" is great", False),
    ],
)
def test_awful_behind_a_thing_is_said_of_it(behind: str, says_no: bool) -> None:
    assert (re.search(BEHIND_IT, behind) is not None) is says_no


def test_who_would_like_to_learn_or_cannot_get_there_is_excused() -> None:
    assert re.search(EXCUSED, " not good at it but willing")
    assert re.search(EXCUSED, " too far for me")
    assert not re.search(EXCUSED, " bingo is awful")
