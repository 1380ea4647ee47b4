"""What the arrays hold of one listing, worked out once when the listing changes."""

from dataclasses import dataclass

from assetmap.domain.listing import Listing, Precision
from assetmap.domain.place import Point
from assetmap.domain.public_listing import PublicListing, public_view


@dataclass(frozen=True)
class Area:
    """The ground a listing without a point covers: the whole borough, or some points' places."""

    whole: bool = False
    points: tuple[Point, ...] = ()


@dataclass(frozen=True)
class Row:
    """One public listing and the ground it serves."""

    listing: PublicListing
    area: Area


def row_of(listing: Listing, area: Area) -> Row | None:
    """The row of a listing, or None when the public may not see it.

    A withheld listing serves the whole borough as far as anyone can tell: measuring from the
    places it names would narrow down where it is.
    """
    if not listing.status.is_public:
        return None
    if listing.where.precision is Precision.WITHHELD:
        area = Area(whole=True)
    return Row(public_view(listing), area)
