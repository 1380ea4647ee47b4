"""Where a question asks, and who can have a listing there: go to it, have it come, or neither.

People go to a venue, whatever ground it says that it serves. What is had at home, by phone or
online, and what has no place of its own, comes to those whose place its area holds.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.place import METRES_A_MILE, Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch, Reach
from assetmap.search_index.distances import AREA_REACH_M, Nearness
from assetmap.search_index.per_generation import per_generation
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context

Reaches = NDArray[np.int8]
REACHES = (Reach.THERE, Reach.COMES, Reach.ELSEWHERE)  # by the numbers of Reaches
THERE, COMES, ELSEWHERE = range(3)
_KEPT_MOST = 100_000  # listings of all places together that are kept: some 3 MB
SAME_PLACE_M = 300  # a named place and a postcode beside its middle are one


@dataclass(frozen=True)
class QueryLocation:
    """The place of a question: how near every listing is, and its reach; None without a point."""

    place: PlaceMatch | None
    nearness: Nearness | None = None
    reaches: Reaches | None = None
    covers: Mask | None = None  # which listings serve it, by the area that they name

    def narrowed(self, mask: Mask, snapshot: Snapshot, search: Search) -> Mask:
        """Those of `mask` that lie where the question asks, or come there."""
        if self.place and self.place.whole_area:
            mask = mask & ~snapshot.outside
        if self.nearness and self.reaches is not None and search.within is not None:
            is_near = self.nearness.within(search.within * METRES_A_MILE)
            mask = mask & (((self.reaches == THERE) & is_near) | (self.reaches == COMES))
        if search.bbox:
            mask = mask & snapshot.in_box(search.bbox)
        return mask

    @property
    def is_reached(self) -> Mask | bool:
        """The listings that somebody at the place can have; all when the question names none."""
        return True if self.reaches is None else self.reaches != ELSEWHERE

    def reach_of(self, position: int) -> Reach | None:
        """The reach of the listing at a position; None when the question names no place."""
        return None if self.reaches is None else REACHES[self.reaches[position]]


def query_location(context: Context, snapshot: Snapshot, place: PlaceMatch | None) -> QueryLocation:
    """What the place of a question means for every listing."""
    if place is None or place.point is None:
        return QueryLocation(place)
    # The borough's towns are asked for again and again; where somebody lives is never kept.
    if all(place is not each for each in context.gazetteer.places()):
        return _located(context, snapshot, place, place.point)
    kept = _of_towns(snapshot)
    found = kept.get(place)
    if found is None:
        found = _located(context, snapshot, place, place.point)
        if (len(kept) + 1) * len(snapshot) <= _KEPT_MOST:
            kept[place] = found
    return found


@per_generation
def _of_towns(_: Snapshot) -> dict[PlaceMatch, QueryLocation]:
    """What the places of the borough's own file mean for every listing."""
    return {}


def _located(
    context: Context, snapshot: Snapshot, place: PlaceMatch, point: Point
) -> QueryLocation:
    to_town = context.gazetteer.metres_to_place(point)
    # Outside the borough, what serves the whole of it is as far away as the nearest of its towns.
    is_outside = place.authority not in ("", context.borough.authority_code)
    nearness = Nearness(snapshot, point, to_town if is_outside else 0.0)
    # The point belongs to the named place that is nearest, if any is near at all.
    covers = nearness.covers(min(to_town + SAME_PLACE_M, AREA_REACH_M))
    return QueryLocation(place, nearness, _reaches(snapshot, nearness, covers), covers)


def _reaches(snapshot: Snapshot, nearness: Nearness, covers: Mask) -> Reaches:
    has_point = ~np.isnan(nearness.metres)
    # A neighbourhood that names no area is gone to as a venue is; what is had by phone or online
    # and names none is had everywhere.
    goes = has_point & (~snapshot.comes | ~nearness.names_ground)
    comes = covers | (snapshot.is_remote & ~nearness.names_ground)
    return np.where(goes, THERE, np.where(comes, COMES, ELSEWHERE)).astype(np.int8)
