"""What staff are told of their work, on more than one page: where a listing stands, where one asks
for a change again, and the collections that it could join.
"""

from datetime import date

from assetmap.domain.listings.ending import has_closed
from assetmap.domain.listings.fields import FIELDS
from assetmap.domain.listings.hidden_place import hidden_fields
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.proposal import Proposal
from assetmap.services.checks.work_queue import DueListing
from assetmap.services.handouts.collections import StoredCollection
from assetmap.web.formatting import long_date
from assetmap.web.forms.questions import ALL, NEWS, PLACE, PRIVATE, group_with


def standing_words(due: DueListing, today: date) -> str:
    """Where a listing stands, as a call list says it."""
    if due.gone_from:
        return f"No longer in the file “{due.gone_from}”"
    if has_closed(due.listing, today):
        return "Has closed: can people still ask for it?"
    if due.finished:
        return "Has finished: are there new dates?"
    if due.was_to_open_on:
        return f"Was to open on {long_date(due.was_to_open_on)}: has it?"
    if not due.freshness.is_due:
        return f"Due on {long_date(due.due_on)}" if due.due_on > today else "Check due"
    return due.freshness.label


def website_words(due: DueListing) -> str:
    """That its website does not answer, and since when we know; empty while it does."""
    if due.website_dead_on is None:
        return ""
    return f"Its website does not answer ({long_date(due.website_dead_on)})"


def change_url(listing: Listing, proposal: Proposal) -> str:
    """Where somebody asks once more for a change: its group of questions, or the list of them."""
    hidden = hidden_fields([listing.where.precision])
    parts = {_part_of(change.field, listing, hidden) for change in proposal.all_changes}
    part = f"?part={parts.pop()}" if len(parts) == 1 else ""
    return f"/work/listings/{listing.id}/change{part}"


def _part_of(field: str, listing: Listing, hidden: frozenset[str]) -> str:
    if FIELDS[field].private:
        return PRIVATE.slug
    if field in hidden:
        return PLACE.slug
    news = NEWS.asked_of(listing.kind)
    is_news = any(question.name == field for question in news.fields)
    group = NEWS if is_news else group_with(field)
    return group.slug if group else ALL


def collection_choices(
    collections: list[StoredCollection], listing_id: str
) -> tuple[tuple[str, str], ...]:
    """The collections that a listing is not in yet, for a list to choose from."""
    return tuple(
        (each.collection.id, each.collection.name)
        for each in collections
        if listing_id not in each.collection.listing_ids
    )
