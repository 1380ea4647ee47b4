"""In which areas of a set a listing lies, and why: only by what everybody may know of its place."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Why(StrEnum):
    """What put a listing into an area."""

    POINT = "point"  # its venue lies there
    POSTCODE = "postcode"  # its venue's postcode does
    NEIGHBOURHOOD = "neighbourhood"  # the middle of the neighbourhood it is shown in does
    AREA_SERVED = "area served"  # it says that it serves a place there

    @property
    def label(self) -> str:
        """The reason as staff read it."""
        return _LABELS[self]


_LABELS = {
    Why.POINT: "Its place is here",
    Why.POSTCODE: "Its postcode is here",
    Why.NEIGHBOURHOOD: "Its neighbourhood is here; the exact place is not shown",
    Why.AREA_SERVED: "It says that it serves this area",
}


@dataclass(frozen=True, slots=True)
class Placement:
    """The codes of the areas that a listing lies in or serves, each with the first reason.

    `borough_wide`: it serves everybody, or nothing may be told of its place but the borough.
    """

    areas: Mapping[str, Why] = field(default_factory=dict)
    borough_wide: bool = False
