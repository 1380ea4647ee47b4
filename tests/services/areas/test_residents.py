"""The residents of a set that is there: all of a file, with an entry in the audit, or nothing."""

from dataclasses import replace
from datetime import date

import pytest

from assetmap.domain.areas.area_file import BadAreas, ResidentRow
from assetmap.domain.areas.area_set import AreaKind, Residents
from assetmap.domain.people.people import NotAllowed, Role
from assetmap.places.area_maps import read_area_geojson
from assetmap.services.areas.importing import import_areas
from assetmap.services.areas.residents import ResidentsReport, keep_residents
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.reports.coverage import coverage
from assetmap.services.reports.resident_points import resident_points
from assetmap.storage.tables import AREA_SETS, AREAS
from tests.area_files import BY, EAST, WEST, box, geojson, terms, two_wards
from tests.conftest import ContextMaker
from tests.factories import a_listing
from tests.people import a_person


def row(label: str, total: int, year: int = 0, over_65: int | None = None) -> ResidentRow:
    return ResidentRow(label, label, Residents(total, year, over_65))


def kept(context: Context, set_id: str = "wards") -> dict[str, Residents | None]:
    return {each.code: each.residents for each in context.store.find(AREAS, set_id=set_id)}


@pytest.fixture
def context(make_context: ContextMaker) -> Context:
    context = make_context(a_listing())
    two_wards(context)
    return context


def test_they_are_kept_by_code_or_name_and_noted(context: Context) -> None:
    (before,) = context.store.find(AREA_SETS)
    rows = [row("W1", 900), row("tilbury  SIDE", 100, over_65=30)]
    report = keep_residents(context, BY, "Wards", rows, 2021)
    assert report == ResidentsReport(before, 2, 1000)
    assert kept(context) == {"W1": Residents(900, 2021), "W2": Residents(100, 2021, 30)}
    (after,) = context.store.find(AREA_SETS)
    assert after.mark != before.mark
    assert replace(after, mark=before.mark) == before
    assert {(e.entry.happening.what, e.entry.happening.why) for e in context.store.audited()} >= {
        ("brought in the residents of a set of areas", "2 areas, 1000 residents")
    }


@pytest.mark.parametrize(
    ("rows", "year", "reason"),
    [
        ([row("W1", 1), row("Tilbry side", 2)], 2021, "No area of Wards: Tilbry side. Without "),
        ([row("W1", 1), row("Grays side", 1), row("W2", 1)], 2021, "Grays side stands in the file"),
        ([row("W1", 1)], 0, "It does not say of which year"),
        ([row("W1", 1, 2011)], 2021, "Its numbers are of 2011, as it says itself, and not 2021"),
        ([row("W1", 1)], 2027, "2027 is no year of which residents can be known"),
        ([row("W1", 1)], 21, "21 is no year"),
    ],
)
def test_nothing_is_half_kept(
    context: Context, rows: list[ResidentRow], year: int, reason: str
) -> None:
    with pytest.raises(BadAreas, match=reason):
        keep_residents(context, BY, "Wards", rows, year)
    assert kept(context) == {"W1": None, "W2": None}
    assert len(list(context.store.audited())) == 1


def test_a_file_of_all_england_will_do_and_one_of_some_areas_too(context: Context) -> None:
    rows = [row("W1", 5), row("W2", 6), *(row(f"E0{n}", 7) for n in range(7))]
    report = keep_residents(context, BY, "wards", rows, 2021)
    assert report.notes == (
        "Rows left out, of areas that are not of this set: E00, E01, E02, E03, E04 and 2 more.",
    )
    report = keep_residents(context, BY, "wards", [row("W2", 8)], 2022)
    assert report.notes == ("Not in the file, and left as they were: Grays side.",)
    assert kept(context) == {"W1": Residents(5, 2021), "W2": Residents(8, 2022)}


def test_two_areas_of_one_name_and_a_set_that_is_not_there(context: Context) -> None:
    text = geojson(("Same", "S1", box(*WEST)), ("Same", "S2", box(*EAST)))
    import_areas(context, BY, read_area_geojson(text), terms("Twins"))
    with pytest.raises(BadAreas, match="Twins has two areas called same: give the code"):
        keep_residents(context, BY, "Twins", [row("same", 5)], 2021)
    with pytest.raises(BadAreas, match=r"There is no set of areas Wards 1066. There are: "):
        keep_residents(context, BY, "Wards 1066", [row("W1", 5)], 2021)


def test_a_trial_writes_nothing_and_an_editor_may_not(context: Context) -> None:
    report = keep_residents(context, BY, "wards", [row("W1", 5)], 2021, dry_run=True)
    assert (report.areas, report.total, kept(context)["W1"]) == (1, 5, None)
    with pytest.raises(NotAllowed):
        keep_residents(
            context, Actor(a_person(context, Role.EDITOR)), "wards", [row("W1", 5)], 2021
        )


def test_rate_and_reach_use_them(make_context: ContextMaker) -> None:
    context = make_context(*(a_listing(f"l{n}") for n in range(5)))
    two_wards(context)
    before = coverage(context, "wards")
    assert (before.are_residents, [each.rate for each in before.rows]) == (False, [None, None])
    keep_residents(context, BY, "wards", [row("W1", 9000), row("W2", 1000)], 2021)
    after = coverage(context, "wards")
    assert after.are_residents
    assert [(each.residents, each.rate) for each in after.rows] == [(9000, 0), (1000, 5.0)]
    assert after.borough.rate == 0.5
    west, east = after.rows
    # Nobody in the west has one near; in the east it is the share of its postcodes, as before.
    assert west.reach == 0
    assert east.reach == pytest.approx(before.rows[1].reach)
    assert after.borough.reach == pytest.approx((east.reach or 0) / 10)


def test_residents_of_census_areas_are_spread_over_their_postcodes(context: Context) -> None:
    lsoas = terms("LSOA 2021", kind=AreaKind.LSOA, valid_from=date(2021, 3, 21))
    middle = 0.36  # through Tilbury: the census areas cross the wards
    west, east = (0.20, 51.44, middle, 51.57), (middle, 51.44, 0.55, 51.57)
    text = geojson(("Thurrock 001A", "E1", box(*west)), ("Thurrock 001B", "E2", box(*east)))
    import_areas(context, BY, read_area_geojson(text), lsoas)
    keep_residents(context, BY, "LSOA 2021", [row("E1", 1725), row("E2", 1301)], 2021)
    opened, small = context.areas.opened("wards"), context.areas.opened("lsoa-2021")
    assert opened
    assert small
    points = resident_points(context, opened)
    assert points.are_residents
    is_west = points.lon < middle
    assert points.weight[is_west].sum() == pytest.approx(1725)
    assert points.weight[~is_west].sum() == pytest.approx(1301)
    for code in ("W1", "W2"):
        inside = points.area == points.codes.index(code)
        assert points.weight[inside].sum() > 0
    assert points.weight.sum() == pytest.approx(3026)
