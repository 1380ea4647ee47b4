"""What staff are told of their work, on more than one page: where a listing stands, what a call
brought, and the collections that it could join.
"""

from datetime import date

from assetmap.services.checks.work_queue import DueListing
from assetmap.services.handouts.collections import StoredCollection
from assetmap.web.formatting import long_date


def standing_words(due: DueListing, today: date) -> str:
    """Where a listing stands, as a call list says it."""
    if not due.freshness.is_due:
        return f"Due on {long_date(due.due_on)}" if due.due_on > today else "Check due"
    return due.freshness.label


def collection_choices(
    collections: list[StoredCollection], listing_id: str
) -> tuple[tuple[str, str], ...]:
    """The collections that a listing is not in yet, for a list to choose from."""
    return tuple(
        (each.collection.id, each.collection.name)
        for each in collections
        if listing_id not in each.collection.listing_ids
    )
