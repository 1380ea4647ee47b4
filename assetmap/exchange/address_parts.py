"""An address in parts as one line: `Mission Hall`, `12`, `Quay Lane` and a town."""

from collections.abc import Iterable

from assetmap.domain.place import parse_postcode
from assetmap.domain.text import fold
from assetmap.exchange.heading_names import (
    ADDRESS_LINES,
    BUILDING,
    HOUSE_NAME,
    HOUSE_NUMBER,
    LOCALITY,
    STREET,
)

# `West` and `Central` are parts of a place, which nobody can look up by themselves.
_NO_PLACE = frozenset(
    (
        *("north", "south", "east", "west", "central", "north east", "north west"),
        *("south east", "south west", "northeast", "northwest", "southeast", "southwest"),
    )
)


def join_address(texts: dict[str, str], _: list[str]) -> dict[str, str]:
    """A row's texts with its parts of an address as `address`, `venue` and `place`.

    A part that is said twice, or that is the postcode or the town, is said once.
    """
    building = _building(texts)
    lines = [texts.pop(line, "") for line in ADDRESS_LINES]
    number, street = texts.pop(HOUSE_NUMBER, ""), texts.pop(STREET, "")
    if number and not street and any(lines):
        at = next(at for at, line in enumerate(lines) if line)
        lines[at] = f"{number} {lines[at]}"
    elif number or street:
        lines.append(f"{number} {street}".strip())
    texts = _with_place(_with_postcode(texts))
    whole = texts.get("address", "")
    parts = [building, texts.pop(HOUSE_NAME, ""), whole, *lines, texts.pop(LOCALITY, "")]
    address = ", ".join(_told_once(parts, texts))
    if address:
        texts["address"] = address
    return texts


def _building(texts: dict[str, str]) -> str:
    """The building, where it is to be said in the address: a name becomes the venue if it can."""
    text = texts.pop(BUILDING, "")
    if text.islower():  # what OpenStreetMap says of every building: `yes`, `church`
        return ""
    if not any(ch.isalpha() for ch in text) or texts.get("venue"):
        return text
    texts["venue"] = text
    return ""


def _with_postcode(texts: dict[str, str]) -> dict[str, str]:
    """`Quay Hall, RM17 6SL` as a venue, where no column has the postcode."""
    words = texts.get("venue", "").split()
    if texts.get("postcode") or texts.get("address"):
        return texts
    for count in (2, 1):
        if parse_postcode(tail := " ".join(words[-count:])):
            texts["postcode"] = tail
            texts["venue"] = " ".join(words[:-count]).rstrip(" ,")
            break
    return texts


def _with_place(texts: dict[str, str]) -> dict[str, str]:
    """A locality stands in for a town that is not given; else it is part of the address."""
    locality = texts.get(LOCALITY, "")
    if fold(locality) in _NO_PLACE:
        texts.pop(LOCALITY, "")
    elif locality and not texts.get("place"):
        texts["place"] = texts.pop(LOCALITY)
    return texts


def _told_once(parts: Iterable[str], texts: dict[str, str]) -> Iterable[str]:
    told = ""
    for part in parts:
        text = ", ".join(line.strip(" ,") for line in part.split("\n") if line.strip(" ,"))
        if not text:
            continue
        if parse_postcode(text):
            texts.setdefault("postcode", text)
        elif fold(text) != fold(texts.get("place", "")) and not _is_in(text, told):
            told += f", {text}"
            yield text


def _is_in(text: str, told: str) -> bool:
    return f" {fold(text)} " in f" {fold(told)} "
