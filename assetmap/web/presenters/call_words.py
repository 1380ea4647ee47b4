"""What staff are told once a call or a check is kept: what it was, and what follows from it."""

from typing import Any

from flask import flash, url_for

from assetmap.domain.checks.check import Check, Outcome
from assetmap.domain.checks.freshness_text import first_step
from assetmap.domain.listings.listing import Listing
from assetmap.domain.listings.public_listing import public_view
from assetmap.services.checks.checks import next_due
from assetmap.services.search.reading import hit_of
from assetmap.web.formatting import long_date
from assetmap.web.framework.request_context import context


def kept_words(check: Check) -> str:
    """What was kept of a call, and what follows from it."""
    listing = context().store.get_listing(check.listing_id).listing
    match check.outcome:
        case Outcome.NO_ANSWER:
            return f"Kept: no answer from {listing.name}. {_tried_words(check, listing)}"
        case Outcome.CLOSED | Outcome.WANTS_REMOVAL:
            return f"Kept: an editor is asked to take {listing.name} off the directory."
        case Outcome.CHANGED:
            return (
                f"Kept: something has changed at {listing.name}. The check counts once an editor "
                "has agreed to the change."
            )
        case _:
            due = long_date(next_due(context(), listing))
            return f"Kept: {listing.name} is all correct. Next due {due}."


def say_kept(check: Check, words: str, **onward: str | None) -> None:
    """Tell it on the next page, with a button that takes it back where that is possible."""
    if not check.can_be_undone(context().clock.now()):
        flash(words, "info")
        return
    where: dict[str, Any] = {"listing_id": check.listing_id, "check_id": check.id, **onward}
    flash(words, f"undo {url_for('checks.undo', **where)}")


def _tried_words(check: Check, listing: Listing) -> str:
    """Which try it was, and what the public page asks of people since."""
    if not check.method.is_attempt:
        return "It does not count as a try: only a call or a visit does."
    tried = f"That was try {len(listing.checked.unanswered)}."
    first = _page_asks(listing)
    return f"{tried} Its page now asks people to {first}." if first else tried


def _page_asks(listing: Listing) -> str:
    """What the public page asks people to do first, drawn as that page is; empty for nothing."""
    if not listing.status.is_public:  # somebody has taken it off in the meantime
        return ""
    hit = hit_of(context(), public_view(listing))
    return first_step(hit.listing.shown, hit.freshness)
