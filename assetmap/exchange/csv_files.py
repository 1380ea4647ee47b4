"""CSV in, from anybody's spreadsheet, and CSV out in the contract's columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.exchange.csv_rows import lines_of, rows_of
from assetmap.exchange.decoding import decode, letters_note
from assetmap.exchange.file_limits import check_lines, check_rows
from assetmap.exchange.header_mapping import ADDED, FIRST
from assetmap.exchange.heading_row import HeadingRow, find_headings
from assetmap.exchange.incoming import BadFile, IncomingFile
from assetmap.exchange.own_csv import MARK, VERSION, is_own
from assetmap.exchange.public_fields import Value, public_fields
from assetmap.exchange.table import Row, Table
from assetmap.exchange.table_reader import read_table
from assetmap.exchange.values import join_list

# The contract's columns, our others, the mark of our own files, and what was added since.
COLUMNS = (*FIRST, MARK, *ADDED)
_LOOKED_AT = 1_000  # letters at the beginning of a text, which are rarely all blank
# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def csv_table(data: bytes) -> Table:
    """A CSV file as a table. Raises BadFile.

    Commas, semicolons or tabs part the cells, whichever finds most headings. Rows are numbered
    as a spreadsheet numbers them. A file that `write_csv` wrote is our own, and then ids and
    sources are restored.
    """
    check_lines(data)
    text, guessed = decode(data)
    if not clean(text[:_LOOKED_AT]) and not clean(text):
        raise BadFile("The file is empty.")
    lines = lines_of(text)
    found = find_headings(text, lines)
    table = typed_table(found, rows_of(lines, found.delimiter, len(found.row.cells)))
    lettered = (
        replace(row, notes=tuple(letters_note(list(row.cells), guessed))) for row in table.rows
    )
    return replace(table, rows=tuple(lettered)) if guessed else table


def read_csv(data: bytes, words: Vocabulary) -> IncomingFile:
    """Every row of a CSV file, taken in or refused with the reason. Raises BadFile."""
    return read_table(csv_table(data), words)


def typed_table(found: HeadingRow, every: Iterable[Row]) -> Table:
    """The rows of a spreadsheet below its headings, cells guarded against formulas as they were.

    Raises BadFile for a file of ours out of which something was taken.
    """
    header = found.row
    below = list(_below(found, every))
    own = is_own(map(clean, header.cells), _marks(header, below))
    return Table(
        header.cells,
        tuple(below),
        own=own,
        is_typed=True,
        notes=(found.note,) if found.note and not own else (),
        problem=found.problem,
    )


def write_csv(listings: Iterable[PublicListing]) -> Iterator[str]:
    """The lines of a CSV file with COLUMNS as its headings. UTF-8 when written.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front, which `read_csv`
    takes away again.
    """
    yield _line(COLUMNS)
    for listing in listings:
        fields = {**public_fields(listing), MARK: VERSION}
        yield _line(_cell(fields[name]) for name in COLUMNS)


def write_table(headings: Sequence[str], table: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a CSV file of any other table; its cells are guarded in the same way."""
    yield _line(headings)
    for row in table:
        yield _line(_cell(cell) for cell in row)


def _marks(header: Row, table: Iterable[Row]) -> Iterator[str]:
    """What stands under the heading that our own files have; nothing in a file without it."""
    for at, heading in enumerate(header.cells):
        if clean(heading) == MARK:
            yield from (clean(row.cells[at]) for row in table if at < len(row.cells))


def _below(found: HeadingRow, every: Iterable[Row]) -> Iterator[Row]:
    """The rows below the headings that say something, as wide as these and without guards.

    Raises BadFile when there are too many.
    """
    header = found.row.cells
    last = max((at for at, heading in enumerate(header) if clean(heading)), default=-1)
    number = 0
    for row in every:
        if row.number <= found.last_row or row.is_blank:
            continue
        number += 1
        check_rows(number)
        cells = tuple(map(_without_guard, row.cells))
        if len(cells) > last:  # columns at the end that have no heading either
            cells += ("",) * (len(header) - len(cells))
        yield row if cells == row.cells else replace(row, cells=cells)


def _without_guard(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and _GUARDED.match(cell) else cell


def _cell(value: Value) -> str:
    """A number as it is, since a minus sign in front of a figure is no formula; text guarded."""
    if isinstance(value, (int, float)):
        return str(value)
    text = join_list(value) if isinstance(value, list) else value or ""
    return "'" + text if _FORMULA.match(text) else text


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(list(cells))
    return out.getvalue()
