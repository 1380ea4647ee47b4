"""Which place a question means: the one given by itself, or one named in its words."""

import re

from assetmap.domain.answer import Found
from assetmap.domain.place import parse_postcode
from assetmap.domain.search import Problem
from assetmap.services.desk import Desk

_NOT_THERE = re.compile(
    r"(?:\b(?:but|and) )?\b(?:not|except|rather than|instead of)(?: (?:in|near|at|from|to))? ",
    re.IGNORECASE,
)
_LONGEST_NAME = 4  # words


def place_named(desk: Desk, near: str) -> tuple[Found | None, list[Problem]]:
    """The place that the place box names, also when something stands beside it (`Grays, Essex`)."""
    place = desk.gazetteer.find(near)
    if place is None and parse_postcode(near) is None:
        read = desk.gazetteer.read_words(near)
        place = read.found if read else None
    return place, [] if place else [Problem("near", _no_such_place(desk, near))]


def place_in(desk: Desk, words: str) -> tuple[str, Found | None, str, list[Problem]]:
    """The words left, the place found in them, the phrase that named it, and what is wrong."""
    words = _without_places_refused(desk, words)
    read = desk.gazetteer.read_words(words) if words else None
    if read is None:
        return words, None, "", []
    problems = [] if read.found else [Problem("q", _no_such_place(desk, read.phrase))]
    return read.rest, read.found, read.phrase, problems


def is_outside(desk: Desk, place: Found | None) -> bool:
    """Whether a place is known to lie in another council's area."""
    return bool(place and place.authority and place.authority != desk.borough.authority_code)


def _without_places_refused(desk: Desk, words: str) -> str:
    """`Tilbury not Grays` without the place that nobody wants to go to."""
    for match in reversed(list(_NOT_THERE.finditer(words))):
        after = words[match.end() :].split()
        for length in range(min(_LONGEST_NAME, len(after)), 0, -1):
            read = desk.gazetteer.read_words(" ".join(after[:length]))
            if read is not None and not read.rest:
                words = " ".join([words[: match.start()].rstrip(), *after[length:]]).strip()
                break
    return words


def _no_such_place(desk: Desk, typed: str) -> str:
    examples = " or ".join(place.name for place in desk.borough.places[:2])
    if parse_postcode(typed.removeprefix("near ")):
        return f"We cannot find the postcode {typed}. Check it, or give a town such as {examples}."
    return (
        f"We cannot find a place called “{typed}”. Give a postcode, or a town such as {examples}."
    )
