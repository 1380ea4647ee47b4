"""Takes a file's rows in: new, changed, unchanged or refused. All of a file or none of it."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from assetmap.domain.listings.evidence import Evidence
from assetmap.domain.listings.field_type import FIRST_FORM
from assetmap.domain.listings.fields import COLUMNS
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.lifecycle import with_published_on
from assetmap.domain.listings.listing import Checked, Contact, Listing, Status, Where, problems
from assetmap.domain.listings.public_listing import PublicListing, public_where
from assetmap.domain.people.people import PROGRAM, is_person_id
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.domain.text import fold
from assetmap.exchange.incoming import Batch, Incoming, Refused
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor, StoredListing, load_for_update, save_change
from assetmap.services.listings.geocoding import Unplaced, placed
from assetmap.services.listings.listing_ids import IdAllocator, own_key
from assetmap.services.privacy.do_not_list import REFUSAL, Register
from assetmap.storage.store import NotFound

_BY = Actor(PROGRAM, "import")
_ADDED = tuple(each for column, each in COLUMNS.values() if column.since > FIRST_FORM)


@dataclass(frozen=True)
class Note:
    """Something a row's keeper should know: what was read in part, or guessed."""

    row: int
    name: str
    text: str


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
    skipped: tuple[Refused, ...] = ()  # rows that are no listings, such as totals
    file_notes: tuple[str, ...] = ()  # about the file as a whole
    outside: int = 0  # taken in, and in another council's area, which is no error


@dataclass(frozen=True)
class ImportOptions:
    """How to take a file in: its source's name, and whether its rows may go public."""

    source: str
    publish: bool = False
    dry_run: bool = False


def import_batch(
    context: Context, batch: Batch, terms: ImportOptions, done: Callable[[], None] = lambda: None
) -> ImportReport:
    """Take a batch in; calls `done` after each row. A dry run writes nothing.

    The same source again updates what came before, by the source's own ids, or by name and
    place where the file has none. Raises what the store raises; then nothing was kept.
    """
    taking = _Import(context, batch, terms)
    for incoming in batch.rows:
        taking.take(incoming)
        done()
    if taking.wanted and not terms.dry_run:
        with context.unit_of_work() as uow:
            for before, after in taking.wanted:
                if before is None:
                    uow.save_listing(after)  # its history begins with the first change
                else:
                    save_change(context, uow, _BY, before, after, "imported")
            uow.audit(_imported(context, terms, taking.report))
    return taking.report


def _imported(context: Context, terms: ImportOptions, report: ImportReport) -> AuditEvent:
    """One line for the file as a whole: a line for each new listing would bury all others."""
    says = f"{report.new} new, {report.changed} changed, {len(report.refused)} refused"
    subject = f"source:{terms.source}"
    return AuditEvent(
        context.clock.now(), _BY.person.id, "imported a file", subject, _BY.origin, says
    )


