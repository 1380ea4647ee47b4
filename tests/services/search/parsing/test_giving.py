"""Whether a query is heard as that of somebody who wants to give."""

from dataclasses import replace

import pytest

from assetmap.domain.borough.giving import Giving
from assetmap.domain.borough.phrase_pattern import read_pattern
from assetmap.domain.borough.thesaurus import Concept, Thesaurus
from assetmap.domain.search.query import Search
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.context import Context
from assetmap.services.search.parsing.giving import hear_giving
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.query_parser import parse_query
from tests.services.search.everyday_giving import OFFERS, SOUND_LIKE_OFFERS

VOLUNTEER = Concept("volunteer", ("volunteering",), ("give/volunteering",))
BOOK = PhraseBook(Thesaurus((VOLUNTEER, Concept("lonely", ("lonely",), ("meet",)))))
GIVING = Giving(
    concepts=("volunteer",),
    says=(read_pattern("lend a hand", {}),),
    asks=(read_pattern("who do*", {}),),
)


def a_query(words: str, **asked: object) -> ParsedQuery:
    return ParsedQuery(Search(words=words, **asked), words, words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("query", "wants"),
    [
        (a_query("I'd lend a HAND"), True),
        (a_query("volunteering"), True),
        (a_query("volunteering", exact=True), True),
        (a_query("who does volunteering"), False),
        (a_query("lonely"), False),
        # A chip that was taken away: the concept is not heard, the words still are.
        (a_query("volunteering", ignore=("volunteer",)), False),
        (a_query("lend a hand, volunteering", ignore=("volunteer",)), True),
        # Words that were refused are left out of `words`.
        (replace(a_query("not volunteering"), words=""), False),
        (replace(a_query("lend a hand"), is_urgent=True), False),
        (a_query(""), False),
    ],
)
def test_giving_is_heard_in_the_words_and_nothing_else_changes(
    query: ParsedQuery, wants: bool
) -> None:
    assert hear_giving(query, GIVING, BOOK) == replace(query, wants_to_give=wants)


def test_what_people_offer_and_what_only_sounds_like_it(sample_context: Context) -> None:
    now, book = sample_context.directory_cache.current(), sample_context.phrases()

    def is_heard(words: str) -> bool:
        return parse_query(sample_context, Search(words=words), now, book).wants_to_give

    assert [words for words in OFFERS if not is_heard(words)] == []
    assert [words for words in SOUND_LIKE_OFFERS if is_heard(words)] == []
