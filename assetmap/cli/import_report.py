"""What `import` says of a file: counts, then one line for each reason with the first rows."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assetmap.domain.imports.import_batch import BatchState, ImportBatch
from assetmap.domain.imports.import_row import ImportRow, RowOutcome, RowUndo
from assetmap.services.imports.report import ImportReport

_QUOTED = re.compile(r"“.*”|'[^']*'|[\d.]+ miles", re.DOTALL)
_ROWS = 3  # named with each reason; of the others there is the number


@dataclass(frozen=True)
class RowMessage:
    """One thing said of one row. `row` is 0 for what is said of a listing and of no row."""

    row: int
    name: str
    text: str

    @property
    def about(self) -> str:
        """The row as a line names it: `row 4 (Knit Club)`."""
        if not self.row:
            return self.name
        return f"row {self.row} ({self.name})" if self.name else f"row {self.row}"


def report_lines(
    name: str, source: str, report: ImportReport, *, publish: bool, dry_run: bool
) -> list[str]:
    """The report of a file, line by line; the last one says when nothing came in."""
    would = "would be " if dry_run else ""
    changes = f"{report.new:,} {would}new, {report.changed:,} {would}changed"
    lines = [
        f"{name} (source {source})",
        f"  {changes}, {report.unchanged:,} unchanged",
        f"  {len(report.refused):,} refused",
        *grouped(RowMessage(row.row, row.name, row.reason) for row in report.refused),
    ]
    if report.skipped:
        lines.append(f"  {len(report.skipped):,} not listings")
        lines += grouped(RowMessage(row.row, row.name, row.reason) for row in report.skipped)
    if report.left_out:
        lines.append(f"  {report.left_out:,} {would}left out: outside the borough")
    if report.outside:
        lines.append(f"  {report.outside:,} outside the borough, which is fine")
    if report.by_postcode:
        lines.append(f"  {report.by_postcode:,} placed by its postcode")
    lines += _duplicates(report)
    lines += _differences(report)
    lines += _columns(report)
    lines += [f"  {text}" for text in report.file_notes]
    if report.notes:
        lines.append(f"  {len(report.notes):,} notes")
        lines += grouped(RowMessage(note.row, note.name, note.text) for note in report.notes)
    if not publish and report.new:
        lines.append("  new listings are drafts: add --publish to let them go public")
    if dry_run:
        lines.append("  this was a dry run: nothing was written")
    if report.is_empty:
        lines.append("  nothing came in")
    return lines


def batch_lines(batch: ImportBatch, rows: Sequence[ImportRow]) -> list[str]:
    """How an import stands: its rows by outcome, or by how they were undone."""
    lines = [f"{batch.file_name} (source {batch.source}, import {batch.id}): {batch.state}"]
    if batch.problem:
        lines.append(f"  {batch.problem}")
    counted = RowUndo if batch.state is BatchState.UNDONE else RowOutcome
    counts = [f"{batch.counts[each]:,} {each}" for each in counted if batch.counts.get(each)]
    lines.append(f"  {', '.join(counts) or 'no rows'}")
    kept = [row for row in rows if row.undo and row.undo != RowUndo.TAKEN_BACK]
    return lines + grouped(RowMessage(row.number, row.name, row.undo_why) for row in kept)


def gone_lines(source: str, names: Sequence[str], *, dry_run: bool) -> list[str]:
    """What is said of a source's public listings that its files have no more."""
    if not names:
        return []
    would = "would be on" if dry_run else "on"
    many = f"{len(names):,} listings" if len(names) > 1 else "1 listing"
    still = f"still public, and {would} the call list"
    return [f"{many} of source {source} in no row of this import: {still}", *_first(names)]


def grouped(said: Iterable[RowMessage]) -> list[str]:
    """Each reason once, with the first rows that it holds for and the number of the others.

    Reasons that differ only in what they quote are one: the first stands for the others.
    """
    rows: dict[str, list[RowMessage]] = {}
    for each in said:
        rows.setdefault(_QUOTED.sub("", each.text), []).append(each)
    return [f"    {_named(about)}: {_text_of(about)}" for about in rows.values()]


def _text_of(about: Sequence[RowMessage]) -> str:
    text = about[0].text
    return text if all(each.text == text for each in about) else f"{text} (and the like)"


def _named(about: Sequence[RowMessage]) -> str:
    first = ", ".join(each.about for each in about[:_ROWS])
    more = len(about) - _ROWS
    return f"{len(about):,} rows: {first} and {more:,} more" if more > 0 else first


def _duplicates(report: ImportReport) -> list[str]:
    count = len(report.duplicates)
    if not count:
        return []
    looks = "looks like a listing that is" if count == 1 else "look like listings that are"
    return [
        f"  {count:,} {looks} there already (see assetmap duplicates)",
        *grouped(
            RowMessage(each.row, each.name, f"like “{each.text}”") for each in report.duplicates
        ),
    ]


def _differences(report: ImportReport) -> list[str]:
    count = len(report.differences)
    if not count:
        return []
    differ = "listing differs" if count == 1 else "listings differ"
    lines = [f"  {count:,} {differ} from what people here wrote or confirmed, which was kept"]
    for proposed in (True, False):
        asked = ": an editor is asked" if proposed else ""
        lines += grouped(
            RowMessage(each.row, each.name, f"{', '.join(each.labels)}{asked}")
            for each in report.differences
            if each.is_proposed is proposed
        )
    return lines


def _columns(report: ImportReport) -> list[str]:
    lines = []
    if report.read_as:
        pairs = (f"{heading} as {name}" for heading, name in report.read_as.items())
        lines.append(f"  columns read: {'; '.join(pairs)}")
    if report.unused_columns:
        lines.append(f"  columns not used: {', '.join(report.unused_columns)}")
    return lines


def _first(names: Sequence[str]) -> list[str]:
    more = len(names) - _NAMES
    shown = ", ".join(names[:_NAMES])
    return [f"    {shown}{f' and {more:,} more' if more > 0 else ''}"]


_NAMES = 20  # of listings that are gone
