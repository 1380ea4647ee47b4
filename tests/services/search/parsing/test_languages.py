"""The language in a question becomes a preference; what nobody speaks is looked for in words."""

import pytest

from assetmap.domain.borough.thesaurus import Concept, PhraseMatch
from assetmap.domain.search.query import Search
from assetmap.services.search.parsing.languages import read_language
from assetmap.services.search.parsing.parsed_query import ParsedQuery


def asked(words: str, **parts: object) -> ParsedQuery:
    return ParsedQuery(Search(words=words, **parts), words, words)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "spoken", "terms"),
    [
        ("po polsku advice", {"polish"}, "advice"),
        ("po polsku advice", {"urdu"}, "Polish advice"),
        ("Polish", {"polish"}, "Polish"),
        ("polski", {"polish"}, ""),
    ],
)
def test_language_leaves_the_terms_where_somebody_speaks_it(
    words: str, spoken: set[str], terms: str
) -> None:
    read = read_language(asked(words), spoken)
    assert (read.terms, [each.label for each in read.preferences]) == (terms, ["Speaks Polish"])


def test_what_was_heard_in_the_phrase_itself_is_dropped() -> None:
    people = PhraseMatch("ukrainian", Concept("heritage", ("ukrainian",)))
    forms = PhraseMatch("forms", Concept("forms", ("forms",)))
    query = asked("ukrainian speaking forms")
    heard = ParsedQuery(query.search, query.words, query.terms, matches=(people, forms))
    assert read_language(heard, {"ukrainian"}).matches == (forms,)


@pytest.mark.parametrize(
    "parts", [{"exact": True}, {"ignore": ("language",)}, {"language": (("urdu",),)}]
)
def test_language_is_not_read_over_a_filter_or_against_a_wish(parts: dict[str, object]) -> None:
    query = asked("polski", **parts)
    assert read_language(query, {"polish"}) == query
