"""The figures of a table of coverage."""

from datetime import date

import pytest

from assetmap.domain.areas.area_set import AreaForm, AreaKind, AreaSet
from assetmap.domain.reports.coverage import COUNTS, Coverage, CoverageRow, Grid, GridLine

WARDS = AreaSet("wards", "Wards", AreaKind.WARD, AreaForm.SHAPES, date(2026, 5, 7), "m")


def a_row(name: str, venues: int, residents: int | None = None) -> CoverageRow:
    listings = dict.fromkeys(COUNTS, ()) | {"venue": tuple(map(str, range(venues)))}
    return CoverageRow(name, name, residents, listings)


@pytest.mark.parametrize(
    ("venues", "residents", "rate"),
    [(5, 10_000, 0.5), (4, 10_000, None), (5, None, None), (0, 10_000, 0), (6, 0, None)],
)
def test_a_rate_is_of_five_listings_or_more(
    venues: int, residents: int | None, rate: float | None
) -> None:
    """None where it is not known or too few; of no listing at all it is nothing, which is known."""
    assert a_row("a", venues, residents).rate == rate


def test_each_listing_is_in_one_part_of_the_whole() -> None:
    found = Coverage(
        *(WARDS, (), (a_row("a", 2), a_row("b", 0)), a_row("", 2)),
        served=("x",),
        borough_wide=("y", "z"),
        elsewhere=("w",),
    )
    assert found.total == 2 + 1 + 2 + 1
    assert [row.name for row in found.without] == ["b"]


def test_grid_names_its_empty_cells() -> None:
    lines = (GridLine("meet", "Meet", (2, 0)), GridLine("food", "Food", (0, 1)))
    grid = Grid(WARDS, ("E1", "E2"), ("One", "Two"), lines)
    assert grid.empty_cells() == (("meet", "E2"), ("food", "E1"))
