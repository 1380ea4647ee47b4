"""The place that a listing's precision hides, which is kept apart as private contact is."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point

_DOOR = frozenset(("venue", "address", "postcode", "point"))
_HIDDEN = {
    Precision.VENUE: frozenset[str](),
    Precision.APPROXIMATE: _DOOR,
    Precision.AREA: _DOOR | {"place"},
    Precision.WITHHELD: _DOOR | {"place"},
}


@dataclass(frozen=True, slots=True)
class HiddenPlace:
    """What of a place only some of the staff may see; False when there is nothing of it.

    `point` is the exact one, in WGS 84 degrees.
    """

    venue: str = ""
    address: str = ""
    place: str = ""
    postcode: str = ""
    point: Point | None = None

    def __bool__(self) -> bool:
        return bool(self.venue or self.address or self.place or self.postcode or self.point)

    @property
    def lines(self) -> tuple[str, ...]:
        """It in words, a line each; the point as latitude and longitude."""
        at = f"{self.point.lat}, {self.point.lon}" if self.point else ""
        return tuple(filter(None, (self.venue, self.address, self.place, self.postcode, at)))


def hidden_fields(precisions: Iterable[Precision]) -> frozenset[str]:
    """The names of the fields that any of some precisions hides."""
    return frozenset[str]().union(*(_HIDDEN[precision] for precision in precisions))


def without_hidden(where: Where) -> Where:
    """Where it is, without what its precision hides: what may stand in the listing's own record.

    Of an approximate place the middle of the neighbourhood stays. The town of an `area` listing
    that names no area stays too, since it is what the public is shown.
    """
    match where.precision:
        case Precision.VENUE:
            return where
        case Precision.APPROXIMATE:
            point = where.point.neighbourhood() if where.point else None
            return replace(where, venue="", address="", postcode="", point=point)
        case Precision.AREA:
            place = "" if where.area_served else where.place
            return _area(where, place)
        case Precision.WITHHELD:
            return _area(where, "")


def hidden_place(where: Where) -> HiddenPlace:
    """What `without_hidden` leaves out."""
    shown = without_hidden(where)
    if shown == where:
        return HiddenPlace()
    place = where.place if shown.place != where.place else ""
    return HiddenPlace(where.venue, where.address, place, where.postcode, where.point)


def with_hidden(where: Where, hidden: HiddenPlace) -> Where:
    """The whole again: what `without_hidden` gave, and what `hidden_place` gave of the same."""
    if not hidden:
        return where
    return replace(
        where,
        venue=hidden.venue,
        address=hidden.address,
        place=hidden.place or where.place,
        postcode=hidden.postcode,
        point=hidden.point,
    )


def _area(where: Where, place: str) -> Where:
    return Where(
        where.precision, place=place, area_served=where.area_served, authority=where.authority
    )
