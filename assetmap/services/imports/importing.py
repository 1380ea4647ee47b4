"""Takes a file's rows in: new, changed, unchanged or refused. All of a file or none of it."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

from assetmap.domain.listings.listing import Checked, Listing, Status, problems
from assetmap.domain.listings.merging import end_of_merges
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.listings.source_row import ImportSource
from assetmap.domain.people.people import PROGRAM
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import fold
from assetmap.exchange.incoming import Batch, Incoming, Refused
from assetmap.services.context import Context
from assetmap.services.imports.differences import keep_difference
from assetmap.services.imports.report import Difference, ImportReport, Note
from assetmap.services.imports.row_changes import IMPORTED, RowChange, RowChanges
from assetmap.services.imports.row_identity import (
    KnownRow,
    PlacedRow,
    RowIdentities,
    are_ids,
    without_ids,
)
from assetmap.services.imports.sources import headings_mark, source_of
from assetmap.services.listing_repository import Actor, save_change
from assetmap.services.listings.duplicates import LIKELY, candidates
from assetmap.services.listings.geocoding import Unplaced, placed
from assetmap.services.listings.listing_ids import IdAllocator
from assetmap.services.privacy.do_not_list import REFUSAL, Register
from assetmap.storage.store import NotFound, UnitOfWork, Unreadable
from assetmap.storage.tables import IMPORT_SOURCES, SOURCE_ROWS

_LEADS_NOWHERE = "it was merged into a listing that is not there, or into itself"
_UNREADABLE = "its record here cannot be read: assetmap doctor names it"
_BY = Actor(PROGRAM, "import")


@dataclass(frozen=True)
class ImportOptions:
    """How to take a file in: its source's name, and whether its new rows may go public."""

    source: str
    publish: bool = False
    dry_run: bool = False


def import_batch(
    context: Context, batch: Batch, terms: ImportOptions, done: Callable[[], None] = lambda: None
) -> ImportReport:
    """Take a batch in; calls `done` after each row. A dry run writes nothing.

    The same source again changes what came before, by the source's own ids, or by name, place and
    session where the file has none; and only what it says anew and nobody here has changed or
    confirmed since. Raises what the store raises; then nothing was kept.
    """
    taking = _Import(context, batch, terms)
    taking.take(done)
    if terms.dry_run or not taking.wrote:
        return taking.report
    with context.unit_of_work() as uow:
        taking.keep(uow)
    return taking.report


