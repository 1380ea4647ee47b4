"""The headings of somebody else's file, understood with its cells, and what to say of them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from assetmap.domain.text import clean
from assetmap.exchange.content_columns import content_notes
from assetmap.exchange.header_mapping import HeaderMapping
from assetmap.exchange.heading_names import MOBILE, OSM_KIND, OTHER_PHONE, TYPE
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.name_column import Cells, hint, people_columns, with_name
from assetmap.exchange.name_words import type_named
from assetmap.exchange.values import short

_FIGURES_LEAST = 5  # of a phone number: a column that has none in any cell holds something else
_KINDS = frozenset((TYPE, OSM_KIND, "kind", "categories"))
NAME_WANTED = "None of the headings says which column holds the names."


def understood(headings: HeaderMapping, rows: Cells) -> HeaderMapping:
    """The headings with the column of the names, and without those that their cells belie.

    Raises BadFile with the column that is likeliest when none holds the names.
    """
    width = len(headings.all)
    rows = [[*row, *[""] * (width - len(row))] for row in rows]
    people = people_columns(headings, rows)
    headings = with_name(headings.without(_no_phones(headings, rows)), rows).with_people(people)
    if not headings.has_name and rows and any(headings.all):
        found = ", ".join(short(heading, 30) for heading in headings.all[:12] if heading)
        said = hint(headings, rows) or "Call that column name."
        raise BadFile(f"{NAME_WANTED} {said} We found: {found or 'nothing'}.")
    if any(each.field in _KINDS for each in headings.columns):
        return headings
    return replace(headings, type_of_all=type_named(headings.guessed_name))


def file_notes(headings: HeaderMapping) -> Iterator[str]:
    """What to say once of a file: where the names are from, and what was kept back."""
    if headings.name_also:
        names = f"“{headings.guessed_name}” and “{headings.name_also.heading}”"
        yield f"We took the name from {names}."
    elif headings.guessed_name:
        yield f"We took the name from “{headings.guessed_name}”."
    if headings.type_of_all:
        yield f"Its heading says what each is, so the type is “{headings.type_of_all}”."
    yield from content_notes(headings)
    for heading in headings.kept_back:
        yield (
            f"“{heading}” was not used: it may not be meant for everyone. Call it description if "
            "it is."
        )


def _no_phones(headings: HeaderMapping, rows: Cells) -> Sequence[int]:
    """Columns such as `mobile` that hold no number at all: a mobile library is one too."""
    return [
        each.position
        for each in headings.columns
        if each.field in (MOBILE, OTHER_PHONE) and not _has_number(each.position, rows)
    ]


def _has_number(at: int, rows: Cells) -> bool:
    texts = [text for row in rows if (text := clean(row[at]))]
    return not texts or any(sum(ch.isdecimal() for ch in text) >= _FIGURES_LEAST for text in texts)
