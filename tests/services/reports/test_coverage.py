"""What there is in each area, over the sample's listings and wards."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assetmap.domain.areas.area_file import AreaFile, IncomingArea, ResidentRow
from assetmap.domain.areas.area_set import AreaForm, AreaKind, Residents
from assetmap.domain.listings.listing import Precision, Where
from assetmap.domain.place import Point
from assetmap.domain.reports.coverage import COUNTS, GridLine
from assetmap.domain.search.query import Search
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import import_areas
from assetmap.services.areas.residents import keep_residents
from assetmap.services.context import Context
from assetmap.services.reports.coverage import coverage, grid
from assetmap.services.reports.subjects import subjects
from assetmap.services.search.selection import select
from assetmap.storage.store import NotFound
from tests.area_files import BY, box, geojson, terms, two_patches, two_wards
from tests.conftest import ContextMaker
from tests.factories import GRAYS, a_listing

NOWHERE = box(0.0, 51.0, 0.01, 51.01)  # far from the borough


def in_grays() -> Where:
    """A place in the west."""
    return replace(a_listing().where, place="Grays", postcode="RM17 6SL", point=GRAYS)


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


def test_every_line_of_the_grid_counts_as_its_table_does(sample_context: Context) -> None:
    wards = the_wards(sample_context)
    every = list(subjects(sample_context.borough.words))
    asked = [(each.key, each.label, each.categories) for each in every]
    found = grid(sample_context, wards, asked)
    tables = [coverage(sample_context, wards, each.categories) for each in every]
    assert found.codes == tuple(row.code for row in tables[0].rows)
    assert found.lines == tuple(
        GridLine(
            *(each.key, each.label, tuple(row.count("venue") for row in table.rows)),
            table.borough.reach,
        )
        for each, table in zip(every, tables, strict=True)
    )


def test_the_grid_is_kept_until_a_listing_or_a_set_is_another(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    two_wards(context)
    lines = [("create", "Create", ("create",))]
    first = grid(context, "wards", lines)
    assert first.lines[0].counts == (0, 1)
    assert grid(context, "wards", lines) is first
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing("two"))
    second = grid(context, "wards", lines)
    assert second.lines[0].counts == (0, 2)
    two_wards(context, replace=True)
    assert grid(context, "wards", lines) is not second


def moved(context: Context, where: Where) -> list[tuple[object, ...]]:
    """The published figures with one listing somewhere."""
    with context.unit_of_work() as uow:
        uow.save_listing(a_listing(where=where))
    table = coverage(context, "split")
    wide, rest = table.borough_wide, (table.served, table.elsewhere)
    return [
        *((row.code, row.listings, row.reach, row.checked) for row in table.rows),
        (table.borough.listings, table.borough.reach, wide, *rest),
        grid(context, "split", [("create", "Create", ("create",))]).lines,
    ]


def test_an_approximate_place_moved_over_a_line_in_its_neighbourhood_changes_no_figure(
    make_context: ContextMaker,
) -> None:
    """300 m across a ward's edge: a count of one in a ward may not tell of a home."""
    context = make_context()
    west, east = Point(51.4700, 0.3560), Point(51.4700, 0.3603)  # 300 m apart
    line = 0.358
    text = geojson(("A", "A", box(0.2, 51.4, line, 51.6)), ("B", "B", box(line, 51.4, 0.6, 51.6)))
    import_areas(context, BY, read_area_geojson(text), terms("Split"))
    venue = a_listing().where
    as_venue = [moved(context, replace(venue, point=each)) for each in (west, east)]
    assert as_venue[0] != as_venue[1]
    near = replace(venue, precision=Precision.APPROXIMATE, venue="", postcode="")
    first, second = (moved(context, replace(near, point=each)) for each in (west, east))
    assert first == second
    assert first[2][0]["venue"] == ("knit-club",)  # type: ignore[index]


