"""Parses a query: text -> place -> spelling -> refusals -> phrases -> preferences -> ParsedQuery.

Each step (a module of `parsing/`) takes the query as read so far and gives it read further.
Nothing else is passed between them, so each can be read, and tested, alone.
"""

from assetmap.domain.search.query import Search
from assetmap.search_index.text_view import TextView
from assetmap.services.context import Context
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.phrases import match_phrases
from assetmap.services.search.parsing.place import read_corrected_place, read_place
from assetmap.services.search.parsing.preferences import read_preferences
from assetmap.services.search.parsing.refusals import read_refusals
from assetmap.services.search.parsing.spelling import correct_spelling
from assetmap.services.search.parsing.text import check_terms, read_text


def parse_query(context: Context, search: Search, text: TextView) -> ParsedQuery:
    """What a question's words and place mean; `text` knows the words of the listings."""
    spelling = text.spelling(context.phrases().words)
    book, gazetteer, borough = context.phrases(), context.gazetteer, context.borough
    query = read_text(search, book.concepts)
    query = read_place(query, gazetteer, borough)
    query = correct_spelling(query, spelling, gazetteer.is_place_word)
    query = read_corrected_place(query, gazetteer, borough)
    query = read_refusals(query, book, borough.words)
    query = match_phrases(query, book)
    query = read_preferences(query, context.clock.today())
    return check_terms(query)
