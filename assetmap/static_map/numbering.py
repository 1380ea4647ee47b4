"""Numbers for the listings of a printed map: one for each, those at one spot one after another."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Point

_SAME_SPOT = 4  # decimals of a degree: about ten metres, one building


@dataclass(frozen=True)
class Spot:
    """A point and the numbers of what is there: `first` to `last`, or all of `first`.

    `near` when the point is a neighbourhood's middle rather than the place itself.
    """

    lat: float
    lon: float
    near: bool
    first: int
    last: int

    @property
    def label(self) -> str:
        """`7`, or `7–9`."""
        return f"{self.first}" if self.first == self.last else f"{self.first}–{self.last}"


@dataclass(frozen=True)
class Numbered:
    """The spots of a map, and its listings in the order of their numbers, from 1."""

    spots: tuple[Spot, ...]
    listings: tuple[PublicListing, ...]


def number_listings(listings: Iterable[PublicListing], start: Point | None = None) -> Numbered:
    """Numbers for listings that have a public point, from neighbour to neighbour, so that on paper
    a number is found beside the one before it. The first is the one nearest to `start`, or the one
    furthest to the north-west.
    """
    groups: dict[tuple[float, float, bool], list[PublicListing]] = {}
    for each in listings:
        if each.point is not None:
            near = each.where.precision is Precision.APPROXIMATE
            lat, lon = (round(side, _SAME_SPOT) for side in (each.point.lat, each.point.lon))
            groups.setdefault((lat, lon, near), []).append(each)
    spots: list[Spot] = []
    ordered: list[PublicListing] = []
    for lat, lon, near in _from_neighbour_to_neighbour(list(groups), start):
        here = sorted(groups[lat, lon, near], key=lambda each: each.shown.name.casefold())
        spots.append(Spot(lat, lon, near, len(ordered) + 1, len(ordered) + len(here)))
        ordered += here
    return Numbered(tuple(spots), tuple(ordered))


Key = tuple[float, float, bool]


def _from_neighbour_to_neighbour(keys: Sequence[Key], start: Point | None) -> list[Key]:
    if not keys:
        return []
    narrow = math.cos(math.radians(keys[0][0]))

    def at(key: Key) -> tuple[float, float]:
        return key[1] * narrow, -key[0]  # right and down

    left = sorted(keys)
    here = (start.lon * narrow, -start.lat) if start else _corner([at(key) for key in left])
    order = []
    while left:
        nearest = min(left, key=lambda key: math.dist(here, at(key)))
        left.remove(nearest)
        order.append(nearest)
        here = at(nearest)
    return order


def _corner(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The north-west corner around some points."""
    return min(x for x, _ in points), min(y for _, y in points)
