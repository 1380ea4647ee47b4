"""What a map file says of each thing on it, gathered to one table with a column for each name."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from assetmap.exchange.geometry import Spot, in_degrees
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.table import Row, Table

CELL_LONGEST = 100_000  # characters: more than any field takes, and too long to look through
MOST_RECORDS = 50_000
_MOST_COLUMNS = 300
_MOST_CELLS = 6_000_000
AT_NULL = "Its point is 0, 0, which is in the sea, so it counts as none."


class Column(NamedTuple):
    """A column: its heading, and our field where the format itself tells which."""

    heading: str
    field: str = ""


@dataclass
class Record:
    """One thing on a map. Its cells go by column; `spot` as in `Row`.

    `kind` says what it is on the map, `point`, `line` or `area`, for the notes of the whole file;
    `pictures` are the addresses of those that hang on it.
    """

    cells: dict[Column, str]
    spot: Spot
    notes: list[str] = field(default_factory=list)
    reason: str = ""
    feature_id: str = ""
    kind: str = ""
    pictures: list[str] = field(default_factory=list)

    def put(self, column: Column, text: str) -> None:
        """Gives a cell its text, if there is any and it has none yet; refuses one far too long."""
        if len(text) > CELL_LONGEST:
            self.reason = (
                f"“{column.heading[:60]}” is {len(text):,} characters, which is too long: shorten "
                "it"
            )
        elif text:
            self.cells.setdefault(column, text)


def check_number(number: int) -> None:
    """Raises BadFile for more things than a directory can want of one map."""
    if number > MOST_RECORDS:
        raise BadFile(
            f"The map holds {number:,} things, and the most is {MOST_RECORDS:,}: give it to us in "
            "several files, one a layer."
        )


def on_land(records: Sequence[Record]) -> None:
    """Puts the spots into degrees, and takes away those that are at 0, 0. Raises BadFile."""
    for record, spot in zip(records, in_degrees([each.spot for each in records]), strict=True):
        record.spot = spot
        if not (spot.empty or spot.reason) and spot.x == 0 and spot.y == 0:
            record.spot, record.kind = Spot(empty=True), ""
            record.notes.append(AT_NULL)
        elif spot.note:
            record.notes.append(spot.note)


def columns_of(records: Iterable[Record], first: Sequence[Column]) -> tuple[Column, ...]:
    """Every column that has a text, `first` in front; the name is always there."""
    used = Counter(column for each in records for column in each.cells)
    front = [each for each in first if each in used or each.field == "name"]
    return (*front, *(each for each in used if each not in front))


def records_table(
    records: Sequence[Record], first: Sequence[Column], notes: Iterable[str] = ()
) -> Table:
    """The records as a table, numbered from 1. Columns that few have are left out of very many."""
    columns = columns_of(records, first)
    most = max(20, min(_MOST_COLUMNS, _MOST_CELLS // max(len(records), 1)))
    said = tuple(notes)
    if len(columns) > most:
        used = Counter(column for each in records for column in each.cells)
        kept = {each for each, _ in used.most_common(most)} | set(first)
        gone = [each for each in columns if each not in kept]
        columns = tuple(each for each in columns if each in kept)
        said += (f"It has very many columns: {len(gone):,} that few rows have were left out.",)
    rows = (_row(number, record, columns) for number, record in enumerate(records, start=1))
    known = {
        at: each.field
        for at, each in enumerate(columns)
        if each.field and each.field != each.heading
    }
    headings = tuple(each.heading for each in columns)
    return Table(headings, tuple(rows), has_shapes=True, known=known, notes=said)


def _row(number: int, record: Record, columns: Sequence[Column]) -> Row:
    return Row(
        number,
        tuple(record.cells.get(column, "") for column in columns),
        spot=record.spot,
        feature_id=record.feature_id,
        reason=record.reason,
        notes=tuple(record.notes),
        only_address=record.spot.empty and not record.spot.reason,
    )


def counted(count: int, one: str, many: str = "") -> str:
    """`1 line`, `1,115 points`."""
    return f"{count:,} {one}" if count == 1 else f"{count:,} {many or one + 's'}"
