"""What the public may see of a listing as named fields: the one source of CSV and GeoJSON.

The columns are those that the table of fields names, and a few of the record itself. A field that
is a text, or several, is written as it is; the others say here how.
"""

from collections.abc import Callable
from datetime import datetime

from assetmap.domain.listings.fields import COLUMNS
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Point
from assetmap.exchange.header_mapping import ADDED, FIRST
from assetmap.exchange.values import proof_entries

Value = str | int | float | list[str] | None

PUBLIC = (*FIRST, *ADDED)  # the columns of our CSV but its mark, in this order
# Those that are numbers; every other is a text or several.
NUMBERS: dict[str, type[int] | type[float]] = {
    "min_age": int,
    "max_age": int,
    "lat": float,
    "lon": float,
}
DECIMALS = 6  # of a degree: about 10 cm, and stable when written again


def public_fields(listing: PublicListing) -> dict[str, Value]:
    """Every field of PUBLIC in order; an empty one is "", [] or None. Nothing private."""
    return {name: _value(listing, name) for name in PUBLIC}


def _value(listing: PublicListing, name: str) -> Value:
    if name in _WRITTEN:
        return _WRITTEN[name](listing)
    _, field = COLUMNS[name]
    value = field.read(listing.shown)
    return value if isinstance(value, str) else list(value)


def _degrees(part: Callable[[Point], float]) -> Callable[[PublicListing], float | None]:
    return lambda listing: round(part(listing.point), DECIMALS) if listing.point else None


def _moment(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _checked_on(listing: PublicListing) -> str:
    on = listing.shown.checked.on
    return on.isoformat() if on else ""


_WRITTEN: dict[str, Callable[[PublicListing], Value]] = {
    # of the record itself, which no field of the table shows
    "id": lambda x: x.shown.id,
    "source": lambda x: x.shown.source,
    "source_id": lambda x: x.shown.source_id,
    "image_alts": lambda x: list(x.shown.image_alts),
    "created_at": lambda x: _moment(x.shown.created_at),
    "changed_at": lambda x: _moment(x.shown.changed_at),
    # numbers, and fields of several columns
    "min_age": lambda x: x.shown.min_age,
    "max_age": lambda x: x.shown.max_age,
    "lat": _degrees(lambda point: point.lat),
    "lon": _degrees(lambda point: point.lon),
    "checked_on": _checked_on,
    "checked_by": lambda x: x.shown.checked.by,
    "checked_how": lambda x: x.shown.checked.how,
    "evidence": lambda x: proof_entries(x.shown.evidence),
}
