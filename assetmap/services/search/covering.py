"""Who covers a place or a listing: the current patches, and the nearest hub that is open."""

from dataclasses import replace

import numpy as np

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.listings.kinds import kinds_that
from assetmap.domain.listings.listing import Precision
from assetmap.domain.listings.public_listing import PublicListing
from assetmap.domain.place import Point, parse_postcode
from assetmap.domain.search.results import Covers, Hit, PlaceMatch, covers_of
from assetmap.search_index.distances import distances_m
from assetmap.search_index.row import Row
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context

_HUBS = kinds_that(lambda rules: rules.hosts_others)


def patches(context: Context) -> OpenedSet | None:
    """The patches of today; None where the borough has given none."""
    return context.areas.current(AreaKind.PATCH, context.clock.today())


def covers_place(context: Context, place: PlaceMatch | None) -> Covers | None:
    """Who covers a place; None where no patch does, or it is all of the borough."""
    if place is None or place.point is None:
        return None
    found = patches(context)
    area = found.area_at(place) if found else None
    if area is None:
        return None
    is_rough = parse_postcode(place.label) is None
    return covers_of(place.label, area, nearest_hub(context, place.point), is_rough=is_rough)


def covers_listing(context: Context, listing: PublicListing) -> Covers | None:
    """Who covers where a listing is, by what everybody may see of that; None where no patch does,
    or several do.
    """
    found = patches(context)
    if found is None:
        return None
    snapshot = context.directory_cache.current().snapshot
    position = snapshot.position.get(listing.id)
    if position is None:
        return None
    areas = found.placement(snapshot.rows[position]).areas
    if len(areas) != 1:
        return None
    (code,) = areas
    # Where it is itself is no place to go from, so no hub is named.
    name = listing.where.place or listing.where.area_served or listing.shown.name
    return covers_of(name, found.by_code.get(code), None, is_rough=False)


def nearest_hub(context: Context, point: Point) -> Hit | None:
    """The hub nearest to a point that is not closed for now; one that was checked in time before
    one that was not.
    """
    snapshot, today = context.directory_cache.current().snapshot, context.clock.today()
    is_open = snapshot.is_kind(*_HUBS) & snapshot.kept.row.flat["is_published"]
    hubs = np.flatnonzero(is_open & snapshot.has_precision(Precision.VENUE) & snapshot.placed)
    if not len(hubs):
        return None
    doubtful = (snapshot.overdue(today) | snapshot.unconfirmed(today))[hubs]
    metres = distances_m(snapshot.lat[hubs], snapshot.lon[hubs], point)
    best = snapshot.rows[int(hubs[np.lexsort((metres, doubtful))[0]])]
    assert best.listing.point is not None
    return replace(_hit(context, best), distance_m=round(best.listing.point.distance_m(point)))


def _hit(context: Context, row: Row) -> Hit:
    calendar, now = context.calendar(), context.clock.now()
    return Hit(
        listing=row.listing,
        next=row.listing.next_session(now, calendar),
        opening=row.listing.opening(now, calendar),
        outside_borough=row.outside,
        freshness=row.standing.on(now.date()),
    )
