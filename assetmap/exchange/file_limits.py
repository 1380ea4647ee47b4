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


def check_lines(data: bytes) -> None:
    """Raises BadFile when a text has too many lines, or one that is too long."""
    if data.count(b"\n") + data.count(b"\r") > 2 * MOST_LINES:  # two may end one line
        raise BadFile(
            f"It has more than {MOST_LINES:,} lines, the most that we read. Keep only the rows for "
            "your own borough."
        )
    begin = 0
    while len(data) - begin > LINE_LONGEST:
        stop = begin + LINE_LONGEST
        last = max(data.rfind(b"\n", begin, stop), data.rfind(b"\r", begin, stop))
        if last < 0:
            number = data.count(b"\n", 0, begin) + 1
            raise BadFile(
                f"Line {number:,} is longer than {LINE_LONGEST:,} letters, "
                "the most that we read. Is it a list?"
            )
        begin = last + 1


def check_json(text: str) -> None:
    """Raises BadFile when JSON would take more memory than there is for it."""
    if len(text) < MOST_BRACKETS:
        return
    if text.count("[") + text.count("{") > MOST_BRACKETS or text.count(",") > MOST_COMMAS:
        raise BadFile(
            "It holds more points and values than we read. Keep only what is in your own borough, "
            "or make its shapes simpler."
        )
