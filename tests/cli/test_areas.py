"""`assetmap areas`: sets come in whole or not at all, stand side by side, and go again."""

from pathlib import Path

import pytest

from tests.area_files import EAST, PATCHES, WEST, bow_tie, box, geojson
from tests.cli.conftest import Runner, Said, refusal

WEST_SIDE, EAST_SIDE = ("Grays side", "W1", box(*WEST)), ("Tilbury side", "W2", box(*EAST))
MAY = ("--from", "2026-05-07")


@pytest.fixture
def wards(tmp_path: Path) -> Path:
    path = tmp_path / "wards.geojson"
    path.write_text(geojson(WEST_SIDE, EAST_SIDE), encoding="utf-8")
    return path


def test_two_vintages_with_the_same_names_stand_side_by_side(
    call: Runner, wards: Path, tmp_path: Path
) -> None:
    first = call("areas", "import", wards, "--set", "Wards 2002", "--from", "2002-05-02")
    assert first.out.splitlines()[0] == "Wards 2002: 2 areas imported"
    newer = tmp_path / "newer.geojson"
    newer.write_text(
        geojson(("Grays side", "N1", box(*WEST)), ("Tilbury side", "N2", box(*EAST))), "utf-8"
    )
    second = call("areas", "import", newer, "--set", "Wards 2026", *MAY)
    assert second.status == 0
    assert "  From 2026-05-07 on it counts in place of Wards 2002." in second.out.splitlines()
    old, new = (
        "Wards 2002: ward, 2 areas, from 2002-05-02",
        "Wards 2026: ward, 2 areas, from 2026-05-07",
    )
    assert call("areas", "list").out == f"{new}\n{old}, current\n"
    assert call("areas", "list", ASSETMAP_TODAY="2026-05-07").out == f"{new}, current\n{old}\n"


def test_the_same_set_again_asks_before_it_replaces(call: Runner, wards: Path) -> None:
    call("areas", "import", wards, "--set", "Wards", *MAY)
    wards.write_text(geojson(WEST_SIDE), encoding="utf-8")
    assert call("areas", "import", wards, "--set", "wards", *MAY) == refusal(
        "wards.geojson: There is a set Wards already, of 2 areas. To put this one in its place add "
        "--replace; to keep both give another --set. Nothing was imported."
    )
    again = call("areas", "import", wards, "--set", "Wards", *MAY, "--replace")
    assert again.out.splitlines()[0] == "Wards: 1 area replaced"
    assert call("areas", "list").out == "Wards: ward, 1 area, from 2026-05-07\n"


def test_dry_run_writes_nothing(call: Runner, wards: Path) -> None:
    tried = call("areas", "import", wards, "--set", "Wards", *MAY, "--dry-run")
    assert tried.out.splitlines()[0] == "Wards: 2 areas would be imported; nothing was written"
    assert call("areas", "list").out == "There are no sets of areas\n"


def test_how_the_areas_lie_is_said(call: Runner, tmp_path: Path) -> None:
    path = tmp_path / "odd.geojson"
    overlapping = ("Middle", "W3", box(0.33, 51.44, 0.35, 51.46))
    path.write_text(
        geojson(WEST_SIDE, overlapping, ("Bow", "W4", bow_tie()), ("Gone", "W5", None)), "utf-8"
    )
    said = call("areas", "import", path, "--set", "Odd", *MAY).out.splitlines()
    assert said[:3] == [
        "Odd: 3 areas imported",
        "  Crossed themselves or did not close, and are mended: Bow.",
        "  Left out, being empty, a line or a point: Gone.",
    ]
    assert said[3].startswith("  Grays side and Bow overlap by ")
    assert said[4].startswith("  Grays side and Middle overlap by ")
    assert said[-1].endswith(" postcodes of Thurrock lie in none of the areas.")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "It is empty."),
        (
            "no map",
            "This is no map file that can be read. Save it as GeoJSON, GeoPackage or a shapefile.",
        ),
        (
            geojson(("A", "1", box(564000, 176000, 566000, 178000))),
            (
                "Its coordinates are no degrees: they go up to 566,000. They look like British "
                "grid metres: add --crs EPSG:27700."
            ),
        ),
    ],
)
def test_what_cannot_be_used_leaves_all_as_it_was(
    call: Runner, tmp_path: Path, text: str, message: str
) -> None:
    path = tmp_path / "bad.geojson"
    path.write_text(text, encoding="utf-8")
    said = call("areas", "import", path, "--set", "Bad", *MAY)
    assert said == refusal(f"bad.geojson: {message} Nothing was imported.")
    assert call("areas", "list").out == "There are no sets of areas\n"


def test_a_file_that_is_not_there_is_refused(call: Runner, tmp_path: Path) -> None:
    said = call("areas", "import", tmp_path / "none.csv", "--set", "A", *MAY)
    assert said == refusal("none.csv: There is no such file. Nothing was imported.")


def test_patches_stand_upon_wards(call: Runner, wards: Path, tmp_path: Path) -> None:
    table = tmp_path / "patches.csv"
    table.write_text(PATCHES, encoding="utf-8")
    patches = ("areas", "import", table, "--set", "Patches", "--kind", "patch", *MAY)
    assert call(*patches) == refusal(
        "patches.csv: No set of wards counts on 2026-05-07. Import the wards first: --kind ward. "
        "Nothing was imported."
    )
    call("areas", "import", wards, "--set", "Wards", *MAY)
    assert call(*patches).out == "Patches: 2 areas imported\n"
    assert call("areas", "remove", "Wards") == refusal(
        "Patches is made of its areas. Remove that first."
    )
    assert call("areas", "remove", "Patches") == Said(0, "Patches removed: 2 areas\n", "")
    assert call("areas", "remove", "Wards").status == 0
    assert call("areas", "remove", "Wards") == refusal(
        "There is no set of areas Wards. There are: none."
    )
    assert call("audit", "check").status == 0


def test_residents_come_in_with_the_areas_or_afterwards(
    call: Runner, wards: Path, tmp_path: Path
) -> None:
    call("areas", "import", wards, "--set", "Wards", *MAY)
    people = tmp_path / "people.csv"
    people.write_text('code,residents,over_65\nW1,"5,612",900\nW2,4000,\n', encoding="utf-8")
    keep = ("areas", "residents", people, "--set", "Wards")
    assert call(*keep) == refusal(
        "people.csv: It does not say of which year its numbers are: say it, such as 2021. Nothing "
        "was imported."
    )
    tried = call(*keep, "--year", "2021", "--dry-run").out
    assert tried == ("Wards: 9,612 residents of 2 of 2 areas would be kept; nothing was written\n")
    assert call(*keep, "--year", "2021").out == "Wards: 9,612 residents of 2 of 2 areas kept\n"
    replaced = call("areas", "import", wards, "--set", "Wards", *MAY, "--replace").out
    assert (
        "  Its residents go with the set before: bring them in again, assetmap areas residents "
        'FILE --set "Wards".\n'
    ) in replaced
    people.write_text("code,residents\nW1,5\nW9,-4\n", encoding="utf-8")
    assert call(*keep).err.startswith(
        "assetmap: people.csv: The number of residents of W9, -4, is no whole number from 0 up."
    )
    assert call("areas", "residents", tmp_path / "none.csv", "--set", "Wards") == refusal(
        "none.csv: There is no such file. Nothing was imported."
    )
