"""One row of a batch: what it does or did, why, and whether it was taken back."""

from dataclasses import dataclass
from enum import StrEnum


class RowOutcome(StrEnum):
    """What a row does to the directory."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"
    DO_NOT_LIST = "do not list"  # they asked not to be listed
    LEFT_OUT = "left out"  # outside the borough, where only what is inside was wanted
    NOT_A_LISTING = "not a listing"  # a total, the heading of a section

    @property
    def comes_in(self) -> bool:
        """Whether the row is a listing of the directory afterwards."""
        return self in (RowOutcome.NEW, RowOutcome.CHANGED, RowOutcome.SAME)


class RowMark(StrEnum):
    """What else there is to say of a row; one may have several."""

    DUPLICATE = "likely duplicate"
    OUTSIDE = "outside"
    NO_PLACE = "no place"
    BY_POSTCODE = "placed by its postcode"  # of a map that has no point for it
    DIFFERS = "differs"  # from what people here wrote or confirmed, which was kept


class RowUndo(StrEnum):
    """How a row ended when its batch was undone."""

    TAKEN_BACK = "taken back"
    KEPT = "kept"  # somebody worked with it since
    COULD_NOT = "could not"


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A row of a batch. `number` is its number in the file, as people count.

    `is_done` when it was applied. `like` is the id of the listing that it looks like. `reasons` are
    sentences. `undo` is how it ended when the batch was undone, empty until then, and `undo_why`
    the sentence for it.
    """

    batch: str
    number: int
    name: str
    outcome: RowOutcome
    marks: tuple[RowMark, ...] = ()
    reasons: tuple[str, ...] = ()
    listing_id: str = ""
    like: str = ""
    is_done: bool = False
    undo: str = ""
    undo_why: str = ""

    @property
    def id(self) -> str:
        """The id under which it is kept."""
        return row_key(self.batch, self.number)


@dataclass(frozen=True, slots=True)
class ImportWrite:
    """One record that a batch wrote: what stood there before, and a mark of what it wrote.

    `number` is the row that wrote it, 0 for the batch as a whole; `order` counts within the batch.
    `table` is the name of a table of the store, `listings` for a listing with its private parts.
    `before` is the record's document as it was, None when there was none. What was there may be
    personal data: it is kept for as long as the batch can be undone.
    """

    batch: str
    number: int
    order: int
    table: str
    record: str
    before: str | None
    wrote: str

    @property
    def id(self) -> str:
        """The id under which it is kept."""
        return write_key(self.batch, self.table, self.record)


def write_key(batch: str, table: str, record: str) -> str:
    """The id under which it is kept that a batch wrote a record."""
    return f"{batch}/{table}/{record}"


def row_key(batch: str, number: int) -> str:
    """The id under which a row of a batch is kept."""
    return f"{batch}/{number}"
