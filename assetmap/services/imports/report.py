"""What became of a file: its rows new, changed, the same or refused, and what to know of them."""

from collections.abc import Collection
from dataclasses import dataclass, field

from assetmap.domain.imports.import_row import RowMark, RowOutcome
from assetmap.domain.listings.fields import labels
from assetmap.exchange.incoming import Refused


@dataclass(frozen=True)
class Note:
    """Something a row's keeper should know: what was read in part, guessed, or kept as it was."""

    row: int
    name: str
    text: str


@dataclass(frozen=True)
class Difference:
    """A row that says otherwise than people here do: the fields where theirs was kept."""

    row: int
    name: str
    listing_id: str
    fields: tuple[str, ...]
    is_proposed: bool  # whether an editor is asked about it

    @property
    def labels(self) -> tuple[str, ...]:
        """The fields as staff read them."""
        return labels(self.fields)


@dataclass
class ImportReport:
    """What happened to a file's rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    read_as: dict[str, str] = field(default_factory=dict)  # headings that are not our own words
    unused_columns: tuple[str, ...] = ()
    outside: int = 0  # taken in, and in another council's area, which is no error
    by_postcode: int = 0  # of a map that has no point for them
    left_out: int = 0  # outside, where only what is inside was wanted
    differences: list[Difference] = field(default_factory=list)
    duplicates: list[Note] = field(default_factory=list)  # new, and like a listing that is there
    skipped: tuple[Refused, ...] = ()  # rows that are no listings, such as totals
    file_notes: tuple[str, ...] = ()  # about the file as a whole
    seen: set[str] = field(default_factory=set, compare=False)  # ids of the listings it had

    def count(self, outcome: RowOutcome, marks: Collection[RowMark]) -> None:
        """Count a row that came in."""
        self.new += outcome is RowOutcome.NEW
        self.changed += outcome is RowOutcome.CHANGED
        self.unchanged += outcome is RowOutcome.SAME
        self.outside += RowMark.OUTSIDE in marks
        self.by_postcode += RowMark.BY_POSTCODE in marks

    @property
    def is_empty(self) -> bool:
        """Whether no row of the file came in."""
        return not (self.new or self.changed or self.unchanged)
