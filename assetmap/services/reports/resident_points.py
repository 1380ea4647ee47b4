"""Where people live, as nearly as postcodes tell: each live postcode with its share of residents.

The residents of the smallest areas that are known are spread evenly over the postcodes in each:
those of the census areas (a set of the kind LSOA), else those of the set itself, else those of the
newest wards that say theirs: for patches, and for wards drawn anew. Without any of these every
postcode counts the same, and whoever shows a figure says that it is a share of postcodes.
"""

from collections import Counter
from collections.abc import Iterable
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.areas.area_set import Area, AreaKind
from assetmap.domain.place import Point, parse_postcode
from assetmap.services.area_placing import OpenedSet
from assetmap.services.context import Context
from assetmap.services.reach_map import ResidentPoints

Numbers = NDArray[np.float64]


def resident_points(context: Context, opened: OpenedSet) -> ResidentPoints:
    """The borough's postcodes in the areas of a set. Worked out anew: some hundred milliseconds."""
    borough = context.borough
    scatter = context.postcodes.in_areas(borough.postcode_areas).of(borough.authority_code)
    sides = zip(scatter.lat.tolist(), scatter.lon.tolist(), strict=True)
    points = [Point(lat, lon) for lat, lon in sides]
    postcodes = [code.decode() for code in scatter.code.tolist()]
    here = _codes_at(opened, points, postcodes)
    codes = tuple(area.code for area in opened.areas)
    number = {code: position for position, code in enumerate(codes)}
    weight, known = _weights(context, opened, here, points, postcodes)
    area = np.array([number.get(code, -1) for code in here], np.int64)
    year = residents_year(known.areas) if known else 0
    return ResidentPoints(scatter.lat, scatter.lon, weight, area, codes, known is not None, year)


def residents_year(areas: Iterable[Area]) -> int:
    """The year of the residents of some areas; 0 where it is not one, or not known."""
    years = {area.residents.year for area in areas if area.residents}
    return years.pop() if len(years) == 1 else 0


def _codes_at(opened: OpenedSet, points: list[Point], postcodes: list[str]) -> list[str]:
    finder = opened.finder
    return [
        finder.at(point, parse_postcode(code))
        for point, code in zip(points, postcodes, strict=True)
    ]


def _weights(
    context: Context,
    opened: OpenedSet,
    here: list[str],
    points: list[Point],
    postcodes: list[str],
) -> tuple[Numbers, OpenedSet | None]:
    """How many people each postcode stands for, and the set that says so; None for no set."""
    small = context.areas.current(AreaKind.LSOA, context.clock.today())
    wards = (x for x in context.areas.sets() if x.kind is AreaKind.WARD)
    others = ((context.areas.opened(each.id), None) for each in wards)
    for known, codes in chain(((small, None), (opened, here)), others):
        if known is None or not any(area.residents for area in known.areas):
            continue
        found = codes if codes is not None else _codes_at(known, points, postcodes)
        totals = {area.code: area.residents.total for area in known.areas if area.residents}
        shared = Counter(found)
        return np.array([totals.get(code, 0) / shared[code] for code in found], np.float64), known
    return np.ones(len(points), np.float64), None
