"""Postcodes, and parts of them, found in what somebody typed."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assetmap.domain.place import (
    PartPostcode,
    Postcode,
    parse_part_postcode,
    parse_postcode,
)
from assetmap.domain.search.results import PlaceMatch
from assetmap.places.place_names import Piece
from assetmap.places.postcodes import Located, Postcodes

_MOST_PIECES = 3  # "RM 17 6SL"
_INWARD_LENGTH = 3
_LETTERS = re.compile(r"[A-Z]*")
_ORDINAL = re.compile(r"1ST|2ND|3RD|[0-9]TH")
# Outward codes that people write to mean something else: carbon dioxide, and skate.
_OTHER_MEANINGS = frozenset({"CO2", "SK8"})


@dataclass(frozen=True)
class PostcodeRead:
    """A postcode in the pieces from `first` up to, and not with, `last`.

    `found` is None when it is written as a postcode and there is no such postcode.
    """

    found: PlaceMatch | None
    first: int
    last: int


class PostcodeWords:
    """Reads postcodes; `own_areas` (such as `RM`) are the postcode areas of the borough."""

    def __init__(self, postcodes: Postcodes, own_areas: Sequence[str]) -> None:
        self._postcodes = postcodes
        self._own_areas = frozenset(area.upper() for area in own_areas)

    def whole(self, postcode: Postcode) -> PlaceMatch | None:
        """The place of a whole postcode, or None when there is no such postcode."""
        return _found(str(postcode), self._postcodes.locate(postcode))

    def part(self, part: PartPostcode) -> PlaceMatch | None:
        """The middle of an outward code or sector, or None when there is no such code."""
        return _found(str(part), self._postcodes.locate_part(part))

    def spelled(self, words: Sequence[Piece]) -> tuple[bool, PlaceMatch | None]:
        """Whether `words` are a postcode or part of one and nothing else, and its place."""
        if not 0 < len(words) <= _MOST_PIECES:
            return False, None
        joined = "".join(word.text for word in words)
        whole = parse_postcode(joined)
        if whole:
            return True, self.whole(whole)
        code, *figures = (word.text for word in words)
        if code.isalpha() and figures:  # "RM 17", "RM 17 6"
            code, *figures = (code + figures[0], *figures[1:])
        part = parse_part_postcode(" ".join((code, *figures)))
        return part is not None, self.part(part) if part else None

    def read(self, words: Sequence[Piece]) -> PostcodeRead | None:
        """The postcode that `words` name: a whole one if there is, or else the first part."""
        missing = None
        for read in self._wholes(words):
            if read.found:
                return read
            missing = missing or read
        return missing or next(self._parts(words), None)

    def _wholes(self, words: Sequence[Piece]) -> Iterator[PostcodeRead]:
        for size in range(1, _MOST_PIECES + 1):
            for first in range(len(words) - size + 1):
                taken = [word.text for word in words[first : first + size]]
                postcode = parse_postcode("".join(taken))
                if postcode is None:
                    continue
                found = self.whole(postcode)
                if found or self._is_meant(postcode, taken):
                    yield PostcodeRead(found, first, first + size)

    def _is_meant(self, postcode: Postcode, taken: Sequence[str]) -> bool:
        """Whether somebody meant this to be a postcode, though it is none: not `U3A 2nd`."""
        as_spoken = len(taken) == 1 or (len(taken) == 2 and len(taken[1]) == _INWARD_LENGTH)
        if not as_spoken or _ORDINAL.fullmatch(postcode.inward):
            return False
        return self._postcodes.has_area(_area(postcode.outward))

    def _parts(self, words: Sequence[Piece]) -> Iterator[PostcodeRead]:
        for first, word in enumerate(words):
            outward, last = word.text, first + 1
            if outward.upper() in self._own_areas and last < len(words):
                outward, last = outward + words[last].text, last + 1  # "RM 17"
            part = parse_part_postcode(outward)
            if part is None or not self._is_place(part):
                continue
            if not part.sector and last < len(words) and re.fullmatch("[0-9]", words[last].text):
                sector = self.part(PartPostcode(part.outward, words[last].text))
                if sector:
                    yield PostcodeRead(sector, first, last + 1)
            found = self.part(part)
            if found:
                yield PostcodeRead(found, first, last)

    def _is_place(self, part: PartPostcode) -> bool:
        """Whether a part of a postcode, met in a sentence, can be taken for a place.

        One letter and figures (B12, M25, E10) are vitamins, roads and fuel more often than
        Birmingham, Manchester and London, unless the borough lies there.
        """
        area = _area(part.outward)
        if area in self._own_areas:
            return True
        return len(area) == 2 and part.outward not in _OTHER_MEANINGS


def _area(outward: str) -> str:
    match = _LETTERS.match(outward)
    return match[0] if match else ""


def _found(label: str, located: Located | None) -> PlaceMatch | None:
    return PlaceMatch(label, located.point, located.authority) if located else None
