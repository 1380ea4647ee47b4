"""The invented listings that come with the program, dated so that they look looked after.

Their dates were written for one day. On a clock that runs freely they are moved by the days that
have passed since, or nearly all would be overdue; on a clock that stands still they stay as
written, so that tests and demonstrations always see the same.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from assetmap.domain.listings.evidence import Evidence
from assetmap.domain.listings.listing import SAMPLE_SOURCE, Listing
from assetmap.exchange.files import read_file
from assetmap.exchange.incoming import Incoming
from assetmap.paths import SAMPLE
from assetmap.services.context import Context
from assetmap.services.imports.importing import ImportOptions, import_batch
from assetmap.storage.tables import CHECKS, PROPOSALS, REPORTS, REVISIONS

WRITTEN_FOR = date(2026, 3, 16)


@dataclass(frozen=True)
class SampleReport:
    """What became of the sample: taken in, dated again, or left as it was."""

    new: int
    dated_anew: int
    unchanged: int


def load_sample(context: Context) -> SampleReport:
    """Take the sample in. A listing that people have worked on since is left as it is.

    Raises what the store raises, and BadFile.
    """
    batch = read_file(SAMPLE, context.borough.words)
    known = context.store.source_ids(SAMPLE_SOURCE)
    wanted = [row for row in batch.rows if not _is_worked_on(context, known, row.listing)]
    moved = tuple(_moved(row, days_to_move(context)) for row in wanted)
    report = import_batch(
        context, replace(batch, rows=moved), ImportOptions(SAMPLE_SOURCE, publish=True)
    )
    left = len(batch.rows) - len(wanted)
    return SampleReport(report.new, report.changed, report.unchanged + left)


def days_to_move(context: Context) -> timedelta:
    """By how much the sample's dates are moved: not at all when the clock stands still."""
    if context.clock.frozen is not None:
        return timedelta()
    return context.clock.today() - WRITTEN_FOR


def _is_worked_on(context: Context, known: dict[str, str], listing: Listing) -> bool:
    """Whether anybody has changed, checked, or reported anything about it since it came in."""
    listing_id = known.get(listing.source_id)
    if listing_id is None:
        return False
    tables = (REVISIONS, CHECKS, REPORTS, PROPOSALS)
    return any(context.store.count(table, listing_id=listing_id) for table in tables)


def _moved(row: Incoming, by: timedelta) -> Incoming:
    listing = row.listing
    checked = listing.checked
    return replace(
        row,
        listing=replace(
            listing,
            checked=replace(checked, on=checked.on + by) if checked.on else checked,
            evidence=tuple(_moved_proof(each, by) for each in listing.evidence),
            paused_until=listing.paused_until and listing.paused_until + by,
        ),
    )


def _moved_proof(proof: Evidence, by: timedelta) -> Evidence:
    expires = proof.expires + by if proof.expires else None
    return replace(proof, seen_on=proof.seen_on + by, expires=expires)
