"""Phone numbers: as a page links them, made comparable, and where one stands in a text."""

import re

_NO_FIGURE = re.compile(r"\D+")
# The letter O may be typed for a nought. A slash stands between two numbers, so it ends one.
_IN_TEXT = re.compile(r"(?:\+|\b|\()[0oO]?[\d(][\d\s().-]{4,}\d")
_FIGURES = re.compile(r"\+?[\d(][\d ()./-]*\d")


def tel_link(phone: str) -> str:
    """A number as a `tel:` link writes it, figures and `+` alone; empty without a figure."""
    figures = "".join(ch for ch in phone if ch.isdecimal() or ch == "+")
    return f"tel:{figures}" if figures.strip("+") else ""


def comparable_phone(phone: str) -> str:
    """A phone number's figures in the national form: +44 1632... and 01632... are the same."""
    figures = _NO_FIGURE.sub("", phone)
    figures = figures.removeprefix("00") if phone.strip().startswith("00") else figures
    return "0" + figures[2:].removeprefix("0") if figures.startswith("44") else figures


def find_phones(text: str, fewest: int) -> list[str]:
    """What looks like a phone number in a text and has at least so many figures, in its order."""
    found = (match.strip() for match in _IN_TEXT.findall(text))
    return [number for number in found if len(_NO_FIGURE.sub("", number)) >= fewest]


def without_phones(text: str) -> str:
    """The text with a space in the place of whatever looks like a phone number."""
    return _IN_TEXT.sub(" ", text)


def places_of_phone(text: str, comparable: str) -> list[tuple[int, int]]:
    """Where a text says a number, however it is written: start and end of each place.

    Wider than `find_phones`, since it is used to take somebody's number out: slashes are read too.
    """
    found = _FIGURES.finditer(text)
    return [match.span() for match in found if comparable_phone(match[0]) == comparable]
