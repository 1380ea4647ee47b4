"""What the map of an answer draws: every pin, or clusters where there are too many."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Box, Point
from assetmap.domain.search.query import Search
from assetmap.domain.search.results import PlaceMatch
from assetmap.domain.times.days_asked import DaysAsked
from assetmap.domain.validation import Problem
from assetmap.search_index.clusters import Cluster, clusters
from assetmap.search_index.snapshot import Mask
from assetmap.services.context import Context
from assetmap.services.search.on_days import on_days
from assetmap.services.search.selection import Selection, select

_NEAREST = 20  # listings that the first view holds: a page of the list
MOST_POINTS = 500  # about 20 kB: past that a phone waits longer for pins than it needs them
_LEAST_LAT, _LEAST_LON = 0.004, 0.006  # around the place asked for: about a quarter of a mile


@dataclass(frozen=True)
class MapPoints:
    """Single listings with a point, and clusters of many; `bounds` is what to show at first."""

    total: int
    bounds: Box | None
    singles: tuple[PublicListing, ...]
    clusters: tuple[Cluster, ...] = ()
    clustered: bool = False
    problems: tuple[Problem, ...] = ()  # what was wrong with the question
    place: PlaceMatch | None = None  # the place asked for, if it has a point: `bounds` centre on it
    metres: Mapping[str, int] = field(default_factory=dict)  # from there, by id of a single listing


def map_points(
    context: Context, search: Search, view: Box | None, zoom: int, days: DaysAsked | None = None
) -> MapPoints:
    """The points of a question's answer, all of them when they are no more than MOST_POINTS.

    Else what lies in `view`: its points, or clusters for `zoom` when those are too many as well.
    `clustered` then tells the map to ask again when it moves. With `days`, of what is on then.
    """
    selection = select(context, search)
    if days is not None:
        selection = on_days(context, selection, days)
    found = _points(selection, view, zoom)
    place = selection.location.place
    if place is None or place.point is None or selection.nearness is None or place.whole_area:
        return found
    bounds = found.bounds if search.bbox else _centred(found.bounds, place.point)
    metres = selection.nearness.metres
    position = selection.snapshot.position
    away = {each.id: round(float(metres[position[each.id]])) for each in found.singles}
    return replace(found, bounds=bounds, place=place, metres=away)


def _points(selection: Selection, view: Box | None, zoom: int) -> MapPoints:
    snapshot = selection.snapshot
    mask = selection.mask & snapshot.placed
    bounds = snapshot.bounds(_shown_first(selection, mask))
    total = int(np.count_nonzero(mask))
    if total <= MOST_POINTS:
        placed = [n for n in selection.order.tolist() if snapshot.placed[n]]
        singles = tuple(snapshot.rows[n].listing for n in placed)
        return MapPoints(total, bounds, singles, problems=selection.problems)
    if view:
        mask = mask & snapshot.in_box(view)
    if np.count_nonzero(mask) <= MOST_POINTS:
        seen = tuple(snapshot.rows[n].listing for n in np.flatnonzero(mask).tolist())
        return MapPoints(total, bounds, seen, (), True, selection.problems)
    found = clusters(snapshot, mask, zoom)
    alone = tuple(snapshot.rows[c.alone].listing for c in found if c.alone is not None)
    many = tuple(cluster for cluster in found if cluster.alone is None)
    return MapPoints(total, bounds, alone, many, True, selection.problems)


def _shown_first(selection: Selection, placed: Mask) -> Mask:
    """What the map fits to at first: what is near the place asked for, else the borough's own.

    One listing at the other end of the country would shrink everything else to a dot.
    """
    snapshot = selection.snapshot
    if selection.search.bbox:
        return placed
    if selection.nearness:
        nearest = [n for n in selection.order.tolist() if placed[n]][:_NEAREST]
        near = np.zeros(len(snapshot), bool)
        near[nearest] = True
        return near
    own = placed & ~snapshot.outside
    return own if own.any() else placed


def _centred(box: Box | None, middle: Point) -> Box:
    """The smallest box around `middle` that holds `box`, and a little of what is around it."""
    across, along = _LEAST_LON, _LEAST_LAT
    if box is not None:
        across = max(across, abs(box.west - middle.lon), abs(box.east - middle.lon))
        along = max(along, abs(box.south - middle.lat), abs(box.north - middle.lat))
    return Box(middle.lon - across, middle.lat - along, middle.lon + across, middle.lat + along)


def is_soft(listing: PublicListing) -> bool:
    """Whether the map shows a circle around a neighbourhood instead of a pin."""
    return listing.where.precision is Precision.APPROXIMATE
