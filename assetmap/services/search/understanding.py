"""What a question's words mean: spelling put right, the place found, the terms left over."""

from dataclasses import dataclass

from assetmap.domain.answer import Found, Understood
from assetmap.domain.place import parse_postcode
from assetmap.domain.search import Problem, Search
from assetmap.index.schema import content_words
from assetmap.index.spelling import Spelling
from assetmap.services.desk import Desk


@dataclass(frozen=True)
class Reading:
    """How a question was read; `terms` are the words to look for in listings."""

    understood: Understood
    problems: tuple[Problem, ...] = ()


def understand(desk: Desk, search: Search, spelling: Spelling) -> Reading:
    """Read a question's words and place."""
    problems: list[Problem] = []
    words, place, phrase = search.words, None, ""
    if search.near:
        place = _place_named(desk, search.near)
        if place is None:
            problems.append(Problem("near", _no_such_place(desk, search.near)))
    if not search.exact and not search.near:
        words, place, phrase = _place_in(desk, words, problems)
    mended = "" if search.exact else spelling.mend(words, leave=desk.gazetteer.is_place_word)
    if mended and not search.near and place is None:
        # A slip in a place's name (`tilbery`) is a place once its spelling is put right.
        again, place, phrase = _place_in(desk, mended, problems)
        terms = again
    else:
        terms = mended or words
    told = any(problem.parameter == "q" for problem in problems)
    if search.words and not content_words(terms) and place is None and not told:
        problems.append(Problem("q", "We could not find a word to look for in that. Try others."))
        terms = ""
    return Reading(
        Understood(
            terms=terms,
            place=place,
            place_in_words=phrase,
            outside_borough=_is_outside(desk, place),
            mended=_said(mended, search.words, words),
        ),
        tuple(problems),
    )


def _place_named(desk: Desk, near: str) -> Found | None:
    """The place that the place box names, also when something stands beside it (`Grays, Essex`)."""
    place = desk.gazetteer.find(near)
    if place is None and parse_postcode(near) is None:
        read = desk.gazetteer.read_words(near)
        place = read.found if read else None
    return place


def _place_in(desk: Desk, words: str, problems: list[Problem]) -> tuple[str, Found | None, str]:
    """The words left, the place found in them and the phrase that named it."""
    read = desk.gazetteer.read_words(words) if words else None
    if read is None:
        return words, None, ""
    if read.found is None:
        problems.append(Problem("q", _no_such_place(desk, read.phrase)))
    return read.rest, read.found, read.phrase


def _said(mended: str, typed: str, looked_at: str) -> str:
    """The whole of what was typed with the mended part in it."""
    if not mended:
        return ""
    return typed.replace(looked_at, mended) if looked_at in typed else mended


def _is_outside(desk: Desk, place: Found | None) -> bool:
    return bool(place and place.authority and place.authority != desk.borough.authority_code)


def _no_such_place(desk: Desk, typed: str) -> str:
    examples = " or ".join(place.name for place in desk.borough.places[:2])
    if parse_postcode(typed.removeprefix("near ")):
        return f"We cannot find the postcode {typed}. Check it, or give a town such as {examples}."
    return (
        f"We cannot find a place called “{typed}”. Give a postcode, or a town such as {examples}."
    )
