"""The borough's own edge and water as shapes in metres of the National Grid, which is flat."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from assetmap.domain.borough.drawn_map import Shape

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def areas_of(shapes: Sequence[Shape]) -> "BaseGeometry":
    """The areas among the shapes as one, mended where a ring crosses itself."""
    import shapely  # slow import

    drawn = [
        shapely.make_valid(shapely.Polygon(shape.rings[0], shape.rings[1:]))
        for shape in shapes
        if not shape.is_line
    ]
    return _on_grid(shapely.union_all(drawn))


def lines_of(shapes: Sequence[Shape]) -> "BaseGeometry":
    """The lines among the shapes as one."""
    import shapely  # slow import

    drawn = [shapely.LineString(shape.rings[0]) for shape in shapes if shape.is_line]
    return _on_grid(shapely.union_all(drawn))


def _on_grid(shape: "BaseGeometry") -> "BaseGeometry":
    import geopandas as gpd  # slow import

    placed: BaseGeometry = gpd.GeoSeries([shape], crs=4326).to_crs(27700).iloc[0]
    return placed
