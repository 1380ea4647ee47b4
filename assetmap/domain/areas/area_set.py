"""A set of areas of one sort and one time: `Wards 2026`, with the days on which it counts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from assetmap.domain.phone import phone_parts
from assetmap.domain.text import slug

SAMPLE_AREAS = "sample"  # the source of the invented sets that come with the program
DEFAULT_ROLE = "Local area coordinator"


class AreaKind(StrEnum):
    """What the areas of a set are."""

    WARD = "ward"
    PATCH = "patch"  # what one coordinator looks after
    AUTHORITY = "authority"
    LSOA = "lsoa"  # of the census: some 1,500 residents each

    @property
    def label(self) -> str:
        """The kind as people say it, of one area."""
        return _LABELS.get(self, self.capitalize())


_LABELS = {AreaKind.PATCH: "Patch", AreaKind.LSOA: "Census area (LSOA)"}


class AreaForm(StrEnum):
    """How a set says where its areas are."""

    SHAPES = "shapes"
    POSTCODES = "postcodes"
    WARDS = "wards"  # each is made of areas of another set


@dataclass(frozen=True, slots=True)
class AreaSet:
    """A set and its days: it counts from `valid_from` up to and with `valid_until`, if that is
    known.

    `mark` changes with each import. `upon` is the id of the set that the areas of form WARDS are
    made of. `areas` is how many there are.
    """

    id: str
    name: str
    kind: AreaKind
    form: AreaForm
    valid_from: date
    mark: str
    areas: int = 0
    valid_until: date | None = None
    upon: str = ""
    source: str = ""
    licence: str = ""
    imported_on: date | None = None

    def counts_on(self, day: date) -> bool:
        """Whether a day is one of its own."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    @property
    def is_sample(self) -> bool:
        """Whether it is one of the invented sets that come with the program."""
        return self.source == SAMPLE_AREAS


@dataclass(frozen=True, slots=True)
class RoleContact:
    """Whom to ask in an area: a role, never a person's name."""

    role: str = ""
    phone: str = ""
    email: str = ""
    text: str = ""

    def __bool__(self) -> bool:
        return bool(self.role or self.phone or self.email or self.text)

    @property
    def label(self) -> str:
        """The role in words."""
        return self.role or DEFAULT_ROLE

    @property
    def tel(self) -> str:
        """The first number as a `tel:` link writes it; empty when none rings."""
        return next((part.tel for part in phone_parts(self.phone) if part.tel), "")


@dataclass(frozen=True, slots=True)
class Residents:
    """How many people live in an area, by the census or an estimate of a year; 0 is not said."""

    total: int
    year: int
    over_65: int | None = None


@dataclass(frozen=True, slots=True)
class Area:
    """One area of a set. `shape` is WKB in WGS 84 degrees, longitude first; `postcodes` are without
    a space; `parts` are codes of the areas that it is made of.
    """

    set_id: str
    code: str
    name: str
    contact: RoleContact = field(default_factory=RoleContact)
    shape: bytes = b""
    postcodes: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    residents: Residents | None = None

    @property
    def id(self) -> str:
        """The id under which it is kept."""
        return f"{self.set_id}:{self.code}"


def set_id_of(name: str) -> str:
    """The id of the set of a name: `wards-2026`. Empty when nothing of the name can be used."""
    return slug(name, 60)


def current_set(sets: Iterable[AreaSet], kind: AreaKind, day: date) -> AreaSet | None:
    """The set of a kind that counts on a day; of several the one that began last."""
    counting = [each for each in sets if each.kind is kind and each.counts_on(day)]
    return max(counting, key=lambda each: (each.valid_from, each.name), default=None)
