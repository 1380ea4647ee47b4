"""Where an incoming row is: its own coordinates, or its postcode's point, or its place's."""

import re
from contextlib import suppress
from dataclasses import replace

from assetmap.domain.listings.listing import Listing, Precision, Where
from assetmap.domain.listings.location import lacks_place
from assetmap.domain.place import Point, miles, parse_part_postcode, parse_postcode
from assetmap.domain.search.results import PlaceMatch
from assetmap.exchange.incoming import Incoming
from assetmap.places.gazetteer import Gazetteer

_APART_M = 2_000.0  # a point and a postcode that are farther apart are not the same place
BY_POSTCODE = "placed by its postcode"
_WHOLE_MILES = 10  # from here on tenths of a mile say nothing more


class Unplaced(Exception):
    """A row whose place cannot be found, in plain words."""


def placed(gazetteer: Gazetteer, incoming: Incoming) -> tuple[Listing, tuple[str, ...]]:
    """The row's listing with its point, place name and authority, and notes on guesses.

    Coordinates win over the postcode, the postcode over the place name. Coordinates more than 2 km
    from the postcode are not believed: the address goes with the postcode, so that wins, and no
    exact pin is shown. A row of our own file (it has an id) stays as it was. On a map, what has no
    point goes by its postcode, or else by the town in its address, as an area. Raises Unplaced.
    """
    listing = incoming.listing
    given = _tidy(listing.where)
    code = _coded(gazetteer, given.postcode)
    by_town: tuple[str, ...] = ()
    if incoming.only_address and code is None and lacks_place(_no_postcode(listing, given)):
        given, by_town = _by_town(gazetteer, given)
    where, notes = _with_point(gazetteer, given, code, is_own=bool(listing.id))
    notes = (*notes, *by_town)
    if incoming.only_address and code is not None and where.point == code.point and not notes:
        notes = (BY_POSTCODE,)
    authority = _authority(gazetteer, where, code)
    if not where.place and where.precision is not Precision.WITHHELD:
        where = replace(where, place=_name(gazetteer, where, code, authority))
    found = replace(listing, where=replace(where, authority=authority))
    if notes and not by_town and where.point is None and lacks_place(_no_postcode(found, where)):
        raise Unplaced(f"{notes[0]}, and there are no coordinates or known place name instead")
    return found, notes


def replaced(gazetteer: Gazetteer, listing: Listing) -> Listing:
    """A listing whose where was typed again: the point looked up where none was given.

    Unlike a file's row it is kept even when its place cannot be found: it may be a draft.
    """
    where = _tidy(listing.where)
    code = _coded(gazetteer, where.postcode)
    if where.point is None:
        with suppress(Unplaced):
            where, _ = _with_point(gazetteer, where, code)
    return replace(listing, where=replace(where, authority=_authority(gazetteer, where, code)))


def _by_town(gazetteer: Gazetteer, where: Where) -> tuple[Where, tuple[str, ...]]:
    """A place with an address alone: the town that stands last in it, as an area and no point."""
    area = replace(where, precision=Precision.AREA)
    for part in reversed(re.split(r"[,\n]", where.address)):
        if town := gazetteer.named(part.strip()):
            return replace(area, place=town.label), (f"placed by its town, {town.label}",)
    return area, ()


def _tidy(where: Where) -> Where:
    """The postcode in its one spelling."""
    postcode = parse_postcode(where.postcode)
    return replace(where, postcode=str(postcode)) if postcode else where


def _no_postcode(listing: Listing, where: Where) -> Listing:
    return replace(listing, where=replace(where, postcode=""))


def _with_point(
    gazetteer: Gazetteer, where: Where, code: PlaceMatch | None, is_own: bool = False
) -> tuple[Where, tuple[str, ...]]:
    """Where it is, with a point if there is one to be had; `code` is what its postcode names."""
    is_whole = parse_postcode(where.postcode) is not None
    if where.point is not None:
        if is_own or code is None or not is_whole:
            return where, ()
        return _agreed(where, where.point, code.point)
    if code is not None and is_whole:
        return replace(where, point=code.point), ()
    if code is not None:
        return _roughly(where, code, f"placed roughly, in {code.label}")
    notes = (_unknown(where.postcode),) if where.postcode else ()
    if where.precision in (Precision.AREA, Precision.WITHHELD):
        return where, notes
    place = gazetteer.find(where.place) if where.place else None
    if place is not None and place.point is not None:
        rough, guess = _roughly(where, place, f"placed roughly, at {place.label}")
        return rough, (*notes, *guess)
    if notes:
        raise Unplaced(f"{notes[0]}, and there are no coordinates or known place name instead")
    raise Unplaced("it has no place: give a postcode, or lat and lon, or a place name we know")


def _coded(gazetteer: Gazetteer, postcode: str) -> PlaceMatch | None:
    """What a postcode, an outward code or a sector names; None for anything else."""
    known = parse_postcode(postcode) or parse_part_postcode(postcode)
    return gazetteer.find(str(known)) if known else None


def _unknown(postcode: str) -> str:
    if parse_postcode(postcode) or not (part := parse_part_postcode(postcode)):
        return f"the postcode {postcode!r} does not exist"
    return f"no postcode begins with {part}"


def _roughly(where: Where, found: PlaceMatch, note: str) -> tuple[Where, tuple[str, ...]]:
    """The middle of a town or of many postcodes is not the venue: a neighbourhood, not a pin."""
    shown = _no_pin(where.precision)
    is_hidden = shown in (Precision.AREA, Precision.WITHHELD)
    return replace(where, point=found.point, precision=shown), () if is_hidden else (note,)


def _agreed(where: Where, point: Point, code: Point | None) -> tuple[Where, tuple[str, ...]]:
    """The place as it is, or, of a point far from its postcode, the postcode's, and roughly."""
    apart = point.distance_m(code) if code else 0.0
    if apart <= _APART_M:
        return where, ()
    far = miles(apart)
    shown = f"{far:,.0f}" if far >= _WHOLE_MILES else f"{far:.1f}"
    note = (
        f"the point is {shown} miles from the postcode; we went by the postcode, also for the "
        "place name, and placed it roughly"
    )
    return replace(where, point=code, precision=_no_pin(where.precision)), (note,)


def _no_pin(precision: Precision) -> Precision:
    return Precision.APPROXIMATE if precision is Precision.VENUE else precision


def _name(gazetteer: Gazetteer, where: Where, code: PlaceMatch | None, authority: str) -> str:
    """A name for where it is: part of a postcode where no more is known, or the place near it.

    Outside the borough, where we know no places, it has none; but if nothing else of it may be
    shown, then the first half of its postcode.
    """
    postcode = parse_postcode(where.postcode)
    if where.point is None:
        return ""
    if code is not None and postcode is None and where.point == code.point:
        return code.label
    if gazetteer.is_in_borough(authority):
        return gazetteer.nearest_place(where.point)
    is_all = where.precision is Precision.AREA and not where.area_served
    return postcode.outward if postcode and is_all else ""


def _authority(gazetteer: Gazetteer, where: Where, code: PlaceMatch | None) -> str:
    if code is not None and (parse_postcode(where.postcode) or where.point == code.point):
        return code.authority
    return gazetteer.authority_of(where.point) if where.point else ""
