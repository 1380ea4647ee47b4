"""The staff's list of listings in words, in any status."""

from dataclasses import dataclass

from flask import url_for

from assetmap.domain.checks.freshness import Freshness, freshness_of, standing_of
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.services.context import Context
from assetmap.services.listings.staff_search import NOBODY, ListingFilter, stewards
from assetmap.services.listings.stewards import steward_words
from assetmap.web.formatting import long_date

LINES_A_PAGE = 50


@dataclass(frozen=True)
class ListingLine:
    """One listing of the list."""

    name: str
    url: str
    status: str
    freshness: str  # empty for one that is not public
    due: str
    steward: str
    place: str
    is_late: bool


@dataclass(frozen=True)
class ListingsPage:
    """`/work/listings`: every listing in any status."""

    title: str
    wanted: ListingFilter
    lines: tuple[ListingLine, ...]
    total: int
    statuses: tuple[tuple[str, str], ...]
    freshnesses: tuple[tuple[str, str], ...]
    stewards: tuple[tuple[str, str], ...]
    number: int
    pages: int
    previous_url: str
    next_url: str


def listings_page(
    context: Context, wanted: ListingFilter, found: list[Listing], number: int
) -> ListingsPage:
    """One page of the listings that fit; a page beyond the last is the last."""
    pages = max(1, -(-len(found) // LINES_A_PAGE))
    number = min(max(number, 1), pages)
    shown = found[(number - 1) * LINES_A_PAGE : number * LINES_A_PAGE]
    return ListingsPage(
        title="Listings",
        wanted=wanted,
        lines=tuple(listing_line(context, listing) for listing in shown),
        total=len(found),
        statuses=(("", "Any"), *((str(each), each.label) for each in Status)),
        freshnesses=(("", "Any"), *((str(each), each.label) for each in Freshness)),
        stewards=(("", "Anyone"), (NOBODY, "Nobody for now"), *stewards(context)),
        number=number,
        pages=pages,
        previous_url=_list_url(wanted, number - 1) if number > 1 else "",
        next_url=_list_url(wanted, number + 1) if number < pages else "",
    )


def listing_line(context: Context, listing: Listing) -> ListingLine:
    """A listing as one line of the list."""
    rules, today = context.borough.upkeep, context.clock.today()
    freshness = freshness_of(listing, rules, today) if listing.status.is_public else None
    where = listing.where
    is_hidden = where.precision in (Precision.AREA, Precision.WITHHELD)
    return ListingLine(
        name=listing.name or "No name yet",
        url=url_for("staff_listing.show", listing_id=listing.id),
        status=listing.status.label,
        freshness=freshness.label if freshness else "",
        due=long_date(standing_of(listing, rules).due_on) if freshness else "",
        steward=steward_words(context, listing.steward),
        place=where.area_served if is_hidden else where.place,
        is_late=freshness is not None and freshness.is_due,
    )


def _list_url(wanted: ListingFilter, number: int) -> str:
    return url_for(
        "staff_listing.every",
        q=wanted.words or None,
        status=wanted.status or None,
        freshness=wanted.freshness or None,
        steward=wanted.steward or None,
        place=wanted.place or None,
        page=number if number > 1 else None,
    )
