"""Where an Open Referral service is: each of its locations in our columns."""

from assetmap.domain.listings.location import Remote
from assetmap.domain.text import fold
from assetmap.exchange.heading_fields import known_as
from assetmap.exchange.heading_names import FEATURES
from assetmap.exchange.readers.referral_values import (
    Item,
    first_text,
    is_false,
    is_true,
    item_of,
    items_of,
    text_of,
    texts_of,
)
from assetmap.exchange.values import join_list

Cells = dict[str, str]

POSTAL_NOTE = "Its address is for post and may be somebody's home, so we took only the town."
_ADDRESS = ("address_1", "address_2", "address_3", "address_4")
_LAT_MOST, _LON_MOST = 90, 180
_SLUGS = frozenset(fold(slug) for slug, _ in FEATURES.values())
_TELLS = ("name", "latitude", "longitude", "geometry", "postal_code", "city", *_ADDRESS)


class Place:
    """One location of a service, with what stands beside it: its own schedules."""

    def __init__(self, location: Item, at: Item) -> None:
        self.location, self.at = location, at

    @property
    def id(self) -> str:
        """The source's id of the location, or of the service at it."""
        return text_of(self.location.get("id")) or text_of(self.at.get("id"))


def places_of(service: Item) -> list[Place]:
    """The locations of a service at which something is; one that says nothing is none."""
    found = [
        Place(item_of(each, "location") or (each if _is_place(each) else {}), each)
        for each in items_of(service, "service_at_locations", "service_at_location")
    ]
    found += [Place(each, {}) for each in items_of(service, "locations", "location")]
    places: dict[str, Place] = {}
    for number, place in enumerate(each for each in found if _is_place(each.location)):
        places.setdefault(place.id or str(number), place)
    return list(places.values())


def _is_place(location: Item) -> bool:
    addresses = _addresses(location)
    return any(first_text(each, *_TELLS) for each in (location, *addresses)) or bool(
        item_of(location, "geometry")
    )


def place_cells(place: Place, notes: list[str]) -> Cells:
    """A location in our columns. Of an address that is only for post the town is taken."""
    location = place.location
    if _kind(location) == "virtual":
        return {"place": str(Remote.ONLINE)}
    address = next(iter(sorted(_addresses(location), key=lambda each: _kind(each) == "postal")), {})
    if _kind(location) == "postal":
        notes.append(POSTAL_NOTE)
        return {"place": first_text(address, "city")}
    lat, lon = _degrees(location)
    if lat and lon and not are_degrees(lat, lon):
        notes.append(f"Its point, {lat} and {lon}, is nowhere on the map, so we left it out.")
        lat = lon = ""
    venue, town = first_text(location, "name"), first_text(address, "city")
    lines = [text.strip(" ,") for key in _ADDRESS if (text := first_text(address, key))]
    return {
        "venue": venue,
        # The standard demands a first line: the house or town stands for one that is not known.
        "address": ", ".join(line for line in lines if line not in (venue, town)),
        "place": first_text(address, "city"),
        "postcode": first_text(address, "postal_code", "postcode"),
        "lat": lat,
        "lon": lon,
        "getting_there": first_text(location, "transportation"),
        **_access(location),
        **_shown(location),
    }


def _addresses(location: Item) -> list[Item]:
    return items_of(location, "addresses", "physical_addresses", "address") or [location]


def _kind(item: Item) -> str:
    return first_text(item, "location_type", "address_type").casefold()


def _degrees(location: Item) -> tuple[str, str]:
    """Latitude and longitude; those of a shape stand the other way round."""
    lat, lon = first_text(location, "latitude", "lat"), first_text(location, "longitude", "lon")
    coordinates = item_of(location, "geometry").get("coordinates")
    if not (lat and lon) and isinstance(coordinates, list) and len(coordinates) >= 2:
        lon, lat = (text_of(each) for each in coordinates[:2])
    return lat, lon


def are_degrees(lat: str, lon: str) -> bool:
    """Whether two texts can be a latitude and a longitude, in whichever order.

    What is no number at all counts: the rules for columns of points say what is wrong with it.
    """
    try:
        one, other = abs(float(lat)), abs(float(lon))
    except ValueError:
        return True
    return max(one, other) <= _LON_MOST and min(one, other) <= _LAT_MOST


def _access(location: Item) -> Cells:
    """The features that have a name among ours, and all else as words of the description."""
    names = ("accessibility", "name", "description", "details")
    keys = ("accessibility", "accessibility_for_disabilities", "accessibilities")
    every = list(dict.fromkeys(text for key in keys for text in texts_of(location, key, *names)))
    known = [text for text in every if known_as(text) in FEATURES or fold(text) in _SLUGS]
    words = [text.rstrip(". ") for text in every if text not in known]
    return {"access": join_list(known), "accessibilities": ". ".join(words)}


def _shown(location: Item) -> Cells:
    """What a location says of whether everybody may know it; silent where it does not say."""
    found = {}
    if "mask_exact_address" in location:
        found["mask_exact_address"] = "yes" if is_true(location["mask_exact_address"]) else "no"
    if is_false(location.get("visible")):
        found["location_visible"] = "no"
    return found
