"""What there is in each area, over the sample's listings and wards."""

import pytest

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.search.query import Search
from assetmap.services.context import Context
from assetmap.services.reports.coverage import coverage, grid
from assetmap.services.search.selection import select
from assetmap.storage.store import NotFound


def the_wards(context: Context) -> str:
    """The id of the sample's wards."""
    found = context.areas.current(AreaKind.WARD, context.clock.today())
    assert found
    return found.area_set.id


@pytest.mark.parametrize("categories", [(), ("meet",), ("meet", "active")])
def test_every_listing_is_counted_once_and_as_many_as_the_find_page_has(
    sample_context: Context, categories: tuple[str, ...]
) -> None:
    table = coverage(sample_context, the_wards(sample_context), categories)
    search = Search(category=(categories,)) if categories else Search()
    found = select(sample_context, search)
    every = [*table.served, *table.borough_wide, *table.elsewhere]
    every += [id_ for row in table.rows for id_ in row.listings["venue"]]
    assert sorted(every) == sorted(each.id for each in found.listings)
    assert table.total == len(found.order)
    for row in (*table.rows, table.borough):
        for part in ("free", "evening_weekend", "step_free"):
            assert set(row.listings[part]) <= set(row.listings["venue"])
        assert row.reach is None or 0 <= row.reach <= 1


def test_the_grid_counts_as_the_table_does(sample_context: Context) -> None:
    wards = the_wards(sample_context)
    lines = grid(sample_context, wards, [("meet", "Meet people", ("meet",))]).lines
    table = coverage(sample_context, wards, ("meet",))
    assert [(each.key, each.label, each.counts, each.reach) for each in lines] == [
        (
            *("meet", "Meet people", tuple(row.count("venue") for row in table.rows)),
            table.borough.reach,
        )
    ]


def test_a_set_that_is_not_there(sample_context: Context) -> None:
    with pytest.raises(NotFound):
        coverage(sample_context, "wards-1066")
