"""How to get to a venue: in a map, and by bus."""

from dataclasses import dataclass
from urllib.parse import urlencode

from assetmap.domain.borough.borough import Borough, Link
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing

# Needs no account and shows the way on foot, by cycle and by car. On a phone a script leads to its
# own map app instead (`static/js/public/directions.js`).
MAP_SITE = "https://www.openstreetmap.org/directions"


@dataclass(frozen=True)
class Directions:
    """The way to a door that everybody may know."""

    url: str  # the way there on a map, in any browser
    lat: float  # WGS 84 degrees, as are the longitudes
    lon: float
    stop: str  # what to tell a bus planner: `Riverside Hub, Tilbury, RM18 7NB`
    buses: Link | None  # where buses are looked up; None where the borough names none


def directions_to(listing: PublicListing, borough: Borough) -> Directions | None:
    """The way to a listing; None unless people go to its venue and may know where that is."""
    where, point = listing.where, listing.point
    if where.precision is not Precision.VENUE or point is None:
        return None
    to = urlencode({"to": f"{point.lat:.5f},{point.lon:.5f}"})
    told = dict.fromkeys((where.venue, where.address, where.place, where.postcode))
    return Directions(
        url=f"{MAP_SITE}?{to}",
        lat=round(point.lat, 5),
        lon=round(point.lon, 5),
        stop=", ".join(each for each in told if each),
        buses=borough.buses,
    )
