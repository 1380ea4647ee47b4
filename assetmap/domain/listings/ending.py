"""When a listing is over: its last date has passed, or the day on which a role closed."""

from datetime import date

from assetmap.domain.listings.listing import Listing
from assetmap.domain.times import ending


def ends_on(listing: Listing) -> date | None:
    """The last day of it; None for what goes on, or of which nobody can tell.

    Of a role the day that it closes on, if that is before its last date: nobody can take it up
    any more.
    """
    last, closes = ending.ends_on(listing.schedule), closes_on(listing)
    if last is None or closes is None:
        return last or closes
    return min(last, closes)


def closes_on(listing: Listing) -> date | None:
    """The last day on which it may be asked for; None of a kind that is not asked for one."""
    return listing.closes_on if listing.kind.rules.ends_with_dates else None


def is_finished(listing: Listing, today: date) -> bool:
    """Whether the last day of it was before today."""
    end = ends_on(listing)
    return end is not None and end < today


def has_closed(listing: Listing, today: date) -> bool:
    """Whether it is over because its closing date has passed, whatever dates are to come."""
    return is_finished(listing, today) and ends_on(listing) == closes_on(listing)


def last_date(listing: Listing) -> date | None:
    """The last day on which something of it was on; None as `ends_on`, and of what has closed."""
    return ending.last_date(listing.schedule)
