"""The place that a query means: the one given by itself, or one named in its words."""

import re
from dataclasses import replace

from assetmap.domain.borough.borough import Borough
from assetmap.domain.place import parse_postcode
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.validation import Problem
from assetmap.places.gazetteer import Gazetteer
from assetmap.services.search.parsing.parsed_query import ParsedQuery

PLACE = "place"  # in `ignore`: the place named in the words is an ordinary word
_NOT_THERE = re.compile(
    r"(?:\b(?:but|and) )?\b(?:not|except|rather than|instead of)(?: (?:in|near|at|from|to))? ",
    re.IGNORECASE,
)
_LONGEST_NAME = 4  # words


def read_place(
    query: ParsedQuery, gazetteer: Gazetteer, borough: Borough, known: PlaceMatch | None = None
) -> ParsedQuery:
    """The query with its place: one that is `known`, the one of the place box, or else the one
    named in the words.
    """
    search = query.search
    if known:
        query = replace(query, place=known)
    elif search.near:
        query = _from_box(query, gazetteer, borough)
    elif not search.exact and PLACE not in search.ignore:
        query = _from_words(query, gazetteer, borough)
    return _placed(query, borough)


def read_corrected_place(query: ParsedQuery, gazetteer: Gazetteer, borough: Borough) -> ParsedQuery:
    """The query with a place that showed once the spelling was corrected (`tilbery`)."""
    search = query.search
    if not query.correction or query.place or search.near or PLACE in search.ignore:
        return query
    return _placed(_from_words(query, gazetteer, borough), borough)


def _from_box(query: ParsedQuery, gazetteer: Gazetteer, borough: Borough) -> ParsedQuery:
    """The place that the box names, also when something stands beside it (`Grays, Essex`)."""
    near = query.search.near
    place = gazetteer.find(near)
    if place is None and parse_postcode(near) is None:
        read = gazetteer.read_words(near)
        place = read.found if read else None
    if place is None:
        return query.with_problems(Problem("near", _no_such_place(near, borough)))
    return replace(query, place=place)


def _from_words(query: ParsedQuery, gazetteer: Gazetteer, borough: Borough) -> ParsedQuery:
    """The place named in the words, which are then left without it."""
    words = _without_places_refused(query.words, gazetteer)
    read = gazetteer.read_words(words) if words else None
    if read is None:
        return replace(query, words=words, terms=words, place_phrase="")
    query = replace(
        query, words=read.rest, terms=read.rest, place=read.found, place_phrase=read.phrase
    )
    if read.found is None:
        return query.with_problems(Problem("q", _no_such_place(read.phrase, borough)))
    return query


def _placed(query: ParsedQuery, borough: Borough) -> ParsedQuery:
    """The query, saying whether its place is known to lie in another council's area."""
    authority = query.place.authority if query.place else ""
    return replace(query, is_outside=authority not in ("", borough.authority_code))


def _without_places_refused(words: str, gazetteer: Gazetteer) -> str:
    """`Tilbury not Grays` without the place that nobody wants to go to."""
    for match in reversed(list(_NOT_THERE.finditer(words))):
        after = words[match.end() :].split()
        for length in range(min(_LONGEST_NAME, len(after)), 0, -1):
            read = gazetteer.read_words(" ".join(after[:length]))
            if read is not None and not read.rest:
                words = " ".join([words[: match.start()].rstrip(), *after[length:]]).strip()
                break
    return words


def _no_such_place(typed: str, borough: Borough) -> str:
    examples = " or ".join(place.name for place in borough.places[:2])
    if parse_postcode(typed.removeprefix("near ")):
        return f"We cannot find the postcode {typed}. Check it, or give a town such as {examples}."
    return (
        f"We cannot find a place called “{typed}”. Give a postcode, or a town such as {examples}."
    )
