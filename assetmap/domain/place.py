"""Postcodes, points and boxes. Points are WGS 84 degrees; distances are metres or miles."""

import math
import re
from dataclasses import dataclass

METRES_A_MILE = 1609.344
WALK_M_A_MINUTE = 80.0  # three miles an hour
WAY_ROUND = 1.3  # streets are longer than a straight line; source: a usual detour in towns
FURTHEST_WALK = 45  # minutes; beyond that nobody is told to walk
_EARTH_RADIUS_M = 6_371_008.8
_FULL = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][ABD-HJLNP-UW-Z]{2})")
_PART = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)\s*([0-9])?")


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the ground: latitude and longitude in WGS 84 degrees."""

    lat: float
    lon: float

    def distance_m(self, other: "Point") -> float:
        """Great-circle distance to `other` in metres (haversine on the mean radius)."""
        lat1, lat2 = math.radians(self.lat), math.radians(other.lat)
        half_lat = math.sin((lat2 - lat1) / 2)
        half_lon = math.sin(math.radians(other.lon - self.lon) / 2)
        chord = half_lat**2 + math.cos(lat1) * math.cos(lat2) * half_lon**2
        return 2 * _EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(chord)))

    def neighbourhood(self) -> "Point":
        """The middle of the point's cell of about 1 km by 1 km: near, and never the point."""
        lat = (math.floor(self.lat / 0.01) + 0.5) * 0.01
        width = 0.01 / max(0.2, math.cos(math.radians(lat)))
        return Point(round(lat, 5), round((math.floor(self.lon / width) + 0.5) * width, 5))


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of the map in WGS 84 degrees; west < east and south < north."""

    west: float
    south: float
    east: float
    north: float

    def __str__(self) -> str:
        sides = (self.west, self.south, self.east, self.north)
        return ",".join(str(side).removesuffix(".0") for side in sides)


def parse_box(text: str) -> Box:
    """A box from `west,south,east,north`. Raises ValueError with a plain message."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError("a box is four numbers: west,south,east,north") from None
    if not all(math.isfinite(side) for side in (west, south, east, north)):
        raise ValueError("a box is four numbers: west,south,east,north")
    if not (-180 <= west <= 180 and -180 <= east <= 180):
        raise ValueError("west and east are between -180 and 180")
    if not (-90 <= south <= 90 and -90 <= north <= 90):
        raise ValueError("south and north are between -90 and 90")
    if west >= east or south >= north:
        raise ValueError("west must be less than east, and south less than north")
    return Box(west, south, east, north)


@dataclass(frozen=True, order=True, slots=True)
class Postcode:
    """A whole UK postcode, in two parts as it is spoken: `RM17` and `6SL`."""

    outward: str
    inward: str

    def __str__(self) -> str:
        return f"{self.outward} {self.inward}"


def parse_postcode(text: str) -> Postcode | None:
    """The postcode in any spelling (`rm176sl`, `RM17-6SL`), or None when it is not one."""
    match = _FULL.fullmatch(re.sub(r"[\s\-.]", "", text.upper()))
    return Postcode(match[1], match[2]) if match else None


@dataclass(frozen=True, slots=True)
class PartPostcode:
    """An outward code (`RM17`), or a sector when `sector` holds its figure (`RM17 6`)."""

    outward: str
    sector: str = ""

    def __str__(self) -> str:
        return f"{self.outward} {self.sector}".strip()


def parse_part_postcode(text: str) -> PartPostcode | None:
    """The outward code or sector in any spelling (`rm17`, `RM17 6`), or None."""
    match = _PART.fullmatch(text.strip().upper())
    return PartPostcode(match[1], match[2] or "") if match else None


def miles(metres: float) -> float:
    """Metres as miles."""
    return metres / METRES_A_MILE


def walk_minutes(metres: float) -> int:
    """About how many minutes it takes to walk there, in steps of five."""
    return max(5, math.ceil(metres * WAY_ROUND / WALK_M_A_MINUTE / 5) * 5)
