"""Grids are kept for one snapshot, the last ones asked for."""

from datetime import date
from typing import Any, cast

from assetmap.domain.areas.area_set import AreaForm, AreaKind, AreaSet
from assetmap.domain.reports.coverage import Grid
from assetmap.services.grid_cache import Grids

WARDS = AreaSet("wards", "Wards", AreaKind.WARD, AreaForm.SHAPES, date(2026, 5, 7), "m1")


def a_grid() -> Grid:
    return Grid(WARDS, (), ())


def test_a_grid_is_made_once_for_each_key_and_snapshot() -> None:
    grids, (old, new) = Grids(), (cast("Any", object()), cast("Any", object()))
    first = grids.of("a", old, a_grid)
    assert grids.of("a", old, a_grid) is first
    assert grids.of("b", old, a_grid) is not first
    second = grids.of("a", new, a_grid)
    assert second is not first
    assert grids.of("a", new, a_grid) is second


def test_those_asked_for_long_ago_are_forgotten() -> None:
    grids, snapshot = Grids(), cast("Any", object())
    first, other = grids.of(0, snapshot, a_grid), grids.of(1, snapshot, a_grid)
    for key in range(2, 17):
        assert grids.of(0, snapshot, a_grid) is first
        grids.of(key, snapshot, a_grid)
    assert grids.of(0, snapshot, a_grid) is first
    assert grids.of(1, snapshot, a_grid) is not other
