"""Where phone numbers stand in a text that may hold anything: to take them, or to take them out."""

import re

from assetmap.domain.phone import FoundNumber, all_figures, numbers_in

_NO_FIGURE = re.compile(r"\D+")
# Also what is no number that rings, such as one of the town: to look for, never to link.
_LIKE_A_NUMBER = re.compile(r"(?:\+|\b|\()[0oO]?[\d(][\d\s().-]{4,}\d")
_RUN = re.compile(r"\+?[\d(][\d ()./-]*\d")


def find_phones(text: str, fewest: int) -> list[str]:
    """The numbers that ring and have at least so many figures, as they are written."""
    return [text[each.start : each.end] for each in _long_enough(text, fewest)]


def without_phones(text: str, fewest: int) -> str:
    """The text with a space in the place of each number that `find_phones` finds."""
    for number in reversed(_long_enough(text, fewest)):
        text = f"{text[: number.start]} {text[number.end :]}"
    return text


def may_tell_phone(text: str, fewest: int) -> bool:
    """Whether so many figures stand together in a text that somebody's number may be among them."""
    return any(len(_NO_FIGURE.sub("", each)) >= fewest for each in _LIKE_A_NUMBER.findall(text))


def places_of_phone(text: str, comparable: str) -> list[tuple[int, int]]:
    """Where a text says a number, however it is written: start and end of each place."""
    numbers = [(each.start, each.end) for each in numbers_in(text) if each.comparable == comparable]
    runs = (match.span() for match in _RUN.finditer(text) if all_figures(match[0]) == comparable)
    others = [run for run in runs if not any(run[0] < end and at < run[1] for at, end in numbers)]
    return sorted((*numbers, *others))


def _long_enough(text: str, fewest: int) -> list[FoundNumber]:
    return [each for each in numbers_in(text) if len(each.dialled.lstrip("+")) >= fewest]
