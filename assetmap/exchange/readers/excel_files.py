"""Spreadsheets in: Excel (XLSX, XLSM, XLSB, XLS) and OpenDocument (ODS), one of their sheets."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assetmap.exchange.csv_files import csv_table, typed_table
from assetmap.exchange.file_limits import check_columns, check_rows
from assetmap.exchange.file_sizes import CELL_LONGEST, MOST_CELLS
from assetmap.exchange.heading_row import find_headings_in
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.other_formats import other_bytes
from assetmap.exchange.readers.excel_merges import Merged, filled_down, merged_note, with_spans
from assetmap.exchange.readers.own_process import Reading, reading
from assetmap.exchange.readers.packed_files import (
    check_packed,
    check_plain_xml,
    is_packed,
    packed_names,
    unpacked,
)
from assetmap.exchange.readers.plain_lines import PASSWORD
from assetmap.exchange.readers.sheet_choice import Sheet, chosen_sheet, sheets_note
from assetmap.exchange.table import Row, Table
from assetmap.exchange.values import short

ENDS = (".xlsx", ".xls", ".xlsm", ".xlsb", ".ods")
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # a file of streams, as those of old Office are
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book", "WORKBOOK", "BOOK"))
_OPEN_BOOK = b"opendocument.spreadsheet"
_ERRORS = "A formula in the workbook gives an error such as #N/A: we read such cells as blank."


@dataclass(frozen=True)
class _Found:
    """The rows of a sheet, which of its cells are merged, and whether the book has errors."""

    rows: tuple[Row, ...]
    merged: tuple[Merged, ...]
    has_errors: bool


def is_workbook(data: bytes) -> bool:
    """Whether a file is a spreadsheet, or one locked with a password, whatever it is called."""
    if data.startswith(_OLD):
        return _LOCKED in data or any(name + b"\0\0" in data for name in _OLD_BOOKS)
    if not is_packed(data):
        return False
    names = packed_names(data)
    if "content.xml" in names and "mimetype" in names:
        return _OPEN_BOOK in data[:200] or _OPEN_BOOK in unpacked(data, "mimetype")
    return any(name.startswith("xl/workbook.") for name in names)


def excel_table(data: bytes, sheet: str = "") -> Table:
    """A sheet of a workbook as a table: the one of that name, or the first with a list.

    A text or a web page that is only called a spreadsheet is read as CSV. Raises BadFile.
    """
    if data.startswith(_OLD) and _LOCKED in data:
        raise BadFile(PASSWORD)
    if not is_packed(data) and not data.startswith(_OLD):
        return csv_table(data)
    if is_packed(data):
        check_packed(data)
    if not is_workbook(data):
        raise BadFile(other_bytes(data))
    if is_packed(data):
        check_plain_xml(data)
    with tempfile.NamedTemporaryFile(prefix="assetmap-", suffix=_end_of(data)) as file:
        file.write(data)
        file.flush()
        with reading("excel_process", file.name) as book:
            sheets = [Sheet.of(each) for each in book.answer()]
            chosen = chosen_sheet(sheets, sheet)
            book.send(chosen.name)
            found = _rest(book)
    return _table(found, chosen, sheets)


def _end_of(data: bytes) -> str:
    """How the name of such a file ends: calamine goes by it."""
    if data.startswith(_OLD):
        return ".xls"
    names = packed_names(data)
    if "content.xml" in names:
        return ".ods"
    return ".xlsb" if "xl/workbook.bin" in names else ".xlsx"


def _rest(book: Reading) -> _Found:
    said = book.answer()
    rows: list[Row] = []
    while some := book.answer():
        rows += _rows(some)
        check_rows(len(rows))
    width = max((len(row.cells) for row in rows), default=0)
    check_columns(max((row.cells for row in rows), key=len, default=()))
    if width * len(rows) > MOST_CELLS:
        raise BadFile(f"It has more than {MOST_CELLS:,} cells. Keep only the columns needed.")
    padded = (replace(row, cells=(*row.cells, *[""] * (width - len(row.cells)))) for row in rows)
    return _Found(tuple(padded), tuple(map(Merged.of, said["merged"])), said["has_errors"])


def _rows(some: Sequence[tuple[int, list[str]]]) -> Iterator[Row]:
    for number, cells in some:
        too_long = any(len(cell) > CELL_LONGEST for cell in cells)
        reason = f"one of its cells has more than {CELL_LONGEST:,} characters" if too_long else ""
        texts = (short(cell) if len(cell) > CELL_LONGEST else cell for cell in cells)
        yield Row(number, tuple(texts), reason=reason)


def _table(found: _Found, chosen: Sheet, sheets: Sequence[Sheet]) -> Table:
    try:
        headings = find_headings_in(found.rows)
    except BadFile as error:
        raise BadFile(" ".join((str(error), *sheets_note(chosen, sheets)))) from None
    rows, filled = filled_down(found.rows, found.merged, headings.last_row)
    table = typed_table(headings, with_spans(rows, found.merged))
    notes = (
        *sheets_note(chosen, sheets),
        *table.notes,
        *(() if table.own else merged_note(filled)),
        *((_ERRORS,) if found.has_errors else ()),
    )
    names = tuple(each.named for each in sheets)
    problem = " ".join((table.problem, *sheets_note(chosen, sheets))) if table.problem else ""
    return replace(table, notes=notes, problem=problem, sheets=names, sheet=chosen.name)
