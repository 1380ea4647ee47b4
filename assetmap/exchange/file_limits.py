"""How much of a file is read: what is past any list of a borough is refused in one line."""

from collections.abc import Sequence

from assetmap.exchange.file_sizes import (
    LINE_LONGEST,
    MOST_BRACKETS,
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_COMMAS,
    MOST_LINES,
    MOST_ROWS,
)
from assetmap.exchange.incoming import BadFile

def check_size(size: int) -> None:
    """Raises BadFile when a file of `size` bytes is too large to be read."""
    if size > MOST_BYTES:
        raise BadFile(
            f"It has {size / 1_000_000:,.0f} MB, and we read at most {MOST_BYTES // 1_000_000} MB. "
            "Keep only the rows for your own borough."
        )


def check_rows(number: int) -> None:
    """Raises BadFile when a table has too many rows."""
    if number > MOST_ROWS:
        raise BadFile(
            f"It has more than {MOST_ROWS:,} rows, the most that we read. Keep only the rows for "
            "your own borough."
        )


def check_columns(cells: Sequence[str]) -> None:
    """Raises BadFile when a row has too many columns; blank ones at its end are not counted."""
    if len(cells) <= MOST_COLUMNS:
        return
    last = next((at for at in reversed(range(len(cells))) if cells[at].strip()), -1)
    if last >= MOST_COLUMNS:
        raise BadFile(
            f"It has {last + 1:,} columns, and we read at most {MOST_COLUMNS:,}. Take out those "
            "that nobody needs."
        )


def check_line_ends(number: int) -> None:
    """Raises BadFile when a text has too many ends of lines, of which two may be one line's."""
    if number > 2 * MOST_LINES:
        raise BadFile(
            f"It has more than {MOST_LINES:,} lines, the most that we read. Keep only the rows for "
            "your own borough."
        )


def check_lines(lines: Sequence[str]) -> None:
    """Raises BadFile when a text has too many lines, or one that is too long."""
    if len(lines) > MOST_LINES:
        check_line_ends(2 * len(lines))
    at = max(range(len(lines)), key=lambda each: len(lines[each]), default=0)
    if lines and len(lines[at]) > LINE_LONGEST:
        raise BadFile(
            f"Line {at + 1} has {len(lines[at]):,} characters, and we read at most "
            f"{LINE_LONGEST:,}. Is it a list?"
        )


def check_json(text: str) -> None:
    """Raises BadFile when JSON would take more memory than there is for it."""
    if len(text) < MOST_BRACKETS:
        return
    if text.count("[") + text.count("{") > MOST_BRACKETS or text.count(",") > MOST_COMMAS:
        raise BadFile(
            "It holds more points and values than we read. Keep only what is in your own borough, "
            "or make its shapes simpler."
        )
