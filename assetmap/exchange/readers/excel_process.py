"""Reads a workbook: run as a process of its own, with the file's path.

It says its sheets with their first rows, is told which one is wanted, and says that one's rows.
"""

import re
import sys
import zipfile
from collections.abc import Iterator
from typing import Any

from assetmap.exchange.file_sizes import CELL_LONGEST, MOST_ROWS
from assetmap.exchange.readers.answering import answer_with, receive, refuse, send
from assetmap.exchange.readers.excel_cells import cell_text
from assetmap.exchange.readers.plain_lines import PASSWORD
from assetmap.exchange.readers.process_limits import limit_process

_MOST_SHEETS = 200
_TOP_ROWS = 60  # the headings are among the first 20 that are not blank
_ROWS_AT_ONCE = 500  # in a line of what is said
_MOST_KEPT = 3_000_000  # cells of sheets that are not read a second time
_ERROR = re.compile(rb'<c [^>]*\bt="e"')
_CHUNK = 1 << 20


def _read(path: str) -> None:
    import python_calamine  # only after the limits are set

    try:
        book = python_calamine.load_workbook(path)
    except python_calamine.PasswordError:
        refuse(PASSWORD)
    kept: dict[str, Any] = {}
    cells, sheets = 0, []
    for meta in book.sheets_metadata[:_MOST_SHEETS]:
        if meta.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(meta.name)
        cells += sheet.height * sheet.width
        if cells < _MOST_KEPT:
            kept[meta.name] = sheet
        is_hidden = meta.visible != python_calamine.SheetVisibleEnum.Visible
        top = [row for row, _ in zip(_rows(sheet), range(_TOP_ROWS), strict=False)]
        sheets.append((meta.name, sheet.height, is_hidden, top))
    send(sheets)
    if name := receive():
        _send_rows(kept.get(name) or book.get_sheet_by_name(name), path)


def _send_rows(sheet: Any, path: str) -> None:
    send({"merged": sheet.merged_cell_ranges or [], "has_errors": _has_errors(path)})
    some: list[tuple[int, list[str]]] = []
    for at, row in enumerate(_rows(sheet)):
        some.append(row)
        if len(some) == _ROWS_AT_ONCE:
            send(some)
            some = []
        if at > MOST_ROWS:
            break
    send(some)
    send(None)


def _rows(sheet: Any) -> Iterator[tuple[int, list[str]]]:
    """The rows that are not blank, as a spreadsheet numbers them, up to their last filled cell."""
    if sheet.start is None:
        return
    before = [""] * sheet.start[1]  # columns, which `iter_rows` leaves out; rows it does not
    for number, row in enumerate(sheet.iter_rows(), start=1):
        while row and row[-1] == "":
            row.pop()
        if row:
            yield number, [*before, *(_cut(cell_text(value)) for value in row)]


def _cut(text: str) -> str:
    """The text, of which a cell that is too long keeps enough to be known as such."""
    return text if len(text) <= CELL_LONGEST else text[: CELL_LONGEST + 1]


def _has_errors(path: str) -> bool:
    """Whether a formula of the workbook gives an error: calamine shows those as blank cells."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as packed:
        names = [each for each in packed.namelist() if each.startswith("xl/worksheets/sheet")]
        return any(_holds_error(packed, name) for name in names)


def _holds_error(packed: zipfile.ZipFile, name: str) -> bool:
    before = b""
    with packed.open(name) as file:
        while chunk := file.read(_CHUNK):
            if _ERROR.search(before + chunk):
                return True
            before = chunk[-200:]
    return False


if __name__ == "__main__":
    limit_process()
    answer_with(lambda: _read(sys.argv[1]))
