"""Which heading of a file is which of our fields, in any case, spacing and punctuation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from assetmap.domain.listings.field_type import FIRST_FORM, Column, ListingField
from assetmap.domain.listings.fields import COLUMNS
from assetmap.domain.text import clean, fold
from assetmap.exchange.address_visibility import (
    ADDRESS_HIDDEN,
    ADDRESS_SHOWN,
    UNANSWERED,
    visibility_heading,
)
from assetmap.exchange.own_csv import MARK
from assetmap.exchange.time_headings import TIME_NAMES, WEEK, read_week_heading
from assetmap.exchange.values import says_nothing, short

# The columns of the contract, in its order.
CONTRACT = (
    *("id", "name", "kind", "summary", "description", "categories", "audience", "place"),
    *("postcode", "lat", "lon", "precision", "area_served", "when", "cost", "join", "access"),
    *("min_age", "max_age", "phone", "email", "website", "steward", "checked_on"),
)
# The columns that came after those in the form in which files were first marked, in its order.
_BESIDE = (
    *("also_known_as", "venue", "address", "terms", "closed_dates", "join_note", "languages"),
    *("first_visit", "getting_there", "time_asked", "skills", "image_alts", "checked_by"),
    *("checked_how", "evidence", "status", "merged_into", "created_at", "changed_at"),
    *("contact_name", "source", "source_id", "notice", "paused_until"),
)
_ADDED = sorted(
    (column for column, _ in COLUMNS.values() if column.since > FIRST_FORM),
    key=lambda column: column.since,
)
FIRST = (*CONTRACT, *_BESIDE)
ADDED = tuple(column.name for column in _ADDED)  # since then: they follow the mark
# Believed only in a file that this program wrote: elsewhere they mean other things, and a
# contact's name may not be for the public.
OWN = (
    *("source", "source_id"),
    *(column.name for column, _ in COLUMNS.values() if column.own_only),
)
# What other files may hold as well, beside the contract.
EXTRA = tuple(name for name in (*_BESIDE, *ADDED) if name not in OWN)
PRIVATE = ("private_phone", "private_email", "private_name")

TYPE = "type"
CONTACT = "contact"
CLOSED_FLAG = "closed_flag"  # yes, or the day on which it closed
PUBLIC_FLAG = "public_flag"  # no, where it is not to be shown
X_COLUMN, Y_COLUMN = "x", "y"
EASTING, NORTHING = "easting", "northing"
GRID_REFERENCE = "grid_reference"
COORDINATES, GEOMETRY = "coordinates", "geometry"  # a point or a shape in one cell
CRS = "crs"  # the name of the coordinate system
LOCATION = "location"  # a point, or an address, venue or place in words
# Headings that are no field of ours, and the fields that their value may go into: what the value
# says decides, or several of them make one field together.
GATHERED: dict[str, tuple[str, ...]] = {
    TYPE: ("kind", "categories", "description"),
    CONTACT: ("phone", "email", "website"),
    CLOSED_FLAG: ("status",),
    PUBLIC_FLAG: ("status",),
    **dict.fromkeys(TIME_NAMES, ("when",)),
    **dict.fromkeys((X_COLUMN, Y_COLUMN, EASTING, NORTHING, GRID_REFERENCE), ("point",)),
    **dict.fromkeys((COORDINATES, GEOMETRY, CRS), ("point",)),
    LOCATION: ("point", "address", "venue", "place"),
    ADDRESS_SHOWN: ("precision",),
    ADDRESS_HIDDEN: ("precision",),
}

_OTHER_NAMES = {
    "name": "title, organisation name, organization name, group name",
    "address": "street address, full address",
    "lat": "latitude",
    "lon": "lng, long, longitude",
    X_COLUMN: "x, geo x, x coord, x coordinate, coord x, point x",
    Y_COLUMN: "y, geo y, y coord, y coordinate, coord y, point y",
    EASTING: "easting, eastings, os easting, os x",
    NORTHING: "northing, northings, os northing, os y",
    GRID_REFERENCE: (
        "grid reference, grid ref, os grid reference, os grid ref, os grid, os reference, ngr, "
        "national grid reference, osgr"
    ),
    COORDINATES: (
        "coordinates, coordinate, coords, lat long, lat lon, lat lng, lat longs, latitude "
        "longitude, latitude and longitude, long lat, lon lat, lng lat, geo point, geo point 2d, "
        "point, gps, gps coordinates, geo location, geo coordinates, map coordinates"
    ),
    GEOMETRY: "geometry, geom, the geom, wkt, wkt geometry, geo shape, geo json, shape",
    CRS: "coordinate reference system, coordinate system, crs, srs, srid, epsg, projection, datum",
    LOCATION: "location, where",
    "area_served": "area covered, areas covered, service area, coverage, catchment, catchment area",
    "postcode": "postal code, zip, zip code",
    TYPE: "type, category",
    "website": "url, web, link, web site, web address, website url",
    "email": "e-mail, email address",
    "phone": "tel, telephone, contact number, phone number, telephone number, tel no",
    CONTACT: "contact",
    **TIME_NAMES,
    "description": "notes, about",
    "cost": "price",
    "join": "referral method",
    "place": "town, area name",
    "id": "ref, reference, source id",
    "status": (
        "current status, operational status, operating status, group status, service status, "
        "listing status, record status, active, is active, currently active, still running"
    ),
    CLOSED_FLAG: ("closed, is closed, permanently closed, date closed, date ceased"),
    PUBLIC_FLAG: "visible, approved, publish, published, is published, is public, public",
}


def _key(heading: str) -> str:
    return fold(heading).replace(" ", "")


_EXACT = {_key(name): name for name in (*CONTRACT, *EXTRA, *PRIVATE)}
_OWN = {_key(name): name for name in (*OWN, MARK)}
_ALIASES = {
    _key(alias): name for name, aliases in _OTHER_NAMES.items() for alias in aliases.split(", ")
}
# Our own files say when in one column, and nothing turns others into it.
_ALIASES_OF_OWN = {key: name for key, name in _ALIASES.items() if name not in TIME_NAMES}


def _gathered(name: str) -> tuple[str, ...]:
    return ("when",) if name.startswith(WEEK) else GATHERED.get(name, ())


def _column(name: str) -> tuple[tuple[Column, ListingField], ...]:
    return (COLUMNS[name],) if name in COLUMNS else ()


def _shown_as(name: str) -> str:
    """How a report names what a heading was read as: `phone, email or website`."""
    *others, last = _gathered(name) or (name,)
    return f"{', '.join(others)} or {last}" if others else last


@dataclass(frozen=True)
class FileColumn:
    """One column of a file: where it stands, its heading, and our field for it."""

    position: int
    heading: str
    field: str


@dataclass(frozen=True)
class HeaderMapping:
    """The headings of a file, understood. `columns` are in the order in which they are asked."""

    all: tuple[str, ...]
    columns: tuple[FileColumn, ...]
    keys: tuple[str, ...] = ()  # the headings exactly as the file has them
    guessed_name: str = ""  # the heading taken for the name because it holds the word `name`
    used: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()  # what is said of every row

    @property
    def has_name(self) -> bool:
        """Whether any column gives the name."""
        return any(column.field == "name" for column in self.columns)

    @property
    def fields(self) -> frozenset[str]:
        """The names of FIELDS of which the file says something: of all others it says nothing."""
        found: set[str] = set()
        for column in self.columns:
            found.update(_gathered(column.field))
            found.update(field.name for _, field in _column(column.field))
        return frozenset(found)

    @property
    def unused(self) -> tuple[str, ...]:
        """The headings that we have no field for, in the file's order."""
        taken = {column.position for column in self.columns}
        return tuple(heading for at, heading in enumerate(self.all) if heading and at not in taken)

    def with_column(self, position: int, name: str) -> "HeaderMapping":
        """The same, with the column at `position` read as the field `name`, after all others."""
        heading = self.all[position]
        return replace(
            self,
            columns=(*self.columns, FileColumn(position, heading, name)),
            used={**self.used, heading: _shown_as(name)},
        )

    def exchanged(self, one: str, other: str, note: str) -> "HeaderMapping":
        """The same with the columns of two fields in each other's place, which `note` says."""
        turned = {one: other, other: one}
        columns = tuple(
            replace(column, field=turned.get(column.field, column.field)) for column in self.columns
        )
        used = {column.heading: _shown_as(column.field) for column in columns}
        return replace(self, columns=columns, used=used, notes=(*self.notes, note))

    def with_guessed_name(self) -> "HeaderMapping":
        """The same, with the first unused heading that holds the word `name` as the name."""
        for heading in () if self.has_name else self.unused:
            if "name" in _key(heading):
                column = FileColumn(self.all.index(heading), heading, "name")
                return replace(
                    self,
                    columns=(column, *self.columns),
                    guessed_name=heading,
                    used={**self.used, heading: "name"},
                )
        return self