def test_a_withheld_place_is_of_the_borough_alone(make_context: ContextMaker) -> None:
    context = make_context(a_listing())
    text = geojson(("A", "A", box(0.2, 51.4, 0.6, 51.6)))
    import_areas(context, BY, read_area_geojson(text), terms("Split"))
    (area, whole, _) = moved(context, replace(a_listing().where, precision=Precision.WITHHELD))
    assert area == ("A", dict.fromkeys(COUNTS, ()), 0, None)
    assert whole == (
        {**dict.fromkeys(COUNTS, ()), "comes": ("knit-club",)},
        0,
        ("knit-club",),
        (),
        (),
    )


def test_two_vintages_with_the_same_names_and_one_by_postcodes(make_context: ContextMaker) -> None:
    context = make_context(a_listing(), a_listing("grays", where=in_grays()))
    two_wards(context, "Wards 2002")
    text = geojson(("Grays side", "N1", box(0.2, 51.4, 0.6, 51.6)), ("Tilbury side", "N2", NOWHERE))
    import_areas(context, BY, read_area_geojson(text), terms("Wards 2026"))
    listed = AreaFile(
        AreaForm.POSTCODES,
        (IncomingArea("P1", "Tilbury side", postcodes=("RM187TB",)),),
    )
    import_areas(context, BY, listed, terms("By postcode"))
    counts = {
        set_id: {row.name: row.count("venue") for row in coverage(context, set_id).rows}
        for set_id in ("wards-2002", "wards-2026", "by-postcode")
    }
    assert counts == {
        "wards-2002": {"Grays side": 1, "Tilbury side": 1},
        "wards-2026": {"Grays side": 2, "Tilbury side": 0},
        "by-postcode": {"Tilbury side": 1},
    }


def test_residents_of_census_areas_are_an_estimate_for_a_set_that_has_none(
    make_context: ContextMaker,
) -> None:
    context = make_context(*(a_listing(f"l{n}") for n in range(5)))
    two_wards(context)
    census = geojson(("All", "E1", box(0.2, 51.4, 0.6, 51.6)))
    lsoa = terms("LSOA", kind=AreaKind.LSOA)
    import_areas(context, BY, read_area_geojson(census), lsoa)
    row = ResidentRow("E1", "All", Residents(10_000, 2021))
    keep_residents(context, BY, "LSOA", [row])
    table = coverage(context, "wards")
    assert (table.are_estimated, table.are_residents, table.residents_year) == (True, True, 2021)
    west, east = (each.residents or 0 for each in table.rows)
    assert west > 0 < east
    assert table.borough.residents == west + east <= 10_000
    assert table.rows[1].rate == pytest.approx(5 / east * 1000)
    assert (table.rows[0].rate, table.rows[0].has_few) == (0, False)


def test_patches_have_the_residents_of_their_wards(
    make_context: ContextMaker, tmp_path: Path
) -> None:
    context = make_context(a_listing())
    two_patches(context, tmp_path)
    rows = [ResidentRow(code, code, Residents(n, 2021)) for code, n in (("W1", 900), ("W2", 100))]
    keep_residents(context, BY, "Wards", rows)
    patches, wards = (coverage(context, set_id) for set_id in ("patches", "wards"))
    assert {row.name: row.residents for row in patches.rows} == {
        "East patch": 100,
        "West patch": 900,
    }
    assert (patches.are_estimated, wards.are_estimated) == (True, False)
    whole = geojson(("All", "N1", box(0.2, 51.4, 0.6, 51.6)))
    drawn_anew = terms("Wards 2027", valid_from=date(2026, 3, 1))
    import_areas(context, BY, read_area_geojson(whole), drawn_anew)
    (row,) = coverage(context, "wards-2027").rows
    assert row.residents == 1000
    assert patches.borough.reach == wards.borough.reach


def test_a_set_that_is_not_there(sample_context: Context) -> None:
    with pytest.raises(NotFound):
        coverage(sample_context, "wards-1066")
