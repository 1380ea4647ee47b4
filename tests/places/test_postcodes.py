"""Postcodes and parts of postcodes, from the package to the point."""

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from assetmap.domain.place import (
    Box,
    PartPostcode,
    Point,
    Postcode,
    parse_part_postcode,
    parse_postcode,
)
from assetmap.places.postcodes import Located, Postcodes

THURROCK = "E06000034"
GRAYS = Point(51.47555, 0.323813)  # RM17 6SL


def locate(postcodes: Postcodes, text: str) -> Located | None:
    postcode = parse_postcode(text)
    assert postcode is not None
    return postcodes.locate(postcode)


def locate_part(postcodes: Postcodes, text: str) -> Located | None:
    part = parse_part_postcode(text)
    assert part is not None
    return postcodes.locate_part(part)


def is_at(located: Located | None, lat: float, lon: float, within_m: float) -> bool:
    return located is not None and located.point.distance_m(Point(lat, lon)) < within_m


@pytest.mark.parametrize("spelling", ["RM17 6SL", "rm176sl", "rm17 6sl", "RM17-6SL"])
def test_a_postcode_is_found_in_any_spelling(postcodes: Postcodes, spelling: str) -> None:
    found = locate(postcodes, spelling)
    assert is_at(found, GRAYS.lat, GRAYS.lon, 20)
    assert found is not None
    assert found.authority == THURROCK


# Points from Code-Point Open by way of the stored extract, and for the rest from public maps.
@pytest.mark.parametrize(
    ("text", "lat", "lon", "authority"),
    [
        ("CM13 3EL", 51.566346, 0.330533, THURROCK),
        ("CM13 1AA", 51.6313, 0.3320, "E07000068"),  # Brentwood
        ("RM14 2TR", 51.5577, 0.2501, "E09000016"),  # Havering
        ("BL1 1SE", 53.5774, -2.4313, "E08000001"),  # Bolton
        ("SW1A 1AA", 51.50101, -0.14159, "E09000033"),  # Westminster
    ],
)
def test_a_postcode_carries_its_own_council(
    postcodes: Postcodes, text: str, lat: float, lon: float, authority: str
) -> None:
    found = locate(postcodes, text)
    assert is_at(found, lat, lon, 20)
    assert found is not None
    assert found.authority == authority


def test_a_postcode_of_northern_ireland_is_read_from_the_irish_grid(postcodes: Postcodes) -> None:
    # Belfast; read as British grid it would lie near Liverpool.
    assert is_at(locate(postcodes, "BT1 1AA"), 54.6024, -5.9223, 50)


def test_rm15_5dx_is_in_south_ockendon(postcodes: Postcodes) -> None:
    assert is_at(locate(postcodes, "RM15 5DX"), 51.51071, 0.28212, 20)


@pytest.mark.parametrize("text", ["RM99 9ZZ", "RM16 9ZZ", "QQ1 1AA", "JE2 3AB"])
def test_a_postcode_that_is_nowhere_is_not_found(postcodes: Postcodes, text: str) -> None:
    assert locate(postcodes, text) is None


@pytest.mark.parametrize(
    "postcode",
    [Postcode("", ""), Postcode("../../x", "6SL"), Postcode("é", "6SL"), Postcode("RM17", "6")],
)
def test_a_postcode_that_was_never_parsed_is_not_found(
    postcodes: Postcodes, postcode: Postcode
) -> None:
    assert postcodes.locate(postcode) is None


# Medians of the live postcodes of Thurrock; the package has those no longer in use as well.
@pytest.mark.parametrize(
    ("sector", "lat", "lon"),
    [
        ("RM15 5", 51.51002, 0.28296),
        ("RM16 6", 51.48786, 0.30155),
        ("RM17 6", 51.47619, 0.33135),
        ("RM19 1", 51.48292, 0.24456),
        ("SS17 9", 51.53024, 0.46808),
    ],
)
def test_a_sector_is_found_at_its_middle(
    postcodes: Postcodes, sector: str, lat: float, lon: float
) -> None:
    found = locate_part(postcodes, sector)
    assert is_at(found, lat, lon, 400)
    assert found is not None
    assert found.authority == THURROCK


