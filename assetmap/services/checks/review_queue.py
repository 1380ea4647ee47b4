"""What waits for an editor, in one queue: the most urgent first, then the oldest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from assetmap.domain.listings.fields import labels
from assetmap.domain.listings.lifecycle import ArchiveReason
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.proposal import Proposal
from assetmap.domain.people.people import Action, require
from assetmap.services.checks.evidence import expired
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.listings.proposals import waiting as waiting_proposals
from assetmap.services.open_reports import open_reports
from assetmap.storage.tables import REVISIONS

LINES_A_PAGE = 50


class QueueKind(StrEnum):
    """What sort of thing waits, in the order in which the queue shows them."""

    URGENT = "urgent"
    REPORT = "report"
    CHANGE = "change"
    DRAFT = "draft"
    SUGGESTION = "suggestion"
    ARCHIVE = "archive"
    EVIDENCE = "evidence"


# A report stands before all else: somebody may stand before a closed door tomorrow.
_RANKS = {QueueKind.URGENT: 0, QueueKind.REPORT: 1}
_REST = 2


@dataclass(frozen=True)
class Waiting:
    """One thing that waits: `id` is the report's, the proposal's or the listing's.

    `by` is a person's id, empty where only the listing's history tells (see `asked_by`); `says`
    a few words on what it is about.
    """

    sort: QueueKind
    id: str
    listing_id: str
    name: str
    at: datetime
    by: str = ""
    says: str = ""


@dataclass(frozen=True)
class Queue:
    """Everything that waits, in order, and how many there are of each sort."""

    lines: tuple[Waiting, ...]
    counts: dict[QueueKind, int]

    def only(self, sort: QueueKind | None) -> tuple[Waiting, ...]:
        """Those of one sort, or all."""
        return tuple(line for line in self.lines if sort is None or line.sort is sort)

    def after(self, sort_id: str) -> Waiting | None:
        """What follows the thing with this id, else the first of the others."""
        ids = [line.id for line in self.lines]
        place = ids.index(sort_id) + 1 if sort_id in ids else 0
        return next((x for x in self.lines[place:] + self.lines[:place] if x.id != sort_id), None)


def review_queue(context: Context, actor: Actor) -> Queue:
    """What waits for an editor now. Raises NotAllowed."""
    require(actor.person, Action.REVIEW)
    cached = context.directory_cache.current()
    lines = [
        *_reports(context, cached.listings),
        *_proposals(context, cached.listings),
        *_listings(context, cached.every.with_status(*_WAITING)),
        *_evidence(context),
    ]
    lines.sort(key=lambda line: (_RANKS.get(line.sort, _REST), line.at.timestamp(), line.id))
    counts = Counter(line.sort for line in lines)
    return Queue(tuple(lines), {sort: counts[sort] for sort in QueueKind})


def asked_by(context: Context, line: Waiting) -> str:
    """The id of the person who put it into the queue; empty for none."""
    if line.by or line.sort is QueueKind.EVIDENCE:
        return line.by
    newest = context.store.find(REVISIONS, listing_id=line.listing_id, newest_first=True, most=1)
    return newest[0].by if newest else ""


def _name(listings: Mapping[str, Listing], listing_id: str) -> str:
    """The name of a listing; the id of one that is no more."""
    return listings[listing_id].name if listing_id in listings else listing_id


def _reports(context: Context, listings: Mapping[str, Listing]) -> Iterator[Waiting]:
    for report in open_reports(context):
        yield Waiting(
            sort=QueueKind.URGENT if report.trouble.is_urgent else QueueKind.REPORT,
            id=report.id,
            listing_id=report.listing_id,
            name=_name(listings, report.listing_id),
            at=report.at,
            by=report.by,
            says=report.trouble.label,
        )


def _proposals(context: Context, listings: Mapping[str, Listing]) -> Iterator[Waiting]:
    for proposal in waiting_proposals(context):
        yield Waiting(
            sort=_sort(proposal),
            id=proposal.id,
            listing_id=proposal.listing_id,
            name=_name(listings, proposal.listing_id),
            at=proposal.at,
            by=proposal.by,
            says=_asked(proposal, listings),
        )


def _sort(proposal: Proposal) -> QueueKind:
    """Somebody who wants their group taken off is not kept waiting: two working days at most."""
    if proposal.archive_because == ArchiveReason.OWNER_ASKED:
        return QueueKind.URGENT
    return QueueKind.ARCHIVE if proposal.archive_because else QueueKind.CHANGE


def _asked(proposal: Proposal, listings: Mapping[str, Listing]) -> str:
    if proposal.merge_into:
        return f"Merge into {_name(listings, proposal.merge_into)}"
    if proposal.archive_because:
        return f"Archive: {proposal.archive_because}"
    return ", ".join(labels(change.field for change in proposal.all_changes))


def _listings(context: Context, listings: Iterable[Listing]) -> Iterator[Waiting]:
    now = context.clock.now()
    for listing in listings:
        sort, at = _WAITING[listing.status], listing.changed_at or listing.created_at or now
        yield Waiting(sort, listing.id, listing.id, listing.name, at, says=listing.summary)


def _evidence(context: Context) -> Iterator[Waiting]:
    timezone = context.clock.now().tzinfo
    for each in expired(context):
        ran_out = min(proof.expires for proof in each.proofs if proof.expires)
        yield Waiting(
            sort=QueueKind.EVIDENCE,
            id=f"{each.listing.id}:evidence",
            listing_id=each.listing.id,
            name=each.listing.name,
            at=datetime.combine(ran_out + timedelta(1), time(), timezone),
            says=", ".join(proof.proof.label for proof in each.proofs),
        )


_WAITING = {Status.IN_REVIEW: QueueKind.DRAFT, Status.SUGGESTED: QueueKind.SUGGESTION}
