"""How many people live in an area, as the columns of a file say it, each found by its heading.

Besides plain words, the headings of census tables of the Office for National Statistics are known:
`geography code`, `Residence type: Total; measures: Value`, and the year in the column `date`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from assetmap.domain.areas.area_file import BadAreas
from assetmap.domain.areas.area_set import Residents
from assetmap.domain.text import fold

_YEAR = r"((?:19|20)\d\d)"
_WHOLE = r"(?:all )?(?:usual )?residents|(?:total |resident |usual )?population"
_TOTAL = re.compile(
    rf"(?:(?:mid |census )?{_YEAR} )?(?:{_WHOLE})(?: (?:total|count))?"
    rf"(?: (?:mid |census )?{_YEAR})?"
    "|total residents|residence type total measures value"
)
_OVER_65 = re.compile(
    rf"(?:(?:{_WHOLE}|people|aged?) )?(?:over 65s?|65 and over|65 plus|65 or over)(?: {_YEAR})?"
    r"|age(?:d)? 65(?: years)?(?: and over| plus)"
)
_YEARS = ("year", "census year", "date")
_NUMBER = re.compile(r"(\d{1,9}|\d{1,3}(?:[ ,]\d{3}){1,2})(?:\.0+)?", re.ASCII)


@dataclass(frozen=True)
class ResidentColumns:
    """The headings of the columns; empty for one that is not there. `year` stands in a heading."""

    total: str = ""
    over_65: str = ""
    year_column: str = ""
    year: int = 0

    def of_row(self, row: Mapping[str, str], name: str) -> Residents | None:
        """What a row says of the area of a name; None for an empty cell. A year of 0 is not said.

        Raises BadAreas for what is no number of people.
        """
        total = _number(row.get(self.total, ""), "residents", name)
        over_65 = _number(row.get(self.over_65, ""), "people over 65", name)
        if total is None:
            return None
        if over_65 is not None and over_65 > total:
            raise BadAreas(f"{name} has more people over 65, {over_65:,}, than people: {total:,}.")
        said = re.match(_YEAR, row.get(self.year_column, "").strip())
        return Residents(total, self.year or (int(said[1]) if said else 0), over_65)


def resident_columns(headings: Sequence[str]) -> ResidentColumns:
    """The columns of a file that tell of residents, the first of each sort."""
    total, said = _first(_TOTAL, headings)
    over_65, _ = _first(_OVER_65, headings)
    year = next((each for each in headings if fold(each) in _YEARS), "")
    return ResidentColumns(total, over_65, year, said)


def same_residents(one: Residents | None, other: Residents | None, name: str) -> Residents | None:
    """Of two rows about one area, what they say; the second may be silent.

    Raises BadAreas where they say two things, as a file does that counts by postcode.
    """
    if one and other and one != other:
        raise BadAreas(
            f"{name} has two numbers of residents: {one.total:,} and {other.total:,}. Give one for "
            "each area, or bring them in as a file of their own."
        )
    return one or other


def _first(sort: re.Pattern[str], headings: Sequence[str]) -> tuple[str, int]:
    """The first heading of a sort, and the year in it; 0 for none."""
    for heading in headings:
        if found := sort.fullmatch(_plain(heading)):
            return heading, int(next(filter(None, found.groups()), 0))
    return "", 0


def _plain(heading: str) -> str:
    return fold(heading.replace("+", " plus"))


def _number(text: str, of_what: str, name: str) -> int | None:
    text = text.strip()
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    if not found:
        raise BadAreas(
            f"The number of {of_what} of {name}, {text[:20]}, is no whole number from 0 up."
        )
    return int(re.sub("[ ,]", "", found[1]))
