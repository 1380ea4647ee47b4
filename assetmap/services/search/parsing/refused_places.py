"""The places that a query refuses: "a coffee morning, anywhere but Tilbury"."""

import re
from collections.abc import Callable
from dataclasses import replace

from assetmap.domain.search.refusal_grammar import Refusing
from assetmap.domain.search.refusals import Refusal, extract_refusals
from assetmap.places.gazetteer import Gazetteer
from assetmap.services.search.parsing.parsed_query import ParsedQuery
from assetmap.services.search.parsing.place import PLACE
from assetmap.services.search.parsing.refusals import REFUSALS

_SHORT_IS = re.compile(r"['’]s\b")
_NEVER = (
    Refusing.FEAR,
    Refusing.NOTHING,
    Refusing.NON,
    Refusing.CLAUSE,
    Refusing.TIME,
)  # words that refuse no place


def read_refused_places(
    query: ParsedQuery, gazetteer: Gazetteer, *, is_danger: Callable[[str], bool]
) -> ParsedQuery:
    """The query without the places that nobody wants to go to, each a refusal with a point.

    They leave the words too when refusals are to be ignored, or what was refused would be where
    one looks. `is_danger` tells of words whether they tell of danger: then nothing is refused.
    """
    search = query.search
    if search.exact or PLACE in search.ignore or not _names_place(query.words, gazetteer):
        return query

    def is_place(words: str, sort: Refusing) -> bool:
        return sort not in _NEVER and gazetteer.named(words) is not None

    refusals, rest = extract_refusals(query.words, is_place)
    if not refusals or is_danger(search.words):
        return query
    placed = tuple(_placed(each, gazetteer) for each in refusals)
    kept = () if REFUSALS in search.ignore else placed
    return replace(query, refusals=kept, words=rest, terms=rest)


def _names_place(words: str, gazetteer: Gazetteer) -> bool:
    """Whether a place is named in words, if with an `is` written short: "Tilbury's too far"."""
    return any(gazetteer.places_in(each) for each in (words, _SHORT_IS.sub("", words)))


def _placed(each: Refusal, gazetteer: Gazetteer) -> Refusal:
    """The refusal by the name that the borough gives the place, with where it is."""
    found = gazetteer.named(each.what)
    return replace(each, what=found.label, point=found.point) if found else each
