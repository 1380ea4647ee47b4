"""The pages of the installation's own site in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assetmap.borough.authorities import Authority
from assetmap.services.installation.front import MOST, FrontAnswer

_BY_LETTER_FROM = 40  # authorities


@dataclass(frozen=True)
class NamesBeside:
    """Authorities that stand together: by the `letter` that their names begin with, if any."""

    letter: str
    authorities: tuple[Authority, ...]


@dataclass(frozen=True)
class FrontHome:
    """`/`: the search, and every authority."""

    title: str
    letters: tuple[NamesBeside, ...]
    count: int


@dataclass(frozen=True)
class FrontFind:
    """`/find`: what a question without one place leads to, and why there is no more."""

    title: str
    answer: FrontAnswer
    heading: str
    message: str
    ways: tuple[tuple[str, str], ...] = ()  # what else can be asked: words and address


@dataclass(frozen=True)
class FrontError:
    """What went wrong, and what to do."""

    title: str
    sentences: tuple[str, ...]


def front_home(authorities: Sequence[Authority]) -> FrontHome:
    """The home page over all authorities, which are in order of their names."""
    is_parted = len(authorities) >= _BY_LETTER_FROM
    by_letter = groupby(authorities, lambda each: each.name[:1].upper() if is_parted else "")
    letters = tuple(NamesBeside(letter, tuple(those)) for letter, those in by_letter)
    return FrontHome("Find groups, places and people near you", letters, len(authorities))


def front_find(answer: FrontAnswer, areas: int, *, has_index: bool) -> FrontFind:
    """The find page of an answer that leads to no single authority, of so many areas in all."""
    heading, message, ways = _said(answer, areas, has_index=has_index)
    return FrontFind(heading, answer, heading, message, ways)


Said = tuple[str, str, tuple[tuple[str, str], ...]]


def _said(answer: FrontAnswer, areas: int, *, has_index: bool) -> Said:
    """Heading, message and ways on."""
    place = answer.place
    if answer.problems:
        return "Search all areas", "", ()
    if place and place.authorities:
        ways = tuple((each.name, answer.address_at(each)) for each in place.authorities)
        message = f"{place.label} is a place in {len(ways)} areas. Choose the one you mean."
        return f"Which {place.label} do you mean?", message, ways
    if place:
        return _outside(answer)
    if answer.urgent:
        return "Find help near you", "Say a town or postcode to see who can help near you.", ()
    if answer.found is None:
        return _asks_place(answer, has_index=has_index)
    return _found(answer, areas)


def _outside(answer: FrontAnswer) -> Said:
    place = answer.place
    assert place is not None
    message = f"{place.label} is outside the areas that we cover."
    if place.nearest is None:
        return f"We do not cover {place.label}", message, (("See all areas", "/#areas"),)
    words = f"The nearest area is {place.nearest.name}"
    ways = ((words, answer.address_at(place.nearest)), ("See all areas", "/#areas"))
    return f"We do not cover {place.label}", message, ways


def _asks_place(answer: FrontAnswer, *, has_index: bool) -> Said:
    if not answer.words:
        return "Search all areas", "Say what you are looking for, and where.", ()
    message = "Say a town or postcode, and we look there and nearby."
    if has_index:
        message = f"We cannot look in all areas just now. {message}"
    return f"Where should we look for “{answer.words}”?", message, ()


def _where(looked_in: int, areas: int) -> str:
    if looked_in < areas:
        return f"in {looked_in:,} of {areas:,} areas, since the others cannot be searched just now,"
    return "in the one area" if areas == 1 else f"in all {areas:,} areas"


def _found(answer: FrontAnswer, areas: int) -> Said:
    found = answer.found or ()
    where = _where(answer.areas, areas)
    near = "Say a town or postcode to see what is near you."
    if not found:
        message = (
            f"We looked {where} and found nothing. Try other words, or say a town or postcode."
        )
        return f"We found nothing for “{answer.words}”", message, ()
    if answer.is_capped:
        message = f"We looked {where} and show the {MOST} that fit best. {near}"
        return f"{len(found)} results for “{answer.words}”", message, ()
    count = "1 result" if len(found) == 1 else f"{len(found)} results"
    return f"{count} for “{answer.words}”", f"We looked {where} and show all that fit. {near}", ()
