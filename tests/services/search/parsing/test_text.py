"""Where the parser begins, and what it says when nothing is left to look for."""

from dataclasses import replace

import pytest

from assetmap.domain.search.preference import Preference, PreferenceKind
from assetmap.domain.search.query import Search
from assetmap.domain.search.refusals import Refusal
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.text import check_terms, read_text

NOTHING = Problem("q", "We could not find a word to look for in that. Try others.")


def test_text_is_taken_as_typed() -> None:
    search = Search(words="Lunch, please", ignore=("place", "kin", "company"))
    assert read_text(search, {"company"}) == ParsedQuery(search, "Lunch, please", "Lunch, please")


def test_what_nobody_knows_to_ignore_is_a_problem_each() -> None:
    search = Search(words="lunch", ignore=("nonsense", "day", "<b>"))
    assert read_text(search, ()).problems == (
        Problem("ignore", "We do not know “nonsense”, so there is nothing of it to ignore."),
        Problem("ignore", "We do not know “<b>”, so there is nothing of it to ignore."),
    )


def test_words_that_say_nothing_are_a_problem() -> None:
    query = ParsedQuery(Search(words="the of"), "the of", "the of")
    assert check_terms(query) == replace(query, words="", terms="", problems=(NOTHING,))


@pytest.mark.parametrize(
    "read",
    [
        {"place": PlaceMatch("Grays", None)},
        {"preferences": (Preference(PreferenceKind.DAY, ("tue",), "Tuesday", "Tuesday"),)},
        {"problems": (Problem("q", "We cannot find the postcode RM99 9ZZ."),)},
        {"terms": "lunch"},
        {"refusals": (Refusal("bingo", "not bingo"),)},
    ],
    ids=lambda read: next(iter(read)),
)
def test_words_in_which_something_was_read_are_none(read: dict[str, object]) -> None:
    query = replace(ParsedQuery(Search(words="the of"), "the of", "the of"), **read)
    assert check_terms(query) == query


def test_question_without_words_is_none() -> None:
    query = ParsedQuery(Search(near="Grays"))
    assert check_terms(query) == query
