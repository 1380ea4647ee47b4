"""Which councils have postcodes near a point, by the real postcodes."""

from pathlib import Path

import pytest

from assetmap.domain.place import Point
from assetmap.places import council_cells
from assetmap.places.council_cells import GOOD_TO_M, CouncilCells
from assetmap.places.postcodes import Postcodes
from assetmap.search_index.distances import distances_m

THURROCK, BASILDON, CASTLE_POINT = "E06000034", "E07000066", "E07000069"
CORYTON = Point(51.512598, 0.511151)


@pytest.fixture(scope="module")
def cells(postcode_cache: Path) -> CouncilCells:
    return CouncilCells(postcode_cache)


@pytest.mark.parametrize(
    "point", [CORYTON, Point(51.5507, 0.4592), Point(51.5624, 0.5758), Point(51.49, 0.30)]
)
def test_as_far_as_the_nearest_postcode_or_nearly(
    cells: CouncilCells, postcodes: Postcodes, point: Point
) -> None:
    every = postcodes.in_areas(["RM", "SS", "CM", "DA"])
    found = {each.code: each.metres for each in cells.near(point, 4_800)}
    for council in (THURROCK, BASILDON, CASTLE_POINT):
        there = every.of(council)
        metres = float(distances_m(there.lat, there.lon, point).min())
        assert (council in found) == (metres <= 4_800) or abs(metres - 4_800) < GOOD_TO_M
        assert abs(found.get(council, metres) - metres) <= GOOD_TO_M
    assert list(found.values()) == sorted(found.values())


def test_only_as_far_as_is_asked(cells: CouncilCells) -> None:
    assert [each.code for each in cells.near(CORYTON, 1_000)] == [THURROCK]
    assert cells.near(Point(51.0, 2.2), 4_800) == ()  # in the sea
    assert cells.near(CORYTON, 1_000) is cells.near(CORYTON, 1_000)


def test_the_middle_of_london_has_many(cells: CouncilCells) -> None:
    near = [each.code for each in cells.near(Point(51.515, -0.12), 4_800)]
    assert {"E09000033", "E09000007", "E09000001"} <= set(near)
    assert len(near) == 10


def test_they_are_kept_and_worked_out_anew_where_what_is_kept_is_not_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(council_cells, "ascii_uppercase", "Z")  # Shetland, which is soon read
    lerwick = Point(60.155, -1.145)
    first = CouncilCells(tmp_path)
    first.ready()
    assert [each.code for each in first.near(lerwick, 1_000)] == ["S12000027"]
    (file,) = tmp_path.iterdir()
    monkeypatch.setattr(council_cells, "ascii_uppercase", "")
    kept = CouncilCells(tmp_path).near(lerwick, 1_000)
    assert kept == first.near(lerwick, 1_000)
    monkeypatch.setattr(council_cells, "ascii_uppercase", "Z")
    whole = file.read_bytes()
    for harmed in (whole[:100], b"", b"no array"):
        file.write_bytes(harmed)
        assert CouncilCells(tmp_path).near(lerwick, 1_000) == kept
        assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_to_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(council_cells, "ascii_uppercase", "Z")
    (tmp_path / "file").touch()
    assert CouncilCells(tmp_path / "file" / "cache").near(Point(60.155, -1.145), 1_000)
