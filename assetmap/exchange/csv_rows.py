"""The rows of a CSV file's text, with what a lost quote mark breaks kept to one row."""

import csv
import re
from collections.abc import Iterator, Sequence

from assetmap.exchange.table import Row

DELIMITERS = ",;\t"
# Stands behind the last line. When it turns up inside a cell, a quote mark was never closed.
_END = "\ue000end\ue000"
_LINE = re.compile("[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_RECOVERIES_MOST = 20  # each one reads the rest of the file again


def rows(text: str, delimiter: str, width: int = 0) -> Iterator[Row]:
    """Every row, blank ones too.

    After a row that breaks off, reading goes on at the first line that is a whole row of `width`
    cells, so that one lost quote mark does not eat the file.
    """
    return rows_of(lines_of(text), delimiter, width)


def lines_of(text: str) -> list[str]:
    """The lines of a text with their ends."""
    return _LINE.findall(text)  # as StringIO, which would keep four bytes for each letter


def rows_of(lines: Sequence[str], delimiter: str, width: int = 0) -> Iterator[Row]:
    """As `rows`, of lines with their ends."""
    begin = number = 0
    for _ in range(_RECOVERIES_MOST):
        broken_at = len(lines)
        for start, cells, whole in _records(lines[begin:], delimiter):
            number += 1
            yield Row(number, tuple(cells), whole)
            if not whole:
                broken_at = begin + start
        begin = _next_whole(lines, broken_at + 1, delimiter, width)
        if begin >= len(lines):
            return


def _records(lines: Sequence[str], delimiter: str) -> Iterator[tuple[int, list[str], bool]]:
    """Each record: the line that it starts on, its cells, and whether it is whole."""
    reader = csv.reader([*lines, _END], delimiter=delimiter)
    while True:
        start = reader.line_num
        try:
            cells = next(reader)
        except csv.Error:  # a cell past the reader's limit: again a quote that never closes
            yield start, [], False
            return
        if cells and cells[-1].endswith(_END):
            if cells != [_END]:
                yield start, [*cells[:-1], cells[-1].removesuffix(_END)], False
            return
        yield start, cells, True


def _next_whole(lines: Sequence[str], begin: int, delimiter: str, width: int) -> int:
    for at in range(begin, len(lines)):
        found = list(_records([lines[at]], delimiter))
        if width and found and found[0][2] and len(found[0][1]) == width:
            return at
    return len(lines)
