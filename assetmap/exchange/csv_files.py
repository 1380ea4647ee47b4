"""CSV in, from anybody's spreadsheet, and CSV out in the contract's columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.exchange.classification import Classifier
from assetmap.exchange.decoding import decode, letters_note
from assetmap.exchange.header_mapping import ADDED, FIRST, HeaderMapping, match_headings, row_texts
from assetmap.exchange.incoming import BadFile, Batch, Incoming, Refused
from assetmap.exchange.own_csv import MARK, VERSION, is_own
from assetmap.exchange.point_headings import with_points
from assetmap.exchange.public_fields import Value, public_fields
from assetmap.exchange.row_parser import read_row
from assetmap.exchange.values import join_list, short

_DELIMITERS = ",;\t"
# Stands behind the last line. When it turns up inside a cell, a quote mark was never closed.
_END = "\ue000end\ue000"
_RECOVERIES_MOST = 20  # each one reads the rest of the file again


@dataclass(frozen=True)
class Row:
    """One row. `number` counts as a spreadsheet does; not `whole` when a quote never closes."""

    number: int
    cells: tuple[str, ...]
    whole: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not any(cell.strip() for cell in self.cells)


def first_rows(text: str) -> Iterator[tuple[str, Row]]:
    """The first row that is not blank as each delimiter would part it, with that delimiter."""
    for delimiter in _DELIMITERS:
        for row in rows(text, delimiter):
            if not row.is_blank:
                yield delimiter, row
                break


def rows(text: str, delimiter: str, width: int = 0) -> Iterator[Row]:
    """Every row, blank ones too.

    After a row that breaks off, reading goes on at the first line that is a whole row of `width`
    cells, so that one lost quote mark does not eat the file.
    """
    lines = list(io.StringIO(text, newline=""))
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


# The contract's columns, our others, the mark of our own files, and what was added since.
COLUMNS = (*FIRST, MARK, *ADDED)
# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
_WANTED = "name, kind, description, categories, postcode, when, phone, email, website"


def read_csv(data: bytes, words: Vocabulary) -> Batch:
    """Every row of a CSV file, taken in or refused with the reason. Raises BadFile.

    Commas, semicolons or tabs part the cells, whichever finds most headings. Rows are numbered
    as a spreadsheet numbers them: the first row of data is 2. A file that `write_csv` wrote is our
    own, and then ids and sources are restored.
    """
    text, guessed = decode(data)
    if not clean(text):
        raise BadFile("The file is empty.")
    delimiter, header = _header(text)
    width = len(header.cells)
    table = [
        row
        for row in rows(text, delimiter, width)
        if row.number > header.number and not row.is_blank
    ]
    own = is_own(map(clean, header.cells), _marks(header, table))
    headings = match_headings(header.cells, own)
    if not own:
        headings = with_points(headings, [row.cells for row in table])
    sorter = Classifier(words)
    taken: list[Incoming] = []
    refused: list[Refused] = []
    for row in table:
        result = _read(row, headings, sorter, guessed, own)
        taken.append(result) if isinstance(result, Incoming) else refused.append(result)
    return Batch(
        *(tuple(taken), tuple(refused), headings.unused, headings.used, own),
        fields=headings.fields,
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


def _header(text: str) -> tuple[str, Row]:
    """The delimiter, and the row of the headings."""
    tried = []
    for delimiter, row in first_rows(text):
        headings = match_headings(row.cells)
        score = (row.whole and headings.has_name, len(headings.columns), len(row.cells))
        tried.append((score, delimiter, row))
    score, delimiter, header = max(tried, key=lambda each: each[0])
    if not score[0]:
        found = ", ".join(short(cell, 30) for cell in map(clean, header.cells[:12]) if cell)
        raise BadFile(
            "The first row must be headings, and one of them must be name or title. "
            f"We found: {found or 'nothing'}. We know these and more: {_WANTED}."
        )
    return delimiter, header


def _marks(header: Row, table: Iterable[Row]) -> Iterator[str]:
    """What stands under the heading that our own files have; nothing in a file without it."""
    for at, heading in enumerate(header.cells):
        if clean(heading) == MARK:
            yield from (clean(row.cells[at]) for row in table if at < len(row.cells))


def _read(
    row: Row, headings: HeaderMapping, sorter: Classifier, guessed: bool, own: bool
) -> Incoming | Refused:
    cells = [_without_guard(cell) for cell in row.cells]
    wanted = len(headings.all)
    if reason := _misfit(row, wanted):
        name = next((c.position for c in headings.columns if c.field == "name"), 0)
        return Refused(row.number, short(clean(cells[name])) if name < len(cells) else "", reason)
    notes = letters_note(cells, guessed)
    texts = row_texts(headings, cells, notes, own)
    return read_row(texts, sorter, row=row.number, notes=notes, own=own)


def _misfit(row: Row, wanted: int) -> str:
    """What is wrong with the row as a row; empty when nothing is."""
    if not row.whole:
        return "it breaks off: a quote mark is opened and never closed"
    if len(row.cells) < wanted:
        return f"it breaks off: it has {len(row.cells)} cells and there are {wanted} headings"
    if any(cell.strip() for cell in row.cells[wanted:]):
        return (
            f"it has {len(row.cells)} cells and there are {wanted} headings: put quote marks "
            "round text with commas in it"
        )
    return ""


def _without_guard(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


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
