"""What a file gives: rows to take in, rows refused with the reason, and columns not used."""

from dataclasses import dataclass, field

from assetmap.domain.listings.listing import Listing


class BadFile(Exception):
    """A file that cannot be read at all; the message says what is wrong and how to fix it."""


@dataclass(frozen=True)
class Incoming:
    """One row of a file, read. `row` counts as a person would: the first data row of a CSV is 2.

    `listing` has its own `source_id` (or empty when the file has no ids), its `id` only when the
    file is this program's own export, and no source, creation date or authority yet. Its place
    is only what the file says: `where.postcode`, `where.place` and `where.point` (None unless the
    file gave coordinates); filling the point from the postcode is the taking-in service's work.
    `precision_given` tells whether the file itself said how exact the place may be shown;
    `status_word` is its own word for whether it runs, and `kept_as_draft` says, in sentences
    for the report, why the row must not go public unseen. `only_address` when the file is a map and
    the row has no point on it.
    """

    row: int
    listing: Listing
    precision_given: bool = False
    notes: tuple[str, ...] = ()  # what was read in part, or kept as words, in plain words
    status_word: str = ""
    kept_as_draft: tuple[str, ...] = ()
    only_address: bool = False


@dataclass(frozen=True)
class Refused:
    """A row that cannot be taken in, and why, in plain words."""

    row: int
    name: str
    reason: str


@dataclass(frozen=True)
class IncomingFile:
    """Everything in one file. `own_export` when the file was written by this program.

    `fields` are the names of FIELDS of which the file's headings say something: a field without a
    column is one on which the file is silent. `skipped` are rows that are no listings, such as
    totals; nobody need mend them. `notes` are about the file as a whole, each said once.
    """

    rows: tuple[Incoming, ...] = ()
    refused: tuple[Refused, ...] = ()
    unused_columns: tuple[str, ...] = ()
    used_columns: dict[str, str] = field(default_factory=dict)  # heading in the file -> our field
    own_export: bool = False
    fields: frozenset[str] = frozenset()
    skipped: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
