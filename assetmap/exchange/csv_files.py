"""CSV in, from anybody's spreadsheet, and CSV out in the contract's columns."""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from assetmap.domain.borough.vocabulary import Vocabulary
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.text import clean
from assetmap.exchange.classification import Classifier
from assetmap.exchange.csv_rows import Row, rows
from assetmap.exchange.decoding import decode, letters_note
from assetmap.exchange.foreign_headings import file_notes, understood
from assetmap.exchange.header_mapping import ADDED, FIRST, HeaderMapping, match_headings, row_texts
from assetmap.exchange.heading_row import find_headings
from assetmap.exchange.incoming import BadFile, Batch, Incoming, Refused
from assetmap.exchange.not_listings import ONLY_NAME, NotListings
from assetmap.exchange.own_csv import MARK, VERSION, is_own
from assetmap.exchange.point_headings import with_points
from assetmap.exchange.public_fields import Value, public_fields
from assetmap.exchange.row_parser import read_row
from assetmap.exchange.values import join_list, short

# The contract's columns, our others, the mark of our own files, and what was added since.
COLUMNS = (*FIRST, MARK, *ADDED)
# A spreadsheet runs a cell that begins with one of these as a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_GUARDED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")


def read_csv(data: bytes, words: Vocabulary) -> Batch:
    """Every row of a CSV file, taken in or refused with the reason. Raises BadFile.

    Commas, semicolons or tabs part the cells, whichever finds most headings. Rows are numbered
    as a spreadsheet numbers them. A file that `write_csv` wrote is our own, and then ids and
    sources are restored.
    """
    text, guessed = decode(data)
    if not clean(text):
        raise BadFile("The file is empty.")
    found = find_headings(text)
    header, width = found.row, len(found.row.cells)
    table = [
        _padded(row, header)
        for row in rows(text, found.delimiter, width)
        if row.number > found.last_row and not row.is_blank
    ]
    own = is_own(map(clean, header.cells), _marks(header, table))
    if own:
        headings = match_headings(header.cells, own)
        return _Table(headings, words, own, guessed).read(table)
    cells = [(*row.cells[:width], *[""] * (width - len(row.cells))) for row in table]
    headings = with_points(understood(match_headings(header.cells), cells), cells)
    batch = _Table(headings, words, own, guessed).read(table)
    said = (found.note, *file_notes(headings))
    return replace(batch, notes=tuple(filter(None, said)))


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


def _padded(row: Row, header: Row) -> Row:
    """The row with empty cells for columns at the end that have no heading either."""
    last = max((at for at, heading in enumerate(header.cells) if clean(heading)), default=-1)
    missing = len(header.cells) - len(row.cells)
    return replace(row, cells=(*row.cells, *[""] * missing)) if len(row.cells) > last else row


class _Table:
    """Reads the rows of one file, whose headings are known."""

    def __init__(
        self, headings: HeaderMapping, words: Vocabulary, own: bool, guessed: bool
    ) -> None:
        self._headings, self._words = headings, words
        self._sorter = Classifier(words)
        self._own, self._guessed = own, guessed
        self._name = next((each.position for each in headings.columns if each.field == "name"), 0)

    def read(self, table: Sequence[Row]) -> Batch:
        """Every row: taken in, refused, or no listing at all."""
        taken: list[Incoming] = []
        refused: list[Refused] = []
        skipped: list[Refused] = []
        sieve = NotListings(self._headings, table, self._words)
        for at, row in enumerate(table):
            if not self._own and (reason := sieve.reason(at)):
                skipped.append(Refused(row.number, self._begins(row), reason))
                continue
            doubts = [ONLY_NAME] if not self._own and sieve.is_doubtful(at) else []
            result = self._read(row, doubts)
            taken.append(result) if isinstance(result, Incoming) else refused.append(result)
        return Batch(
            *(tuple(taken), tuple(refused), self._headings.unused, self._headings.used, self._own),
            fields=self._headings.fields,
            skipped=tuple(skipped),
        )

    def _read(self, row: Row, doubts: Sequence[str]) -> Incoming | Refused:
        cells = [_without_guard(cell) for cell in row.cells]
        if reason := _misfit(row, len(self._headings.all)):
            name = short(clean(cells[self._name])) if self._name < len(cells) else ""
            return Refused(row.number, name, reason)
        notes = letters_note(cells, self._guessed)
        texts = row_texts(self._headings, cells, notes, self._own)
        notes += doubts if "name" in texts else ()
        return read_row(texts, self._sorter, row=row.number, notes=notes, own=self._own)

    def _begins(self, row: Row) -> str:
        """What a row begins with, for the report."""
        return short(next((text for text in map(clean, row.cells) if text), ""))


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
