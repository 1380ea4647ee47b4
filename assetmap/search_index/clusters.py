"""Pins gathered into clusters for one view of the map, for more points than a browser likes."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assetmap.domain.place import Box
from assetmap.search_index.snapshot import Mask, Snapshot

CELL_PX = 80  # a cluster's cell on screen
APART_PX = 60  # clusters whose middles are nearer than this are one: the biggest is 58 px wide
_TILE_PX = 256


@dataclass(frozen=True)
class Cluster:
    """Some listings near each other: their middle, their number, the box that holds them.

    `alone` is the position of the only listing when there is one.
    """

    lat: float
    lon: float
    count: int
    box: Box
    alone: int | None = None


def clusters(snapshot: Snapshot, mask: Mask, zoom: int) -> list[Cluster]:
    """The placed listings of `mask` by cells of 80 px at a web map's `zoom` (0 to 22)."""
    positions = np.flatnonzero(mask & snapshot.placed)
    if not len(positions):
        return []
    lat, lon = snapshot.lat[positions], snapshot.lon[positions]
    cells = _cells(lat, lon, zoom)
    order = np.argsort(cells, kind="stable")
    starts = np.flatnonzero(np.r_[True, np.diff(cells[order]) != 0])
    counts = np.diff(np.r_[starts, len(order)])
    lat, lon, positions = lat[order], lon[order], positions[order]
    south, north = np.minimum.reduceat(lat, starts), np.maximum.reduceat(lat, starts)
    west, east = np.minimum.reduceat(lon, starts), np.maximum.reduceat(lon, starts)
    middle_lat = np.add.reduceat(lat, starts) / counts
    middle_lon = np.add.reduceat(lon, starts) / counts
    found = [
        Cluster(
            float(middle_lat[n]),
            float(middle_lon[n]),
            int(counts[n]),
            Box(float(west[n]), float(south[n]), float(east[n]), float(north[n])),
            int(positions[starts[n]]) if counts[n] == 1 else None,
        )
        for n in range(len(starts))
    ]
    return _apart(found, zoom)


def _apart(found: list[Cluster], zoom: int) -> list[Cluster]:
    """The clusters with those that would touch joined, the bigger ones first."""
    world = _TILE_PX * 2**zoom
    kept: list[Cluster] = []
    places: list[tuple[float, float]] = []
    for cluster in sorted(found, key=lambda each: -each.count):
        x, y = (float(part) * world for part in _plane(cluster.lat, cluster.lon))
        near = (n for n, (a, b) in enumerate(places) if math.hypot(a - x, b - y) < APART_PX)
        touched = next(near, None)
        if touched is None:
            kept.append(cluster)
            places.append((x, y))
        else:
            kept[touched] = _joined(kept[touched], cluster)
    return kept


def _joined(one: Cluster, other: Cluster) -> Cluster:
    """One cluster of both, at the middle of all their listings."""
    count = one.count + other.count
    return Cluster(
        (one.lat * one.count + other.lat * other.count) / count,
        (one.lon * one.count + other.lon * other.count) / count,
        count,
        Box(
            min(one.box.west, other.box.west),
            min(one.box.south, other.box.south),
            max(one.box.east, other.box.east),
            max(one.box.north, other.box.north),
        ),
    )


def _cells(lat: NDArray[np.float64], lon: NDArray[np.float64], zoom: int) -> NDArray[np.int64]:
    """Numbers of the cells that points fall in."""
    scale = _TILE_PX * 2**zoom / CELL_PX
    across, down = (np.floor(part * scale).astype(np.int64) for part in _plane(lat, lon))
    cells: NDArray[np.int64] = across * (1 << 32) + down
    return cells


def _plane(
    lat: float | NDArray[np.float64], lon: float | NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Places on the web Mercator plane: across and down, both from 0 to 1."""
    mercator = np.log(np.tan(math.pi / 4 + np.radians(np.clip(lat, -85, 85)) / 2))
    return (np.asarray(lon) + 180) / 360, np.asarray((1 - mercator / math.pi) / 2)
