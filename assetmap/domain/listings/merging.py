"""Where a merged listing leads: to another that is there, and never round in a circle."""

from collections.abc import Callable


def end_of_merges(listing_id: str, into: Callable[[str], str | None]) -> str | None:
    """The id of the listing that one leads to in the end, by way of others or not.

    `into` gives the id that a listing was merged into, empty when it was not, and None when there
    is no such listing. None when the way ends at none, or goes in a circle.
    """
    seen: set[str] = set()
    at = listing_id
    while at not in seen:
        seen.add(at)
        further = into(at)
        if further is None:
            return None
        if not further:
            return at
        at = further
    return None
