"""`import` and `imports`, with small files of the shapes that councils publish."""

import gc
import json
import os
from pathlib import Path

import pytest

from assetmap.exchange.readable import READABLE, one_of
from assetmap.services.imports import applying
from assetmap.storage.store import Unavailable
from tests.cli.conftest import LIBRARIES, Runner, Said, refusal

ENDS = one_of([end for each in READABLE for end in each.ends])

REAL = os.environ.get("ASSETMAP_TEST_MEANING", "")


def ids(call: Runner, *words: str) -> list[str]:
    return [each["name"] for each in json.loads(call("search", *words, "--json").out)["results"]]


def test_import_says_what_became_of_each_row(call: Runner, food_banks: Path) -> None:
    said = call("import", food_banks, "--publish")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[:3] == [
        "food_banks.csv (source food_banks)",
        "  2 new, 0 changed, 0 unchanged",
        "  1 refused",
    ]
    assert lines[3].startswith("    row 4 (Lost Food Bank): the postcode 'ZZ99 9ZZ' does not exist")
    assert "  1 outside the borough, which is fine" in lines
    assert (
        "  columns read: Referral method as join; Opening times as when; "
        "Contact as phone, email or website; Area name as place"
    ) in lines
    assert "  columns not used: Area code" in lines
    assert [line for line in lines if "By appointment" in line] != []
    assert [line for line in lines if "draft" in line or "meaning" in line] == []
    assert ids(call, "food", "bank") == ["Tilbury Food Bank"]


def test_import_says_what_it_took_for_what(call: Runner, tmp_path: Path) -> None:
    file = tmp_path / "groups.csv"
    file.write_text(
        "Groups of the pier,,\nGroup,Post code,Notes\nMUSIC,,\nPier Band,RM18 7TB,x\nTotal,1,\n"
    )
    said = call("import", file, "--dry-run")
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines()[:12] == [
        "groups.csv (source groups)",
        "  1 would be new, 0 would be changed, 0 unchanged",
        "  0 refused",
        "  2 not listings",
        "    row 3 (MUSIC): it is the heading of a section",
        "    row 5 (Total): it is a total",
        "  columns read: Group as name; Post code as postcode",
        "  columns not used: Notes",
        "  The headings are in row 2. Above stands “Groups of the pier”.",
        "  We took the name from “Group”.",
        "  Its heading says what each is, so the type is “Group”.",
        ("  “Notes” was not used: it may not be meant for everyone. Call it description if it is."),
    ]


def test_import_with_damaged_weights_promises_nothing(
    call: Runner, home: Path, libraries: Path
) -> None:
    (home / "meaning").mkdir()
    (home / "meaning" / "model.safetensors").write_bytes(b"cut short")
    said = call("import", libraries, "--publish")
    assert (said.status, "by meaning" in said.out) == (0, False)


@pytest.mark.skipif(not REAL, reason="ASSETMAP_TEST_MEANING names no folder with the weights")
def test_import_says_that_meaning_follows_a_little_later(
    call: Runner, home: Path, libraries: Path
) -> None:
    (home / "meaning").mkdir()
    (home / "meaning" / "model.safetensors").symlink_to(Path(REAL) / "model.safetensors")
    line = "  they are found by their words at once, and by meaning a little later"
    ways = ((), ("--publish", "--dry-run"), ("--publish",), ("--publish",))
    said = [call("import", libraries, *way).out.splitlines() for way in ways]
    assert [lines.count(line) for lines in said] == [0, 0, 1, 0]


def test_import_of_two_files_takes_both(call: Runner, libraries: Path, food_banks: Path) -> None:
    said = call("import", libraries, food_banks, "--publish", "--source", "gm")
    assert said.status == 0
    assert [line for line in said.out.splitlines() if "(source" in line] == [
        "libraries.csv (source gm)",
        "food_banks.csv (source gm)",
    ]
    assert sorted(ids(call)) == [
        "BRASS Bolton",
        "Bolton Central Library",
        "Grays Library",
        "Tilbury Food Bank",
    ]


def test_import_again_changes_nothing(call: Runner, libraries: Path) -> None:
    assert "  2 new, 0 changed, 0 unchanged\n" in call("import", libraries, "--publish").out
    assert "  0 new, 0 changed, 2 unchanged\n" in call("import", libraries, "--publish").out
    libraries.write_text(LIBRARIES.replace("central.library@", "central@"), encoding="utf-8")
    assert "  0 new, 1 changed, 1 unchanged\n" in call("import", libraries, "--publish").out


