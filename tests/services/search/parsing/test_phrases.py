"""Which everyday phrases a query holds, and that danger is never missed."""

import pytest

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch, Thesaurus
from assetmap.domain.search.query import Search
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.phrases import match_phrases

COMPANY = Concept("company", ("get out more",), ("meet/social",), (), ("club",))
DANGER = Concept("danger", ("hits me",), ("safe/abuse",), (), ("refuge",), urgent=True)
BOOK = PhraseBook(Thesaurus((COMPANY, DANGER)))


def matched(words: str, typed: str = "", **asked: object) -> ParsedQuery:
    search = Search(words=typed or words, **asked)  # type: ignore[arg-type]
    return match_phrases(ParsedQuery(search, words, words), BOOK)


def test_phrases_are_matched_whatever_their_endings() -> None:
    found = matched("Getting out more")
    assert found.matches == (PhraseMatch("getting out more", COMPANY),)
    assert (found.is_urgent, found.terms) == (False, "Getting out more")


def test_danger_is_urgent() -> None:
    assert matched("he hits me").is_urgent


@pytest.mark.parametrize(
    "query",
    [
        matched("he hats me", typed="he hits me"),
        matched("he hits me", exact=True),
        matched("he hits me", ignore=("danger",)),
    ],
    ids=["its spelling was corrected", "exact", "ignored"],
)
def test_danger_is_noticed_though_its_phrase_is_no_match(query: ParsedQuery) -> None:
    assert (query.is_urgent, query.matches) == (True, ())
