"""The spelling of a query's words, corrected by the words that listings and the thesaurus use."""

from collections.abc import Callable
from dataclasses import replace

from assetmap.search_index.plain_words import is_plain_word
from assetmap.search_index.spelling import Spelling
from assetmap.services.search.parsing.parsed_query import ParsedQuery


def correct_spelling(
    query: ParsedQuery, spelling: Spelling, is_right: Callable[[str], bool]
) -> ParsedQuery:
    """The query with its words' spelling corrected, but for one whose words are taken as typed.

    Words that are right in the borough (`is_right`, asked with a folded word) and ordinary English
    words need no correction though no listing uses them.
    """
    if query.search.exact:
        return query
    corrected = spelling.mend(query.words, leave=lambda word: is_right(word) or is_plain_word(word))
    if not corrected:
        return query
    # People are shown the whole of what they typed, the place included.
    typed = query.search.words
    whole = typed.replace(query.words, corrected) if query.words in typed else corrected
    return replace(query, words=corrected, terms=corrected, correction=whole)
