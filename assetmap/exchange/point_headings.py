"""Which columns of a whole file hold points: by the words of a heading, and by what is under it."""

from collections.abc import Iterable, Sequence
from itertools import islice

from assetmap.exchange.coordinate_text import read_degrees, read_pair, read_pair_at_end
from assetmap.exchange.header_mapping import HeaderMapping
from assetmap.exchange.heading_names import (
    COORDINATES,
    EASTING,
    LOCATION,
    NORTHING,
)
from assetmap.exchange.heading_words import heading_words
from assetmap.exchange.location import are_exchanged
from assetmap.exchange.shape_text import read_shape
from assetmap.exchange.values import CannotTake

Rows = Sequence[Sequence[str]]  # the cells of each row, in the order of the headings

_LOOKED_AT = 50  # cells of a column; the first ones that hold anything
_MOST_DEGREES = 180
_MOST = 0.8  # the share of them that must be points
# A heading that has one of these words among others: `Venue latitude`, `OS_Easting_m`.
_WORDS = {
    "lat": frozenset(("lat", "latitude")),
    "lon": frozenset(("lon", "lng", "long", "longitude")),
    EASTING: frozenset(("easting", "eastings")),
    NORTHING: frozenset(("northing", "northings")),
}
_TOGETHER = (("lat", "lon"), (EASTING, NORTHING))
EXCHANGED = (
    "The headings for lat and lon are the wrong way round in the whole file, so we exchanged them."
)


def with_points(headings: HeaderMapping, rows: Rows) -> HeaderMapping:
    """The headings with every column of points that they can be found to have.

    Columns for latitude and longitude are exchanged where every row of the file lies in this
    country the other way round, and no row lies right as it is; each row then has a note.
    """
    for pair in _TOGETHER:
        headings = _with_pair(headings, pair)
    for at, heading in enumerate(headings.all):
        if heading in headings.unused and (field := _held(at, rows)):
            headings = headings.with_column(at, field)
    return (
        headings.exchanged("lat", "lon", EXCHANGED) if _is_exchanged(headings, rows) else headings
    )


def _with_pair(headings: HeaderMapping, pair: tuple[str, str]) -> HeaderMapping:
    """With both columns of a pair, where one unused heading each has the word for it."""
    if any(column.field in pair for column in headings.columns):
        return headings
    found = [
        [
            at
            for at, heading in enumerate(headings.all)
            if heading in headings.unused and _WORDS[field] & set(heading_words(heading))
        ]
        for field in pair
    ]
    if any(len(each) != 1 for each in found) or found[0] == found[1]:
        return headings
    for field, (at,) in zip(pair, found, strict=True):
        headings = headings.with_column(at, field)
    return headings


def _held(at: int, rows: Rows) -> str:
    """What field the cells of a column are: COORDINATES, LOCATION, or none of these (empty)."""
    cells = list(islice(_filled(at, rows), _LOOKED_AT))
    if not cells:
        return ""
    for field, holds in ((COORDINATES, _is_point), (LOCATION, _ends_in_point)):
        if sum(holds(cell) for cell in cells) >= _MOST * len(cells):
            return field
    return ""


def _filled(at: int, rows: Rows) -> Iterable[str]:
    return (row[at].strip() for row in rows if at < len(row) and row[at].strip())


def _is_point(cell: str) -> bool:
    """Whether a cell is a shape or degrees; two whole numbers may be anything."""
    try:
        pair = read_pair(cell)
        return abs(pair.first) <= _MOST_DEGREES if pair else read_shape(cell) is not None
    except CannotTake:
        return False


def _ends_in_point(cell: str) -> bool:
    return read_pair_at_end(cell) is not None


def _is_exchanged(headings: HeaderMapping, rows: Rows) -> bool:
    """Whether all latitudes and longitudes of a file are in each other's place."""
    at = {column.field: column.position for column in headings.columns}
    if "lat" not in at or "lon" not in at:
        return False
    needed = max(at["lat"], at["lon"])
    pairs = [
        (read_degrees(row[at["lat"]]), read_degrees(row[at["lon"]]))
        for row in rows
        if needed < len(row)
    ]
    both = [(lat, lon) for lat, lon in pairs if lat is not None and lon is not None]
    return bool(both) and all(are_exchanged(lat, lon) for lat, lon in both)
