"""The grid of coverage: 60 categories by 20 wards, with who has one within a walk."""

import json
import time
from dataclasses import dataclass
from datetime import date

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import COMMAND_LINE
from assetmap.domain.search.query import Search
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import AreaTerms, import_areas
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reach_map import ReachMaps
from assetmap.services.reports.coverage import GridAsked, grid
from assetmap.services.reports.subjects import subjects
from assetmap.services.search.selection import select
from scripts.benchmark.loading import percentile

_LINES, _ACROSS, _UP = 60, 5, 4
_TIMES = 5


@dataclass(frozen=True)
class CoverageTiming:
    """Milliseconds, the middle of several: nothing worked out yet, after a change, kept."""

    lines: int
    areas: int
    cold: float
    changed: float
    kept: float


def measure_coverage(context: Context) -> CoverageTiming:
    """Keep a set of invented wards over the borough and ask for its grid."""
    report = import_areas(
        context,
        Actor(COMMAND_LINE, "benchmark"),
        read_area_geojson(_wards(context)),
        AreaTerms("Benchmark wards", AreaKind.WARD, date(2020, 1, 1)),
    )
    set_id = report.area_set.id
    asked = [(each.key, each.label, each.categories) for each in subjects(context.borough.words)]
    asked = asked[-_LINES:]
    grid(context, set_id, asked)
    cold = _middle(context, set_id, asked, anew=True)
    changed = _middle(context, set_id, asked, change=True)
    kept = _middle(context, set_id, asked)
    return CoverageTiming(len(asked), report.area_set.areas, cold, changed, kept)


def _middle(
    context: Context,
    set_id: str,
    asked: list[GridAsked],
    *,
    anew: bool = False,
    change: bool = False,
) -> float:
    taken = []
    record = next(iter(context.store.all()))
    for _ in range(_TIMES):
        if anew:
            context.reach_maps = ReachMaps()
        if anew or change:
            with context.unit_of_work() as uow:
                uow.save_listing(record.listing)
            select(context, Search())  # what every search needs is there
        start = time.perf_counter()
        grid(context, set_id, asked)
        taken.append((time.perf_counter() - start) * 1000)
    return percentile(taken, 50)


def _wards(context: Context) -> str:
    """Equal boxes over the borough's postcodes as GeoJSON."""
    borough = context.borough
    own = context.postcodes.in_areas(borough.postcode_areas).of(borough.authority_code)
    west, south = float(own.lon.min()), float(own.lat.min())
    wide = (float(own.lon.max()) - west) / _ACROSS
    high = (float(own.lat.max()) - south) / _UP
    features = []
    for number in range(_ACROSS * _UP):
        x, y = west + wide * (number % _ACROSS), south + high * (number // _ACROSS)
        ring = [[x, y], [x + wide, y], [x + wide, y + high], [x, y + high], [x, y]]
        properties = {"name": f"Ward {number + 1}", "code": f"B{number + 1}"}
        geometry = {"type": "Polygon", "coordinates": [ring]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return json.dumps({"type": "FeatureCollection", "features": features})
