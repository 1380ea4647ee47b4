"""The staff's list of listings in words, in any status."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import url_for

from assetmap.domain.checks.freshness import Freshness, freshness_of, standing_of
from assetmap.domain.listings.listing import Listing, Precision, Status
from assetmap.domain.people.people import Action, Person, may
from assetmap.services.context import Context
from assetmap.services.listings.staff_search import NOBODY, ListingFilter, has_finished, stewards
from assetmap.services.listings.stewards import steward_words
from assetmap.web.formatting import long_date

LINES_A_PAGE = 50
FINISHED, FINISHED_LABEL = "finished", "Has finished"  # in place of a freshness


@dataclass(frozen=True)
class ListingLine:
    """One listing of the list."""

    id: str
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
    can_change: bool  # whether this person may ask for changes, of many at once
    every_url: str  # where all that fit are changed at once; empty when one page holds them


def read_listing_filter(parameters: Mapping[str, str]) -> ListingFilter:
    """What an address asks for; what cannot be read leaves nothing out."""
    status, freshness = parameters.get("status", ""), parameters.get("freshness", "")
    return ListingFilter(
        words=parameters.get("q", "").strip(),
        status=Status(status) if status in set(Status) else None,
        freshness=Freshness(freshness) if freshness in set(Freshness) else None,
        steward=parameters.get("steward", ""),
        place=parameters.get("place", "").strip(),
        finished=freshness == FINISHED,
    )


def listings_page(
    context: Context, person: Person, wanted: ListingFilter, found: Sequence[Listing], number: int
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
        freshnesses=(
            *(("", "Any"), *((str(each), each.label) for each in Freshness)),
            (FINISHED, FINISHED_LABEL),
        ),
        stewards=(("", "Anyone"), (NOBODY, "Nobody for now"), *stewards(context)),
        number=number,
        pages=pages,
        previous_url=_list_url(wanted, page=number - 1) if number > 1 else "",
        next_url=_list_url(wanted, page=number + 1) if number < pages else "",
        can_change=may(person, Action.PROPOSE),
        every_url=_list_url(wanted, "bulk_changes.choose", every="yes") if pages > 1 else "",
    )


def listing_line(context: Context, listing: Listing) -> ListingLine:
    """A listing as one line of the list."""
    rules, today = context.borough.upkeep, context.clock.today()
    freshness = freshness_of(listing, rules, today) if listing.status.is_public else None
    where, is_over = listing.where, has_finished(context, listing)
    is_hidden = where.precision in (Precision.AREA, Precision.WITHHELD)
    return ListingLine(
        id=listing.id,
        name=listing.name or "No name yet",
        url=url_for("staff_listing.show", listing_id=listing.id),
        status=listing.status.label,
        freshness=FINISHED_LABEL if is_over else freshness.label if freshness else "",
        due=long_date(standing_of(listing, rules).due_on) if freshness else "",
        steward=steward_words(context, listing.steward),
        place=where.area_served if is_hidden else where.place,
        is_late=is_over or (freshness is not None and freshness.is_due),
    )


def _list_url(
    wanted: ListingFilter, view: str = "staff_listing.every", page: int = 1, every: str = ""
) -> str:
    return url_for(
        view,
        q=wanted.words or None,
        status=wanted.status or None,
        freshness=FINISHED if wanted.finished else wanted.freshness or None,
        steward=wanted.steward or None,
        place=wanted.place or None,
        page=page if page > 1 else None,
        every=every or None,
    )
