"""Tables of text, aligned for a terminal or as Markdown."""

from collections.abc import Sequence

Cell = str | float | int | None


class Printer:
    """Prints headings, tables and notes in one of two ways."""

    def __init__(self, *, markdown: bool) -> None:
        self._markdown = markdown

    def heading(self, text: str) -> None:
        """A heading over what follows."""
        print(f"\n## {text}\n" if self._markdown else f"\n{text}\n{'=' * len(text)}")

    def note(self, text: str) -> None:
        """A sentence under a table."""
        print(f"\n{text}" if self._markdown else f"  {text}", flush=True)

    def table(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        """A table; the first column is words and the others stand to the right."""
        texts = [list(columns), *([_text(cell) for cell in row] for row in rows)]
        widths = [max(len(row[place]) for row in texts) for place in range(len(columns))]
        lines = [
            [
                cell.ljust(width) if place == 0 else cell.rjust(width)
                for place, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            for row in texts
        ]
        rule = ["-" * width for width in widths]
        for line in (lines[0], rule, *lines[1:]):
            joined = " | ".join(line)
            print(f"| {joined} |" if self._markdown else joined.replace(" | ", "  "))
        print(end="", flush=True)


def _text(cell: Cell) -> str:
    """A number with as many figures as it deserves."""
    if cell is None:
        return "-"
    if isinstance(cell, str):
        return cell
    if isinstance(cell, int) or abs(cell) >= 100:
        return f"{cell:,.0f}"
    return f"{cell:.1f}" if abs(cell) >= 10 else f"{cell:.2f}"