class _Import:
    """One file on its way in: what to keep, and the report."""

    def __init__(self, context: Context, batch: Batch, terms: ImportOptions) -> None:
        self._context, self._terms, self._own_export = context, terms, batch.own_export
        self._namer = IdAllocator(context.store)
        self._register = Register(context)
        self._ids: dict[str, dict[str, str]] = {}
        self._rows: dict[tuple[str, str], int] = {}
        self._now = context.clock.now().replace(microsecond=0)
        self.wanted: list[tuple[StoredListing | None, Listing]] = []
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

    def take(self, incoming: Incoming) -> None:
        """Take one row, or refuse it."""
        name = incoming.listing.name
        try:
            listing, notes = placed(self._context.gazetteer, incoming)
        except Unplaced as error:
            self._refuse(incoming.row, name, str(error))
            return
        wrong = problems(listing)
        if wrong:
            self._refuse(incoming.row, name, "; ".join(wrong))
            return
        listing = self._with_check(incoming.row, self._with_source(listing))
        key = (listing.source, listing.source_id)
        if key in self._rows:
            self._refuse(incoming.row, name, f"row {self._rows[key]} is the same listing")
            return
        self._rows[key] = incoming.row
        before = self._before(listing)
        if self._is_unwanted(listing, before.listing if before else None):
            self._refuse(incoming.row, name, REFUSAL)
            return
        self._keep(listing, before)
        self.report.notes += [Note(incoming.row, name, text) for text in (*incoming.notes, *notes)]
        self.report.outside += PublicListing(listing).is_outside(
            self._context.borough.authority_code
        )

    def _refuse(self, row: int, name: str, reason: str) -> None:
        self.report.refused.append(Refused(row, name, reason))

    def _with_source(self, listing: Listing) -> Listing:
        """Our own export brings its sources along; any other file's rows are all of one."""
        source = listing.source if self._own_export and listing.source else self._terms.source
        return replace(listing, source=source, source_id=listing.source_id or own_key(listing))

    def _with_check(self, row: int, listing: Listing) -> Listing:
        """The listing with the check that the file tells of as the source's; none of tomorrow's."""
        checked = listing.checked
        if checked.on is None:
            return listing
        if checked.on > self._now.date():
            said = (
                f"It says it was checked on {checked.on.isoformat()}, which is still to come, so "
            )
            self.report.notes.append(Note(row, listing.name, f"{said}we left the check out."))
            return replace(listing, checked=Checked())
        by = checked.by if self._own_export else checked.by or listing.source
        return replace(listing, checked=replace(checked, by=by))

    def _is_unwanted(self, listing: Listing, before: Listing | None) -> bool:
        """Whether they asked not to be listed, and are not listed (again) by now."""
        is_listed = before is not None and before.status is not Status.ARCHIVED
        return not is_listed and self._register.entry_of(listing) is not None

    def _keep(self, listing: Listing, before: StoredListing | None) -> None:
        if before is None:
            self.report.new += 1
            listing_id = self._namer.new_id(listing, keep=self._own_export)
            self.wanted.append((None, self._stamped(replace(listing, id=listing_id), None)))
            return
        on_record = before.listing
        after = self._stamped(replace(listing, id=on_record.id), on_record)
        if replace(after, changed_at=on_record.changed_at) == on_record:
            self.report.unchanged += 1
        else:
            self.report.changed += 1
            self.wanted.append((before, after))

    def _before(self, listing: Listing) -> StoredListing | None:
        ids = self._ids.setdefault(listing.source, {}) or self._context.store.source_ids(
            listing.source
        )
        self._ids[listing.source] = ids
        listing_id = ids.get(listing.source_id)
        if listing_id is None:
            return None
        try:
            return load_for_update(self._context, listing_id)
        except NotFound:
            return None

    def _stamped(self, listing: Listing, before: Listing | None) -> Listing:
        """The listing with its status and dates; what is on record is not lost to a blank."""
        checked = listing.checked
        private: Contact = listing.private
        created: datetime | None = listing.created_at
        if before is not None:
            checked = _newer(checked, before.checked)
            private = private or before.private
            created = before.created_at
            listing = replace(
                _with_added(listing, before),
                where=self._where(listing.where, before.where),
                steward=_steward(listing, before),
                consent=listing.consent or before.consent,
                pictures=listing.pictures or before.pictures,
                evidence=_with_seers(listing.evidence, before.evidence),
                notice=listing.notice or before.notice,
                paused_until=listing.paused_until or before.paused_until,
                archived_because=before.archived_because,
                merged_into=listing.merged_into or before.merged_into,
            )
        kept = replace(
            listing,
            status=self._status(listing.status, before),
            checked=checked,
            private=private,
            created_at=created or self._now,
            changed_at=self._now,
        )
        return with_published_on(kept, before, self._now.date())

    def _where(self, given: Where, before: Where) -> Where:
        """Our own export leaves out what may not be shown: coming back, it takes nothing away."""
        if self._own_export and _is_same_place(given, public_where(before)):
            return before
        if hidden_fields([before.precision]) - hidden_fields([given.precision]):
            return before  # only people make a hidden place public
        return given

    def _status(self, given: Status, before: Listing | None) -> Status:
        """Nothing goes public unless told to; what staff archived stays so."""
        if before is not None and before.status is Status.ARCHIVED:
            return Status.ARCHIVED
        if before is not None and before.status is not Status.DRAFT:
            return before.status if not self._terms.publish else self._republished(given, before)
        if not self._terms.publish:
            return Status.DRAFT
        return Status.PUBLISHED if given is Status.DRAFT else given

    @staticmethod
    def _republished(given: Status, before: Listing) -> Status:
        return before.status if given is Status.DRAFT else given


def _with_added(given: Listing, before: Listing) -> Listing:
    """The listing with what is on record, where it is blank and files of before have no column."""
    for added in _ADDED:
        if added.write and not added.read(given):
            given = added.write(given, added.read(before))
    return given


def _steward(listing: Listing, before: Listing) -> str:
    """Who checks it: somebody whom staff chose is not replaced by a file's words."""
    return before.steward if is_person_id(before.steward) else listing.steward or before.steward


def _newer(given: Checked, before: Checked) -> Checked:
    """The later of two checks; the one on record when it is the same, with its doubts."""
    if given.on is None or (before.on is not None and given.on < before.on):
        return before
    if (given.on, given.by, given.how) == (before.on, before.by, before.how):
        return before
    return given


def _with_seers(given: tuple[Evidence, ...], before: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    """The proofs of a file, or those on record when it says nothing of any.

    No file says who saw a proof: what is on record already keeps who did.
    """
    seen = {replace(each, by=""): each for each in before}
    return tuple(seen.get(each, each) for each in given) or before


def _is_same_place(one: Where, other: Where) -> bool:
    """Whether both say the same, to a metre. The council is worked out, not said."""
    if (one.point is None) != (other.point is None):
        return False
    if one.point and other.point and one.point.distance_m(other.point) > 1:
        return False
    return replace(one, point=None, authority="") == replace(other, point=None, authority="")
