"""What came back to its author: a new listing or a change that an editor sent back, or a request
that was closed because it came to nothing meanwhile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from assetmap.domain.listings.listing import Listing, Status
from assetmap.domain.listings.proposal import Proposal, ProposalState, Revision
from assetmap.domain.people.people import Person
from assetmap.services.context import Context
from assetmap.services.every_listing import EveryListing
from assetmap.services.listing_repository import WORDS, revisions_of
from assetmap.services.listings.drafts import LOCAL_SOURCE
from assetmap.services.listings.transitions import SENT_BACK, authors
from assetmap.storage.tables import PROPOSALS

SHOWN = timedelta(days=30)  # how long a change that came back stands on its writer's page
_NEWEST = 200  # changes that came back, of everybody, that are looked through
_DRAFTED = {SENT_BACK, "started a draft", "took up a suggestion", "restored"}  # a draft since then


@dataclass(frozen=True)
class SentBack:
    """One thing that came back, of which listing, when, and by whom (a person's id).

    `words` are the editor's, or ours for a request that was closed; empty once they were erased.
    `proposal` is None for a new listing.
    """

    listing: Listing
    at: datetime
    by: str
    words: str
    proposal: Proposal | None = None

    @property
    def is_closed(self) -> bool:
        """Whether nothing is left to mend: the request came to nothing."""
        return self.proposal is not None and self.proposal.state is ProposalState.CLOSED


def sent_back_to(context: Context, person: Person) -> tuple[SentBack, ...]:
    """What somebody wrote that came back to them, newest first.

    A new listing stands there until it is sent again, a change for 30 days.
    """
    cached = context.directory_cache.current()
    found = [
        *_drafts(context, person, cached.every),
        *_changes(context, person, cached.listings),
    ]
    return tuple(sorted(found, key=lambda each: each.at, reverse=True))


def draft_sent_back(context: Context, draft: Listing) -> SentBack | None:
    """How a draft came back from review; None for one that was not sent, or was sent again."""
    back = _sent_back(context, draft.id) if draft.status is Status.DRAFT else None
    return SentBack(draft, back.at, back.by, _words(context, draft.id)) if back else None


def _drafts(context: Context, person: Person, every: EveryListing) -> Iterator[SentBack]:
    arrays, drafts = every.arrays, every.with_status(Status.DRAFT)
    # Nobody worked on most of those that came out of a file.
    is_changed = arrays.kept.flat["changed_at"] != arrays.kept.flat["created_at"]
    for draft in drafts.only(arrays.is_of_source(LOCAL_SOURCE) | is_changed):
        if person.id in authors(context, draft.id) and (back := draft_sent_back(context, draft)):
            yield back


def _sent_back(context: Context, draft_id: str) -> Revision | None:
    """The revision that made it a draft again, when that was an editor who sent it back."""
    steps = (each for each in reversed(revisions_of(context, draft_id)) if each.what in _DRAFTED)
    newest = next(steps, None)
    return newest if newest and newest.what == SENT_BACK else None


def _words(context: Context, draft_id: str) -> str:
    """What the editor wrote when it was sent back last."""
    audited = context.store.audited(subject=f"listing:{draft_id}", what=SENT_BACK, most=1)
    typed = (value.after for each in audited for value in each.values if value.field == WORDS)
    return next(typed, "")


def _changes(
    context: Context, person: Person, listings: Mapping[str, Listing]
) -> Iterator[SentBack]:
    since = context.clock.now() - SHOWN
    states = (ProposalState.SENT_BACK, ProposalState.CLOSED)
    for each in context.store.find(PROPOSALS, state=states, newest_first=True, most=_NEWEST):
        listing = listings.get(each.listing_id)
        if each.by != person.id or listing is None or each.decided_at is None:
            continue
        is_own_doing = each.state is ProposalState.CLOSED and each.decided_by == person.id
        if each.decided_at >= since and not is_own_doing:
            yield SentBack(listing, each.decided_at, each.decided_by, each.words, each)
