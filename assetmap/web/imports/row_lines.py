"""The rows of an import as its page shows them: all, or those of one outcome, fifty a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from assetmap.domain.imports.import_row import ImportRow, RowMark, RowOutcome, RowUndo
from assetmap.services.imports.row_results import sentence

LINES_A_PAGE = 50
OUTCOMES: dict[str, str] = {
    RowOutcome.NEW: "New",
    RowOutcome.CHANGED: "Changed",
    RowOutcome.SAME: "The same as before",
    RowOutcome.REFUSED: "Refused",
    RowOutcome.DO_NOT_LIST: "Asked not to be listed",
    RowOutcome.LEFT_OUT: "Left out, outside the borough",
    RowOutcome.NOT_A_LISTING: "Not a listing",
}
MARKS: dict[str, str] = {
    RowMark.DUPLICATE: "Likely duplicate",
    RowMark.OUTSIDE: "Outside the borough",
    RowMark.NO_PLACE: "Without a place",
    RowMark.BY_POSTCODE: "Placed by its postcode",
    RowMark.DIFFERS: "Differs from what people here wrote",
}
UNDONE: dict[str, str] = {
    RowUndo.TAKEN_BACK: "Taken back",
    RowUndo.KEPT: "Kept",
    RowUndo.COULD_NOT: "Could not be taken back",
}
# What an address asks for, and the outcome, the mark or the end of rows that it means.
SHOWN = {key.replace(" ", "-"): str(key) for key in (*OUTCOMES, *MARKS, *UNDONE)}


@dataclass(frozen=True)
class RowLine:
    """One row: its number in the file, what it does, and why."""

    number: int
    name: str
    url: str  # of its listing; empty where there is none
    outcome: str
    marks: tuple[str, ...]
    reasons: tuple[str, ...]
    like_url: str  # of the listing that it looks like
    undo: str


@dataclass(frozen=True)
class RowsPart:
    """Some of the rows, and the way to the others. `shown` says which, empty for all."""

    shown: str
    lines: tuple[RowLine, ...]
    total: int
    number: int
    pages: int
    previous_url: str
    next_url: str


def rows_part(batch_id: str, rows: Sequence[ImportRow], shown: str, number: int) -> RowsPart:
    """One page of the rows that were asked for; a page beyond the last is the last."""
    found = rows_shown(rows, shown)
    pages = max(1, -(-len(found) // LINES_A_PAGE))
    number = min(max(number, 1), pages)
    some = found[(number - 1) * LINES_A_PAGE : number * LINES_A_PAGE]
    return RowsPart(
        shown=words_of(SHOWN.get(shown, "")),
        lines=tuple(map(_line, some)),
        total=len(found),
        number=number,
        pages=pages,
        previous_url=rows_url(batch_id, shown, number - 1) if number > 1 else "",
        next_url=rows_url(batch_id, shown, number + 1) if number < pages else "",
    )


def rows_shown(rows: Sequence[ImportRow], shown: str) -> list[ImportRow]:
    """The rows of an outcome, with a mark, or that ended so; all where nothing is asked for."""
    wanted = SHOWN.get(shown, "")
    if not wanted:
        return list(rows)
    return [row for row in rows if wanted in (row.outcome, row.undo, *row.marks)]


def row_words(row: ImportRow) -> tuple[str, str, str]:
    """What a row does, its marks, and how it ended when its batch was undone."""
    marks = ", ".join(MARKS[each] for each in row.marks)
    return OUTCOMES[row.outcome], marks, words_of(row.undo)


def words_of(key: str) -> str:
    """An outcome, a mark or an end of a row as the page says it."""
    return {**OUTCOMES, **MARKS, **UNDONE}.get(key, "")


def listing_url(listing_id: str) -> str:
    """Where staff see a listing; empty for none."""
    return url_for("staff_listing.show", listing_id=listing_id) if listing_id else ""


def rows_url(batch_id: str, shown: str, page: int = 1) -> str:
    """Where an import's page shows those rows."""
    return url_for(
        "import_batches.show",
        batch_id=batch_id,
        show=shown or None,
        page=page if page > 1 else None,
    )


def _line(row: ImportRow) -> RowLine:
    is_kept = row.is_done and row.undo != RowUndo.TAKEN_BACK
    is_there = row.outcome is not RowOutcome.NEW or is_kept
    return RowLine(
        number=row.number,
        name=row.name or "A row without a name",
        url=listing_url(row.listing_id) if is_there else "",
        outcome=OUTCOMES[row.outcome],
        marks=tuple(MARKS[each] for each in row.marks),
        reasons=tuple(map(sentence, row.reasons)),
        like_url=listing_url(row.like),
        undo=": ".join(filter(None, (words_of(row.undo), row.undo_why))),
    )
