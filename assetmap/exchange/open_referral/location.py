"""Where a service is, as far as the listing's precision allows.

A venue has its point and, when all seven parts that the standard demands are known, its address.
Of an approximate place only the middle of the neighbourhood is public; an area or a withheld place
has no location at all. What is had online has a virtual one.
"""

from assetmap.domain.listings.listing import HAD_AT_HOME, Precision, Where
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.exchange.open_referral.feed import Feed
from assetmap.exchange.open_referral.filled import Record, filled

DECIMALS = 6  # of a degree, as in our other files
ROUGHLY = "The neighbourhood: the exact place is not published."
# By the first letter of the ONS code of a council.
_NATIONS = {"E": "England", "W": "Wales", "S": "Scotland", "N": "Northern Ireland"}
_ON_THE_GROUND = (Precision.VENUE, Precision.APPROXIMATE)


def has_location(listing: PublicListing) -> bool:
    """Whether the service is at a location."""
    return listing.where.precision in _ON_THE_GROUND or "online" in listing.shown.access


def location_of(listing: PublicListing, feed: Feed) -> Record:
    """The location of a service. Each listing has its own: what is said of access is of it alone.

    Raises ValueError for one without a location.
    """
    where, location_id = listing.where, feed.id_of("location", listing.id)
    if where.precision in _ON_THE_GROUND:
        return _on_the_ground(listing, feed, location_id)
    if not has_location(listing):
        raise ValueError(f"{listing.id} has no location")
    return {"id": location_id, "location_type": "virtual", "name": "Online"}


def _on_the_ground(listing: PublicListing, feed: Feed, location_id: str) -> Record:
    where, is_rough = listing.where, listing.where.precision is Precision.APPROXIMATE
    point = where.point
    address = {} if is_rough else _address(listing.id, where, feed, location_id)
    return filled(
        {
            "id": location_id,
            "location_type": "physical",
            "name": where.place if is_rough else where.venue,
            "description": ROUGHLY if is_rough else "",
            "latitude": round(point.lat, DECIMALS) if point else None,
            "longitude": round(point.lon, DECIMALS) if point else None,
            "mask_exact_address": True if is_rough else None,
            "transportation": listing.shown.getting_there,
            "addresses": [address] if address else [],
            "accessibility": _accessibility(listing, feed, location_id),
        }
    )


def _address(listing_id: str, where: Where, feed: Feed, location_id: str) -> Record:
    """The address, or nothing when a part that the standard demands is not known."""
    is_ours = where.authority == feed.borough.authority_code
    record = {
        "id": feed.id_of("address", listing_id),
        "location_id": location_id,
        "address_1": where.address or where.venue or where.place,
        "city": where.place,
        "state_province": feed.borough.name if is_ours else _NATIONS.get(where.authority[:1], ""),
        "postal_code": where.postcode,
        "country": "GB",
        "address_type": "physical",
    }
    return record if all(record.values()) else {}


def _accessibility(listing: PublicListing, feed: Feed, location_id: str) -> list[Record]:
    """What is said of getting in; what is had at home, by phone or online is none of the place."""
    known = feed.borough.words.access_feature
    return [
        filled(
            {
                "id": feed.id_of("accessibility", listing.id, slug),
                "location_id": location_id,
                "accessibility": known[slug].label,
                "description": known[slug].hint,
            }
        )
        for slug in dict.fromkeys(listing.shown.access)
        if slug in known and slug not in HAD_AT_HOME
    ]
