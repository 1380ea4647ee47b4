"""First and last step: the text as typed, and whether anything is left of it to look for."""

from collections.abc import Collection
from dataclasses import replace

from assetmap.domain.search.preference import PreferenceKind
from assetmap.domain.search.query import Search
from assetmap.domain.validation import Problem
from assetmap.search_index.schema import content_words
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.place import PLACE
from assetmap.services.search.parsing.refusals import REFUSALS
from assetmap.services.search.parsing.short_forms import SHORT_FORMS


def read_text(search: Search, concepts: Collection[str]) -> ParsedQuery:
    """The query with nothing but its words read.

    `concepts` are the ids of the thesaurus. What `ignore` names must be one of them, a kind of
    preference or the place; anything else is a problem.
    """
    known = {*PreferenceKind, PLACE, SHORT_FORMS, REFUSALS}
    unknown = (name for name in search.ignore if name not in known and name not in concepts)
    problems = (
        Problem("ignore", f"We do not know “{name}”, so there is nothing of it to ignore.")
        for name in unknown
    )
    return ParsedQuery(search, search.words, search.words).with_problems(*problems)


def check_terms(query: ParsedQuery) -> ParsedQuery:
    """The query, with a problem when something was typed and nothing could be read in it."""
    if not query.search.words or content_words(query.terms):
        return query
    is_told = any(problem.parameter == "q" for problem in query.problems)
    is_read = query.place or query.asks_place or query.preferences or query.matches
    if is_read or query.refusals or is_told:
        return query
    problem = Problem("q", "We could not find a word to look for in that. Try others.")
    return replace(query, words="", terms="").with_problems(problem)


def trimmed(words: str) -> str:
    """What is left of a sentence, without the joining words at its ends."""
    left = words.split()
    while left and not content_words(left[0]):
        left.pop(0)
    while left and not content_words(left[-1]):
        left.pop()
    return " ".join(left)
