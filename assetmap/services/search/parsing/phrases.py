"""The everyday phrases in a query's words."""

import re
from dataclasses import replace

from assetmap.search_index.phrases import PhraseBook
from assetmap.services.search.parsing.parsed_query import ParsedQuery

# Without its apostrophe it is a shed, and a shed is a subject: "she'd like company" is about none,
# nor is "we'd like company" about those who are wed.
WOULD = re.compile(r"\b(she|we)['’‘`´]d\b", re.IGNORECASE)


def match_phrases(query: ParsedQuery, book: PhraseBook) -> ParsedQuery:
    """The query with the phrases of the thesaurus that stand in its words.

    With the words taken as typed there are none.
    """
    search = query.search
    found = () if search.exact else book.find(WOULD.sub(r"\1", query.words))
    matches = tuple(each for each in found if each.concept.id not in search.ignore)
    return replace(query, matches=matches)
