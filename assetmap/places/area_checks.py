"""How the areas of a set lie: overlaps, and what of the borough none of them covers."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from assetmap.domain.areas.area_file import IncomingArea
from assetmap.domain.borough.drawn_map import Shape
from assetmap.places.given_shapes import areas_of
from assetmap.places.postcodes import Scatter

OVERLAP_M2 = 100.0  # less is where two drawings of one border differ


def overlaps(areas: Sequence[IncomingArea]) -> list[tuple[str, str, float]]:
    """The pairs of names whose areas overlap by more than 100 m2, and by how much, most first."""
    import shapely  # slow import

    shapes = _on_grid(areas)
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    once = first < second
    first, second = first[once], second[once]
    shared = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    found = [
        (areas[one].name, areas[other].name, float(m2))
        for one, other, m2 in zip(first, second, shared, strict=True)
        if m2 > OVERLAP_M2
    ]
    return sorted(found, key=lambda each: -each[2])


def uncovered_m2(areas: Sequence[IncomingArea], edge: Sequence[Shape]) -> float:
    """How much of the borough, within its own edge, lies in none of the areas."""
    import shapely  # slow import

    covered = shapely.union_all(_on_grid(areas))
    return float(areas_of(edge).difference(covered).area)


def postcodes_outside(areas: Sequence[IncomingArea], postcodes: Scatter) -> int:
    """How many of some postcodes lie in none of the areas."""
    import shapely  # slow import

    points = shapely.points(postcodes.lon, postcodes.lat)
    tree = shapely.STRtree(shapely.from_wkb([each.shape for each in areas]))
    inside, _ = tree.query(points, predicate="intersects")
    return len(points) - len(np.unique(inside))


def _on_grid(areas: Sequence[IncomingArea]) -> Any:
    """The shapes in metres of the National Grid, which is flat."""
    import shapely  # slow import
    from pyproj import Transformer  # slow import

    change = Transformer.from_crs("EPSG:4326", "EPSG:27700", always_xy=True)
    return shapely.transform(
        shapely.from_wkb([each.shape for each in areas]),
        lambda xy: np.column_stack(change.transform(xy[:, 0], xy[:, 1])),
    )
