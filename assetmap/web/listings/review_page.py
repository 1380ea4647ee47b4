"""The review queue in words."""

from dataclasses import dataclass

from flask import url_for

from assetmap.services.checks.review_queue import LINES_A_PAGE, Queue, QueueKind, Waiting, asked_by
from assetmap.services.context import Context
from assetmap.services.listings.person_names import person_name
from assetmap.web.presenters.cards import long_date

SORT_WORDS = {
    QueueKind.URGENT: "Urgent reports",
    QueueKind.REPORT: "Reports",
    QueueKind.CHANGE: "Changes",
    QueueKind.DRAFT: "New listings",
    QueueKind.SUGGESTION: "Suggestions",
    QueueKind.ARCHIVE: "Archive or merge",
    QueueKind.EVIDENCE: "Proof run out",
}
_ONE = {
    QueueKind.URGENT: "Urgent report",
    QueueKind.REPORT: "Report",
    QueueKind.CHANGE: "Change",
    QueueKind.DRAFT: "New listing",
    QueueKind.SUGGESTION: "Suggestion",
    QueueKind.ARCHIVE: "Archive or merge",
    QueueKind.EVIDENCE: "Proof run out",
}


@dataclass(frozen=True)
class QueueLine:
    """One thing that waits: what, which listing, who, when, and where one decides on it."""

    what: str
    name: str
    url: str
    says: str
    who: str  # empty when nobody put it there
    when: str
    is_urgent: bool


@dataclass(frozen=True)
class SortLink:
    """One sort to look at alone."""

    label: str
    count: int
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class QueuePage:
    """`/work/review`: what waits for an editor."""

    title: str
    lines: tuple[QueueLine, ...]
    sorts: tuple[SortLink, ...]
    number: int
    pages: int
    previous_url: str
    next_url: str


def queue_page(context: Context, queue: Queue, sort: QueueKind | None, number: int) -> QueuePage:
    """One page of the queue, of one sort or all; a page beyond the last is the last."""
    lines = queue.only(sort)
    pages = max(1, -(-len(lines) // LINES_A_PAGE))
    number = min(max(number, 1), pages)
    shown = lines[(number - 1) * LINES_A_PAGE : number * LINES_A_PAGE]
    return QueuePage(
        title="Review",
        lines=tuple(_line(context, line) for line in shown),
        sorts=(
            SortLink("Everything", len(queue.lines), _queue_url(None, 1), sort is None),
            *(
                SortLink(SORT_WORDS[each], count, _queue_url(each, 1), sort is each)
                for each, count in queue.counts.items()
                if count or each is sort
            ),
        ),
        number=number,
        pages=pages,
        previous_url=_queue_url(sort, number - 1) if number > 1 else "",
        next_url=_queue_url(sort, number + 1) if number < pages else "",
    )


def address_of(line: Waiting | None) -> str:
    """Where one decides on something that waits; the queue itself when nothing does."""
    if line is None:
        return url_for("review.queue")
    if line.sort in (QueueKind.CHANGE, QueueKind.ARCHIVE):
        return url_for("review.proposal", proposal_id=line.id)
    if line.sort in (QueueKind.DRAFT, QueueKind.SUGGESTION):
        return url_for("review.draft", listing_id=line.listing_id)
    if line.sort is QueueKind.EVIDENCE:
        return f"/work/listings/{line.listing_id}/evidence"
    return url_for("staff_listing.show", listing_id=line.listing_id, _anchor="reports")


def _line(context: Context, line: Waiting) -> QueueLine:
    by = asked_by(context, line)
    return QueueLine(
        what=_ONE[line.sort],
        name=line.name or "No name yet",
        url=address_of(line),
        says=line.says,
        who=person_name(context, by) if by else "",
        when=long_date(line.at.date()),
        is_urgent=line.sort is QueueKind.URGENT,
    )


def _queue_url(sort: QueueKind | None, number: int) -> str:
    page = number if number > 1 else None  # what is None stays out of the address
    return url_for("review.queue", sort=sort, page=page)
