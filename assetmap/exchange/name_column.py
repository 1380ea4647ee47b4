"""Which column of somebody else's file holds the names: by its heading and by its cells."""

import re
from collections.abc import Callable, Sequence

from assetmap.domain.email import find_emails
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean, fold
from assetmap.exchange.header_mapping import HeaderMapping
from assetmap.exchange.heading_names import LOCATION
from assetmap.exchange.name_words import ACCEPTED, is_body, is_spot, name_weight
from assetmap.exchange.person_words import (
    has_first_name,
    is_honorific,
    looks_like_person,
    speaks_of_group,
)
from assetmap.exchange.values import says_nothing, short

Cells = Sequence[Sequence[str]]  # rows of cells, each as long as the headings

_READ_MOST = 500  # rows that are looked at
_LONGEST = 120  # letters of a name; more is prose
_SAME_IS_NO_NAME = 4  # from so many rows on, one value throughout is no name
# The fields that a name may stand in, when no column is headed name: the others are surely theirs.
_MAY_BE_NAME = frozenset(("name", "venue", "organisation", "run_by", "building", "place"))
_URL = re.compile(r"^(?:https?://|www\.)", re.IGNORECASE)
_DATE_OR_TIME = re.compile(r"^\d{1,4}[-/.:]\d{1,2}(?:[-/.:]\d{1,4})?\b")
_CODE = re.compile(r"^(?=\S*\d)[A-Z0-9/_.-]+$|^[\w-]+:[\w/-]+$")
_ANSWERS = frozenset(("yes", "no", "y", "n", "true", "false", "0", "1"))


def with_name(headings: HeaderMapping, rows: Cells) -> HeaderMapping:
    """The headings with the column that holds the names, when one surely enough does.

    A column headed name is it, unless it is empty or holds the people of a column of groups. Any
    other has to look like names: words, not the same throughout, no dates, codes or addresses.
    """
    rows = _telling(rows)
    named = [each.position for each in headings.columns if each.field == "name"]
    if named and (not rows or _stands(headings, named[0], rows)):
        return headings
    scores = {at: _score(headings, at, rows) for at in _candidates(headings)}
    best = max(scores, key=lambda at: (scores[at], -at), default=None)
    if best is None or scores[best] < ACCEPTED or named == [best]:
        return headings
    bodies = frozenset(at for at, heading in enumerate(headings.all) if is_body(heading))
    return headings.with_name(best, _also(headings, best, rows), bodies)


def likely_name(headings: HeaderMapping, rows: Cells) -> str:
    """The heading of the column that may hold the names though none surely does; or empty."""
    rows = _telling(rows)
    scores = {
        at: max(name_weight(headings.all[at]), 0.1) * _quality(_cells(at, rows))
        for at in _candidates(headings, ("address", LOCATION))
    }
    best = max(scores, key=lambda at: (scores[at], -at), default=None)
    return headings.all[best] if best is not None and scores[best] > 0 else ""


def hint(headings: HeaderMapping, rows: Cells) -> str:
    """What to do about a file without names: `“Location” may be the name: call it name.`"""
    if heading := likely_name(headings, rows):
        return f"“{short(heading, 40)}” may be the name: call it name."
    bare = [at for at, heading in enumerate(headings.all) if not heading]
    best = max(bare, key=lambda at: _quality(_cells(at, rows)), default=None)
    if best is None or not _quality(_cells(best, rows)):
        return ""
    return f"Column {best + 1} has no heading: if it holds the names, call it name."


def people_columns(headings: HeaderMapping, rows: Cells) -> tuple[int, ...]:
    """Columns headed name that hold people, in a file whose groups have a column of their own."""
    rows = _telling(rows)
    return tuple(
        at
        for at, heading in enumerate(headings.all)
        if fold(heading) == "name" and _holds_people(headings, at, rows)
    )


def _telling(rows: Cells) -> Cells:
    """The rows that tell something: a heading of a section has one cell filled."""
    full = [row for row in rows[:_READ_MOST] if sum(map(bool, map(str.strip, row))) > 1]
    return full or rows[:_READ_MOST]


def _candidates(headings: HeaderMapping, also: Sequence[str] = ()) -> list[int]:
    taken = {each.position for each in headings.columns if each.field not in (*_MAY_BE_NAME, *also)}
    return [at for at, heading in enumerate(headings.all) if heading and at not in taken]


def _stands(headings: HeaderMapping, at: int, rows: Cells) -> bool:
    """Whether the column that is headed name is taken for it without a look at the others."""
    is_name = fold(headings.all[at]) == "name" and bool(_cells(at, rows))
    return is_name and not _holds_people(headings, at, rows)


def _score(headings: HeaderMapping, at: int, rows: Cells) -> float:
    if _holds_people(headings, at, rows):
        return 0
    weight = name_weight(headings.all[at])
    if not rows:
        return weight
    is_alias = any(each.position == at and each.field == "name" for each in headings.columns)
    return weight * _quality(_cells(at, rows), 0 if is_alias else len(rows))


def _quality(cells: Sequence[str], rows: int = 0) -> float:
    """From 0 to 1: how much the cells of a column look like names. `rows` counts empty ones too."""
    if not cells:
        return 0
    texts = [cell for cell in cells if _is_wordy(cell)]
    different = len({fold(text) for text in texts})
    if different <= 1 and len(cells) >= _SAME_IS_NO_NAME:
        return 0
    apart = 1.0 if len(cells) == 1 else (different - 1) / (len(cells) - 1)
    return len(texts) / max(len(cells), rows) * (0.5 + 0.5 * apart)


def _is_wordy(cell: str) -> bool:
    letters = sum(ch.isalpha() for ch in cell)
    no_name = cell.casefold() in _ANSWERS or is_honorific(cell)
    if len(cell) > _LONGEST or no_name or letters < 2:
        return False
    if _URL.match(cell) or find_emails(cell) or parse_postcode(cell) or _DATE_OR_TIME.match(cell):
        return False
    return not _CODE.match(cell) and letters >= len(cell.replace(" ", "")) / 2


def _holds_people(headings: HeaderMapping, at: int, rows: Cells) -> bool:
    """Whether a column headed `name` holds people: beside a column of groups, and like people.

    To be sure, none of its cells speaks of a group, a good part of the other column's do, and half
    of its own begin with a first name: `Chair Yoga` of `Quay Trust` is no person.
    """
    cells = _cells(at, rows)
    if not cells or fold(headings.all[at]) not in ("name", "title"):
        return False
    if not all(map(looks_like_person, cells)) or _few(has_first_name, cells):
        return False
    others = (
        _cells(other, rows)
        for other, heading in enumerate(headings.all)
        if other != at and is_body(heading)
    )
    return any(groups and not _few(speaks_of_group, groups) for groups in others)


def _few(is_so: Callable[[str], bool], cells: Sequence[str]) -> bool:
    """Whether something is so of fewer than half of the cells."""
    return sum(map(is_so, cells)) * 2 < len(cells)


def _also(headings: HeaderMapping, at: int, rows: Cells) -> int | None:
    """The column that tells apart spots of the same name: the village of a stop."""
    if not is_spot(headings.all[at]) or not rows:
        return None
    for other, heading in enumerate(headings.all):
        cells = _cells(other, rows)
        if fold(heading) in ("community", "village", "town", "locality", "place", "area") and (
            len(set(cells)) > 1 and all(map(_is_wordy, cells))
        ):
            return other
    return None


def _cells(at: int, rows: Cells) -> list[str]:
    cells = (clean(row[at]) for row in rows)
    return [cell for cell in cells if cell and not says_nothing(cell)]
