"""Where a row is: its point, postcode, place name and area, and how exactly it may be shown."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from assetmap.domain.listings.kinds import Kind
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point, parse_part_postcode, parse_postcode
from assetmap.exchange.address_visibility import SHOWN_AT_MOST, strictest
from assetmap.exchange.grid import looks_like_grid
from assetmap.exchange.values import CannotTake, short

_POSTCODE = re.compile(
    r"\b[A-Z]{1,2}[0-9][A-Z0-9]?[\s.-]{0,2}[0-9][ABD-HJLNP-UW-Z]{2}\b", re.IGNORECASE
)
# Thurrock-wide, borough wide, all over Thurrock
_WIDE = re.compile(
    r"(?:\b|-)wide\b|\b(?:county|borough|nation|country)wide\b"
    r"|^(?:across|throughout|anywhere in|all over|all of)\b",
    re.IGNORECASE,
)
_ALL_OVER = re.compile(r"(?:across|throughout|anywhere in|all over|all of)\s+", re.IGNORECASE)
# The corner of the world where lat and lon the wrong way round must be a slip: these islands.
_UK_LAT, _UK_LON = (49.0, 61.5), (-9.0, 2.5)
WRONG_WAY_ROUND = "its lat and lon look as if they were the wrong way round"
GRID_HINT = "they look like British National Grid: save the file in WGS 84 (EPSG:4326)"


@dataclass(frozen=True)
class RowLocation:
    """A place as a file gives it, and whether the file said how exactly it may be shown."""

    where: Where
    precision_given: bool


def read_point(lat: float, lon: float) -> Point:
    """A point in WGS 84. Raises CannotTake when it is none: out of range, 0 and 0, or swapped."""
    if not (math.isfinite(lat) and math.isfinite(lon)):
        raise CannotTake("lat and lon must be plain numbers")
    if looks_like_grid(lon, lat) or looks_like_grid(lat, lon):
        raise CannotTake(f"lat {lat:g} and lon {lon:g} are not degrees; {GRID_HINT}")
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise CannotTake(f"lat {lat:g} and lon {lon:g} are not on the map: lat is -90 to 90")
    if lat == 0 and lon == 0:
        raise CannotTake("lat and lon are both 0, which is in the sea")
    if are_exchanged(lat, lon):
        raise CannotTake(WRONG_WAY_ROUND)
    return Point(lat, lon)


def are_exchanged(lat: float, lon: float) -> bool:
    """Whether two degrees lie in these islands, but only the other way round."""
    return _UK_LON[0] <= lat <= _UK_LON[1] and _UK_LAT[0] <= lon <= _UK_LAT[1]


def read_where(texts: Mapping[str, str], kind: Kind, notes: list[str], own: bool) -> RowLocation:
    """Where it is. Raises CannotTake when its lat and lon are wrong.

    `own` files say everything as it is; elsewhere `Thurrock-wide` as a place is an area served,
    and a postcode is looked for in the address.
    """
    place, area = texts.get("place", ""), texts.get("area_served", "")
    wide = not own and bool(_WIDE.search(place))
    if wide:
        place, area = "", area or _ALL_OVER.sub("", place, count=1)
    where = Where(
        venue=texts.get("venue", ""),
        address=texts.get("address", ""),
        place=place,
        postcode=_postcode(texts, notes, own),
        point=_point(texts),
        area_served=area,
    )
    given = _precision(texts.get("precision", ""), notes)
    precision = given or _default_precision(where, kind)
    if wide and not can_be_found(where) and precision is not Precision.WITHHELD:
        precision = Precision.AREA
    if most := texts.get(SHOWN_AT_MOST):
        precision = strictest([precision, Precision(most)])
    return RowLocation(_with(where, precision), given is not None)


def can_be_found(where: Where) -> bool:
    """Whether there is a point, or a postcode or place name that a point can be looked up from."""
    return bool(where.point or where.postcode or where.place)


def _with(where: Where, precision: Precision) -> Where:
    return Where(
        precision=precision,
        venue=where.venue,
        address=where.address,
        place=where.place,
        postcode=where.postcode,
        point=where.point,
        area_served=where.area_served,
    )


def _default_precision(where: Where, kind: Kind) -> Precision:
    if kind.rules.at_home:
        return Precision.AREA
    return Precision.VENUE if where.address or can_be_found(where) else Precision.AREA


def _precision(text: str, notes: list[str]) -> Precision | None:
    """What the file says; a word we do not know never shows more than the area."""
    if not text:
        return None
    try:
        return Precision(text.casefold())
    except ValueError:
        notes.append(
            f"We do not know the precision “{short(text)}”, so we show only the area. "
            "Use venue, approximate, area or withheld."
        )
        return Precision.AREA


def _point(texts: Mapping[str, str]) -> Point | None:
    lat, lon = texts.get("lat", ""), texts.get("lon", "")
    if not lat and not lon:
        return None
    if not (lat and lon):
        raise CannotTake("it has only one of lat and lon: give both or neither")
    try:
        return read_point(float(lat), float(lon))
    except ValueError:
        raise CannotTake(
            f"lat “{short(lat)}” and lon “{short(lon)}” must be plain numbers"
        ) from None


def postcodes_in(text: str) -> list[str]:
    """Whatever has the look of a whole postcode in a text, as it is written there."""
    return _POSTCODE.findall(text)


def _postcode(texts: Mapping[str, str], notes: list[str], own: bool) -> str:
    text = texts.get("postcode", "")
    if whole := parse_postcode(text):
        return str(whole)
    if not text and own:
        return ""
    inside = postcodes_in(text or texts.get("address", ""))
    if len(inside) == 1:
        if text:
            notes.append(f"We took the postcode {inside[0]} out of “{short(text)}”.")
        return str(parse_postcode(inside[0]) or "")
    if part := parse_part_postcode(text):
        return str(part)
    if text:
        notes.append(f"“{short(text)}” is not a postcode, so we left it out.")
    return ""
