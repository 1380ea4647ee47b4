"""What a borough gives for the map that is drawn without tiles: its true edge, and its water."""

from dataclasses import dataclass

Ring = tuple[tuple[float, float], ...]  # (longitude, latitude) in WGS 84 degrees


@dataclass(frozen=True)
class Shape:
    """An area, as its outer ring and its holes, or a line, which has one run of points."""

    rings: tuple[Ring, ...]
    is_line: bool = False


@dataclass(frozen=True)
class DrawnMap:
    """The shapes of `map.geojson`; without any the edge is guessed from the postcodes."""

    edge: tuple[Shape, ...] = ()
    water: tuple[Shape, ...] = ()
    attribution: str = ""
