"""How far the wards of today lie from one of them: next to it, or how many kilometres away."""

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.time_bank.matching import WardDistance
from assetmap.services.context import Context

_KM_A_DEGREE = 111.32
_TOUCHING = 0.0005  # degrees, some 50 m: borders drawn twice do not lie upon one another


class _Shape(NamedTuple):
    code: str
    wkb: bytes


def distances_from(context: Context, ward: str) -> Mapping[str, WardDistance]:
    """How far each ward of today is from one, by code; nothing when that one has no shape."""
    wards = context.areas.current(AreaKind.WARD, context.clock.today())
    if wards is None or not ward:
        return {}
    shapes = tuple(_Shape(each.code, each.shape) for each in wards.areas if each.shape)
    return _distances(ward, shapes) or {ward: WardDistance(0, 0.0)}


@lru_cache(maxsize=128)
def _distances(ward: str, shapes: tuple[_Shape, ...]) -> dict[str, WardDistance]:
    import numpy as np
    import shapely  # slow import

    codes = [each.code for each in shapes]
    if ward not in codes:
        return {}
    drawn = shapely.from_wkb([each.wkb for each in shapes])
    mine = drawn[codes.index(ward)]
    middles = shapely.centroid(drawn)
    x, y = shapely.get_x(middles), shapely.get_y(middles)
    here = codes.index(ward)
    wide = np.cos(np.radians(y[here]))
    km = np.hypot(y - y[here], (x - x[here]) * wide) * _KM_A_DEGREE
    touch = shapely.dwithin(drawn, mine, _TOUCHING)
    return {
        code: WardDistance(0 if code == ward else 1 if near else None, float(far))
        for code, near, far in zip(codes, touch, km, strict=True)
    }
