"""Looks at each row of a file against what is on record: new, changed, the same or refused."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace

from assetmap.domain.imports.import_row import RowMark, RowOutcome
from assetmap.domain.listings.fields import labels
from assetmap.domain.listings.listing import Checked, Listing, Status, problems
from assetmap.domain.listings.location import lacks_place
from assetmap.domain.listings.merging import end_of_merges
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.listings.source_row import ImportSource
from assetmap.domain.text import fold
from assetmap.exchange.incoming import Incoming, IncomingFile, Refused
from assetmap.services.context import Context
from assetmap.services.imports.report import Difference, ImportReport, Note
from assetmap.services.imports.row_changes import RowChange, RowChanges
from assetmap.services.imports.row_identity import (
    KnownRow,
    PlacedRow,
    RowIdentities,
    are_ids,
    without_ids,
)
from assetmap.services.imports.row_results import ImportOptions, RowResult, sentence
from assetmap.services.imports.sources import headings_mark, source_of
from assetmap.services.listings.duplicates import LIKELY, DuplicateFinder
from assetmap.services.listings.geocoding import BY_POSTCODE, Unplaced, placed
from assetmap.services.listings.listing_ids import IdAllocator
from assetmap.services.privacy.do_not_list import REFUSAL, Register
from assetmap.storage.store import NotFound, Unreadable

_LEADS_NOWHERE = "it was merged into a listing that is not there, or into itself"
_UNREADABLE = "its record here cannot be read: assetmap doctor names it"
OUTSIDE = "It lies outside the borough."


class Evaluation:
    """One file against what is on record: what to keep of it, and the report. Writes nothing."""

    def __init__(self, context: Context, batch: IncomingFile, terms: ImportOptions) -> None:
        self._context, self._batch, self._terms = context, batch, terms
        self._namer = IdAllocator(context.store)
        self._finder = DuplicateFinder(context)
        self._register = Register(context)
        self._changes = RowChanges(context, batch, publish=terms.publish)
        self._today = context.clock.today()
        self._every = context.directory_cache.current().every
        self._merged: dict[str, str] = {}  # what each listing of the file went into
        self._others: dict[str, bool] = {}  # of each source, whether there is any other
        self._said: dict[int, list[str]] = defaultdict(list)  # of each row, beside its reasons
        self.results: list[RowResult] = []
        self.report = ImportReport(
            refused=list(batch.refused),
            read_as={
                heading: name
                for heading, name in batch.used_columns.items()
                if fold(heading) != fold(name)
            },
            unused_columns=batch.unused_columns,
            skipped=batch.skipped,
            file_notes=batch.notes,
        )

    @property
    def changes(self) -> list[RowResult]:
        """The rows of which something is to be kept, in the file's order."""
        return [each for each in self.results if each.change is not None]

    @property
    def new_source(self) -> ImportSource | None:
        """The source as it is to be known from now on, when it has not had such headings before."""
        if self._batch.own_export or not self._batch.rows:
            return None
        known = source_of(self._context, self._terms.source)
        mark = headings_mark(self._batch)
        if mark in known.headings:
            return None
        return ImportSource(known.id, (*known.headings, mark))

    def run(self, done: Callable[[], None] = lambda: None) -> None:
        """Look at every row; calls `done` after each. Raises what the store raises."""
        has_ids = self._batch.own_export or are_ids(self._batch.rows)
        by_source: dict[str, list[PlacedRow]] = defaultdict(list)
        self._every = self._context.directory_cache.current().every
        self._merged = {
            row.listing.id: row.listing.merged_into for row in self._batch.rows if row.listing.id
        }
        for incoming in self._batch.rows:
            row = self._placed(incoming if has_ids else without_ids(incoming))
            if row is not None:
                by_source[row.listing.source].append(row)
            done()
        for source, rows in by_source.items():
            for known in RowIdentities(self._context, source).known_rows(rows):
                self._take(known)
        self._results_of_others()
        self.report.refused.sort(key=lambda each: each.row)
        self.report.notes.sort(key=lambda each: each.row)
        self.results.sort(key=lambda each: each.number)

    def again(self, result: RowResult) -> RowResult:
        """A row that is here, looked at again: somebody may have changed the listing meanwhile."""
        if result.change is None or result.change.before is None or result.known is None:
            return result
        return replace(result, change=self._changes.of_known(result.known))

    def _placed(self, incoming: Incoming) -> PlacedRow | None:
        """A row with its place and source, or None when it was refused."""
        if incoming.listing.merged_into and self._leads_nowhere(incoming.listing):
            self._refuse(incoming, _LEADS_NOWHERE)
            return None
        try:
            listing, notes = placed(self._context.gazetteer, incoming)
        except Unplaced as error:
            self._refuse(incoming, str(error))
            return None
        if wrong := problems(listing):
            self._refuse(incoming, "; ".join(wrong))
            return None
        # Our own export brings its sources along; any other file's rows are all of one.
        is_own = self._batch.own_export and listing.source
        source = listing.source if is_own else self._terms.source
        checked = self._checked(incoming, listing.checked, source)
        return PlacedRow(incoming, replace(listing, source=source, checked=checked), notes)

    def _leads_nowhere(self, listing: Listing) -> bool:
        return end_of_merges(listing.merged_into, self._merged_into) in (None, listing.id)

    def _merged_into(self, listing_id: str) -> str | None:
        """What a listing, in the file or here, went into; None of one that is nowhere."""
        if listing_id in self._merged:
            return self._merged[listing_id]
        at = self._every.place_of(listing_id)
        return None if at is None else self._every.arrays.kept.coded["merged_into"].at(at)

    def _take(self, known: KnownRow) -> None:
        incoming = known.placed.incoming
        if known.same_as:
            self._refuse(incoming, f"row {known.same_as} is the same listing")
            return
        try:
            change = self._change(known)
        except Unreadable:
            self._refuse(incoming, _UNREADABLE)
            return
        if change is None:
            self._refuse(incoming, REFUSAL, RowOutcome.DO_NOT_LIST)
            return
        if self._is_left_out(change):
            self._result(incoming, RowOutcome.LEFT_OUT, OUTSIDE)
            self.report.left_out += 1
            return
        self._count(known, change)

    def _change(self, known: KnownRow) -> RowChange | None:
        """What the row does; None when they asked not to be listed, and are not listed by now."""
        found: RowChange | None = None
        if known.listing_id:
            try:
                found = self._changes.of_known(known)
            except Unreadable:
                raise
            except NotFound:
                found = None
        before = found.before.listing if found and found.before else None
        is_listed = before is not None and before.status is not Status.ARCHIVED
        if not is_listed and self._register.entry_of(known.placed.listing) is not None:
            return None
        return found or self._changes.of_new(known, self._new_id(known))

    def _new_id(self, known: KnownRow) -> str:
        listing = known.placed.listing
        if listing.source_id != known.key:
            listing = replace(listing, source_id=known.key)
        return self._namer.new_id(listing, keep=self._batch.own_export)

    def _count(self, known: KnownRow, change: RowChange) -> None:
        incoming, after, report = known.placed.incoming, change.after, self.report
        report.seen.add(after.id)
        outcome = _outcome(change)
        like = self._like(after) if outcome is RowOutcome.NEW else None
        for text in (*incoming.notes, *known.placed.notes, *change.notes):
            self._note(incoming, text)
        marks = list(self._marks(known, change))
        if like:
            marks.insert(0, RowMark.DUPLICATE)
            report.duplicates.append(Note(incoming.row, after.name, like.name))
        report.count(outcome, marks)
        if change.kept:
            fields = tuple(each.field for each in change.kept)
            proposed = change.after.status.is_public
            report.differences.append(
                Difference(incoming.row, after.name, after.id, fields, proposed)
            )
        is_kept = change.is_change or bool(change.kept) or change.row != known.row
        self.results.append(
            RowResult(
                *(incoming.row, after.name, outcome, tuple(marks)),
                reasons=tuple(self._reasons(incoming.row, like, change)),
                listing_id=after.id,
                like=like.id if like else "",
                change=change if is_kept else None,
                known=known,
            )
        )

    def _reasons(self, row: int, like: Listing | None, change: RowChange) -> Iterator[str]:
        if like:
            yield f"It looks like “{like.name}”, which is there already."
        if change.kept:
            names = ", ".join(labels(each.field for each in change.kept))
            asked = ", and an editor is asked" if change.after.status.is_public else ""
            yield f"People here wrote or checked {names}: that stays{asked}."
        yield from self._said.pop(row, ())

    def _marks(self, known: KnownRow, change: RowChange) -> Iterator[RowMark]:
        if PublicListing(change.after).is_outside(self._context.borough.authority_code):
            yield RowMark.OUTSIDE
        if lacks_place(change.after):
            yield RowMark.NO_PLACE
        if BY_POSTCODE in known.placed.notes:
            yield RowMark.BY_POSTCODE
        if change.kept:
            yield RowMark.DIFFERS

    def _is_left_out(self, change: RowChange) -> bool:
        """Whether a new row lies outside, where only what is inside was asked for."""
        if not self._terms.inside_only or change.before is not None:
            return False
        return PublicListing(change.after).is_outside(self._context.borough.authority_code)

    def _like(self, listing: Listing) -> Listing | None:
        """A listing of another source that a new one is like: the same look that adding takes."""
        if self._batch.own_export or listing.status is Status.ARCHIVED:
            return None
        if not self._has_others(listing.source):
            return None
        found = (each for each in self._finder.candidates(listing) if each.score >= LIKELY)
        return next((x.listing for x in found if x.listing.source != listing.source), None)

    def _has_others(self, source: str) -> bool:
        """Whether there is a listing of any other source: a directory may come from one alone."""
        if source not in self._others:
            self._others[source] = not bool(self._every.arrays.is_of_source(source).all())
        return self._others[source]

    def _results_of_others(self) -> None:
        """The rows that never came so far: refused as they were read, or no listings at all."""
        for each in self._batch.refused:
            self.results.append(
                RowResult(each.row, each.name, RowOutcome.REFUSED, reasons=(sentence(each.reason),))
            )
        for each in self._batch.skipped:
            outcome = RowOutcome.NOT_A_LISTING
            self.results.append(
                RowResult(each.row, each.name, outcome, reasons=(sentence(each.reason),))
            )

    def _checked(self, incoming: Incoming, checked: Checked, source: str) -> Checked:
        """The check that the file tells of as the source's; none of tomorrow's."""
        if checked.on is None:
            return checked
        if checked.on > self._today:
            on = checked.on.isoformat()
            said = f"It says it was checked on {on}, which is still to come, so "
            self._note(incoming, f"{said}we left the check out.")
            return Checked()
        by = checked.by if self._batch.own_export else checked.by or source
        return replace(checked, by=by)

    def _refuse(
        self, incoming: Incoming, reason: str, outcome: RowOutcome = RowOutcome.REFUSED
    ) -> None:
        self.report.refused.append(Refused(incoming.row, incoming.listing.name, reason))
        self._result(incoming, outcome, sentence(reason))

    def _result(self, incoming: Incoming, outcome: RowOutcome, reason: str) -> None:
        self._said.pop(incoming.row, None)
        name = incoming.listing.name
        self.results.append(RowResult(incoming.row, name, outcome, reasons=(reason,)))

    def _note(self, incoming: Incoming, text: str) -> None:
        self.report.notes.append(Note(incoming.row, incoming.listing.name, text))
        self._said[incoming.row].append(text)


def _outcome(change: RowChange) -> RowOutcome:
    if change.before is None:
        return RowOutcome.NEW
    return RowOutcome.CHANGED if change.is_change else RowOutcome.SAME
