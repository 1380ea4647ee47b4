"""A file's row against what is on record: what is kept of it, and what people are asked about."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property

from assetmap.domain.listings.evidence import Evidence
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.lifecycle import with_published_on
from assetmap.domain.listings.listing import Checked, Listing, Status
from assetmap.domain.listings.proposal import FieldChange
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.listings.source_merge import SourceMerge, merged_row, spoken_of
from assetmap.domain.listings.source_row import SourceRow, first_row, row_id
from assetmap.exchange.incoming import IncomingFile
from assetmap.services.context import Context
from assetmap.services.imports.row_identity import KnownRow
from assetmap.services.imports.row_status import RowStatus, status_after, status_of_new
from assetmap.services.listing_repository import StoredListing, load_for_update, revisions_of
from assetmap.storage.tables import CHECKS

IMPORTED = "imported"  # what the history says of a change that a file made
_CAME_IN = ("taken in", IMPORTED)
_BY_RULES_OF_THEIR_OWN = ("evidence", "paused_until")  # fields that no form writes


@dataclass(frozen=True)
class RowChange:
    """What a row does: the listing before (None when new) and after, and what its source has said.

    `said` makes what its source has said: many rows are only looked at, and never need it.
    `kept` are fields where people here have the last word; `asks_to_archive` when the file says
    that it has closed, and somebody has to decide.
    """

    before: StoredListing | None
    after: Listing
    said: Callable[[], SourceRow]
    notes: tuple[str, ...] = ()
    kept: tuple[FieldChange, ...] = ()
    asks_to_archive: bool = False

    @cached_property
    def row(self) -> SourceRow:
        """What its source has said by now."""
        return self.said()

    @property
    def is_change(self) -> bool:
        """Whether the listing on record differs by it."""
        return self.before is None or self.after != self.before.listing


class RowChanges:
    """Compares the rows of one file with what is on record."""

    def __init__(self, context: Context, batch: IncomingFile, *, publish: bool) -> None:
        self._context, self._batch, self._publish = context, batch, publish
        self._now = context.clock.now().replace(microsecond=0)

    def of_new(self, known: KnownRow, listing_id: str) -> RowChange:
        """A row that was not here, and the id that its listing gets."""
        incoming, given = known.placed.incoming, known.placed.listing
        listing = replace(
            given,
            id=listing_id,
            source_id=known.key,
            created_at=given.created_at or self._now,
            changed_at=self._now,
        )
        status = status_of_new(listing, incoming, publish=self._publish)
        after = with_published_on(status.listing, None, self._now.date())

        def said() -> SourceRow:
            row = first_row(listing.source, known.key, after, self._now)
            return replace(row, status_word=incoming.status_word)

        return RowChange(None, after, said, status.notes)

    def of_known(self, known: KnownRow) -> RowChange:
        """A row whose listing is here. Raises NotFound."""
        before = load_for_update(self._context, known.listing_id)
        row = known.row or self._row_from_history(known, before.listing)
        merge, is_confirmed = self._merged(known, before.listing, row)
        after = self._with_record(known.placed.listing, merge.after, row)
        status = self._status(after, known, row, is_confirmed=is_confirmed)
        after = with_published_on(status.listing, before.listing, self._now.date())
        said = {
            name: FIELDS[name].read(known.placed.listing)
            for name in (*spoken_of(self._batch.fields), *_BY_RULES_OF_THEIR_OWN)
        }
        new_row = replace(
            row.saying(said, self._now),
            status=str(after.status) if after.status != before.listing.status else row.status,
            status_word=known.placed.incoming.status_word or row.status_word,
            gone_on=None,
        )
        notes = (*_notes(merge), *status.notes)
        return RowChange(before, after, lambda: new_row, notes, merge.kept, status.asks_to_archive)

    def _merged(self, known: KnownRow, record: Listing, row: SourceRow) -> tuple[SourceMerge, bool]:
        """The record with what the row says anew, and whether people made sure of it since."""
        given, columns = known.placed.listing, self._batch.fields
        is_own = self._batch.own_export
        shown = public_view(record).shown if is_own and record.status.is_public else None
        if is_own and shown is None:
            columns = columns - {"venue", "address", "place", "postcode", "point"}
        merge = merged_row(record, given, row, columns, shown=shown)
        word = known.placed.incoming.status_word
        if not merge.taken and not merge.cleared and (not word or word == row.status_word):
            return merge, False
        confirmed_at = next(
            (
                check.at
                for check in self._context.store.find(
                    CHECKS, listing_id=record.id, newest_first=True
                )
                if check.resets_clock
            ),
            None,
        )
        merge = merged_row(record, given, row, columns, confirmed_at=confirmed_at, shown=shown)
        return merge, confirmed_at is not None and confirmed_at >= row.at

    def _status(
        self, after: Listing, known: KnownRow, row: SourceRow, *, is_confirmed: bool
    ) -> RowStatus:
        return status_after(
            after,
            known.placed.incoming,
            row,
            publish=self._publish,
            is_confirmed=is_confirmed,
            has_people=after.status is Status.DRAFT and self._has_people(after),
        )

    def _has_people(self, listing: Listing) -> bool:
        """Whether anybody here has ever worked on it."""
        revisions = revisions_of(self._context, listing.id)
        return any(each.what not in _CAME_IN for each in revisions)

    def _with_record(self, given: Listing, after: Listing, row: SourceRow) -> Listing:
        """What is kept of the record itself and has rules of its own, in place of the file's."""
        proofs = _says_anew("evidence", given, after, row)
        until = _says_anew("paused_until", given, after, row)
        return replace(
            after,
            checked=_newer(given.checked, after.checked),
            evidence=_with_seers(given.evidence, after.evidence) if proofs else after.evidence,
            paused_until=given.paused_until if until else after.paused_until,
            image_alts=given.image_alts or after.image_alts,
            merged_into=after.merged_into or given.merged_into,
        )

    def _row_from_history(self, known: KnownRow, record: Listing) -> SourceRow:
        """What a source must have said of a listing that came in before rows were remembered.

        One that has no history is as it came in. Else the last revision that a file made tells,
        but for what revisions do not hold: of that it counts as people's own.
        """
        source = known.placed.listing.source
        at = record.changed_at or record.created_at or self._now
        revisions = revisions_of(self._context, record.id)
        if not revisions:
            return first_row(source, known.key, record, at)
        came_in = [each for each in revisions if each.what in _CAME_IN]
        if came_in:
            return first_row(source, known.key, came_in[-1].listing, came_in[-1].at)
        bare = first_row(source, known.key, record, at)
        return replace(bare, id=row_id(source, known.key), digests={}, status="")


def _says_anew(name: str, given: Listing, record: Listing, row: SourceRow) -> bool:
    """Whether a row says something new of a field that nobody here has changed."""
    new, now = FIELDS[name].read(given), FIELDS[name].read(record)
    return bool(new) and not row.has_said(name, new) and row.has_said(name, now)


def _notes(merge: SourceMerge) -> list[str]:
    notes = []
    if merge.cleared:
        notes.append(f"{_names(merge.cleared)} is blank in the file now, so we cleared it.")
    if merge.blank:
        notes.append(f"{_names(merge.blank)} is blank in the file, and stays as it is here.")
    return notes


def _names(fields: tuple[str, ...]) -> str:
    return ", ".join(FIELDS[name].label for name in fields)


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
