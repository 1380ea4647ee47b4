"""The signposts that a query is about: where to go for what the directory does not list."""

from collections.abc import Iterator
from dataclasses import replace

from assetmap.domain.borough.kept_by_identity import kept_by_identity
from assetmap.domain.borough.signposts import Signpost
from assetmap.domain.search.preference import PreferenceKind
from assetmap.domain.text import fold
from assetmap.search_index.schema import stemmed
from assetmap.services.search.parsing.parsed_query import ParsedQuery

MOST = 2  # lines above the listings
_Stems = tuple[str, ...]


def read_signposts(
    query: ParsedQuery, signposts: tuple[Signpost, ...], *, is_a_name: bool
) -> ParsedQuery:
    """The query with its signposts, the longest phrases first.

    None when the words are a listing's own name (`is_a_name`), and none in danger, where other
    numbers stand first.
    """
    if is_a_name or query.is_urgent:
        return query
    found = dict.fromkeys(_said(signposts, query.words))
    if any(each.sort is PreferenceKind.LANGUAGE for each in query.preferences):
        found.update(dict.fromkeys(each for each in signposts if each.languages))
    return replace(query, signposts=tuple(found)[:MOST])


def _said(signposts: tuple[Signpost, ...], words: str) -> Iterator[Signpost]:
    """The signposts whose phrases stand in words, but for those within a longer phrase."""
    phrases, longest = _phrases(signposts)
    stems = stemmed(fold(words))
    taken: set[int] = set()
    for length in range(min(longest, len(stems)), 0, -1):
        for first in range(len(stems) - length + 1):
            span = range(first, first + length)
            phrase = stems[first : first + length]
            if phrase in phrases and taken.isdisjoint(span):
                taken.update(span)
                signpost = phrases[phrase]
                if signpost is not None:
                    yield signpost


@kept_by_identity(4)
def _phrases(signposts: tuple[Signpost, ...]) -> tuple[dict[_Stems, Signpost | None], int]:
    """Each phrase, stemmed, with its signpost, None for what only sounds like one; the longest."""
    phrases: dict[_Stems, Signpost | None] = {}
    for signpost in signposts:
        for phrase in signpost.say:
            phrases.setdefault(stemmed(fold(phrase)), signpost)
        for phrase in signpost.but_not:
            phrases[stemmed(fold(phrase))] = None
    return phrases, max(map(len, phrases), default=0)
