"""What a file of areas gave, before any of it is kept."""

from dataclasses import dataclass, field

from assetmap.domain.areas.area_set import AreaForm, Residents, RoleContact


class BadAreas(ValueError):
    """A file of areas that cannot be used; the message is plain words with the mend."""


@dataclass(frozen=True)
class IncomingArea:
    """One area of a file. Where it is stands in one of the three, as its set's form says.

    `shape` is WKB in WGS 84; `parts` are names or codes of areas of another set, as written.
    """

    code: str
    name: str
    contact: RoleContact = field(default_factory=RoleContact)
    shape: bytes = b""
    postcodes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    residents: Residents | None = None


@dataclass(frozen=True)
class ResidentRow:
    """The residents of one area of a file, which goes by its code or its name."""

    code: str
    name: str
    residents: Residents


@dataclass(frozen=True)
class AreaFile:
    """All areas of a file, and sentences about what was mended or left out on the way."""

    form: AreaForm
    areas: tuple[IncomingArea, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class AreaColumns:
    """Which columns to take instead of those found by their headings; empty for none.

    `crs` is the coordinate system of a map file that does not say its own, such as `EPSG:27700`.
    """

    name: str = ""
    code: str = ""
    crs: str = ""
