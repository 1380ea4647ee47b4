"""`near me`: words for where somebody is, which nobody but they can know."""

import re
from dataclasses import replace

from assetmap.domain.text import fold
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.place import PLACE
from assetmap.services.search.parsing.text import trimmed

_NEAR_ME = re.compile(
    r"\b(?:somewhere |anything |anywhere )?(?:(?:right )?(?:near|nearest|close|closest|local)"
    r"(?: to)? (?:me|us|(?:my|our) (?:home|house|flat|place))"
    r"|(?:near|close to|around|round)(?: to)? where (?:i|we) (?:live|am|are)"
    r"|(?:near|round|around)(?: about)? here|hereabouts|nearby|near by|close by"
    r"|in (?:my|our) (?:area|neighbourhood|village|town|street)"
    r"|(?:in|within) walking distance)\b(?! of\b)",
    re.IGNORECASE,
)


def read_near_me(query: ParsedQuery) -> ParsedQuery:
    """The query without `near me`, and whether that asks for a place that has not been given.

    Within a phrase that means something of its own (`no family round here`) it stays.
    """
    search = query.search
    if search.exact or PLACE in search.ignore:
        return query
    heard = " | ".join(match.phrase for match in query.matches)

    def read(match: re.Match[str]) -> str:
        return match[0] if fold(match[0]) in heard else " "

    words = " ".join(_NEAR_ME.sub(read, query.words).split())
    if words == " ".join(query.words.split()):
        return query
    terms = " ".join(_NEAR_ME.sub(read, query.terms).split())
    asks = query.place is None and not search.near
    return replace(query, words=trimmed(words), terms=trimmed(terms), asks_place=asks)
