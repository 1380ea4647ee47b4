"""The listings behind one figure of a report: every figure opens one."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from assetmap.domain.listings.listing import Listing
from assetmap.services.context import Context


@dataclass(frozen=True)
class FigureList:
    """The listings that a figure counts: name and address of each, which is empty for one that is
    not there any more. `words` say what it counts; `back` is the report, by address and name.
    """

    title: str
    words: tuple[str, ...]
    back: tuple[str, str]
    listings: tuple[tuple[str, str], ...]


def figure_list(
    context: Context, ids: Iterable[str], title: str, words: Iterable[str], back: tuple[str, str]
) -> str:
    """The page of some listings, by name."""
    found = context.directory_cache.current().listings
    lines = sorted(_line(each, found.get(each)) for each in ids)
    page = FigureList(title, tuple(filter(None, words)), back, tuple(lines))
    return render_template("reports/figure_list.html", page=page)


def _line(listing_id: str, listing: Listing | None) -> tuple[str, str]:
    """Its name, and the page that tells of it: of one that is not public, the page for staff."""
    if listing is None:
        return listing_id, ""
    folder = "listing" if listing.status.is_public else "work/listings"
    return listing.name, f"/{folder}/{listing_id}"
