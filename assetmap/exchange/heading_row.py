"""Where the headings of a spreadsheet are: its first row, or further down below a title."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from assetmap.domain.email import find_emails
from assetmap.domain.place import parse_postcode
from assetmap.domain.text import clean, fold
from assetmap.exchange.csv_rows import DELIMITERS, lines_of, rows_of
from assetmap.exchange.file_limits import check_columns
from assetmap.exchange.header_mapping import match_headings
from assetmap.exchange.heading_fields import key
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.name_words import ACCEPTED, name_weight
from assetmap.exchange.other_formats import json_as_table
from assetmap.exchange.own_csv import MARK, is_own
from assetmap.exchange.table import Row
from assetmap.exchange.values import short

_LOOKED_AT = 20  # rows at the top among which the headings may be
_NARROWEST = 2  # columns of headings of which we know none; a single one is as likely a title
_QUESTION_LONGEST = 300
_HEADING_LONGEST = 80  # letters; more is a sentence, but for the questions of a form
_WANTED = "name, kind, description, categories, postcode, when, phone, email, website"


@dataclass(frozen=True)
class HeadingRow:
    """The row of headings, how its cells are parted, and what to say of the rows above it."""

    delimiter: str
    row: Row
    last_row: int  # the last row that is part of the headings: two may be one above the other
    above: tuple[str, ...] = ()  # what the rows above say
    has_name: bool = False  # whether one of them can head the names
    problem: str = ""  # why nobody but a person can say what they hold

    @property
    def note(self) -> str:
        """Which row the headings are in, when it is not the first that says anything."""
        if not self.above and self.last_row == self.row.number:
            return ""
        if self.last_row > self.row.number:
            where = f"rows {self.row.number} and {self.last_row}"
        else:
            where = f"row {self.row.number}"
        left = "; ".join(f"“{short(text)}”" for text in self.above[:3])
        return f"The headings are in {where}." + (f" Above stands {left}." if left else "")


def find_headings(text: str, lines: Sequence[str] = ()) -> HeadingRow:
    """The headings of a text that is not blank. Raises BadFile when no row can be them.

    Those of which we know none have a `problem`, for a person to say what they hold.

    `lines` are its lines with their ends, where somebody has them already.
    """
    if message := json_as_table(text):
        raise BadFile(message)
    return _best_of(list(_tops(lines or lines_of(text))))


def find_headings_in(table: Iterable[Row]) -> HeadingRow:
    """The headings of rows whose cells are parted already. Raises BadFile as `find_headings`."""
    return _best_of([("", top)] if (top := _top(table)) else [])


def _best_of(tops: Sequence[tuple[str, list[Row]]]) -> HeadingRow:
    found = [each for delimiter, top in tops if (each := _best(delimiter, top))]
    if found:
        return max(found, key=lambda each: each[0])[1]
    problem = _nothing_found([top for _, top in tops])
    unknown = [row for delimiter, top in tops if (row := _unknown(delimiter, top, problem))]
    if not unknown:
        raise BadFile(problem)
    return max(unknown, key=lambda each: len(each.row.cells))


def _unknown(delimiter: str, top: Sequence[Row], problem: str) -> HeadingRow | None:
    """A first row of headings of which we know none: a person can say what they hold."""
    first = top[0]
    cells = [cell for cell in map(clean, first.cells) if cell]
    is_data = not first.whole or any(map(_is_data, cells))
    if is_data or len(first.cells) < _NARROWEST or len(set(cells)) < len(cells) or len(top) == 1:
        return None
    return HeadingRow(delimiter, first, first.number, problem=problem)


def _tops(lines: Sequence[str]) -> Iterator[tuple[str, list[Row]]]:
    """The first rows that are not blank, as each delimiter would part them."""
    for delimiter in DELIMITERS:
        if top := _top(rows_of(lines, delimiter)):
            yield delimiter, top


def _top(table: Iterable[Row]) -> list[Row]:
    """The rows among which the headings may be. Raises BadFile when they are too wide."""
    top = []
    for row in islice((row for row in table if not row.is_blank), _LOOKED_AT):
        check_columns(row.cells)
        top.append(row)
    return top


def _best(delimiter: str, top: Sequence[Row]) -> tuple[tuple[int, int, int], HeadingRow] | None:
    """The row that knows most headings; of several the first."""
    if is_own(map(clean, top[0].cells), ()) or MARK in map(clean, top[0].cells):
        score = (2, len(top[0].cells), len(top[0].cells))
        return score, HeadingRow(delimiter, top[0], top[0].number, has_name=True)
    scores = [_score(row, is_first=row is top[0]) for row in top]
    at = _choose(scores)
    if not any(scores[at]):
        return None
    first = second = at
    for one, two in ((at, at + 1), (at - 1, at)):
        if one >= 0 and two < len(top) and (whole := _as_one(top[one], top[two])):
            first, second = one, two
            break
    else:
        whole = top[at]
    texts = (" ".join(filter(None, map(clean, row.cells))) for row in top[:first])
    above = tuple(text for text in texts if not text.startswith("sep="))
    has_name, known = scores[at]
    found = HeadingRow(delimiter, whole, top[second].number, above, bool(has_name))
    return (has_name, known, len(whole.cells)), found


def _choose(scores: Sequence[tuple[int, int]]) -> int:
    """The first of the best rows; the first of all when it has a name and no other has far more.

    A row of data may hold words that are headings too: `Group`, `Free`.
    """
    best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    has_name, known = scores[0]
    return 0 if has_name and scores[best][1] < max(known + 2, 3) else best


def _score(row: Row, is_first: bool) -> tuple[int, int]:
    """Whether one of its cells can head the names, and how many headings it knows; 0 when none."""
    cells = [cell for cell in map(clean, row.cells) if cell]
    if not row.whole or any(map(_is_data, cells)):
        return 0, 0
    known = len({each.position for each in match_headings(cells).columns})
    weights = [name_weight(cell) for cell in cells]
    has_name = any(weight >= ACCEPTED for weight in weights) and (known > 0 or max(weights) > 0.8)
    known += has_name
    if is_first:
        return int(has_name), known
    enough = known >= 2 and known * 2 >= len(cells)
    return (int(has_name), known) if enough else (0, 0)


def _is_data(cell: str) -> bool:
    """Whether a cell can be no heading: a postcode, an address, a number, a sentence."""
    if len(cell) > _QUESTION_LONGEST:
        return True
    if parse_postcode(cell) or find_emails(cell) or cell.startswith(("http://", "https://")):
        return True
    if sum(ch.isdigit() for ch in cell) > 5:
        return True
    return len(cell) > _HEADING_LONGEST and not cell.rstrip(" *:").endswith(("?", ")"))


def _as_one(first: Row, second: Row) -> Row | None:
    """Two rows of headings as one, when those of the first span several of the second's.

    The second holds headings alone, of which some stand under none of their own. A `Name` under
    `Contact` is the contact's.
    """
    width = max(len(first.cells), len(second.cells))
    upper, lower = (
        [*map(clean, row.cells), *[""] * (width - len(row.cells))] for row in (first, second)
    )
    if second.number != first.number + 1 or not _is_below(upper, lower):
        return None
    cells, span = [], ""
    for above, below in zip(upper, lower, strict=True):
        span = above or span
        is_contacts = key(below) == "name" and "contact" in fold(span)
        cells.append(f"{span} {below}" if is_contacts else below or above)
    return replace(first, cells=tuple(cells))


def _is_below(upper: Sequence[str], lower: Sequence[str]) -> bool:
    filled = [cell for cell in lower if cell]
    known = len(match_headings(filled).columns) + sum(name_weight(each) > 0.8 for each in filled)
    spans = any(not above and below for above, below in zip(upper, lower, strict=True))
    gaps = any(above and not below for above, below in zip(upper, lower, strict=True))
    is_data = any(map(_is_data, (*filter(None, upper), *filled)))
    return spans and gaps and not is_data and len(filled) >= 2 and known * 2 > len(filled)


def _nothing_found(tops: Sequence[Sequence[Row]]) -> str:
    first = max((top[0] for top in tops if top), key=lambda row: len(row.cells), default=None)
    cells = tuple(map(clean, first.cells)) if first else ()
    likely = max(cells, key=name_weight, default="")
    hint = f" “{short(likely, 40)}” may be the name: call it name." if name_weight(likely) else ""
    found = ", ".join(short(cell, 30) for cell in cells[:12] if cell)
    return (
        f"The first row must be headings, and one of them must be name or title.{hint} "
        f"We found: {found or 'nothing'}. We know these and more: {_WANTED}."
    )