@pytest.mark.parametrize(
    ("outward", "lat", "lon", "authority"),
    [
        ("RM17", 51.4799, 0.3224, THURROCK),
        ("RM20", 51.4779, 0.2820, THURROCK),
        ("RM14", 51.5532, 0.2512, "E09000016"),  # Upminster, though Bulphan is RM14 too
        ("BL1", 53.5885, -2.4344, "E08000001"),
        ("S1", 53.380, -1.470, "E08000039"),  # and nothing of S10, S11...
    ],
)
def test_an_outward_code_is_found_with_the_council_of_most_of_it(
    postcodes: Postcodes, outward: str, lat: float, lon: float, authority: str
) -> None:
    found = locate_part(postcodes, outward)
    assert is_at(found, lat, lon, 700)
    assert found is not None
    assert found.authority == authority


@pytest.mark.parametrize(
    "part", [PartPostcode("RM99"), PartPostcode("RM17", "1"), PartPostcode(""), PartPostcode("/")]
)
def test_a_part_that_does_not_exist_is_not_found(postcodes: Postcodes, part: PartPostcode) -> None:
    assert postcodes.locate_part(part) is None


def test_areas_hold_their_own_postcodes_and_no_others(postcodes: Postcodes) -> None:
    everywhere = postcodes.in_areas(["RM", "SS", "CM", "rm"])
    assert len(everywhere) == sum(len(postcodes.in_areas([area])) for area in ("RM", "SS", "CM"))
    assert len(postcodes.in_areas(["RM"]).of(THURROCK)) == 3_971
    assert [len(postcodes.in_areas(areas)) for areas in ((), ("R",), ("QQ",), ("",))] == [0] * 4
    assert 10_000 < len(postcodes.in_areas(["S"])) < 60_000  # Sheffield, not all of SS, ST, SW...
    assert postcodes.in_areas([]).box() is None


def test_a_scatter_is_cut_to_a_box(postcodes: Postcodes) -> None:
    box = Box(0.32, 51.47, 0.33, 51.48)
    within = postcodes.in_areas(["RM"]).within(box)
    found = within.box()
    assert 50 < len(within) < 1_000
    assert found is not None
    assert box.west <= found.west < found.east <= box.east
    assert box.south <= found.south < found.north <= box.north


def test_the_outward_codes_of_a_council(postcodes: Postcodes) -> None:
    assert postcodes.outward_codes(["RM", "SS", "CM"], THURROCK) == (
        "CM13", "RM14", "RM15", "RM16", "RM17", "RM18", "RM19", "RM20", "SS12", "SS16", "SS17",
    )  # fmt: skip


def test_kept_files_are_used_again(tmp_path: Path) -> None:
    first = locate(Postcodes(tmp_path), "RM17 6SL")
    kept = {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()}
    assert list(kept) == ["postcodes-2026.1.1-1-R.npy"]
    assert locate(Postcodes(tmp_path), "RM17 6SL") == first
    assert {file.name: file.stat().st_mtime_ns for file in tmp_path.iterdir()} == kept


@pytest.mark.parametrize("left", [0, 50, 5_000])
def test_a_broken_kept_file_is_made_again(tmp_path: Path, left: int) -> None:
    first = locate(Postcodes(tmp_path), "RM17 6SL")
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.unlink()
    file.write_bytes(whole[:left])
    assert locate(Postcodes(tmp_path), "RM17 6SL") == first
    assert file.read_bytes() == whole


def test_a_cache_that_cannot_be_written_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    postcodes = Postcodes(tmp_path / "file" / "cache")
    assert is_at(locate(postcodes, "RM17 6SL"), GRAYS.lat, GRAYS.lon, 20)
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_two_processes_may_build_the_same_letter_at_once(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from assetmap.domain.place import Postcode;"
        "from assetmap.places.postcodes import Postcodes;"
        "print(Postcodes(Path(sys.argv[1])).locate(Postcode('RM17', '6SL')).authority)"
    )
    command = [sys.executable, "-c", program, str(tmp_path)]
    both = [Popen(command, stdout=PIPE, text=True) for _ in range(2)]
    assert [process.communicate()[0] for process in both] == [f"{THURROCK}\n"] * 2
    assert [file.name for file in tmp_path.iterdir()] == ["postcodes-2026.1.1-1-R.npy"]


def test_threads_share_one_lookup(tmp_path: Path) -> None:
    postcodes = Postcodes(tmp_path)
    with ThreadPoolExecutor(8) as pool:
        found = set(pool.map(lambda _: locate(postcodes, "RM17 6SL"), range(16)))
    assert len(found) == 1
