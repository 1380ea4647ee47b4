"""What each row of a file does, and how a file is to be taken in."""

from dataclasses import dataclass

from assetmap.domain.imports.import_row import RowMark, RowOutcome
from assetmap.services.imports.row_changes import RowChange
from assetmap.services.imports.row_identity import KnownRow


@dataclass(frozen=True)
class ImportOptions:
    """How to take a file in: its source's name, and whether its new rows may go public."""

    source: str
    publish: bool = False
    dry_run: bool = False
    inside_only: bool = False  # leave out new rows that lie outside the borough


@dataclass(frozen=True)
class RowResult:
    """What a row does, and all that is said of it; `change` is what is to be kept, if anything."""

    number: int
    name: str
    outcome: RowOutcome
    marks: tuple[RowMark, ...] = ()
    reasons: tuple[str, ...] = ()
    listing_id: str = ""
    like: str = ""
    change: RowChange | None = None
    known: KnownRow | None = None


def sentence(reason: str) -> str:
    """A reason as a sentence of its own: `It has no name.`"""
    text = reason.strip()
    return f"{text[:1].upper()}{text[1:]}{'' if text.endswith(('.', '!', '?')) else '.'}"
