"""The review queue in words."""

from dataclasses import dataclass, fields, replace

from flask import url_for

from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.public_listing import public_view
from assetmap.domain.listings.requirements import missing_for_publishing
from assetmap.domain.listings.suggestion import Suggestion
from assetmap.domain.people.people import Person
from assetmap.domain.validation import Problem
from assetmap.services.checks.review_queue import LINES_A_PAGE, Queue, QueueKind, Waiting, asked_by
from assetmap.services.context import Context
from assetmap.services.listing_repository import load_for_update, revisions_of
from assetmap.services.listings.duplicates import Candidate, candidates
from assetmap.services.listings.history import person_name
from assetmap.services.listings.publishing_places import becomes_public_again
from assetmap.services.listings.stewards import named
from assetmap.services.listings.transitions import authors
from assetmap.services.search.reading import hit_of
from assetmap.storage.tables import SUGGESTIONS
from assetmap.web.formatting import long_date, moment_words
from assetmap.web.forms.questions import group_with
from assetmap.web.listings.draft_step_page import address
from assetmap.web.listings.step_lines import note_lines
from assetmap.web.presenters.listing_page import listing_page
from assetmap.web.presenters.pages import ListingPage


@dataclass(frozen=True, kw_only=True)
class DraftPage(ListingPage):
    """`/work/review/listings/<id>`: what the public would see, and what only staff know."""

    revision: int  # the number of the one that is shown
    sent_by: str
    sent_at: str
    kept: tuple[tuple[str, str], ...]  # what the public does not see: label and words
    gaps: tuple[tuple[str, str], ...]  # what it lacks, and where one fills it in
    alike: tuple[Candidate, ...]
    suggestion: Suggestion | None  # what the resident who suggested it told us
    is_suggestion: bool
    is_own: bool  # and four-eyes holds, so that somebody else has to publish
    problems: tuple[Problem, ...] = ()
    words: str = ""  # what was typed to send it back with
    public_place: tuple[tuple[str, str], ...] = ()  # what of a place hidden before is shown again
    notes: tuple[tuple[str, str], ...] = ()  # for staff: words, and who and when


_KEPT = ("consent", "steward")


def draft_page(
    context: Context,
    person: Person,
    listing_id: str,
    problems: tuple[Problem, ...] = (),
    words: str = "",
) -> DraftPage:
    """The page of a draft in review or of a suggestion. Raises NotFound."""
    listing = load_for_update(context, listing_id).listing
    newest = revisions_of(context, listing_id)[-1:]
    suggestion = context.store.find(SUGGESTIONS, listing_id=listing_id, most=1)
    shown = _as_public(context, listing)
    as_public = {field.name: getattr(shown, field.name) for field in fields(shown)}
    return DraftPage(
        **as_public,
        revision=newest[0].number if newest else 0,
        sent_by=person_name(context, newest[0].by) if newest else "",
        sent_at=moment_words(newest[0].at) if newest else "",
        kept=_kept(context, listing),
        gaps=tuple(
            (gap.message, _question(listing, gap.field)) for gap in missing_for_publishing(listing)
        ),
        alike=candidates(context, listing),
        suggestion=suggestion[0] if suggestion else None,
        is_suggestion=listing.status is Status.SUGGESTED,
        is_own=context.borough.upkeep.four_eyes and person.id in authors(context, listing_id),
        problems=problems,
        words=words,
        public_place=becomes_public_again(context, listing),
        notes=note_lines(context, person, listing_id),
    )


def _as_public(context: Context, listing: Listing) -> ListingPage:
    """The page that the public would get, were it published as it is."""
    public = public_view(replace(listing, status=Status.PUBLISHED))
    page = listing_page(hit_of(context, public), context.borough, context.clock.now())
    return replace(page, title=listing.name or "No name yet")


def _question(listing: Listing, field: str) -> str:
    """Where a field of a draft is asked for."""
    group = group_with(field)
    return address(listing, group.slug, field) if group else address(listing, "check", "method")


def _kept(context: Context, listing: Listing) -> tuple[tuple[str, str], ...]:
    values = ((name, FIELDS[name].read(listing)) for name in _KEPT)
    texts = ((FIELDS[name].label, str(named(context, name, value))) for name, value in values)
    return tuple((label, text) for label, text in texts if text)


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
