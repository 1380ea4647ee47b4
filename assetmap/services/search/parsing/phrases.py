"""The everyday phrases in a query's words, and whether they tell of danger."""

from dataclasses import replace

from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.parsing.parsed_query import ParsedQuery


def match_phrases(query: ParsedQuery, book: PhraseBook) -> ParsedQuery:
    """The query with the phrases of the thesaurus that stand in its words.

    With the words taken as typed there are no phrases, but danger is noticed all the same.
    """
    search = query.search
    found = book.find(query.words)
    # Danger counts as it was typed too: corrected spelling must not hide it.
    as_typed = book.find(search.words)
    is_urgent = any(each.concept.urgent for each in (*found, *as_typed))
    wanted = () if search.exact else found
    matches = tuple(each for each in wanted if each.concept.id not in search.ignore)
    return replace(query, matches=matches, is_urgent=is_urgent)