def test_import_without_publish_makes_drafts_and_says_so(call: Runner, libraries: Path) -> None:
    said = call("import", libraries)
    assert "  new listings are drafts: add --publish to let them go public\n" in said.out
    assert ids(call) == []


def test_dry_run_says_the_same_and_writes_nothing(call: Runner, libraries: Path) -> None:
    said = call("import", libraries, "--publish", "--dry-run")
    assert said.status == 0
    assert "  2 would be new, 0 would be changed, 0 unchanged\n" in said.out
    assert said.out.endswith("  this was a dry run: nothing was written\n")
    assert ids(call) == []
    assert "0 listings" in call("doctor").out


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("none.csv", None, "none.csv: There is no such file."),
        ("list.xlsx", "", "list.xlsx: The file is empty."),
        (
            "list.md5",
            "",
            f"list.md5: We can read files that end in {ENDS}.",
        ),
        ("empty.csv", "", "empty.csv: The file is empty."),
        (
            "broken.geojson",
            '{"type": \n "FeatureCollection",,}',
            "broken.geojson: The file is not JSON: it goes wrong in line 2, column 22.",
        ),
        (
            "other.json",
            "[1, 2]",
            "other.json: The file is JSON but not GeoJSON: it has no FeatureCollection.",
        ),
        (
            "headless.csv",
            "Knit Club,RM18 7TB\nPurl Club,RM17 6SL\n",
            (
                "headless.csv: The first row must be headings, and one of them must be name or "
                "title. We found: Knit Club, RM18 7TB. We know these and more: name, kind, "
                "description, categories, postcode, when, phone, email, website."
            ),
        ),
    ],
)
def test_file_that_cannot_be_read_is_refused_and_the_others_stay_out(
    call: Runner, libraries: Path, tmp_path: Path, name: str, text: str | None, message: str
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert call("import", libraries, tmp_path / name, "--publish") == refusal(message)
    assert ids(call) == []


def test_file_of_which_nothing_comes_in_says_so_and_ends_with_1(
    call: Runner, tmp_path: Path
) -> None:
    (tmp_path / "bare.csv").write_text("name,postcode\n,RM17 6SL\n,RM18 7TB\n")
    for options in ((), ("--publish",), ("--dry-run",)):
        said = call("import", tmp_path / "bare.csv", *options)
        assert (said.status, said.err) == (1, "")
        assert said.out.splitlines()[-1] == "  nothing came in"
        assert "    row 2, row 3: it has no name" in said.out.splitlines()


def test_next_months_file_asks_whose_it_is(call: Runner, tmp_path: Path) -> None:
    rows = "name,postcode,phone\nQuay Singers,RM17 6SL,01632 960101\n"
    for month in ("march", "april"):
        (tmp_path / f"groups-{month}.csv").write_text(rows)
    assert call("import", tmp_path / "groups-march.csv", "--publish").status == 0
    for options in (("--publish",), ("--dry-run",)):
        said = call("import", tmp_path / "groups-april.csv", *options)
        assert said.status == 2
        assert "  1 looks like a listing that is there already" in said.out
        assert said.err == (
            "assetmap: groups-april.csv: a file with the same headings came in before as source "
            "groups-march. Nothing was written. If it is the same list, add --source "
            "groups-march; if it is another, add --source groups-april.\n"
        )
    assert ids(call) == ["Quay Singers"]
    same = call("import", tmp_path / "groups-april.csv", "--source", "groups-march", "--publish")
    assert "  0 new, 0 changed, 1 unchanged\n" in same.out
    other = call("import", tmp_path / "groups-april.csv", "--source", "groups-april", "--publish")
    assert "  1 new, 0 changed, 0 unchanged\n" in other.out
    assert "    row 2 (Quay Singers): like “Quay Singers”" in other.out.splitlines()
    again = call("import", tmp_path / "groups-april.csv", "--publish")
    assert (again.status, again.err) == (0, "")


def test_listings_that_no_file_of_the_source_has_any_more_are_named(
    call: Runner, libraries: Path, food_banks: Path
) -> None:
    both = call("import", libraries, food_banks, "--source", "gm", "--publish")
    assert "in no row" not in both.out
    one = call("import", libraries, "--source", "gm", "--publish")
    assert one.out.splitlines()[-2:] == [
        "2 listings of source gm in no row of this import: still public, and on the call list",
        "    BRASS Bolton, Tilbury Food Bank",
    ]
    whole = call("import", libraries, food_banks, "--source", "gm", "--publish")
    assert "in no row" not in whole.out


def test_folder_is_refused(call: Runner, tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    message = "folder.csv: This is a folder, not a file."
    assert call("import", tmp_path / "folder.csv") == refusal(message)


def import_of(said: Said) -> str:
    """The id of the import that a command named."""
    return said.out.split("assetmap import --undo ")[1].split()[0]


def test_an_import_is_listed_and_taken_back(call: Runner, libraries: Path) -> None:
    assert call("imports").out == "0 imports\n"
    batch = import_of(call("import", libraries, "--publish"))
    assert ids(call, "library") != []
    listed = call("imports").out.splitlines()
    assert listed[0] == f"{batch}  2026-03-16 09:00  applied  libraries.csv  (source libraries)"
    said = call("import", "--undo", batch)
    assert (said.status, said.err) == (0, "")
    assert said.out.splitlines() == [
        f"libraries.csv (source libraries, import {batch}): undone",
        "  2 taken back",
    ]
    assert ids(call, "library") == []
    assert call("import", "--undo", batch).out == said.out
    assert call("import", libraries).out.splitlines()[1] == "  2 new, 0 changed, 0 unchanged"


def test_what_cannot_be_gone_on_with_or_taken_back_is_said(call: Runner, libraries: Path) -> None:
    batch = import_of(call("import", libraries))
    for option, which, message in (
        ("--undo", "x", "x: there is no such import: assetmap imports lists them"),
        ("--resume", "x", "x: there is no such import: assetmap imports lists them"),
        ("--resume", batch, f"{batch}: there is nothing to go on with: applied"),
    ):
        assert call("import", option, which) == refusal(message)
    message = "Give files to import, or --resume IMPORT, or --undo IMPORT."
    for options in ((), (libraries, "--undo", batch), ("--undo", batch, "--resume", batch)):
        assert call("import", *options) == refusal(message)


def test_an_import_that_stopped_goes_on(
    call: Runner, libraries: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopped(*given: object) -> None:
        raise Unavailable("the disk is full")

    with monkeypatch.context() as patched:
        patched.setattr(applying, "_keep", stopped)
        assert call("import", libraries, "--publish") == refusal("the disk is full")
    [batch, *rest] = call("imports").out.split()
    assert rest[2] == "applying"
    assert call("import", "--resume", batch).out.splitlines() == [
        f"libraries.csv (source libraries, import {batch}): applied",
        "  2 new",
    ]
    assert len(ids(call, "library")) == 2


def test_only_what_lies_inside_on_request(call: Runner, libraries: Path) -> None:
    for options in (("--dry-run",), ()):
        said = call("import", libraries, "--inside-only", *options).out.splitlines()
        assert said[1].startswith("  1 ")
        would = "would be " if options else ""
        assert f"  1 {would}left out: outside the borough" in said


def test_columns_and_categories_can_be_said_and_are_known_again(
    call: Runner, tmp_path: Path
) -> None:
    file = tmp_path / "layers.csv"
    file.write_text("Wer,Layer,Ring,Wo\nKnit Club,Lunches,01632 960101,RM18 7TB\n")
    said = call(
        *("import", file, "--publish", "--column", "Wer=name", "--column", "Wo=postcode"),
        *("--column", "Ring=", "--category", "Layer:Lunches=meet/lunch-clubs"),
    )
    assert said.status == 0, said.err
    [found] = json.loads(call("search", "knit", "--json").out)["results"]
    assert (found["categories"], found["place"]) == (["meet/lunch-clubs"], "Tilbury")
    assert (
        "01632" not in call("export", tmp_path / "out.csv").out + (tmp_path / "out.csv").read_text()
    )
    assert call("import", file).out.splitlines()[1] == "  0 new, 0 changed, 1 unchanged"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (("--column", "name"), "Write --column HEADING=FIELD."),
        (("--category", "Layer=x"), "Write --category HEADING:TEXT=CATEGORY."),
        (("--category", "Layer:x"), "Write --category HEADING:TEXT=CATEGORY."),
        (("--column", "name=nothing"), "nothing is no field"),
        (("--column", "nothing=name"), "There is no column “nothing”"),
        (("--category", "name:x=nothing"), "nothing is no category"),
    ],
)
def test_what_is_said_of_columns_must_make_sense(
    call: Runner, libraries: Path, options: tuple[str, ...], message: str
) -> None:
    said = call("import", libraries, *options)
    assert (said.status, said.out) == (2, "")
    assert message in said.err


def test_how_often_circles_are_looked_for_is_as_before(call: Runner, libraries: Path) -> None:
    before = gc.get_threshold()
    call("import", libraries)
    assert gc.get_threshold() == before