class _Import:
    """One file on its way in: what to keep, and the report."""

    def __init__(self, context: Context, batch: Batch, terms: ImportOptions) -> None:
        self._context, self._batch, self._terms = context, batch, terms
        self._namer = IdAllocator(context.store)
        self._register = Register(context)
        self._changes = RowChanges(context, batch, publish=terms.publish)
        self._today = context.clock.today()
        self._merged: dict[str, str] = {}  # what each listing, here or in the file, went into
        self._kept: list[tuple[KnownRow, RowChange]] = []
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
    def wrote(self) -> bool:
        """Whether there is anything to keep: a listing, or what its source says by now."""
        return bool(self._kept) or self._is_new_source

    @property
    def _is_new_source(self) -> bool:
        if self._batch.own_export or not self._batch.rows:
            return False
        known = source_of(self._context, self._terms.source)
        return headings_mark(self._batch) not in known.headings

    def take(self, done: Callable[[], None]) -> None:
        """Read every row against what is on record."""
        has_ids = self._batch.own_export or are_ids(self._batch.rows)
        by_source: dict[str, list[PlacedRow]] = defaultdict(list)
        known_listings = self._context.directory_cache.current().listings
        self._merged = {each.id: each.merged_into for each in known_listings.values()} | {
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
        self.report.refused.sort(key=lambda each: each.row)
        self.report.notes.sort(key=lambda each: each.row)

    def keep(self, uow: UnitOfWork) -> None:
        """Write all of it within one transaction."""
        for _, change in self._kept:
            if change.before is None:
                uow.save_listing(change.after)  # its history begins with the first change
            elif change.is_change:
                save_change(self._context, uow, _BY, change.before, change.after, IMPORTED)
            if change.before and (change.kept or change.asks_to_archive):
                keep_difference(self._context, uow, _BY, change, self._terms.source)
            uow.save(SOURCE_ROWS, change.row)
        if self._is_new_source:
            known = source_of(self._context, self._terms.source)
            marks = (*known.headings, headings_mark(self._batch))
            uow.save(IMPORT_SOURCES, ImportSource(known.id, marks))
        uow.audit(self._audited())

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
        listing = self._with_check(incoming, replace(listing, source=source))
        return PlacedRow(incoming, listing, notes)

    def _leads_nowhere(self, listing: Listing) -> bool:
        return end_of_merges(listing.merged_into, self._merged.get) in (None, listing.id)

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
            self._refuse(incoming, REFUSAL)
            return
        self._count(known, change)
        if change.is_change or change.row != known.row or change.kept:
            self._kept.append((known, change))

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
        return found or self._changes.of_new(known, self._new_listing(known))

    def _new_listing(self, known: KnownRow) -> Listing:
        listing = replace(known.placed.listing, source_id=known.key)
        listing_id = self._namer.new_id(listing, keep=self._batch.own_export)
        return replace(listing, id=listing_id)

    def _count(self, known: KnownRow, change: RowChange) -> None:
        incoming, after = known.placed.incoming, change.after
        self.report.seen.add(after.id)
        if change.before is None:
            self.report.new += 1
            self._count_duplicate(incoming, after)
        elif change.is_change:
            self.report.changed += 1
        else:
            self.report.unchanged += 1
        for text in (*incoming.notes, *known.placed.notes, *change.notes):
            self._note(incoming, text)
        if change.kept:
            fields = tuple(each.field for each in change.kept)
            proposed = change.after.status.is_public
            self.report.differences.append(
                Difference(incoming.row, after.name, after.id, fields, proposed)
            )
        is_outside = PublicListing(after).is_outside(self._context.borough.authority_code)
        self.report.outside += is_outside

    def _count_duplicate(self, incoming: Incoming, listing: Listing) -> None:
        """A new row that is like a listing of another source: the same look that adding takes."""
        if self._batch.own_export or listing.status is Status.ARCHIVED:
            return
        for each in candidates(self._context, listing):
            if each.score >= LIKELY and each.listing.source != listing.source:
                name = each.listing.name
                self.report.duplicates.append(Note(incoming.row, listing.name, name))
                return

    def _with_check(self, incoming: Incoming, listing: Listing) -> Listing:
        """The listing with the check that the file tells of as the source's; none of tomorrow's."""
        checked = listing.checked
        if checked.on is None:
            return listing
        if checked.on > self._today:
            on = checked.on.isoformat()
            said = f"It says it was checked on {on}, which is still to come, so "
            self._note(incoming, f"{said}we left the check out.")
            return replace(listing, checked=Checked())
        by = checked.by if self._batch.own_export else checked.by or listing.source
        return replace(listing, checked=replace(checked, by=by))

    def _refuse(self, incoming: Incoming, reason: str) -> None:
        self.report.refused.append(Refused(incoming.row, incoming.listing.name, reason))

    def _note(self, incoming: Incoming, text: str) -> None:
        self.report.notes.append(Note(incoming.row, incoming.listing.name, text))

    def _audited(self) -> AuditEvent:
        """One line for the file as a whole: a line for each new listing would bury all others."""
        report = self.report
        says = f"{report.new} new, {report.changed} changed, {len(report.refused)} refused"
        now, subject = self._context.clock.now(), f"source:{self._terms.source}"
        return AuditEvent(now, _BY.person.id, "imported a file", subject, _BY.origin, says)
