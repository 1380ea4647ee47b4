"""One public listing as it is kept in memory: what everybody may see, and the ground it serves."""

from dataclasses import dataclass
from datetime import date

from assetmap.domain.checks.freshness import Standing, UpkeepRules, standing_of
from assetmap.domain.listings.bus import goes_by_bus
from assetmap.domain.listings.ending import ends_on
from assetmap.domain.listings.listing import Listing, Precision
from assetmap.domain.listings.public_listing import PublicListing, public_view
from assetmap.domain.place import Point
from assetmap.domain.text import fold


@dataclass(frozen=True, slots=True)
class Area:
    """The ground a listing without a point covers: the whole borough, or some points' places."""

    whole: bool = False
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One public listing, the ground it serves, and whether it lies in another council's area."""

    listing: PublicListing
    area: Area
    outside: bool
    slots: int  # the schedule's weekdays and times of day
    folded_name: str
    standing: Standing
    by_bus: bool | None  # whether its words name a bus that goes there; None: they do not say
    ends_on: date | None = None  # the day of its last date, if it has one


def row_of(listing: Listing, area: Area, authority_code: str, rules: UpkeepRules) -> Row | None:
    """The row of a listing, or None when the public may not see it.

    `authority_code` is the borough's own council; `rules` say when a check is due.

    A withheld listing serves the whole borough as far as anyone can tell: measuring from the
    places it names would narrow down where it is.
    """
    if not listing.status.is_public:
        return None
    if listing.where.precision is Precision.WITHHELD:
        area = Area(whole=True)
    shown = public_view(listing)
    return Row(
        shown,
        area,
        outside=shown.is_outside(authority_code),
        slots=listing.schedule.slots(),
        folded_name=fold(listing.name),
        standing=standing_of(listing, rules),
        by_bus=goes_by_bus(shown.shown),
        ends_on=ends_on(listing),
    )
