"""Whether somebody at a place can have a listing: go there, have it come, or neither.

People go to a venue, whatever ground it says that it serves. What is had at home, by phone or
online, and what has no place of its own, comes to those whose place its area holds.
"""

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.search.results import PlaceMatch, Reach
from assetmap.search_index.distances import AREA_REACH_M, Nearness
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context

Reaches = NDArray[np.int8]
REACHES = (Reach.THERE, Reach.COMES, Reach.ELSEWHERE)  # by the numbers of Reaches
THERE, COMES, ELSEWHERE = range(3)
_SAME_PLACE_M = 300  # a named place and a postcode beside its middle are one


def reach_of(
    context: Context, snapshot: Snapshot, place: PlaceMatch | None, nearness: Nearness | None
) -> Reaches | None:
    """For every listing, its reach from a place; None when the question names none."""
    if place is None or nearness is None or place.point is None:
        return None
    known = (each.point for each in context.gazetteer.places())
    # The point belongs to the named place that is nearest, if any is near at all.
    to_named = min((place.point.distance_m(point) for point in known if point), default=0.0)
    covers = nearness.covers(min(to_named + _SAME_PLACE_M, AREA_REACH_M))
    goes: Mask = ~np.isnan(nearness.metres) & ~snapshot.comes
    # A neighbourhood that names no area is gone to as a venue is.
    goes |= ~np.isnan(nearness.metres) & ~nearness.names_ground
    return np.where(goes, THERE, np.where(covers, COMES, ELSEWHERE)).astype(np.int8)
