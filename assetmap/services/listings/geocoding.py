"""Where an incoming row is: its own coordinates, or its postcode's point, or its place's."""

from contextlib import suppress
from dataclasses import replace

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.place import parse_postcode
from assetmap.exchange.incoming import Incoming
from assetmap.places.gazetteer import Gazetteer


class Unplaced(Exception):
    """A row whose place cannot be found, in plain words."""


def placed(gazetteer: Gazetteer, incoming: Incoming) -> tuple[Listing, tuple[str, ...]]:
    """The row's listing with its point, place name and authority, and notes on guesses.

    Coordinates win over the postcode, the postcode over the place name. Raises Unplaced.
    """
    listing = incoming.listing
    where, notes = _with_point(gazetteer, _tidy(listing.where))
    authority = _authority(gazetteer, where)
    nameless = not where.place and where.precision is not Precision.WITHHELD
    if nameless and where.point and gazetteer.is_in_borough(authority):
        where = replace(where, place=gazetteer.nearest_place(where.point))
    return replace(listing, where=replace(where, authority=authority)), notes


def replaced(gazetteer: Gazetteer, listing: Listing) -> Listing:
    """A listing whose where was typed again: the point looked up where none was given.

    Unlike a file's row it is kept even when its place cannot be found: it may be a draft.
    """
    where = _tidy(listing.where)
    if where.point is None:
        with suppress(Unplaced):
            where, _ = _with_point(gazetteer, where)
    return replace(listing, where=replace(where, authority=_authority(gazetteer, where)))


def _tidy(where: Where) -> Where:
    """The postcode in its one spelling."""
    postcode = parse_postcode(where.postcode)
    return replace(where, postcode=str(postcode)) if postcode else where


def _with_point(gazetteer: Gazetteer, where: Where) -> tuple[Where, tuple[str, ...]]:
    if where.point is not None:
        return where, ()
    notes: tuple[str, ...] = ()
    if where.postcode:
        found = gazetteer.find(where.postcode) if parse_postcode(where.postcode) else None
        if found is not None:
            return replace(where, point=found.point), ()
        notes = (f"the postcode {where.postcode!r} does not exist",)
    if where.precision in (Precision.AREA, Precision.WITHHELD):
        return where, notes
    place = gazetteer.find(where.place) if where.place else None
    if place is not None and place.point is not None:
        # A town's middle is not the venue: show a neighbourhood, not a pin.
        guess = f"placed roughly, at {place.label}"
        return replace(where, point=place.point, precision=Precision.APPROXIMATE), (*notes, guess)
    if notes:
        raise Unplaced(f"{notes[0]}, and there are no coordinates or known place name instead")
    raise Unplaced("it has no place: give a postcode, or lat and lon, or a place name we know")


def _authority(gazetteer: Gazetteer, where: Where) -> str:
    if where.postcode and parse_postcode(where.postcode):
        found = gazetteer.find(where.postcode)
        if found is not None:
            return found.authority
    return gazetteer.authority_of(where.point) if where.point else ""
