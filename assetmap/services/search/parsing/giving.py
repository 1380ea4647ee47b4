"""Whether a query's words tell of somebody who wants to give their time."""

from dataclasses import replace

from assetmap.domain.borough.giving import Giving
from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.parsing.parsed_query import ParsedQuery


def hear_giving(query: ParsedQuery, giving: Giving, book: PhraseBook) -> ParsedQuery:
    """The query with whether its words, without what they refuse, tell of giving.

    It is heard too when words are taken as typed: who may see a role does not hang on spelling.
    """
    if not query.words or query.is_urgent:
        return query
    heard = (match.concept.id for match in book.find(query.words))
    concepts = {concept for concept in heard if concept not in query.search.ignore}
    return replace(query, wants_to_give=giving.is_told_by(query.words, concepts))
