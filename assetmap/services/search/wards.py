"""The ward that a question asks for: a code of the set that counts today."""

import json
from typing import Any

import numpy as np

from assetmap.domain.areas.area_set import Area, AreaKind
from assetmap.domain.search.query import Search
from assetmap.search_index.snapshot import Mask, Snapshot
from assetmap.services.context import Context


def ward_of(context: Context, search: Search) -> Area | None:
    """The ward of a question; None when it asks for none, or for one that there is not."""
    if not search.ward:
        return None
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    return wards.by_code.get(search.ward) if wards else None


def in_ward(context: Context, snapshot: Snapshot, ward: Area | None) -> Mask | bool:
    """The listings that lie in a ward or say that they serve it; all for None."""
    opened = context.areas.opened(ward.set_id) if ward else None
    if ward is None or opened is None:
        return True
    inside = [ward.code in placement.areas for placement in opened.placements(snapshot)]
    return np.array(inside, bool)


def ward_shapes(context: Context) -> tuple[dict[str, Any], ...]:
    """The shapes of today's wards as GeoJSON geometries; none where they are lists of postcodes."""
    import shapely  # slow import

    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    shapes = [area.shape for area in wards.areas if area.shape] if wards else []
    return tuple(json.loads(shapely.to_geojson(shapely.from_wkb(each))) for each in shapes)
