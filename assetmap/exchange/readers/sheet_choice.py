"""Which of a file's sheets or layers is read, and what is said of the others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from assetmap.exchange.heading_row import find_headings_in
from assetmap.exchange.incoming import BadFile
from assetmap.exchange.table import Row, SheetName
from assetmap.exchange.values import short

_NAMED_MOST = 12


@dataclass(frozen=True)
class Sheet:
    """A sheet of a file: its name, how many rows it has, and the first of them."""

    name: str
    rows: int
    is_hidden: bool
    top: tuple[Row, ...]

    @classmethod
    def of(cls, said: Sequence[Any]) -> "Sheet":
        """From what a reading process says: its name, rows, whether hidden, and first rows."""
        name, rows, is_hidden, top = said
        return cls(name, rows, is_hidden, tuple(Row(number, tuple(cells)) for number, cells in top))

    @property
    def named(self) -> SheetName:
        """As a person may choose it."""
        return SheetName(self.name, self.rows, self.is_hidden)

    @property
    def fitness(self) -> int:
        """2 when its headings hold one for names, 1 when it has headings at all, else 0."""
        try:
            found = find_headings_in(self.top)
            return 0 if found.problem else 1 + found.has_name
        except BadFile:
            return 0


def chosen_sheet(sheets: Sequence[Sheet], wanted: str, kind: str = "sheet") -> Sheet:
    """The sheet of a name, or the first that is not hidden and has the best headings.

    Raises BadFile with the names there are when there is none of that name, or all are empty.
    """
    filled = [each for each in sheets if each.rows]
    if wanted:
        return _of_name(sheets, wanted, kind)
    seen = [each for each in filled if not each.is_hidden]
    if not seen:
        others = f" Hidden are {_named(filled)}: unhide what we should read." if filled else ""
        raise BadFile(f"It is empty.{others}")
    return max(seen, key=lambda each: each.fitness)  # of several the first


def sheets_note(chosen: Sheet, sheets: Sequence[Sheet], kind: str = "sheet") -> Iterator[str]:
    """Which was read and which others there are; nothing when there are no others."""
    if others := [each for each in sheets if each.rows and each.name != chosen.name]:
        yield f"We read the {kind} “{short(chosen.name)}”. Others: {_named(others)}."


def _of_name(sheets: Sequence[Sheet], wanted: str, kind: str) -> Sheet:
    name = " ".join(wanted.split()).casefold()
    for each in sheets:
        if wanted == each.name or name == " ".join(each.name.split()).casefold():
            if each.rows:
                return each
            raise BadFile(f"The {kind} “{short(each.name)}” is empty.")
    found = f" It has {_named(sheets)}." if sheets else ""
    raise BadFile(f"It has no {kind} “{short(wanted)}”.{found}")


def _named(sheets: Sequence[Sheet]) -> str:
    names = [
        f"“{short(each.name)}”{' (hidden)' if each.is_hidden else ''}"
        for each in sheets[:_NAMED_MOST]
    ]
    more = len(sheets) - len(names)
    return ", ".join(names) + (f" and {more} more" if more else "")