def match_headings(headings: Iterable[str], own: bool = False) -> HeaderMapping:
    """The fields of `headings`; those of the contract come first, then other names for them.

    `own` is for files that this program wrote, where a few more names are believed.
    """
    keys = tuple(headings)
    every = tuple(short(clean(heading), 100) for heading in keys)
    exact = {**_EXACT, **_OWN} if own else _EXACT
    aliases = _ALIASES_OF_OWN if own else _ALIASES
    columns = [
        FileColumn(at, heading, known[_key(heading)])
        for known in (exact, aliases)
        for at, heading in enumerate(every)
        if _key(heading) in known and not (known is aliases and _key(heading) in exact)
    ]
    taken = {column.position for column in columns}
    columns += [
        FileColumn(at, heading, f"{WEEK}{heading}")
        for at, heading in enumerate(every)
        if not own and at not in taken and read_week_heading(heading)
    ]
    if not own:
        columns += _visibility_columns(every, columns)
    used = {column.heading: _shown_as(column.field) for column in columns}
    return HeaderMapping(every, tuple(columns), keys, used=used)


def _visibility_columns(every: Sequence[str], columns: list[FileColumn]) -> list[FileColumn]:
    """The columns, not among `columns`, that say whether the place may be shown."""
    taken = {column.position for column in columns}
    return [
        FileColumn(at, heading, field)
        for at, heading in enumerate(every)
        if at not in taken and (field := visibility_heading(heading))
    ]


def row_texts(
    headings: HeaderMapping, cells: Sequence[str], notes: list[str], own: bool
) -> dict[str, str]:
    """One row's clean texts by field, from its cells in order; empty ones are left out.

    Of two columns for one field the first with a value wins, and the other is noted. In our own
    files a word such as `none` is a value like any other.
    """
    notes += headings.notes
    texts: dict[str, str] = {}
    for column in headings.columns:
        text = clean(cells[column.position])
        if not text or (not own and says_nothing(text)):
            if column.field not in (ADDRESS_SHOWN, ADDRESS_HIDDEN):
                continue
            text = UNANSWERED
        if column.field not in texts:
            texts[column.field] = text
        elif text != texts[column.field]:
            notes.append(
                f"“{column.heading}” was not used, because another column gives the same thing: "
                f"“{short(text)}”."
            )
    return texts
