"""The everyday phrases in a query's words."""

from dataclasses import replace

from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.parsing.parsed_query import ParsedQuery


def match_phrases(query: ParsedQuery, book: PhraseBook) -> ParsedQuery:
    """The query with the phrases of the thesaurus that stand in its words.

    With the words taken as typed there are none.
    """
    search = query.search
    found = () if search.exact else book.find(query.words)
    matches = tuple(each for each in found if each.concept.id not in search.ignore)
    return replace(query, matches=matches)
