"""The invented listings that come with the program, dated so that they look looked after.

Their dates were written for one day. On a clock that runs freely they are moved by the days that
have passed since, or nearly all would be overdue; on a clock that stands still they stay as
written, so that tests and demonstrations always see the same.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from assetmap.domain.listings.evidence import Evidence
from assetmap.domain.listings.listing import SAMPLE_SOURCE, Listing
from assetmap.domain.people.people import PROGRAM, Action, require
from assetmap.domain.privacy.audit import AuditEvent
from assetmap.exchange.files import read_file
from assetmap.exchange.incoming import Incoming
from assetmap.paths import SAMPLE
from assetmap.services.areas.sample_areas import load_sample_areas, remove_sample_areas
from assetmap.services.context import Context
from assetmap.services.imports.importing import import_file
from assetmap.services.imports.row_results import ImportOptions
from assetmap.services.imports.sources import source_of
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.sample import load_sample_time_bank
from assetmap.services.time_bank.sample_removal import remove_invented
from assetmap.storage.tables import (
    CHECKS,
    COLLECTIONS,
    IMPORT_SOURCES,
    LINKS,
    NOT_SAME,
    PEOPLE,
    PROPOSALS,
    REPORTS,
    REVISIONS,
    SOURCE_ROWS,
    STAFF_NOTES,
    SUGGESTIONS,
    WEBSITE_CHECKS,
    Table,
)
from assetmap.storage.unit_of_work import UnitOfWork

WRITTEN_FOR = date(2026, 3, 16)
# What is kept of one listing each.
_ABOUT_ONE: tuple[Table[Any], ...] = (
    *(CHECKS, REPORTS, PROPOSALS, SUGGESTIONS, REVISIONS, STAFF_NOTES, NOT_SAME, SOURCE_ROWS),
    WEBSITE_CHECKS,
)


class SampleRemoved(Exception):
    """Somebody took the sample out, to begin with their own listings; `on` is the day."""

    def __init__(self, on: date) -> None:
        super().__init__(f"the sample was removed on {on.isoformat()}")
        self.on = on


@dataclass(frozen=True)
class SampleReport:
    """What became of the sample: taken in, dated again, or left as it was."""

    new: int
    dated_anew: int
    unchanged: int


def load_sample(context: Context) -> SampleReport:
    """Take the sample in. A listing that people have worked on since is left as it is.

    One that was removed is taken in again only after `allow_sample`. Raises what the store raises,
    SampleRemoved and BadFile.
    """
    if removed_on := source_of(context, SAMPLE_SOURCE).removed_on:
        raise SampleRemoved(removed_on)
    batch = read_file(SAMPLE, context.borough.words)
    known = context.store.source_ids(SAMPLE_SOURCE)
    wanted = [row for row in batch.rows if not _is_worked_on(context, known, row.listing)]
    moved = tuple(_moved(row, days_to_move(context)) for row in wanted)
    report = import_file(
        context, replace(batch, rows=moved), ImportOptions(SAMPLE_SOURCE, publish=True)
    )
    program = Actor(PROGRAM, "sample")
    load_sample_areas(context, program)
    load_sample_time_bank(context, program, days_to_move(context))
    left = len(batch.rows) - len(wanted)
    return SampleReport(report.new, report.changed, report.unchanged + left)


def remove_sample(context: Context, actor: Actor) -> int:
    """Take every sample listing out for good, with all that was noted about it; gives how many.

    What people did with them goes too: checks, reports, history, places in collections. The sample
    does not come back by itself. Raises NotAllowed.
    """
    require(actor.person, Action.REMOVE_SAMPLE)
    with context.unit_of_work() as uow:
        ids = set(context.store.source_ids(SAMPLE_SOURCE).values())
        count = len(ids)
        ids |= remove_invented(context, uow, actor)
        for table in _ABOUT_ONE:
            for listing_id in ids:
                uow.delete(table, listing_id=listing_id)
        _take_out_of_others(context, uow, ids)
        uow.delete_listings(ids)
        remove_sample_areas(context, uow, actor)
        today = context.clock.today()
        uow.save(IMPORT_SOURCES, replace(source_of(context, SAMPLE_SOURCE), removed_on=today))
        now, says = context.clock.now(), f"{count} listings"
        uow.audit(
            AuditEvent(now, actor.person.id, "removed the sample", "sample", actor.origin, says)
        )
    return count


def allow_sample(context: Context) -> None:
    """Let the sample be taken in again after it was removed."""
    with context.unit_of_work() as uow:
        uow.delete(IMPORT_SOURCES, id=SAMPLE_SOURCE)


def sample_size(context: Context) -> int:
    """How many sample listings there are, in any status."""
    return len(context.store.source_ids(SAMPLE_SOURCE))


def _take_out_of_others(context: Context, uow: UnitOfWork, ids: set[str]) -> None:
    """What names listings beside others: pairs, links to organisers, collections, hubs."""
    for pair in context.store.find(NOT_SAME):
        if pair.other_id in ids:
            uow.delete(NOT_SAME, id=pair.id)
    for link in context.store.find(LINKS):
        if ids.issuperset(link.listing_ids):
            uow.delete(LINKS, id=link.id)
    for collection in context.store.find(COLLECTIONS):
        left = tuple(each for each in collection.listing_ids if each not in ids)
        if left != collection.listing_ids:
            uow.save(COLLECTIONS, replace(collection, listing_ids=left))
    for person in context.store.find(PEOPLE):
        own = tuple(each for each in person.own if each not in ids)
        if own != person.own:
            uow.save(PEOPLE, replace(person, own=own))


_DAYS = ("paused_until", "needs_until", "closes_on", "opens_on")  # single days of a listing


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
    days: dict[str, Any] = {name: getattr(listing, name) for name in _DAYS}
    return replace(
        row,
        listing=replace(
            listing,
            checked=replace(checked, on=checked.on + by) if checked.on else checked,
            evidence=tuple(_moved_proof(each, by) for each in listing.evidence),
            **{name: on + by for name, on in days.items() if on},
        ),
    )


def _moved_proof(proof: Evidence, by: timedelta) -> Evidence:
    expires = proof.expires + by if proof.expires else None
    return replace(proof, seen_on=proof.seen_on + by, expires=expires)
