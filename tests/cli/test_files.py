"""`export`, with small files of the shapes that councils publish."""

import csv
import json
import os
import stat
import zipfile
from pathlib import Path

import pytest

from assetmap.exchange.header_mapping import CONTRACT
from tests.cli.conftest import Runner, Said, refusal

REAL = os.environ.get("ASSETMAP_TEST_MEANING", "")


def test_export_writes_csv_that_comes_back(call: Runner, libraries: Path, tmp_path: Path) -> None:
    call("import", libraries, "--publish")
    out = tmp_path / "out.csv"
    assert call("export", out) == Said(0, f"2 listings written to {out}\n", "")
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert sorted(row["name"] for row in rows) == ["Bolton Central Library", "Grays Library"]
    assert tuple(rows[0])[: len(CONTRACT)] == CONTRACT
    said = call("import", out, "--publish")
    assert "  0 new, 0 changed, 2 unchanged\n" in said.out


def test_export_writes_geojson(call: Runner, libraries: Path, tmp_path: Path) -> None:
    call("import", libraries, "--publish")
    out = tmp_path / "out.geojson"
    assert call("export", out) == Said(0, f"2 listings written to {out}\n", "")
    document = json.loads(out.read_text(encoding="utf-8"))
    assert (document["type"], len(document["features"])) == ("FeatureCollection", 2)
    assert document["features"][0]["geometry"]["coordinates"] == [-2.431294, 53.577385]


def test_export_writes_a_map_in_one_file(call: Runner, libraries: Path, tmp_path: Path) -> None:
    call("import", libraries, "--publish")
    out = tmp_path / "out.html"
    assert call("export", out) == Said(0, f"2 listings written to {out}\n", "")
    page = out.read_text(encoding="utf-8")
    assert "Bolton Central Library" in page
    assert "As at 16 March 2026" in page


@pytest.mark.parametrize("suffix", ["csv", "geojson", "html"])
def test_export_leaves_private_things_and_drafts_out(
    call: Runner, tmp_path: Path, suffix: str
) -> None:
    rows = (
        "name,postcode,venue,precision,private_phone\n"
        "Open Club,RM18 7TB,Hall,venue,01632 960666\n"
        "Soft Club,RM18 7TB,Secret House,approximate,01632 960667\n"
        "Hidden Club,RM18 7TB,Refuge House,withheld,01632 960668\n"
    )
    (tmp_path / "open.csv").write_text(rows)
    (tmp_path / "draft.csv").write_text("name,postcode\nDraft Club,RM18 7TB\n")
    call("import", tmp_path / "open.csv", "--publish")
    call("import", tmp_path / "draft.csv")
    out = tmp_path / f"out.{suffix}"
    assert call("export", out).out == f"3 listings written to {out}\n"
    text = out.read_text(encoding="utf-8")
    assert "Open Club" in text
    leaks = ("960666", "960667", "960668", "Secret House", "Refuge House", "Draft Club")
    assert [word for word in leaks if word in text] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("out.xlsx", "out.xlsx: a list can be written as .csv, .geojson or .gpkg."),
        ("none/out.csv", "out.csv: it cannot be written (No such file or directory)."),
        ("none/out.html", "out.html: it cannot be written (No such file or directory)."),
    ],
)
def test_export_that_cannot_be_written_is_refused(
    call: Runner, tmp_path: Path, name: str, message: str
) -> None:
    assert call("export", tmp_path / name) == refusal(message)


def test_export_that_cannot_be_written_leaves_the_old_file(call: Runner, tmp_path: Path) -> None:
    (tmp_path / "out.csv").mkdir()
    said = call("export", tmp_path / "out.csv")
    assert said == refusal("out.csv: it cannot be written (Is a directory).")
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_export_of_everything(call: Runner, run: Runner, libraries: Path, tmp_path: Path) -> None:
    call("import", libraries, "--publish")
    os.umask(umask := os.umask(0))
    for name, options, says, mode in (
        ("public.ZIP", [], "", 0o666),
        (
            "private.zip",
            ["--with-private"],
            ", with personal data and everything that is not public: keep it safe",
            0o600,
        ),
    ):
        file = tmp_path / name
        said = run("export", file, *options)
        assert said == Said(0, f"2 listings written to {file}{says}\n", "")
        assert stat.S_IMODE(file.stat().st_mode) == mode & ~umask
        with zipfile.ZipFile(file) as archive:
            has_private = [each for each in archive.namelist() if each.startswith("private/")]
        assert bool(has_private) == bool(options)


def test_private_parts_go_into_a_zip_alone(call: Runner, tmp_path: Path) -> None:
    file = tmp_path / "all.csv"
    assert call("export", file, "--with-private") == refusal(
        f"{file}: --with-private is for a file that ends in .zip"
    )
    assert not file.exists()
