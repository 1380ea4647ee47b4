"""`near me` asks for a place when none was given, and never stands in the way of a phrase."""

import pytest

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch
from assetmap.domain.place import Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch
from assetmap.services.search.parsing.near_me import read_near_me
from assetmap.services.search.parsing.parsed_query import ParsedQuery

GRAYS = PlaceMatch("Grays", Point(51.48, 0.32))


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("choir near me", "choir"),
        ("Is there a choir near me?", "choir"),
        ("lunch club nearby", "lunch club"),
        ("anything for toddlers round here", "anything for toddlers"),
        ("clubs local to me", "clubs"),
        ("yoga close to my home", "yoga"),
        ("bingo in my area", "bingo"),
        ("swimming near where I live", "swimming"),
        ("near me", ""),
    ],
)
def test_words_for_here_ask_for_a_place(typed: str, words: str) -> None:
    read = read_near_me(ParsedQuery(Search(words=typed), typed, typed))
    assert (read.words, read.terms, read.asks_place) == (words, words, True)


@pytest.mark.parametrize("typed", ["choir", "nearly new sale", "local history", "the local"])
def test_other_words_ask_for_none(typed: str) -> None:
    query = ParsedQuery(Search(words=typed), typed, typed)
    assert read_near_me(query) == query


def test_a_place_that_is_given_answers_it() -> None:
    asked = "choir near me"
    in_words = read_near_me(ParsedQuery(Search(words=asked), asked, asked, place=GRAYS))
    in_box = read_near_me(ParsedQuery(Search(words=asked, near="Xanadu"), asked, asked))
    assert [(each.words, each.asks_place) for each in (in_words, in_box)] == [("choir", False)] * 2


def test_a_phrase_that_means_something_keeps_it() -> None:
    asked = "no family round here"
    match = PhraseMatch(asked, Concept("lonely", (asked,)))
    query = ParsedQuery(Search(words=asked), asked, asked, matches=(match,))
    assert read_near_me(query) == query


@pytest.mark.parametrize("asked", [{"exact": True}, {"ignore": ("place",)}])
def test_words_that_are_taken_as_typed_keep_it(asked: dict[str, object]) -> None:
    search = Search(words="choir near me", **asked)  # type: ignore[arg-type]
    query = ParsedQuery(search, search.words, search.words)
    assert read_near_me(query) == query
