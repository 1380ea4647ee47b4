"""What every format of a file is read to: headings and rows of texts, with the shapes they have."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from assetmap.exchange.geometry import Spot


@dataclass(frozen=True)
class Row:
    """One row, as a person would count it: `number` as a spreadsheet numbers it, else from 1.

    `cells` stand in the order of the headings. Not `whole` when it breaks off, as when a quote
    mark is never closed. `spot` is where its shape lies, in degrees of WGS 84, where the format has
    shapes. `feature_id` is an id that stands beside the cells; an `id` column wins over it.
    `spans` when one cell goes across all of it, as the heading of a section does.
    `reason` says why it can be no listing at all; `notes` are said of it in the report.
    `only_address` when other things on the map have a point and this has at most an address.
    """

    number: int
    cells: tuple[str, ...]
    whole: bool = True
    spot: Spot | None = None
    feature_id: str = ""
    reason: str = ""
    notes: tuple[str, ...] = ()
    spans: bool = False
    only_address: bool = False

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing in it."""
        return not any(cell.strip() for cell in self.cells)


@dataclass(frozen=True)
class SheetName:
    """One of the sheets or layers of a file that may be chosen: hidden ones only by name."""

    name: str
    rows: int
    is_hidden: bool = False


@dataclass(frozen=True)
class Table:
    """A file, or one sheet of it, as headings and rows of texts.

    `own` when this program wrote the file. `is_typed` when people typed it as a spreadsheet, so
    that titles, totals and headings of sections may stand among its rows. `has_shapes` when the
    format itself says where each row is. `known` gives the fields of columns, by position, of which
    the format itself tells what they are. `no_text` are the positions of columns in which nothing
    is a text. `notes` say once what was noticed or left out of the file as a whole, in sentences.
    `problem` says why nobody but a person can say which column is which field.
    `sheets` are those that the file has, where a choice can be made; `sheet` the one that this is.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    own: bool = False
    is_typed: bool = False
    has_shapes: bool = False
    no_text: frozenset[int] = frozenset()
    known: Mapping[int, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    problem: str = ""
    sheets: tuple[SheetName, ...] = ()
    sheet: str = ""
