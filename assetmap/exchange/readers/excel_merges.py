"""Merged cells: one across a row heads a section, one down several rows counts for each of them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assetmap.exchange.table import Row
from assetmap.exchange.values import short

_MOST = 20_000  # merged cells that are looked at
_FILLED_MOST = 1_000_000  # cells


@dataclass(frozen=True)
class Merged:
    """Where a merged cell is: rows as a spreadsheet numbers them, columns from 0."""

    top: int
    bottom: int
    left: int
    right: int

    @classmethod
    def of(cls, said: Sequence[Sequence[int]]) -> "Merged":
        """From both corners, whose rows count from 0."""
        (top, left), (bottom, right) = said
        return cls(top + 1, bottom + 1, left, right)


def filled_down(
    rows: Sequence[Row], merged: Iterable[Merged], last_heading: int
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """The rows with merged cells below the headings in each of their rows, and what those say.

    A row in which nothing else stands stays as it is.
    """
    at = {row.number: index for index, row in enumerate(rows)}
    cells = {row.number: row.cells for row in rows}
    down = [each for each in merged if each.bottom > each.top > last_heading][:_MOST]
    said: dict[str, None] = {}
    left = _FILLED_MOST
    found = list(rows)
    for each in down:
        text = _cell(cells.get(each.top, ()), each.left)
        below = [
            number
            for number in _numbers(each, at)
            if any(map(str.strip, cells[number])) and not _cell(cells[number], each.left)
        ][:left]
        if not text or not below:
            continue
        said[text] = None
        left -= len(below)
        for number in below:
            row = found[at[number]]
            texts = (*row.cells[: each.left], text, *row.cells[each.left + 1 :])
            found[at[number]] = replace(row, cells=texts)
    return tuple(found), tuple(said)


def with_spans(rows: Iterable[Row], merged: Iterable[Merged]) -> Iterator[Row]:
    """The rows, of which those that one merged cell goes across are marked."""
    across = {each.top: each for each in merged if each.right > each.left}
    for row in rows:
        span = across.get(row.number)
        filled = [at for at, cell in enumerate(row.cells) if cell.strip()]
        yield replace(row, spans=True) if span and filled == [span.left] else row


def merged_note(texts: Sequence[str]) -> Iterator[str]:
    """What to say of cells that were filled down."""
    if texts:
        shown = ", ".join(f"“{short(text, 40)}”" for text in texts[:3])
        yield f"Merged cells count for each of their rows: {shown}."


def _numbers(each: Merged, at: dict[int, int]) -> Iterator[int]:
    """The numbers of the rows below its first that there are."""
    if each.bottom - each.top > len(at):
        return (number for number in at if each.top < number <= each.bottom)
    return (number for number in range(each.top + 1, each.bottom + 1) if number in at)


def _cell(cells: Sequence[str], at: int) -> str:
    return cells[at].strip() if at < len(cells) else ""
